from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RewardsConfig(AppConfig):
    name = "chuyende.followup.rewards"
    label = "rewards"
    verbose_name = _("Rewards")

    def ready(self) -> None:
        from chuyende.foundation.organisation.policy import reach_of
        from chuyende.foundation.ui import navigation
        from chuyende.meeting.quizzes.queries import add_result_links

        from . import acts, rules  # noqa: F401  # loading acts names them
        from .queries import result_links, rewards_waiting_for

        add_result_links(result_links)
        navigation.add(
            navigation.Place(
                key="rewards",
                label=_("Rewards"),
                url_name="rewards:reward_list",
                icon="award",
                area="cell",
                order=80,
                owns=("rewards:",),
                visible=lambda request: reach_of(request.user).has_role(*rules.FOLLOWING_ROLES),
                badge=lambda request: rewards_waiting_for(request.user).count(),
            )
        )
