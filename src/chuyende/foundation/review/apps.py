from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    name = "chuyende.foundation.review"
    label = "review"
    verbose_name = _("Review")

    def ready(self) -> None:
        from chuyende.foundation.organisation.policy import LEADERS, reach_of
        from chuyende.foundation.ui import navigation

        from . import acts, receivers, rules  # noqa: F401  # loading them names, subscribes and grants
        from .queries import reviews_waiting_for

        def decides(request: HttpRequest) -> bool:
            return reach_of(request.user).has_role(*LEADERS)

        navigation.add(
            navigation.Place(
                key="review_inbox",
                label=_("For approval"),
                url_name="review:inbox",
                icon="inbox",
                area="cell",
                order=10,
                owns=("review:",),
                visible=decides,
                badge=lambda request: reviews_waiting_for(request.user).count(),
            )
        )
