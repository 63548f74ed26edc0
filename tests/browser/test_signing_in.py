"""Signing in as people do: on a phone, with a password that serves once, with the device's own passkey."""

from django.contrib.auth.hashers import make_password
from playwright.sync_api import Page, expect

from chuyende.foundation.accounts import services
from chuyende.foundation.accounts.queries import one_time_password
from tests import factories

PASSWORD = "một-mật-khẩu-rất-dài"


def give_fingerprint(page: Page) -> None:
    """Let Chromium behave as a phone with a fingerprint reader whose owner agrees."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/tai-khoan/login/")
    page.get_by_label("Tên đăng nhập hoặc e-mail").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def test_member_signs_in_for_the_first_time_on_a_phone(live, open_phone, axe):
    body = factories.make_body()
    (user,) = services.open_accounts([("Lý Thị Khé", "")])
    body.paper_member.user = user
    body.paper_member.save()
    page = open_phone()

    page.goto("/tai-khoan/login/")
    axe(page)
    sign_in(page, "ly-thi-khe", "sai")
    expect(page.get_by_role("alert").first).to_contain_text("không khớp")
    sign_in(page, "ly-thi-khe", one_time_password(user))
    expect(page.get_by_role("heading", level=1)).to_have_text("Đổi mật khẩu")
    axe(page)
    page.get_by_label("Mật khẩu hiện tại").fill(one_time_password(user))
    page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(PASSWORD)
    page.get_by_role("button", name="Lưu mật khẩu").click()
    page.goto("/to-chuc/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tổ chức")


def test_passkey_is_added_and_signs_in_without_a_password(live, open_phone, axe):
    body = factories.make_body()
    user = body.member.user
    user.password = make_password(PASSWORD, hasher="pbkdf2_sha256")  # the server hashes as installations do
    user.save()
    page = open_phone()
    give_fingerprint(page)
    sign_in(page, user.username, PASSWORD)
    page.wait_for_url(lambda url: "login" not in url, timeout=60_000)

    page.goto("/tai-khoan/2fa/webauthn/add/")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận").click()
    page.get_by_label("Tên khoá").fill("Điện thoại của tôi")
    page.get_by_label("Dùng thay cho mật khẩu").check()
    axe(page)
    page.get_by_role("button", name="Thêm thiết bị này").click()
    page.wait_for_url("**/recovery-codes/**")
    page.goto("/tai-khoan/2fa/webauthn/")
    expect(page.get_by_role("rowheader", name="Điện thoại của tôi")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Đổi tên").click()
    page.get_by_label("Tên khoá").fill("Máy của tôi")
    page.get_by_role("button", name="Lưu tên").click()
    expect(page.get_by_role("rowheader", name="Máy của tôi")).to_be_visible()

    page.goto("/tai-khoan/logout/")
    page.locator("main").get_by_role("button", name="Đăng xuất").click()
    page.goto("/tai-khoan/login/")
    page.get_by_role("button", name="Dùng vân tay, khuôn mặt").click()
    page.wait_for_url(lambda url: "login" not in url, timeout=60_000)
    page.goto("/tai-khoan/2fa/webauthn/")
    page.get_by_role("link", name="Gỡ").click()
    page.get_by_role("link", name="Dùng khoá truy cập").click()
    page.get_by_role("button", name="Dùng vân tay").click()
    page.get_by_role("button", name="Gỡ khoá truy cập").click()
    page.goto("/tai-khoan/2fa/webauthn/")
    expect(page.get_by_text("Chưa có khoá truy cập")).to_be_visible()


def test_device_that_does_not_confirm_says_so(live, open_phone):
    page = open_phone()
    give_fingerprint(page)  # which knows no passkey of this place

    page.goto("/tai-khoan/login/")
    page.get_by_role("button", name="Dùng vân tay, khuôn mặt").click()

    expect(page.get_by_text("Thiết bị chưa xác nhận được")).to_be_visible(timeout=20_000)
