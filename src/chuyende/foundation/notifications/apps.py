from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "chuyende.foundation.notifications"
    label = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from chuyende.foundation.ui import navigation

        from .queries import unread_count

        navigation.add(
            navigation.Place(
                key="notifications",
                label=_("Notifications"),
                url_name="notifications:notification_list",
                icon="bell",
                area="top",
                order=20,
                owns=("notifications:",),
                badge=lambda request: unread_count(request.user),
            )
        )
