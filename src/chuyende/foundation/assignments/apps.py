from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssignmentsConfig(AppConfig):
    name = "chuyende.foundation.assignments"
    label = "assignments"
    verbose_name = _("Assignments")

    def ready(self) -> None:
        from chuyende.foundation.organisation.policy import LEADERS, reach_of
        from chuyende.foundation.ui import navigation

        from . import acts, rules  # noqa: F401  # loading them names and grants

        navigation.add(
            navigation.Place(
                key="assigned_tasks",
                label=_("Assigned tasks"),
                url_name="assignments:task_list",
                icon="clipboard",
                area="cell",
                order=70,
                owns=("assignments:",),
                visible=lambda request: reach_of(request.user).has_role(*LEADERS),
            )
        )
