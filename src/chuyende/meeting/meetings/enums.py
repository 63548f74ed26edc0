from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingMode(TextChoices):
    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    MIXED = "mixed", _("in person and online")


class MeetingStage(TextChoices):
    """Where a meeting stands. Derived from what was done, never typed."""

    PREPARED = "prepared", _("being prepared")
    SUMMONED = "summoned", _("summoned")
    OPEN = "open", _("in session")
    CLOSED = "closed", pgettext_lazy("meeting", "closed")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")

    @property
    def tone(self) -> str:
        """The tone of the badge that says it."""
        return {"summoned": "amber", "open": "red", "closed": "green"}.get(self.value, "neutral")


class AttendanceStatus(TextChoices):
    PRESENT = "present", pgettext_lazy("attendance", "present")
    LATE = "late", pgettext_lazy("attendance", "late")
    EXCUSED = "excused", _("absent with reason")
    UNEXCUSED = "unexcused", _("absent without reason")
    EXEMPT = "exempt", pgettext_lazy("attendance", "exempt")


class AttendanceSource(TextChoices):
    SECRETARY = "secretary", _("marked by the secretary")
    APOLOGY = "apology", _("from an accepted apology")
    PAPER = "paper", _("from the paper sheet")
    ROSTER = "roster", _("from the status in the roster")


class ResponseAnswer(TextChoices):
    COMING = "coming", _("will attend")
    APOLOGY = "apology", _("asks to be absent")
