from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "chuyende.meeting.meetings"
    label = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        from chuyende.foundation.organisation.enums import Role
        from chuyende.foundation.organisation.policy import LEADERS, reach_of
        from chuyende.foundation.ui import navigation
        from chuyende.foundation.ui.navigation import Place

        from . import acts, receivers, rules  # noqa: F401  # loading them names, grants and subscribes
        from .panels import Tab, add_tab

        for order, (key, label, url_name) in enumerate(
            [
                ("meeting", _("The meeting"), "meetings:meeting_detail"),
                ("attendance", _("Attendance"), "meetings:attendance_sheet"),
                ("run", _("Run of show"), "meetings:meeting_run"),
                ("conclusions", _("Conclusions"), "meetings:conclusion_list"),
            ]
        ):
            add_tab(Tab(key=key, label=label, url_name=url_name, order=10 * order))

        def prepares(request: HttpRequest) -> bool:
            return reach_of(request.user).has_role(*LEADERS)

        def records(request: HttpRequest) -> bool:
            return reach_of(request.user).has_role(*LEADERS, Role.MINUTE_TAKER)

        navigation.add(
            Place(
                key="meetings",
                label=_("Meetings"),
                url_name="meetings:meeting_list",
                icon="calendar",
                area="member",
                order=20,
                owns=("meetings:", "discussion:"),
            )
        )
        navigation.add(
            Place(
                key="meetings_prepare",
                label=_("Prepare a meeting"),
                url_name="meetings:meeting_prepare",
                icon="clipboard",
                area="cell",
                order=30,
                owns=("meetings:meeting_convene", "meetings:agenda_", "meetings:summons_list"),
                visible=prepares,
            )
        )
        navigation.add(
            Place(
                key="meetings_run",
                label=_("Run a meeting"),
                url_name="meetings:meeting_run_list",
                icon="play",
                area="cell",
                order=40,
                owns=("meetings:meeting_run", "meetings:attendance_", "meetings:conclusion_"),
                visible=records,
            )
        )
