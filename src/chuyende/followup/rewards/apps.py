from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RewardsConfig(AppConfig):
    name = "chuyende.followup.rewards"
    label = "rewards"
    verbose_name = _("Rewards")

    def ready(self) -> None:
        from chuyende.foundation.organisation.policy import reach_of
        from chuyende.foundation.ui import navigation

        from . import rules
        from .queries import rewards_waiting_for

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
