from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    name = "chuyende.meeting.live"
    label = "live"
    verbose_name = _("Quiz in the hall")

    def ready(self) -> None:
        from chuyende.foundation.ui import navigation
        from chuyende.meeting.quizzes.queries import add_hall_links, add_journal

        from . import acts, rules  # noqa: F401  # loading acts names them
        from .links import hall_links_of
        from .queries.record import journal_of

        add_hall_links(hall_links_of)
        add_journal(journal_of)
        navigation.add(
            navigation.Place(
                key="hall",
                label=_("Quiz in the hall"),
                url_name="live:sitting_list",
                icon="play",
                area="member",
                order=55,
                owns=("live:",),
            )
        )
