from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProgrammeLevel(TextChoices):
    TERM = "term", _("full term")
    YEAR = "year", _("year")
    QUARTER = "quarter", _("quarter")
    MONTH = "month", _("month")


class GroundingKind(TextChoices):
    """The three grounds that every topic must rest on (the article)."""

    CONGRESS = "congress", _("resolution of the congress")
    SUPERIOR = "superior", _("what the upper level asks")
    FUNCTION = "function", _("the cell's own function and tasks")


class LineState(TextChoices):
    """Where one line of a programme stands. Derived from its task and its deadline, never typed."""

    NOT_GIVEN = "not_given", _("not given out yet")
    IN_PROGRESS = "in_progress", _("being done")
    OVERDUE = "overdue", _("past its deadline")
    DONE = "done", _("accomplished")
