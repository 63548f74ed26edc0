from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MaterialKind(TextChoices):
    DOCUMENT = "document", _("document to read")
    CLIP = "clip", _("clip to watch")
