"""How the sign-in library behaves here: nobody signs up, and what it says is ours."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

_MISMATCH = _(
    "The user name or e-mail address and the password do not belong together. Look at both and try again."
)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by the administrator, never by visitors."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask the administrator of your Party committee."),
        "duplicate_email": _("This e-mail address is already that of your account."),
        "email_taken": _("Somebody else uses this e-mail address."),
        "email_password_mismatch": _MISMATCH,
        "username_password_mismatch": _MISMATCH,
        "invalid_login": _MISMATCH,
        "enter_current_password": _("Write the password that you sign in with now."),
        "incorrect_password": _("This is not your password. Try again."),
        "incorrect_code": _("This code is not right, or its time is over. Write the one that is shown now."),
        "invalid_password_reset": _("This link is used up or too old. Ask for another one."),
        "too_many_login_attempts": _(
            "Too many wrong attempts. For safety signing in to this account is closed for 15 minutes. If you forgot "
            "the password, choose «Forgot the password?»."
        ),
        "rate_limited": _("Too many requests in a short time. Wait a minute and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter. A mail server that does not answer is noted and stops nobody: the page says what to do."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("letter not sent: %s", template_prefix)

    def format_email_subject(self, subject: str) -> str:
        return f"[Chuyên Đề] {subject}"


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor: an authenticator app or a passkey."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or its time is over. Write the one that is shown now."),
    }

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # the library's name
        return str(_("Passkey of this device"))
