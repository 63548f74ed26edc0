from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.ui.parts import Tone


class PaperType(TextChoices):
    """Type of an official paper; its value is the abbreviation in the symbol (399-QĐ/TW)."""

    MINUTES = "BB", _("minutes")
    DECISION = "QĐ", _("decision")
    PLAN = "KH", _("plan")
    SUMMONS = "GM", _("summons")


class Signer(TextChoices):
    """The two who sign minutes, in their order."""

    TAKER = "taker", _("minute taker")
    CHAIR = "chair", _("chair")


class MinutesState(TextChoices):
    """Where minutes stand. Derived from their review and signatures, never typed."""

    DRAFT = "draft", _("draft, waiting for the minute taker")
    RETURNED = "returned", _("returned by the chair")
    TAKER_SIGNED = "taker_signed", _("waiting for the chair's signature")
    SIGNED = "signed", _("signed by both, locked")
    AMENDING = "amending", _("being amended after signing")

    @property
    def tone(self) -> Tone:
        """The colour beside the words."""
        tones: dict[str, Tone] = {self.RETURNED: "red", self.SIGNED: "green", self.DRAFT: "neutral"}
        return tones.get(self, "amber")
