from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesConfig(AppConfig):
    name = "chuyende.meeting.quizzes"
    label = "quizzes"
    verbose_name = _("Quizzes")

    def ready(self) -> None:
        from chuyende.foundation.organisation.policy import reach_of
        from chuyende.foundation.ui import navigation
        from chuyende.meeting.meetings import panels
        from chuyende.meeting.questions import panels as question_panels
        from chuyende.meeting.questions.queries import (
            add_destination_source,
            add_file_guard,
            add_secret_source,
            add_use_source,
        )

        from . import acts, receivers, rules  # noqa: F401  # loading them names, subscribes and grants
        from .panels import PANELS, question_correcting, question_experience
        from .queries import being_asked, count_to_take, is_asked_of, quiz_behind, uses_in_quizzes

        for panel in PANELS:
            panels.register(panel)
        add_secret_source(being_asked)
        add_use_source(uses_in_quizzes)
        add_file_guard(is_asked_of)
        question_panels.add(question_experience)
        question_panels.add(question_correcting)
        add_destination_source(quiz_behind)
        navigation.add(
            navigation.Place(
                key="study",
                label=_("Study"),
                url_name="quizzes:study",
                icon="book",
                area="member",
                order=30,
                owns=("quizzes:attempt_", "quizzes:quiz_detail", "library:material_"),
                badge=lambda request: count_to_take(request.user),
            )
        )
        navigation.add(
            navigation.Place(
                key="quizzes",
                label=_("Quizzes"),
                url_name="quizzes:quiz_list",
                icon="quiz",
                area="cell",
                order=50,
                owns=("quizzes:",),
                visible=lambda request: reach_of(request.user).has_role(*rules.FOLLOWING_ROLES),
            )
        )
        navigation.add(
            navigation.Place(
                key="knowledge",
                label=_("Map of knowledge"),
                url_name="quizzes:knowledge",
                icon="grid",
                area="cell",
                order=54,
                owns=("quizzes:knowledge",),
                visible=lambda request: reach_of(request.user).has_role(*rules.FOLLOWING_ROLES),
            )
        )
