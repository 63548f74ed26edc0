from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ContestStage(TextChoices):
    """Where a contest stands. Derived from its announcement, the windows of its rounds and the clock."""

    DRAFT = "draft", pgettext_lazy("contest", "being prepared")
    ANNOUNCED = "announced", pgettext_lazy("contest", "announced, not open yet")
    OPEN = "open", pgettext_lazy("contest", "open")
    RECKONING = "reckoning", pgettext_lazy("contest", "results being settled")
    CLOSED = "closed", pgettext_lazy("contest", "results announced")

    @property
    def tone(self) -> str:
        """Tone of its badge."""
        return {"draft": "gold", "open": "amber", "reckoning": "amber", "closed": "green"}.get(
            self.value, "neutral"
        )


class Offence(TextChoices):
    """Why a result is cancelled."""

    SHARING = "sharing", _("an account used by several people")
    PROXY = "proxy", _("somebody else took the quiz in the member's name")
    TAMPERING = "tampering", _("tampering with the system or the results")


class Outcome(TextChoices):
    """What became of a cancelled result after the member was heard."""

    UPHELD = "upheld", _("the result stays cancelled")
    LIFTED = "lifted", _("the result counts again")
