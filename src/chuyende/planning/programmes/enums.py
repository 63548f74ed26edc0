from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProgrammeLevel(TextChoices):
    TERM = "term", _("full term")
    YEAR = "year", _("year")
    QUARTER = "quarter", _("quarter")
    MONTH = "month", _("month")


class GroundingKind(TextChoices):
    """The three grounds that every topic must rest on (the article; domain 3)."""

    CONGRESS = "congress", _("resolution of the congress")
    SUPERIOR = "superior", _("what the upper level asks")
    FUNCTION = "function", _("the cell's own function and tasks")
