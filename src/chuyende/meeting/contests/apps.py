from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContestsConfig(AppConfig):
    name = "chuyende.meeting.contests"
    label = "contests"
    verbose_name = _("Contests")

    def ready(self) -> None:
        from chuyende.foundation.organisation.policy import reach_of
        from chuyende.foundation.ui import navigation
        from chuyende.meeting.quizzes.queries import add_home

        from . import acts, rules  # noqa: F401  # loading acts names them
        from .queries import home_of_round

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
                visible=lambda request: reach_of(request.user).has_role(*rules.FOLLOWING_ROLES),
            )
        )
