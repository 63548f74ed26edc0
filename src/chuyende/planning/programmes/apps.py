from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "chuyende.planning.programmes"
    label = "programmes"
    verbose_name = _("Programmes")

    def ready(self) -> None:
        from chuyende.foundation.review import kinds
        from chuyende.planning.governance.queries import add_citation_source

        from . import acts, queries, receivers, rules, services  # noqa: F401  # loading them names and grants

        post_migrate.connect(receivers.enter_catalogues, sender=self)
        add_citation_source(queries.citations_in_plans)
        kinds.register(
            kinds.ReviewKind(
                kind="topic",
                label=_("topic"),
                model="programmes.Topic",
                url_name="programmes:topic_detail",
                levels=queries.review_levels,
                sections=queries.topic_sections,
                check=services.check_topic,
            )
        )
        kinds.register(
            kinds.ReviewKind(
                kind="programme",
                label=_("programme"),
                model="programmes.Programme",
                url_name="programmes:programme_detail",
                levels=queries.review_levels,
                sections=queries.programme_sections,
                check=services.check_programme,
            )
        )
        _add_places()


def _add_places() -> None:
    from chuyende.foundation.organisation.enums import Role
    from chuyende.foundation.organisation.policy import LEADERS, reach_of
    from chuyende.foundation.ui import navigation

    def leads(request: HttpRequest) -> bool:
        return reach_of(request.user).has_role(*LEADERS)

    def directs(request: HttpRequest) -> bool:
        return reach_of(request.user).has_role(*LEADERS, Role.INSPECTOR)

    navigation.add(
        navigation.Place(
            key="plan",
            label=_("Plan"),
            url_name="programmes:plan",
            icon="target",
            area="cell",
            order=20,
            owns=("programmes:plan", "programmes:organisation_plan", "programmes:topic_"),
            visible=leads,
        )
    )
    navigation.add(
        navigation.Place(
            key="programmes",
            label=_("Programmes"),
            url_name="programmes:programme_list",
            icon="notebook",
            area="committee",
            order=30,
            owns=("programmes:programme_", "programmes:line_"),
            visible=directs,
        )
    )
