from django.db.models import IntegerChoices, TextChoices
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


class QuizMode(TextChoices):
    """How a quiz is taken."""

    ALONE = "alone", pgettext_lazy("quiz", "alone on the phone")
    HALL = "hall", pgettext_lazy("quiz", "together in the hall")


class ReviewMoment(TextChoices):
    """When a member sees key and explanations."""

    AFTER_CLOSING = "after_closing", pgettext_lazy("quiz", "after the quiz has closed for everybody")
    AFTER_LAST = "after_last", pgettext_lazy("quiz", "after the own last attempt")
    NEVER = "never", pgettext_lazy("quiz", "never; only the score")


class Certainty(IntegerChoices):
    """How sure a member is of an answer, where the quiz asks for it (Gardner-Medwin: C = 1, 2, 3)."""

    LOW = 1, pgettext_lazy("certainty", "not sure")
    MIDDLE = 2, pgettext_lazy("certainty", "rather sure")
    HIGH = 3, pgettext_lazy("certainty", "very sure")
