from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaperType(TextChoices):
    """Type of an official paper; its value is the abbreviation in the symbol (399-QĐ/TW; domain 2.3)."""

    MINUTES = "BB", _("minutes")
    DECISION = "QĐ", _("decision")
    PLAN = "KH", _("plan")
    SUMMONS = "GM", _("summons")
