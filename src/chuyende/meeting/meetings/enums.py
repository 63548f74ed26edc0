from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingMode(TextChoices):
    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    MIXED = "mixed", _("in person and online")


class MeetingStage(TextChoices):
    """Where a meeting stands. Derived from what was done, never typed."""

    PREPARED = "prepared", _("being prepared")
    SUMMONED = "summoned", _("summoned")
    OPEN = "open", _("in session")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")

    @property
    def tone(self) -> str:
        """The tone of the badge that says it."""
        return {"summoned": "amber", "open": "red", "closed": "green"}.get(self.value, "neutral")


class AttendanceStatus(TextChoices):
    PRESENT = "present", _("present")
    LATE = "late", _("late")
    EXCUSED = "excused", _("absent with reason")
    UNEXCUSED = "unexcused", _("absent without reason")
    EXEMPT = "exempt", _("exempt")


class AttendanceSource(TextChoices):
    SECRETARY = "secretary", _("marked by the secretary")
    APOLOGY = "apology", _("from an accepted apology")
    PAPER = "paper", _("from the paper sheet")
    ROSTER = "roster", _("from the status in the roster")


class ResponseAnswer(TextChoices):
    COMING = "coming", _("will attend")
    APOLOGY = "apology", _("asks to be absent")
