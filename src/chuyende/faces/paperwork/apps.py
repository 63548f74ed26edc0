from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaperworkConfig(AppConfig):
    name = "chuyende.faces.paperwork"
    label = "paperwork"
    verbose_name = _("Paperwork")

    def ready(self) -> None:
        from . import rules  # noqa: F401  # loading them grants
