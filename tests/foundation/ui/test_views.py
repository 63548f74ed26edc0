import re
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from chuyende.foundation.ui import toasts, views

pytestmark = pytest.mark.django_db


def test_anyone_chooses_a_theme_and_a_size_of_type_and_the_page_takes_them(client: Client) -> None:
    answer = client.post(reverse("ui:preferences"), {"theme": "dark", "type": "large"})
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert 'data-bs-theme="dark" data-type="large"' in page
    assert "Đã đặt giao diện trên máy này." in page
    assert re.search(r'value="dark"[^>]*checked', page)


def test_without_a_choice_the_page_follows_the_device(client: Client) -> None:
    assert 'data-bs-theme="auto" data-type="normal"' in client.get(reverse("ui:preferences")).content.decode()


def test_a_cookie_that_someone_wrote_is_not_trusted(client: Client) -> None:
    client.cookies["theme"] = '"><script>'
    assert 'data-bs-theme="auto"' in client.get(reverse("ui:preferences")).content.decode()


def test_an_unknown_theme_changes_nothing(client: Client) -> None:
    answer = client.post(reverse("ui:preferences"), {"theme": "pink", "type": "normal"})
    assert answer.status_code == 422
    assert "theme" not in answer.cookies


def test_preferences_lead_back_to_the_page_they_came_from_and_to_no_other_host(client: Client) -> None:
    chosen = {"theme": "light", "type": "normal"}
    assert client.post(reverse("ui:preferences"), {**chosen, "next": "/tin/"}).url == "/tin/"
    assert client.post(reverse("ui:preferences"), {**chosen, "next": "https://example.com/"}).url == reverse(
        "ui:preferences"
    )


def test_all_places_are_for_those_who_are_signed_in(client: Client, client_of: Callable[..., Client]) -> None:
    assert client.get(reverse("ui:places")).status_code == 302
    page = client_of(get_user_model().objects.create_user(username="vangasung")).get(reverse("ui:places"))
    assert page.status_code == 200
    assert "Tất cả các mục" in page.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_catalogue_shows_every_component(method: str) -> None:
    request = getattr(RequestFactory(), method)("/_ui/", {"title": ""})
    request.user = AnonymousUser()
    page = views.catalogue(request).content.decode()
    assert [
        name
        for name in ("heat_table", "countdown", "diff", "paper_preview", "file_drop")
        if f'id="{name}"' not in page
    ] == []
    assert ("notice-red" in page.split('id="form"')[1].split("</form>")[0]) == (method == "post")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("403.html", "Đồng chí không có quyền làm việc này"),
        ("403_csrf.html", "Trang này đã mở quá lâu"),
        ("404.html", "Không có trang nào ở địa chỉ này"),
        ("500.html", "Hệ thống gặp lỗi"),
    ],
)
def test_error_pages_stand_without_a_request_and_keep_drafts(template: str, said: str) -> None:
    page = render_to_string(template)
    assert said in page
    assert " data-unsaved" in page


@pytest.mark.parametrize("layout", ["base", "desk", "portal", "hall", "auth", "print"])
def test_layouts_have_language_skip_link_and_content_and_nothing_inline(layout: str) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    page = render_to_string(f"ui/layouts/{layout}.html", request=request)
    assert '<html lang="vi"' in page
    assert '<a class="skip" href="#content">' in page
    assert layout == "base" or page.count('<main class="') == 1
    assert re.findall(r'\sstyle="|\son\w+="|<script(?![^>]*\ssrc=)|<style', page) == []


def test_a_toast_offers_the_way_back() -> None:
    request = RequestFactory().get("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    toasts.toast(request, "Đã xoá bản nháp.", undo_url="/khoi-phuc/")
    toasts.toast(request, "Đã lưu.")
    assert [toasts.undo_url_of(message.extra_tags) for message in get_messages(request)] == [
        "/khoi-phuc/",
        "",
    ]


def test_toasts_of_the_next_page_carry_their_undo(client: Client) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.session = {}
    request._messages = FallbackStorage(request)
    toasts.toast(request, "Đã xoá bản nháp.", undo_url="/khoi-phuc/")
    page = render_to_string("ui/layouts/portal.html", request=request)
    assert re.search(r'<form method="post" action="/khoi-phuc/">.*?Hoàn tác</button>', page, re.DOTALL)
