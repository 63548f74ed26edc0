from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentType(TextChoices):
    CONGRESS_RESOLUTION = "congress_resolution", _("congress resolution")
    RESOLUTION = "resolution", _("resolution")
    DIRECTIVE = "directive", _("directive")
    CONCLUSION = "conclusion", _("conclusion")
    REGULATION = "regulation", _("regulation")
    WORKING_REGULATION = "working_regulation", _("working regulation")
    GUIDELINE = "guideline", _("guideline")
    PROGRAMME = "programme", _("programme")
    PLAN = "plan", _("plan")
    DECISION = "decision", _("decision")
    NOTICE = "notice", _("notice")
    LAW = "law", _("law")
    OTHER = "other", _("other document")
