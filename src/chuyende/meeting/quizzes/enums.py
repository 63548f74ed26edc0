from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class QuizStage(TextChoices):
    """Where a quiz stands. Derived from its publication, its window and the clock."""

    DRAFT = "draft", pgettext_lazy("quiz", "being prepared")
    SCHEDULED = "scheduled", pgettext_lazy("quiz", "not open yet")
    OPEN = "open", pgettext_lazy("quiz", "open")
    CLOSED = "closed", pgettext_lazy("quiz", "closed")

    @property
    def tone(self) -> str:
        """Tone of its badge."""
        return {"draft": "gold", "open": "amber"}.get(self.value, "neutral")
