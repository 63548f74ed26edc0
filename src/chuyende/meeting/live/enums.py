from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Phase(TextChoices):
    """Where a running sitting stands; the same values as `engine.Phase`."""

    LOBBY = "lobby", pgettext_lazy("sitting", "people come in")
    SEALED = "sealed", pgettext_lazy("sitting", "the next question is on its way")
    ASKING = "asking", pgettext_lazy("sitting", "answers are taken")
    PAUSED = "paused", pgettext_lazy("sitting", "paused")
    CLOSED = "closed", pgettext_lazy("sitting", "time is up")
    REVEALED = "revealed", pgettext_lazy("sitting", "the key is shown")
    BOARD = "board", pgettext_lazy("sitting", "standings")
    ENDED = "ended", pgettext_lazy("sitting", "over")
