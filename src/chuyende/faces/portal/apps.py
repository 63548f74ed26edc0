from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PortalConfig(AppConfig):
    name = "chuyende.faces.portal"
    label = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from chuyende.foundation.review import kinds
        from chuyende.foundation.review.enums import ReviewLevel
        from chuyende.foundation.ui.navigation import Place, add

        from . import acts, rules, services  # noqa: F401  # loading them names and grants
        from .queries import sections_of, works_on_news

        kinds.register(
            kinds.ReviewKind(
                kind="article",
                label=pgettext_lazy("kind of review", "article"),
                model="portal.Article",
                url_name="portal:article_detail",
                levels=lambda _article: (ReviewLevel.COMMITTEE,),
                sections=sections_of,
                check=services.check_article,
            )
        )

        for order, (key, label, owns) in enumerate(
            (
                ("article_list", pgettext_lazy("public site", "News"), ("portal:article_read",)),
                ("about", _("About us"), ()),
                ("document_list", pgettext_lazy("public site", "Documents"), ()),
                ("search", pgettext_lazy("public site", "Search"), ()),
            )
        ):
            add(
                Place(
                    key=f"portal_{key}",
                    label=label,
                    url_name=f"portal:{key}",
                    icon="news",
                    area="public",
                    order=order,
                    owns=owns,
                )
            )
        add(
            Place(
                key="newsroom",
                label=pgettext_lazy("public site", "News"),
                url_name="portal:newsroom",
                icon="news",
                area="committee",
                order=80,
                owns=tuple(
                    f"portal:{name}" for name in ("newsroom", "article_", "counter_start", "draft_photo")
                ),
                visible=lambda request: works_on_news(request.user),
            )
        )
