from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VoteMethod(TextChoices):
    HANDS = "hands", _("show of hands")


class VoteBasis(TextChoices):
    """What the majority is counted against (domain 1.4)."""

    SUMMONED = "summoned", _("official members summoned")
    PRESENT = "present", _("official members present")
