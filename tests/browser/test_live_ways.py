"""The ways into the hall: the digits on the screen, its QR code, a printed card, a team's phone; and back to one's seat."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import cv2
import numpy as np
import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from chuyende.meeting.live.models import LiveAnswer, LiveSeat, LiveSitting
from tests import factories
from tests.meeting.live.factories import act, make_hall_quiz, make_sitting
from tests.server import Server

from .test_live import RIGHT, choose, press, visit

Open = Callable[..., Page]
BACK_WITHIN_MS = 3_000
WRITTEN_WITHIN_MS = 15_000  # the worker looks for jobs, then the page for results


@pytest.fixture
def body() -> factories.Body:
    return factories.make_body()


def read_by_camera(picture: Locator) -> str:
    """Where the QR code in a picture of the page leads, without the host; held nearer or farther until it is read."""
    expect(picture.locator("svg")).to_be_visible()
    seen = cv2.imdecode(np.frombuffer(picture.screenshot(), np.uint8), cv2.IMREAD_GRAYSCALE)
    framed = cv2.copyMakeBorder(seen, 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=(255,))
    for nearness in (1, 0.75, 0.5, 2):
        address, *_ = cv2.QRCodeDetector().detectAndDecode(cv2.resize(framed, None, fx=nearness, fy=nearness))
        if address:
            return urlsplit(address).path
    raise AssertionError("the code cannot be read")


def test_one_comes_in_by_digits_by_code_and_by_card(
    live: Server, body: factories.Body, open_phone: Open, open_wide: Open, axe: Callable[[Page], None]
) -> None:
    digits, code = factories.make_member(body.cell, "Bằng Số"), factories.make_member(body.cell, "Bằng Mã")
    sitting = make_sitting(body, questions=1)
    desk = open_wide(body.secretary.user)
    desk.goto(reverse("live:seat_cards_print", args=[body.cell.pk]))
    desk.get_by_role("button", name=re.compile("thẻ còn thiếu")).click()
    card = read_by_camera(
        desk.locator(".seat-card", has_text=body.paper_member.full_name).locator(".seat-card-code")
    )
    screen = visit(desk, "sitting_screen", sitting)

    first = open_phone(digits.user)
    first.watch.forgive("status of 422")  # a code that nothing runs under
    first.goto(reverse("live:sitting_list"))
    first.get_by_label("Mã trên màn chiếu").fill("000 000")
    first.get_by_role("button", name="Vào hội trường").click()
    expect(first.get_by_text("Không có phần thi nào của chi bộ mang mã này")).to_be_visible()
    axe(first)
    first.get_by_label("Mã trên màn chiếu").fill(screen.locator(".join-code").inner_text())
    first.get_by_role("button", name="Vào hội trường").click()
    expect(first.get_by_role("heading", name="Đồng chí Bằng Số")).to_be_visible()

    second = open_phone(code.user)
    second.goto(read_by_camera(screen.locator(".join-qr")))
    expect(second.get_by_role("heading", name="Đồng chí Bằng Mã")).to_be_visible()

    third = open_phone()
    third.goto(card)
    expect(third.get_by_role("heading", name=f"Đồng chí {body.paper_member.full_name}")).to_be_visible()

    expect(screen.locator(".join-count")).to_have_text("3")
    assert set(LiveSeat.objects.values_list("member", flat=True)) == {
        digits.pk,
        code.pk,
        body.paper_member.pk,
    }


def test_who_was_gone_is_back_on_the_same_seat_with_the_same_points_within_three_seconds(
    live: Server, body: factories.Body, open_phone: Open
) -> None:
    sitting = act(make_sitting(body, questions=2), body, "seal", "open")
    phone = visit(open_phone(body.member.user), "sitting_phone", sitting)
    choose(phone, RIGHT)
    expect(phone.get_by_text("Đã nhận", exact=True)).to_be_visible()
    act(sitting, body, "close", "reveal")
    points = "Đồng chí xếp thứ 1/1, được 100 điểm."
    expect(phone.get_by_text(points)).to_be_visible()

    phone.reload()
    expect(phone.get_by_text(points)).to_be_visible(timeout=BACK_WITHIN_MS)
    other_tab = visit(phone.context.new_page(), "sitting_phone", sitting)
    expect(other_tab.get_by_text(points)).to_be_visible(timeout=BACK_WITHIN_MS)
    phone.context.close()  # the browser, with all that it kept
    other_phone = visit(open_phone(body.member.user), "sitting_phone", sitting)
    expect(other_phone.get_by_text(points)).to_be_visible(timeout=BACK_WITHIN_MS)

    assert LiveSeat.objects.get().member == body.member
    assert LiveAnswer.objects.count() == 1


def test_a_team_answers_on_one_phone_and_each_of_it_has_the_result(
    live: Server, body: factories.Body, open_phone: Open, open_wide: Open, axe: Callable[[Page], None]
) -> None:
    quiz = make_hall_quiz(body, questions=1)
    desk = open_wide(body.secretary.user)
    desk.goto(reverse("live:sitting_create", args=[quiz.pk]))
    desk.get_by_label("Chia đội, mỗi đội một máy").check()
    axe(desk)
    desk.get_by_role("button", name="Mở và mời vào chỗ").click()
    desk.get_by_label("Tên đội").fill("Đội Xung kích")
    team = (body.member, body.paper_member)
    for one in team:
        desk.get_by_label(one.full_name).check()
    axe(desk)
    desk.get_by_role("button", name="Lập đội này").click()
    expect(desk.get_by_role("heading", name="Đội Xung kích")).to_be_visible()
    sitting = LiveSitting.objects.get()

    phone = visit(open_phone(body.member.user), "sitting_phone", sitting)
    expect(phone.get_by_text("Đội: Đội Xung kích")).to_be_visible()
    remote = visit(desk, "sitting_host", sitting)
    press(remote, "Gửi câu 1 xuống các máy")
    press(remote, "Mở câu 1")
    choose(phone, RIGHT)
    expect(phone.get_by_text("Đã nhận", exact=True)).to_be_visible()
    press(remote, "Khoá trả lời")
    press(remote, "Công bố đáp án")
    expect(phone.get_by_role("heading", name="Đúng")).to_be_visible()
    press(remote, "Kết thúc phần thi")
    remote.get_by_role("dialog").get_by_role("button", name="Kết thúc phần thi").click()
    expect(remote.get_by_role("link", name="Xem kết quả")).to_be_visible()

    remote.get_by_role("link", name="Xem kết quả").click()
    for one in team:
        expect(remote.get_by_role("row", name=one.full_name)).to_be_visible(timeout=WRITTEN_WITHIN_MS)
