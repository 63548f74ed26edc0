from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .engine import words


class Kind(TextChoices):
    """How a question is answered; the values are those of `engine.words.Kind`."""

    SINGLE = words.Kind.SINGLE.value, pgettext_lazy("question", "one right choice")
    MULTIPLE = words.Kind.MULTIPLE.value, pgettext_lazy("question", "several right choices")
    TRUE_FALSE = words.Kind.TRUE_FALSE.value, pgettext_lazy("question", "true or false")
    MATCHING = words.Kind.MATCHING.value, pgettext_lazy("question", "matching")
    ORDERING = words.Kind.ORDERING.value, pgettext_lazy("question", "ordering")
    SHORT = words.Kind.SHORT.value, pgettext_lazy("question", "short answer")
    CLOZE = words.Kind.CLOZE.value, pgettext_lazy("question", "filling gaps")


class Difficulty(TextChoices):
    EASY = words.Difficulty.EASY.value, pgettext_lazy("question", "easy")
    MEDIUM = words.Difficulty.MEDIUM.value, pgettext_lazy("question", "medium")
    HARD = words.Difficulty.HARD.value, pgettext_lazy("question", "hard")


class QuestionState(TextChoices):
    """Where a question of the bank stands. Derived from its checking, its source and its place in the bank."""

    WAITING = "waiting", pgettext_lazy("question", "not checked yet")
    CHECKED = "checked", pgettext_lazy("question", "checked")
    OUTDATED = "outdated", pgettext_lazy("question", "its document was replaced")
    RETIRED = "retired", _("out of the bank")

    @property
    def tone(self) -> str:
        """Tone of its badge."""
        return {"waiting": "amber", "checked": "green", "outdated": "red"}.get(self.value, "neutral")


class ImportState(TextChoices):
    """Where a file of questions stands before somebody decides about it."""

    UNREAD = "unread", pgettext_lazy("file", "being read")
    READ = "read", pgettext_lazy("file", "read")
    FAILED = "failed", pgettext_lazy("file", "could not be read")
