from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    name = "chuyende.foundation.organisation"
    label = "organisation"
    verbose_name = _("Organisation")

    def ready(self) -> None:
        from chuyende.foundation.ui import navigation
        from chuyende.foundation.ui.navigation import Place

        from . import acts, rules  # noqa: F401  # loading them names and grants
        from .enums import Role
        from .policy import CHAIRS, LEADERS, reach_of

        navigation.add(
            Place(
                key="organisation",
                label=_("Organisation"),
                url_name="organisation:organisation_tree",
                icon="organisation",
                area="member",
                order=80,
                owns=("organisation:",),
                visible=lambda request: bool(
                    reach_of(request.user).home_paths or reach_of(request.user).positions
                ),
            )
        )
        navigation.add(
            Place(
                key="members",
                label=_("Party members"),
                url_name="organisation:member_list",
                icon="people",
                area="cell",
                order=80,
                owns=("organisation:member_",),
                visible=lambda request: reach_of(request.user).has_role(
                    *LEADERS, Role.INSPECTOR, Role.ADMINISTRATOR
                ),
            )
        )
        navigation.add(
            Place(
                key="audit_log",
                label=_("Log of acts"),
                url_name="organisation:audit_log",
                icon="history",
                area="administrator",
                order=80,
                visible=lambda request: reach_of(request.user).has_role(
                    *CHAIRS, Role.INSPECTOR, Role.ADMINISTRATOR
                ),
            )
        )
        navigation.add(
            Place(
                key="second_factor",
                label=_("Second factor"),
                url_name="organisation:second_factor",
                icon="shield",
                area="administrator",
                order=70,
                visible=lambda request: reach_of(request.user).has_role(Role.ADMINISTRATOR),
            )
        )
