from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaperworkConfig(AppConfig):
    name = "chuyende.faces.paperwork"
    label = "paperwork"
    verbose_name = _("Paperwork")

    def ready(self) -> None:
        from chuyende.foundation.review.enums import ReviewLevel
        from chuyende.foundation.review.kinds import ReviewKind, Sections, register

        from . import receivers, rules  # noqa: F401  # loading them grants and subscribes
        from .services.issuing import check_minutes

        def levels(minutes: Any) -> tuple[ReviewLevel, ...]:
            return (ReviewLevel.CHAIR,)

        def sections(minutes: Any) -> Sections:
            return [(each.heading, each.body) for each in minutes.sections.all() if each.body]

        register(
            ReviewKind(
                kind="minutes",
                label=_("minutes"),
                model="paperwork.Minutes",
                url_name="paperwork:minutes_detail",
                levels=levels,
                sections=sections,
                check=check_minutes,
            )
        )
