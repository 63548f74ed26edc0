from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RewardForm(TextChoices):
    COMMENDATION = "commendation", _("commendation")
    CERTIFICATE = "certificate", _("certificate of merit")


class RewardStage(TextChoices):
    PROPOSED = "proposed", _("proposed")
    DECIDED = "decided", _("decided")
    DECLINED = "declined", _("declined")
