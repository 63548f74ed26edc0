from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaperState(TextChoices):
    """How far a paper has come. Derived from what was done, never typed."""

    REQUESTED = "requested", _("not begun")
    DRAFT = "draft", _("being written")
    SUBMITTED = "submitted", _("paper submitted")
    PRESENTED = "presented", _("paper presented")

    @property
    def tone(self) -> str:
        """The tone of the badge that says it."""
        return {"submitted": "gold", "presented": "green"}.get(self.value, "neutral")


class VoteMethod(TextChoices):
    HANDS = "hands", _("show of hands")


class VoteBasis(TextChoices):
    """What the majority is counted against."""

    SUMMONED = "summoned", _("official members summoned")
    PRESENT = "present", _("official members present")
