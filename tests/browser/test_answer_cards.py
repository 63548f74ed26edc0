"""Members without a phone: a photograph of their raised cards, chosen on the remote, becomes answers in the results."""

import base64
import re
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from chuyende.meeting.live import services
from chuyende.meeting.live.engine.cards import LETTERS, MARGIN_MM, MODULE_MM, modules
from chuyende.meeting.live.models import LiveAnswer
from tests import factories
from tests.meeting.live.factories import act, make_sitting, seat_of
from tests.meeting.quizzes.factories import user_of
from tests.server import Server

Open = Callable[..., Page]
WIDTH, HEIGHT, CARD = 1600, 900, 148


@pytest.fixture
def body() -> factories.Body:
    return factories.make_body()


def card_picture(number: int, letter: str) -> np.ndarray:
    """A card of two pixels to the millimetre, turned so that `letter` is at the top."""
    picture = np.full((2 * CARD, 2 * CARD), 235, np.uint8)
    for row, cells in enumerate(modules(number)):
        for column, is_dark in enumerate(cells):
            if is_dark:
                x, y = (round(2 * (MARGIN_MM + MODULE_MM * place)) for place in (column, row))
                picture[y : y + int(2 * MODULE_MM), x : x + int(2 * MODULE_MM)] = 30
    # A on top, B on the right: a quarter against the clock brings B up
    return np.rot90(picture, LETTERS.index(letter))


def hall_picture(*raised: tuple[int, str]) -> bytes:
    """A photograph of these cards in a row: each seen aslant, the light uneven, blurred, with a camera's noise."""
    chance = np.random.default_rng(7)
    hall = np.full((HEIGHT, WIDTH), 110, np.float32)
    step = WIDTH / len(raised)
    for place, (number, letter) in enumerate(raised):
        side = 130 - 12 * place
        left, top = step * (place + 0.3), 260 + 50 * (place % 3)
        corners = np.float32(
            [[0, 0], [side, 0.08 * side], [0.95 * side, 0.98 * side], [0.06 * side, 0.9 * side]]
        )
        edge = 2 * CARD
        seen = cv2.getPerspectiveTransform(
            np.float32([[0, 0], [edge, 0], [edge, edge], [0, edge]]), corners + np.float32([left, top])
        )
        flat = card_picture(number, letter).astype(np.float32)
        card = cv2.warpPerspective(flat, seen, (WIDTH, HEIGHT), flags=cv2.INTER_AREA)
        covers = cv2.warpPerspective(np.ones_like(flat), seen, (WIDTH, HEIGHT))
        hall = hall * (1 - covers) + card * covers
    hall *= np.linspace(1, 0.65, WIDTH, dtype=np.float32)
    hall = cv2.GaussianBlur(hall, (0, 0), 0.9) + chance.normal(0, 4, hall.shape)
    return cv2.imencode(".jpg", np.clip(hall, 0, 255).astype(np.uint8))[1].tobytes()


def test_raised_cards_in_a_photograph_become_answers(
    live: Server, body: factories.Body, open_phone: Open, open_wide: Open, axe: Callable[[Page], None]
) -> None:
    secretary = user_of(body.secretary)
    holders = (body.paper_member, body.exempt, body.probationary, body.member)
    for number, member in enumerate(holders, start=1):
        services.give_answer_card(actor=secretary, organisation=body.cell, member=member, number=10 * number)
    sitting = make_sitting(body, questions=1)
    remote = open_phone(body.secretary.user)
    with remote.expect_response(
        re.compile(r"/cards\.\w*\.?js")
    ):  # what reads cards is there before it is needed
        remote.goto(reverse("live:sitting_host", args=[sitting.pk]))
    phone = open_wide(body.member.user)
    phone.goto(reverse("live:sitting_phone", args=[sitting.pk]))
    act(sitting, body, "seal", "open")
    phone.locator(".phone-option").nth(3).click()
    phone.get_by_role("button", name="Gửi câu trả lời").click()
    expect(phone.get_by_text("Đã nhận", exact=True)).to_be_visible()
    sweep_button = remote.get_by_role("button", name="Quét phiếu giơ")
    expect(sweep_button).to_be_visible()

    sweep_button.click()
    sweep = remote.get_by_role("dialog", name="Quét phiếu giơ")
    expect(sweep.get_by_text("Không mở được camera.")).to_be_visible()  # this machine has none
    expect(sweep.get_by_text("Đã đọc 1/4 phiếu")).to_be_visible()  # who has answered by phone
    picture = hall_picture((10, "B"), (20, "B"), (30, "D"), (40, "A"), (99, "C"))
    sweep.get_by_label("Chọn ảnh").set_input_files(
        {"name": "hoi-truong.jpg", "mimeType": "image/jpeg", "buffer": picture}
    )
    expect(sweep.get_by_text("Đã đọc 4/4 phiếu")).to_be_visible()
    line = sweep.get_by_role("listitem")
    expect(line.filter(has_text=re.compile("10. Lý Thị Khé"))).to_contain_text("Bđã đọc")
    expect(line.filter(has_text="30. ")).to_contain_text("Dđã đọc")
    expect(line.filter(has_text="40. ")).to_contain_text("đã trả lời trước đó")
    expect(line.filter(has_text="99")).to_contain_text("phiếu này chưa phát cho ai")
    axe(remote)
    sweep.get_by_role("button", name="Nhận 3 câu trả lời").click()
    expect(sweep.get_by_text("Đã nhận 3 câu trả lời.")).to_be_visible()
    expect(line.filter(has_text="10. ")).to_contain_text("đã nhận")
    sweep.get_by_role("button", name="Đóng").click()
    expect(remote.get_by_text("4/4", exact=True)).to_be_visible()

    act(sitting, body, "close", "reveal")
    expect(remote.locator(".bars-row.is-right .bars-count")).to_have_text("2 50%")
    assert dict(LiveAnswer.objects.values_list("seat__member", "response")) == {
        body.paper_member.pk: 1,
        body.exempt.pk: 1,
        body.probationary.pk: 3,
        body.member.pk: 3,
    }


