from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContestsConfig(AppConfig):
    name = "chuyende.meeting.contests"
    label = "contests"
    verbose_name = _("Contests")

    def ready(self) -> None:
        from chuyende.foundation.ui import navigation
        from chuyende.meeting.quizzes.queries import add_home

        from . import acts, rules  # noqa: F401  # loading acts names them
        from .queries import contests_visible_to, home_of_round, places_to_hold_at

        add_home(home_of_round)
        navigation.add(
            navigation.Place(
                key="contests",
                label=_("Contests"),
                url_name="contests:contest_list",
                icon="target",
                area="cell",
                order=55,
                owns=("contests:",),
                visible=lambda request: (
                    request.user.is_authenticated
                    and (
                        places_to_hold_at(request.user).exists() or contests_visible_to(request.user).exists()
                    )
                ),
            )
        )
