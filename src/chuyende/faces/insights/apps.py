from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightsConfig(AppConfig):
    name = "chuyende.faces.insights"
    label = "insights"
    verbose_name = _("Insights")

    def ready(self) -> None:
        from chuyende.foundation.ui import navigation

        from . import acts, rules  # noqa: F401  # loading them names and grants
        from .queries import looks_over_others, looks_over_own_cell

        navigation.add(
            navigation.Place(
                key="whole_body",
                label=_("The whole Party body"),
                url_name="insights:overview",
                icon="grid",
                area="committee",
                order=10,
                owns=("insights:",),
                visible=lambda request: looks_over_others(request.user),
            )
        )
        navigation.add(
            navigation.Place(
                key="own_year",
                label=_("Our year"),
                url_name="insights:overview",
                icon="chart",
                area="cell",
                order=60,
                owns=("insights:",),
                visible=lambda request: looks_over_own_cell(request.user),
            )
        )
