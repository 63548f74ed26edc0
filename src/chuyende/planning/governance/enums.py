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


class Certainty(TextChoices):
    """How sure a rule's parameters are: where they were found."""

    FOUND = "found", _("found in a public source")
    SECOND_HAND = "second_hand", _("found second-hand only")
    PRACTICE = "practice", _("common practice, not verified")
    OWN = "own", _("decided by the organisation")


class Validity(TextChoices):
    """Whether a document binds on a day. Derived from its days, never typed."""

    NOT_YET = "not_yet", _("not yet in force")
    IN_FORCE = "in_force", _("in force")
    EXPIRED = "expired", _("no longer in force")
    REPLACED = "replaced", _("replaced")
