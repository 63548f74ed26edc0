from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    name = "chuyende.planning.governance"
    label = "governance"
    verbose_name = _("Governing documents")

    def ready(self) -> None:
        from chuyende.foundation.organisation.enums import Role
        from chuyende.foundation.organisation.policy import LEADERS, reach_of
        from chuyende.foundation.ui import navigation

        from . import acts, receivers, rules  # noqa: F401  # loading them names and grants

        def keeps_documents(request: HttpRequest) -> bool:
            return reach_of(request.user).has_role(*LEADERS, Role.INSPECTOR, Role.ADMINISTRATOR)

        post_migrate.connect(receivers.enter_general_rules, sender=self)
        navigation.add(
            navigation.Place(
                key="governing_documents",
                label=_("Governing documents"),
                url_name="governance:document_list",
                icon="book",
                area="committee",
                order=40,
                owns=("governance:document_", "governance:provision_"),
                visible=keeps_documents,
            )
        )
        navigation.add(
            navigation.Place(
                key="rule_sets",
                label=_("Rule sets"),
                url_name="governance:rule_list",
                icon="scale",
                area="administrator",
                order=40,
                owns=("governance:rule_",),
                visible=lambda request: reach_of(request.user).has_role(Role.ADMINISTRATOR),
            )
        )
