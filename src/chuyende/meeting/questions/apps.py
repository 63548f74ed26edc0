from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "chuyende.meeting.questions"
    label = "questions"
    verbose_name = _("Questions")

    def ready(self) -> None:
        from chuyende.foundation.organisation.policy import reach_of
        from chuyende.foundation.ui import navigation
        from chuyende.planning.governance.queries import add_citation_source

        from . import acts, rules  # noqa: F401  # loading acts names them
        from .queries import citations_in

        add_citation_source(citations_in)
        navigation.add(
            navigation.Place(
                key="questions",
                label=_("Bank of questions"),
                url_name="questions:question_bank",
                icon="database",
                area="cell",
                order=52,
                owns=("questions:",),
                visible=lambda request: reach_of(request.user).has_role(*rules.KEEPING_ROLES),
            )
        )