CAMERA = """
(jpeg) => {
  navigator.mediaDevices.getUserMedia = async () => {
    const bytes = Uint8Array.from(atob(jpeg), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes]));
    const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
    const show = () => canvas.getContext("2d").drawImage(picture, 0, 0);
    setInterval(show, 50);
    show();
    return canvas.captureStream(20);
  };
}
"""


def test_cards_held_before_the_camera_are_read_while_it_looks(
    live: Server, body: factories.Body, open_phone: Open, axe: Callable[[Page], None]
) -> None:
    for member, number in ((body.paper_member, 10), (body.exempt, 20)):
        services.give_answer_card(
            actor=user_of(body.secretary), organisation=body.cell, member=member, number=number
        )
    sitting = act(make_sitting(body, questions=1), body, "seal", "open")
    remote = open_phone(body.secretary.user)
    remote.goto(reverse("live:sitting_host", args=[sitting.pk]))
    remote.evaluate(CAMERA, base64.b64encode(hall_picture((10, "C"), (77, "A"))).decode())

    remote.get_by_role("button", name="Quét phiếu giơ").click()
    sweep = remote.get_by_role("dialog", name="Quét phiếu giơ")
    expect(sweep.locator("video")).to_be_visible()
    expect(sweep.get_by_text("Đã đọc 1/2 phiếu")).to_be_visible()
    line = sweep.get_by_role("listitem")
    expect(line.filter(has_text="20. ")).to_contain_text("chưa thấy phiếu")
    axe(remote)
    line.filter(has_text="10. ").get_by_role("checkbox").uncheck()
    expect(sweep.get_by_role("button", name="Nhận 0 câu trả lời")).to_be_disabled()
    line.filter(has_text="10. ").get_by_role("checkbox").check()
    sweep.get_by_role("button", name="Nhận 1 câu trả lời").click()

    expect(sweep.get_by_text("Đã nhận 1 câu trả lời.")).to_be_visible()
    answer = LiveAnswer.objects.get()
    assert (answer.seat.member, answer.response) == (body.paper_member, 2)


@pytest.mark.parametrize(
    ("device", "told"),
    [
        (
            "delete Navigator.prototype.mediaDevices",
            "Trình duyệt chỉ mở camera trên địa chỉ bảo mật (https).",
        ),
        (
            "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError') }",
            "Trang này chưa được phép dùng camera.",
        ),
    ],
)
def test_a_camera_that_may_not_be_used_is_told_with_the_way_out(
    live: Server, body: factories.Body, open_phone: Open, device: str, told: str
) -> None:
    sitting = act(make_sitting(body, questions=1), body, "seal", "open")
    remote = open_phone(body.secretary.user)
    remote.add_init_script(device)
    remote.goto(reverse("live:sitting_host", args=[sitting.pk]))
    remote.get_by_role("button", name="Quét phiếu giơ").click()
    sweep = remote.get_by_role("dialog", name="Quét phiếu giơ")
    expect(sweep.get_by_role("alert")).to_contain_text(told)
    expect(sweep.get_by_text("Chọn ảnh", exact=True)).to_be_visible()


def test_a_file_that_is_no_picture_and_a_question_that_closes_are_told(
    live: Server, body: factories.Body, open_phone: Open
) -> None:
    sitting = act(make_sitting(body, questions=1), body, "seal", "open")
    seat_of(sitting, body.member)
    remote = open_phone(body.secretary.user)
    remote.goto(reverse("live:sitting_host", args=[sitting.pk]))
    remote.get_by_role("button", name="Quét phiếu giơ").click()
    sweep = remote.get_by_role("dialog", name="Quét phiếu giơ")
    expect(sweep.get_by_text("Chưa có đồng chí nào được phát phiếu giơ.")).to_be_visible()
    expect(sweep.get_by_text("Không mở được camera.")).to_be_visible()

    sweep.get_by_label("Chọn ảnh").set_input_files(
        {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    )
    expect(sweep.get_by_text("Không đọc được tệp này như một ảnh.")).to_be_visible()
    act(sitting, body, "close")
    expect(sweep.get_by_role("button", name="Hiện câu hỏi không nhận trả lời")).to_be_disabled()
