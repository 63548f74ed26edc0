"""What the sign-in library shows is Vietnamese, in its templates for letters and messages too."""

from pathlib import Path

import allauth
import pytest
from allauth.account import forms
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.template.loader import render_to_string
from django.utils.translation import gettext

from chuyende.foundation.accounts import library_texts
from chuyende.foundation.accounts.models import User

TEMPLATES = Path(allauth.__file__).parent / "templates"
#: letters and messages of what is switched off here: signing up, signing in by code or telephone, several addresses
OFF = (
    "signup",
    "already_exists",
    "unknown_account",
    "login_code",
    "reset_code",
    "phone",
    "primary_email",
    "deleted",
)
LETTERS = [
    str(file.relative_to(TEMPLATES))
    for folder in ("account/email", "account/messages", "mfa/email", "mfa/messages", "usersessions/messages")
    for file in sorted((TEMPLATES / folder).glob("*.txt"))
    if not file.name.startswith("base_") and not any(word in file.name for word in OFF)
]
ENGLISH = {"the", "your", "you", "has", "been", "have", "of", "is", "this", "successfully", "confirm"}


@pytest.mark.parametrize(
    "msgid", [*library_texts.FORMS, *library_texts.MESSAGES, *library_texts.LETTERS, *library_texts.DJANGO]
)
def test_text_of_a_library_has_its_vietnamese(msgid):
    assert gettext(msgid) != msgid


@pytest.mark.parametrize("template", LETTERS)
def test_letter_or_message_holds_no_english(template):
    shown = render_to_string(
        template,
        {
            "email": "an@truong.vn",
            "name": "An",
            "user": User(username="an", full_name="An"),
            "username": "an",
            "user_display": "An",
            "site_name": "x",
            "site_domain": "x",
            "current_site": {"name": "x", "domain": "x"},
            "from_email": "a@b.vn",
            "to_email": "c@d.vn",
            "ip": "::1",
            "user_agent": "x",
            "timestamp": "x",
        },
    )

    assert not ENGLISH & set(shown.lower().split()), shown


def test_labels_of_the_forms_hold_no_english(rf, django_user_model):
    shown = [
        field.label
        for form in (
            forms.LoginForm,
            forms.ChangePasswordForm,
            forms.ResetPasswordForm,
            forms.SetPasswordForm,
        )
        for field in form(
            **(
                {"user": django_user_model()}
                if "Password" in form.__name__ and "Reset" not in form.__name__
                else {}
            )
        ).fields.values()
        if field.label
    ]
    shown += [str(form.base_fields["code"].label) for form in (AuthenticateForm, ActivateTOTPForm)]

    assert not [label for label in map(str, shown) if label.isascii() and label not in {"E-mail"}]
