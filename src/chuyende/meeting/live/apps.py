from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    name = "chuyende.meeting.live"
    label = "live"
    verbose_name = _("Quiz in the hall")

    def ready(self) -> None:
        from . import acts, rules  # noqa: F401  # loading acts names them
