from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuizStage(TextChoices):
    """Where a quiz stands. Derived from its publication, its window and the clock."""

    DRAFT = "draft", _("being prepared")
    SCHEDULED = "scheduled", _("not open yet")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
