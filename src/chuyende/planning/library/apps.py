from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "chuyende.planning.library"
    label = "library"
    verbose_name = _("Library")

    def ready(self) -> None:
        from chuyende.foundation.organisation.policy import LEADERS, reach_of
        from chuyende.foundation.ui import navigation

        from . import acts, rules  # noqa: F401  # loading them names and grants

        navigation.add(
            navigation.Place(
                key="materials",
                label=_("Study materials"),
                url_name="library:material_list",
                icon="video",
                area="cell",
                order=40,
                owns=("library:material_add", "library:material_change", "library:material_viewings"),
                visible=lambda request: reach_of(request.user).has_role(*LEADERS),
            )
        )
