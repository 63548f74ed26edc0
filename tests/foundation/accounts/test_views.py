"""Signing in and out, passwords, second factors, sessions: through the pages."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.webauthn.forms import EditWebAuthnForm, ReauthenticateWebAuthnForm
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from chuyende.foundation.accounts import services
from chuyende.foundation.accounts.models import User
from chuyende.foundation.accounts.queries import one_time_password
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.organisation import services as organisation
from chuyende.foundation.organisation.enums import Role
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "một-mật-khẩu-rất-dài"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def no_attempts_before():
    cache.clear()


@pytest.fixture
def user():
    user = factories.make_user("Nguyễn Văn An", password=PASSWORD)
    user.email = "an@truong.vn"
    user.save()
    return user


def text(answer):
    return answer.content.decode()


def sign_in(client, login, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": login, "password": password})


def show_who_it_is(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def code_now(secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def is_signed_in(client):
    return "_auth_user_id" in client.session


# --- signing in ----------------------------------------------------------------------------------------
def test_sign_in_page_is_vietnamese_and_brings_the_passkey_scripts(client):
    page = text(client.get(reverse("account_login")))

    assert "Tên đăng nhập hoặc e-mail" in page
    assert "Quên mật khẩu?" in page
    assert "mfa/js/webauthn" in page
    assert page.count("Quên mật khẩu") == 1
    assert "Sign" not in re.sub(r"<script.*?</script>|<[^>]+>", "", page, flags=re.S)


@pytest.mark.parametrize("login", ["user name", "an@truong.vn", "AN@truong.vn"])
def test_sign_in_with_user_name_or_email_address(client, user, login):
    answer = sign_in(client, user.username if login == "user name" else login)

    assert answer.status_code == 302
    assert is_signed_in(client)


def test_wrong_password_says_so_and_keeps_what_was_typed(client, user):
    answer = sign_in(client, user.username, "sai")

    assert "không khớp" in text(answer)
    assert f'value="{user.username}"' in text(answer)
    assert not is_signed_in(client)


def test_account_is_locked_after_five_wrong_passwords_even_for_the_right_one(client, user):
    for _time in range(5):
        sign_in(client, user.username, "sai")

    locked = sign_in(client, user.username)

    assert "tạm khoá đăng nhập trong 15 phút" in text(locked)
    assert not is_signed_in(client)
    other = factories.make_user("Trần Thị Bích", password=PASSWORD)
    sign_in(client, other.username)
    assert is_signed_in(client)


def test_a_hall_may_sign_in_through_one_address(client):
    users = [factories.make_user(f"Nguyễn Văn {number}", password=PASSWORD) for number in range(45)]

    signed = [is_signed_in(phone) for user in users if (phone := Client()) and sign_in(phone, user.username)]

    assert signed == [True] * 45


def test_closed_account_cannot_sign_in(client, user):
    services.set_active(user, active=False)

    answer = client.post(
        reverse("account_login"), {"login": user.username, "password": PASSWORD}, follow=True
    )

    assert "khoá" in text(answer)
    assert not is_signed_in(client)
    assert "đã bị khoá" in text(client.get(reverse("account_inactive")))


def test_nobody_signs_up(client):
    page = client.get(reverse("account_signup"))

    assert "Không tự đăng ký" in text(page)
    client.post(reverse("account_signup"), {"username": "la", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.exists()


def test_sign_out_asks_and_does(client, user):
    client.force_login(user, backend="chuyende.foundation.accounts.backends.AccountBackend")

    assert "Đăng xuất khỏi thiết bị này?" in text(client.get(reverse("account_logout")))
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


# --- passwords -----------------------------------------------------------------------------------------
def test_one_time_password_leads_to_choosing_another_before_anything_else(client):
    (user,) = services.open_accounts([("Lý Thị Khé", "")])

    sign_in(client, "ly-thi-khe", one_time_password(user))
    led = client.get(reverse("organisation:organisation_tree"))
    assert led.url == reverse("account_change_password")
    assert "mật khẩu dùng một lần" in text(client.get(led.url))

    client.post(
        led.url,
        {"oldpassword": one_time_password(user), "password1": PASSWORD, "password2": PASSWORD},
    )
    user.refresh_from_db()
    assert user.one_time_password_at is None
    assert client.get(reverse("organisation:organisation_tree")).status_code == 200
    assert AuditEntry.objects.filter(verb="own_password_chosen", about=user.pk).exists()


def test_weak_password_is_refused_in_vietnamese(client, user):
    client.force_login(user, backend="chuyende.foundation.accounts.backends.AccountBackend")

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "1234567890", "password2": "1234567890"},
    )

    page = text(answer)
    assert "Mật khẩu" in page
    assert "too common" not in page
    assert "numeric" not in page


def test_forgotten_password_is_reset_by_a_link(client, user):
    assert client.get(reverse("account_reset_password")).status_code == 200
    sent = client.post(reverse("account_reset_password"), {"email": "an@truong.vn"}, follow=True)
    assert "Đã gửi liên kết" in text(sent)

    (letter,) = mail.outbox
    assert letter.subject == "[Chuyên Đề] Đặt lại mật khẩu"
    assert user.username in letter.body
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0]
    assert "Đặt mật khẩu" in text(page)
    done = client.post(
        address, {"password1": "một-mật-khẩu-khác", "password2": "một-mật-khẩu-khác"}, follow=True
    )
    assert "Đã đổi mật khẩu" in text(done)
    sign_in(client, user.username, "một-mật-khẩu-khác")
    assert is_signed_in(client)
    again = Client().get(link, follow=True)
    assert "không còn dùng được" in text(again)


def test_reset_of_an_unknown_address_tells_nothing(client):
    answer = client.post(reverse("account_reset_password"), {"email": "la@truong.vn"}, follow=True)

    assert "Đã gửi liên kết" in text(answer)
    assert mail.outbox == []


def test_letter_that_cannot_be_sent_does_not_stop_the_page(client, user, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    answer = client.post(reverse("account_reset_password"), {"email": "an@truong.vn"}, follow=True)

    assert "Không nhận được?" in text(answer)
    assert "letter not sent" in caplog.text


def test_too_many_reset_requests_are_stopped_in_words(client, user):
    answers = [client.post(reverse("account_reset_password"), {"email": "an@truong.vn"}) for _n in range(7)]

    assert answers[-1].status_code == 429
    assert "Quá nhiều yêu cầu" in text(answers[-1])


def test_account_without_a_password_sets_one(client):
    user = factories.make_user()
    client.force_login(user, backend="chuyende.foundation.accounts.backends.AccountBackend")

    assert "Đặt mật khẩu" in text(client.get(reverse("account_set_password")))
    client.post(reverse("account_set_password"), {"password1": PASSWORD, "password2": PASSWORD})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


# --- the e-mail address --------------------------------------------------------------------------------
def test_email_address_changes_once_the_link_is_opened(client, user):
    sign_in(client, user.username)
    page = reverse("account_email")
    assert "an@truong.vn" in text(client.get(page))

    client.post(page, {"email": "moi@truong.vn", "action_add": "1"})
    assert "moi@truong.vn" in text(client.get(page))
    assert "chờ xác nhận" in text(client.get(reverse("accounts:overview")))
    assert client.get(reverse("account_email_verification_sent")).status_code in (200, 302)
    letter = mail.outbox[-1]
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]
    assert "có phải là địa chỉ của" in text(client.get(link))
    client.post(link)
    user.refresh_from_db()
    assert user.email == "moi@truong.vn"
    assert "không còn dùng được" in text(client.get(reverse("account_confirm_email", args=["sai"])))


# --- the second factor ---------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_authenticator_app_is_set_up_used_and_removed(client, user):
    sign_in(client, user.username)
    assert "Ứng dụng xác thực" in text(client.get(reverse("mfa_index")))
    show_who_it_is(client)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Mã không đúng" in text(wrong)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert AuditEntry.objects.filter(verb="second_factor_added", about=user.pk).exists()
    assert "Đã cài đặt" in text(client.get(reverse("mfa_index")))
    for name in ("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        assert client.get(reverse(name)).status_code == 200, name

    cache.clear()
    phone = Client()
    asked = sign_in(phone, user.username)
    assert asked.url.startswith(reverse("mfa_authenticate"))
    assert "Còn một bước nữa" in text(phone.get(asked.url))
    assert "Mã không đúng" in text(phone.post(asked.url, {"code": "123123"}))
    code = RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).get_unused_codes()[0]
    phone.post(asked.url, {"code": code})
    assert is_signed_in(phone)

    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=user, type="totp").exists()
    assert any("Đã gỡ ứng dụng xác thực" in letter.subject for letter in mail.outbox)


def test_important_changes_ask_who_it_is_first(client, user):
    TOTP.activate(user, SECRET)
    client.force_login(user, backend="chuyende.foundation.accounts.backends.AccountBackend")

    asked = client.get(reverse("mfa_generate_recovery_codes"))
    assert asked.status_code == 302
    page = client.get(asked.url, follow=True)
    assert "Xác nhận lại" in text(page)
    assert "Xác nhận lại" in text(client.get(reverse("account_reauthenticate")))
    assert "Xác nhận lại" in text(client.get(reverse("mfa_reauthenticate")))
    done = client.post(reverse("mfa_reauthenticate"), {"code": code_now(), "next": asked.url})
    assert done.status_code == 302


def test_pages_of_passkeys_open(client, user):
    sign_in(client, user.username)
    show_who_it_is(client)

    assert "Chưa có khoá truy cập" in text(client.get(reverse("mfa_list_webauthn")))
    assert "Thêm thiết bị này" in text(client.get(reverse("mfa_add_webauthn")))


def test_passkey_pages_of_one_key_are_asked_for_in_vietnamese(rf, user):
    request = rf.get("/tai-khoan/2fa/webauthn/")
    request.user = user

    def page(template, **context):
        return render_to_string(f"mfa/webauthn/{template}.html", context, request=request)

    assert "Điện thoại của tôi" in page("authenticator_confirm_delete", authenticator="Điện thoại của tôi")
    assert 'name="name"' in page(
        "edit_form",
        form=EditWebAuthnForm(instance=Authenticator(type=Authenticator.Type.WEBAUTHN, data={"name": "Máy"})),
    )
    assert "mfa_webauthn_reauthenticate" in page("reauthenticate", form=ReauthenticateWebAuthnForm(user=user))


def test_position_that_needs_a_second_factor_leads_to_setting_one_up(client_of):
    body = factories.make_body()
    organisation.set_required_roles(
        actor=body.administrator.user, organisation=body.committee, roles=[Role.SECRETARY]
    )
    tree = reverse("organisation:organisation_tree")

    assert client_of(body.member.user).get(tree).status_code == 200
    secretary = client_of(User.objects.get(pk=body.secretary.user.pk))
    led = secretary.get(tree, follow=True)
    assert led.redirect_chain[0][0] == reverse("mfa_index")
    assert "phải đăng nhập bằng xác thực hai lớp" in text(led)
    TOTP.activate(body.secretary.user, SECRET)
    assert secretary.get(tree).status_code == 200


# --- sessions ------------------------------------------------------------------------------------------
def test_sessions_are_listed_and_revoked(client, user):
    here, phone, tablet = Client(headers={"user-agent": "Máy bàn"}), Client(), Client()
    for device in (here, phone, tablet):
        sign_in(device, user.username)
    page = here.get(reverse("usersessions_list"))
    assert "Máy bàn" in text(page)
    assert "Thiết bị này" in text(page)
    assert "3 thiết bị" in text(here.get(reverse("accounts:overview")))

    one = UserSession.objects.get(session_key=phone.session.session_key)
    assert here.post(reverse("accounts:session_end", args=[one.pk])).status_code == 302
    assert phone.get(reverse("accounts:overview")).status_code == 302
    assert tablet.get(reverse("accounts:overview")).status_code == 200
    here.post(reverse("usersessions_list"))
    assert tablet.get(reverse("accounts:overview")).status_code == 302
    assert here.get(reverse("accounts:overview")).status_code == 200


def test_session_of_somebody_else_is_not_found(client, user):
    sign_in(client, user.username)
    other = factories.make_user("Trần Thị Bích", password=PASSWORD)
    stranger = Client()
    sign_in(stranger, other.username)

    theirs = UserSession.objects.get(user=user)
    assert stranger.post(reverse("accounts:session_end", args=[theirs.pk])).status_code == 404
    assert client.get(reverse("accounts:overview")).status_code == 200
