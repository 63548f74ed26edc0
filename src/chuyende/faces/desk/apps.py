from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DeskConfig(AppConfig):
    name = "chuyende.faces.desk"
    label = "desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        from chuyende.foundation.organisation.policy import reach_of
        from chuyende.foundation.organisation.queries import name_of_whole_body
        from chuyende.foundation.ui import navigation
        from chuyende.foundation.ui.navigation import Place

        def is_member(request: HttpRequest) -> bool:
            return reach_of(request.user).member is not None

        def unit_name(request: HttpRequest) -> str:
            return name_of_whole_body()

        places = [
            Place(
                key="today",
                label=_("Today"),
                url_name="desk:today",
                icon="home",
                area="member",
                order=10,
                owns=("desk:today",),
            ),
            Place(
                key="my_tasks",
                label=_("My tasks"),
                short=pgettext_lazy("bottom bar", "Tasks"),
                url_name="desk:my_tasks",
                icon="tasks",
                area="member",
                order=40,
                owns=("desk:my_tasks",),
                visible=is_member,
            ),
            Place(
                key="my_record",
                label=_("My record"),
                short=pgettext_lazy("bottom bar", "Mine"),
                url_name="desk:my_record",
                icon="person",
                area="member",
                order=50,
                owns=("desk:my_record",),
                visible=is_member,
            ),
            Place(
                key="calendar",
                label=_("Calendar"),
                url_name="desk:calendar",
                icon="calendar",
                area="member",
                order=60,
                owns=("desk:calendar",),
            ),
        ]
        for place in places:
            navigation.add(place)
        navigation.name_unit_by(unit_name)
