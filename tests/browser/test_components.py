"""The behaviour of the components, on the catalogue page that shows them all."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.server import Server, on_test_database

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def _catalogue(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    with django_db_blocker.unblock():
        log = tmp_path_factory.mktemp("catalogue") / "log.txt"
        server = Server(log, {**on_test_database(), "CHUYENDE_UI_CATALOGUE": "true"})
        yield server
        server.stop()


@pytest.fixture
def live(_catalogue: Server, transactional_db: None) -> Server:
    return _catalogue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size_of_type", ["normal", "large"])
def test_every_component_is_accessible_and_fits_the_screen(
    theme: str,
    size_of_type: str,
    live: Server,
    open_phone: OpenPage,
    open_wide: OpenPage,
    axe: Callable[[Page], None],
) -> None:
    for page in (open_phone(), open_wide()):
        page.context.add_cookies(
            [
                {"name": "theme", "value": theme, "url": live.url},
                {"name": "type", "value": size_of_type, "url": live.url},
            ]
        )
        page.goto("/_ui/")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_what_can_be_touched_is_large_enough_on_a_phone(open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto("/_ui/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea")]
            .filter((e) => !e.closest("label, .skip, p, .visually-hidden") && getComputedStyle(e).opacity !== "0")
            .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
            .filter(([, box]) => box.width && box.height < 44)
            .map(([html]) => html)"""
    )
    assert small == []


def test_the_palette_finds_a_place_without_marks(open_wide: OpenPage) -> None:
    page = open_wide()
    page.goto("/_ui/")
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Đi tới")
    expect(palette).to_be_visible()
    page.keyboard.type("khong co muc nay")
    expect(palette.get_by_text("Không có mục nào tên như vậy.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(palette).to_be_hidden()


def test_what_is_typed_survives_a_reload_and_can_be_discarded(open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto("/_ui/")
    page.get_by_label("Tên chuyên đề").fill("Sửa đổi lối làm việc")
    expect(page.get_by_text("Đã giữ trên máy này lúc")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Tên chuyên đề")).to_have_value("Sửa đổi lối làm việc")
    page.get_by_role("button", name="Bỏ bản này, xem bản đã lưu").click()
    expect(page.get_by_label("Tên chuyên đề")).to_have_value("")


def test_a_draft_does_not_write_over_what_somebody_saved_since(open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto("/_ui/")
    page.get_by_label("Tên chuyên đề").fill("Bản của tôi")
    expect(page.get_by_text("Đã giữ trên máy này lúc")).to_be_visible()
    page.route("**/_ui/", saved_since)
    page.reload()
    expect(page.get_by_label("Tên chuyên đề")).to_have_value("Bản của người khác")
    page.get_by_role("button", name="Xem bản đang viết của tôi").click()
    expect(page.get_by_label("Tên chuyên đề")).to_have_value("Bản của tôi")


def saved_since(route: Any) -> None:
    """The same page with another text in the field, as after a save on another machine."""
    answer = route.fetch()
    body = answer.text().replace('id="id_title"', 'id="id_title" value="Bản của người khác"')
    route.fulfill(response=answer, body=body)


def test_a_form_with_errors_takes_the_reader_to_them_and_keeps_the_draft(open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto("/_ui/")
    page.get_by_label("Tên chuyên đề").fill("Sửa đổi lối làm việc")
    page.get_by_role("button", name="Lưu chuyên đề").click()
    expect(page.get_by_role("alert").filter(has_text="Chưa lưu được")).to_be_focused()
    expect(page.get_by_label("Tên chuyên đề")).to_have_value("Sửa đổi lối làm việc")
    assert page.evaluate("Object.keys(localStorage).length") == 1


def test_long_text_becomes_an_editor_and_sends_clean_html(open_wide: OpenPage) -> None:
    page = open_wide()
    page.goto("/_ui/")
    expect(page.locator("[contenteditable=true]")).to_be_visible()
    page.get_by_role("textbox", name="Đề dẫn").click()
    page.get_by_role("button", name="Danh sách gạch đầu dòng").click()
    page.keyboard.type("Đọc trước tài liệu")
    assert page.locator("textarea.long-text").input_value() == "<ul><li><p>Đọc trước tài liệu</p></li></ul>"


def test_a_lost_connection_is_told(open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto("/_ui/")
    banner = page.get_by_text("Mất kết nối.")
    expect(banner).to_be_hidden()
    page.context.set_offline(True)
    expect(banner).to_be_visible()
    page.context.set_offline(False)
    expect(banner).to_be_hidden()


def test_a_file_shows_its_name_and_size_and_its_answer_takes_the_place_of_the_page(
    open_phone: OpenPage,
) -> None:
    page = open_phone()
    page.goto("/_ui/")
    page.locator("input[type=file]").set_input_files(
        {"name": "danh-sach.xlsx", "mimeType": "application/octet-stream", "buffer": bytes(1_572_864)}
    )
    expect(page.get_by_text("danh-sach.xlsx (1,5 MB)")).to_be_visible()
    page.get_by_role("button", name="Xem trước danh sách").click()
    expect(page.get_by_role("alert").filter(has_text="Chưa lưu được")).to_be_visible()


def test_a_countdown_runs(open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto("/_ui/")
    timer = page.get_by_role("timer").nth(1)
    expect(timer).to_contain_text("0:12")
    expect(timer.locator("[aria-live]")).to_have_text("Còn 10 giây.")


def test_a_theme_shows_at_once_and_its_message_can_be_closed(open_phone: OpenPage) -> None:
    page = open_phone()
    page.goto("/giao-dien/")
    page.get_by_label("Nền tối").check()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    page.get_by_role("button", name="Dùng giao diện này").click()
    toast = page.get_by_text("Đã đặt giao diện trên máy này.")
    expect(toast).to_be_visible()
    page.get_by_role("button", name="Đóng").click()
    expect(toast).to_be_hidden()


def test_without_scripts_everything_is_there(open_phone: OpenPage) -> None:
    page = open_phone(java_script_enabled=False)
    page.goto("/_ui/")
    expect(page.get_by_label("Đề dẫn")).to_be_visible()
    expect(page.locator("input[type=file]")).to_be_visible()
    page.get_by_label("Tên chuyên đề").fill("Sửa đổi lối làm việc")
    page.get_by_role("button", name="Lưu chuyên đề").click()
    expect(page.get_by_text("Chưa lưu được. Nội dung đã viết vẫn còn nguyên.")).to_be_visible()


def test_the_first_view_is_light(open_phone: OpenPage) -> None:
    page = open_phone()
    weights: list[int] = []
    page.on(
        "response",
        lambda answer: (
            weights.append(int(answer.headers.get("content-length", "0"))) if kind(answer) else None
        ),
    )
    page.goto("/giao-dien/", wait_until="networkidle")
    assert 0 < sum(weights) <= 100 * 1024


def kind(answer: Any) -> bool:
    return answer.request.resource_type in {"document", "stylesheet", "script"}
