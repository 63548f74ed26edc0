from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "chuyende.foundation.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from chuyende.foundation.ui import navigation
        from chuyende.foundation.ui.navigation import Place

        from . import acts, receivers  # noqa: F401  # loading them names and subscribes

        navigation.add(
            Place(
                key="account",
                label=_("Account and security"),
                url_name="accounts:overview",
                icon="key",
                area="member",
                order=95,
                owns=("accounts:", "account_", "mfa_", "usersessions_"),
                visible=lambda request: request.user.is_authenticated,
            )
        )
