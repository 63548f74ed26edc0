from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Naming(TextChoices):
    """Whom a draft may name, by the editor's choice. Nobody else of a meeting is ever named."""

    CHAIR = "chair", _("who chaired")
    PRESENTER = "presenter", _("who presented the topic")
    AUTHORS = "authors", _("who presented papers")


class PublicState(TextChoices):
    """Where an article stands for the public. Derived, never typed."""

    NEVER = "never", _("not public yet")
    PUBLIC = "public", _("on the public site")
    WITHDRAWN = "withdrawn", _("taken off the public site")


class Work(TextChoices):
    """What there is to do with an article: the tabs of the newsroom."""

    WRITE = "viet", _("to be written")
    WAIT = "cho-duyet", _("waiting for approval")
    PUBLISH = "cho-dang", _("to be published")
    PUBLIC = "da-dang", _("published")
    WITHDRAWN = "da-go", _("taken off")
