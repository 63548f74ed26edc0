from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class RewardForm(TextChoices):
    COMMENDATION = "commendation", pgettext_lazy("reward", "commendation")
    CERTIFICATE = "certificate", pgettext_lazy("reward", "certificate of merit")


class RewardStage(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("reward", "proposed")
    DECIDED = "decided", pgettext_lazy("reward", "decided")
    DECLINED = "declined", pgettext_lazy("reward", "declined")

    @property
    def tone(self) -> str:
        """Tone of its badge."""
        return {"proposed": "amber", "decided": "gold"}.get(self.value, "neutral")
