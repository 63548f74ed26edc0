from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SquareState(TextChoices):
    """Where one quarter of one cell stands. Derived from topics, meetings and minutes, never typed."""

    ABSENT = "absent", _("the cell did not exist")
    MISSING = "missing", _("no topic yet")
    DRAFT = "draft", _("being drafted")
    RETURNED = "returned", _("returned for revision")
    WAITING_CELL = "waiting_cell", _("waiting for the cell's committee")
    WAITING_COMMITTEE = "waiting_committee", _("waiting for the Party committee")
    APPROVED = "approved", _("approved, no day set")
    CONVENED = "convened", _("convened")
    PASSED_BY = "passed_by", _("its day has passed, not opened")
    IN_SESSION = "in_session", _("in session")
    MINUTES_WAITING = "minutes_waiting", _("held, minutes wait for signature")
    HELD = "held", _("held")
    OVERDUE = "overdue", _("not held in its quarter")
