"""A hall with a projector, a remote and eight phones, one of which drops and returns; a second remote; every kind."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from chuyende.meeting.live import services
from chuyende.meeting.live.models import LiveAnswer, LiveSitting
from chuyende.meeting.questions.engine.words import Kind, Words
from chuyende.meeting.quizzes import services as quizzes
from chuyende.meeting.quizzes.enums import QuizMode
from tests import factories
from tests.meeting.live.factories import act, make_sitting
from tests.meeting.questions.factories import EVERY_KIND
from tests.meeting.quizzes.factories import make_draft, user_of
from tests.server import Server

Open = Callable[..., Page]
PHONES = 8
RIGHT, WRONG = 1, 0  # the key of question 1 is its second choice
OFFLINE = ("ERR_INTERNET_DISCONNECTED", "WebSocket connection")


@pytest.fixture
def body() -> factories.Body:
    return factories.make_body()


def members_of(body: factories.Body) -> list[factories.Member]:
    return [factories.make_member(body.cell, f"Đảng Viên {number}") for number in range(1, PHONES + 1)]


def visit(page: Page, name: str, sitting: LiveSitting) -> Page:
    page.goto(reverse(f"live:{name}", args=[sitting.pk]))
    return page


def press(remote: Page, words: str) -> None:
    remote.get_by_role("button", name=words, exact=True).click()


def choose(phone: Page, index: int) -> None:
    phone.locator(".phone-option").nth(index).click()
    phone.get_by_role("button", name="Gửi câu trả lời").click()


def test_a_hall_of_eight_phones_one_of_which_drops_and_returns(
    live: Server, body: factories.Body, open_phone: Open, open_wide: Open, axe: Callable[[Page], None]
) -> None:
    sitting = make_sitting(body, questions=2)
    screen = visit(open_wide(body.secretary.user), "sitting_screen", sitting)
    remote = visit(open_phone(body.secretary.user), "sitting_host", sitting)
    expect(screen.locator(".join-code")).to_have_text(f"{sitting.code[:3]} {sitting.code[3:]}")
    phones = [visit(open_phone(member.user), "sitting_phone", sitting) for member in members_of(body)]
    expect(phones[0].get_by_role("heading", name="Đồng chí Đảng Viên 1")).to_be_visible()
    expect(screen.locator(".join-count")).to_have_text("8")
    for page in (screen, remote, phones[0]):
        axe(page)

    press(remote, "Gửi câu 1 xuống các máy")
    expect(phones[0].get_by_role("heading", name="Chuẩn bị")).to_be_visible()
    assert "Nguyên tắc" not in phones[0].content()
    press(remote, "Mở câu 1")
    question = "Nguyên tắc tổ chức số 1 của Đảng là gì?"
    for page in (screen, remote, *phones):
        expect(page.get_by_role("heading", name=question)).to_be_visible()
    for page in (screen, remote, phones[0]):
        axe(page)
    dropped, steady = phones[-1], phones[:-1]
    for text in OFFLINE:
        dropped.watch.forgive(text)
    dropped.context.set_offline(True)
    choose(dropped, RIGHT)
    expect(dropped.get_by_text("Chưa có mạng, câu trả lời vẫn giữ trên máy")).to_be_visible()
    expect(dropped.get_by_text("Mất kết nối, đang nối lại…")).to_be_visible()
    axe(dropped)
    for number, phone in enumerate(steady):
        choose(phone, RIGHT if number < 4 else WRONG)
        expect(phone.get_by_text("Đã nhận", exact=True)).to_be_visible()
    expect(screen.get_by_text("Đã nhận 7/8")).to_be_visible()
    expect(remote.get_by_text("Còn 1 người chưa trả lời.")).to_be_visible()
    expect(dropped.get_by_text("Đã nhận", exact=True)).not_to_be_visible()
    dropped.context.set_offline(False)
    expect(dropped.get_by_text("Đã nhận", exact=True)).to_be_visible()
    expect(dropped.get_by_text("Mất kết nối, đang nối lại…")).not_to_be_visible()
    expect(screen.get_by_text("Đã nhận 8/8")).to_be_visible()
    assert LiveAnswer.objects.filter(round__sitting=sitting).count() == PHONES

    phones[0].reload()
    expect(phones[0].get_by_text("Đã nhận", exact=True)).to_be_visible()
    expect(phones[0].locator(".phone-option").nth(RIGHT).get_by_role("radio")).to_be_checked()

    press(remote, "Khoá trả lời")
    expect(screen.get_by_text("Đã khoá trả lời")).to_be_visible()
    press(remote, "Công bố đáp án")
    expect(screen.locator(".bars-row.is-right .bars-count")).to_have_text("5 63%")
    expect(phones[0].get_by_role("heading", name="Đúng")).to_be_visible()
    expect(phones[0].get_by_text("Đồng chí xếp thứ 1/8, được 100 điểm.")).to_be_visible()
    expect(phones[6].get_by_role("heading", name="Chưa đúng")).to_be_visible()
    for page in (screen, remote, phones[6]):
        axe(page)

    press(remote, "Xem bảng xếp hạng")
    expect(screen.locator(".board-row")).to_have_count(PHONES)
    expect(phones[0].locator(".board .is-own")).to_contain_text("Đảng Viên 1")
    axe(screen)
    press(remote, "Kết thúc phần thi")
    remote.get_by_role("dialog").get_by_role("button", name="Kết thúc phần thi").click()
    expect(screen.get_by_role("heading", name="Kết quả cao nhất")).to_be_visible()
    expect(phones[0].get_by_role("heading", name="Phần thi đã kết thúc")).to_be_visible()
    expect(remote.get_by_role("link", name="Xem kết quả")).to_be_visible()
    for page in (screen, remote, phones[0]):
        axe(page)


def test_a_second_remote_works_and_of_two_presses_one_counts(
    live: Server, body: factories.Body, open_phone: Open, open_wide: Open
) -> None:
    sitting = make_sitting(body, questions=2)
    first = visit(open_phone(body.secretary.user), "sitting_host", sitting)
    second = visit(open_wide(body.deputy.user), "sitting_host", sitting)
    expect(first.get_by_role("button", name="Gửi câu 1 xuống các máy")).to_be_enabled()
    expect(second.get_by_role("button", name="Gửi câu 1 xuống các máy")).to_be_enabled()

    second.keyboard.press("PageDown")
    expect(first.get_by_role("button", name="Mở câu 1")).to_be_visible()
    expect(second.get_by_role("button", name="Mở câu 1")).to_be_visible()
    first.keyboard.press("Space")
    expect(second.get_by_role("button", name="Khoá trả lời")).to_be_visible()
    first.reload()
    expect(first.get_by_role("button", name="Khoá trả lời")).to_be_visible()
    expect(second.get_by_role("button", name="Khoá trả lời")).to_be_enabled()
    second.keyboard.press("PageUp")
    expect(first.get_by_role("button", name="Tiếp tục")).to_be_visible()

    sitting.refresh_from_db()
    assert (sitting.phase, sitting.version) == ("paused", 4)


def sitting_of(body: factories.Body, questions: tuple[Words, ...]) -> LiveSitting:
    """A sitting that asks these questions, without hurry."""
    quiz, actor = make_draft(body, questions=0), user_of(body.secretary)
    for words in questions:
        quizzes.add_question(actor=actor, quiz=quiz, words=words)
    type(quiz).objects.filter(pk=quiz.pk).update(mode=QuizMode.HALL)
    quiz.refresh_from_db()
    return services.create_sitting(
        actor=actor, quiz=quizzes.publish_quiz(actor=actor, quiz=quiz), seconds=300
    )


def tap_right(phone: Page, words: Words) -> None:
    """What a member who knows taps."""
    match words.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            for place in words.keys:
                phone.get_by_text(words.choices[place].text, exact=True).click()
        case Kind.TRUE_FALSE:
            phone.get_by_text("Đúng" if words.is_true else "Sai", exact=True).click()
        case Kind.MATCHING:
            for pair in words.pairs:
                expect(phone.get_by_role("button", name=pair.left)).to_have_attribute("aria-expanded", "true")
                phone.locator(".match-body").get_by_role("button", name=pair.right, exact=True).click()
        case Kind.ORDERING:
            for item in words.items:
                phone.get_by_role("button", name=item).click()


def write_right(phone: Page, words: Words) -> None:
    """What a member who knows types."""
    if words.kind is Kind.SHORT:
        phone.get_by_label("Câu trả lời").fill(words.answers[0])
    elif words.kind is Kind.CLOZE:
        phone.get_by_label("chỗ trống 1").fill(words.gaps[0].answers[0])
        phone.get_by_label("chỗ trống 2").select_option(label=words.gaps[1].answers[0])


def test_every_kind_is_answered_with_one_thumb_and_marked_right(
    live: Server, body: factories.Body, open_phone: Open, open_wide: Open, axe: Callable[[Page], None]
) -> None:
    sitting = sitting_of(body, EVERY_KIND)
    remote = visit(open_wide(body.secretary.user), "sitting_host", sitting)
    screen = visit(open_wide(body.secretary.user), "sitting_screen", sitting)
    phone = visit(open_phone(body.member.user), "sitting_phone", sitting)
    for number, words in enumerate(EVERY_KIND, start=1):
        press(remote, f"Gửi câu {number} xuống các máy")
        press(remote, f"Mở câu {number}")
        expect(phone.get_by_role("button", name="Gửi câu trả lời")).to_be_visible()
        axe(phone)
        axe(screen)
        for target in phone.locator(".phone-option, .match-head, .phone-input, .phone-send").all():
            if box := target.bounding_box():
                assert box["height"] >= 56
        assert phone.evaluate("document.documentElement.scrollWidth") == 360
        tap_right(phone, words)
        write_right(phone, words)
        phone.get_by_role("button", name="Gửi câu trả lời").click()
        expect(phone.get_by_text("Đã nhận", exact=True)).to_be_visible()
        press(remote, "Khoá trả lời")
        press(remote, "Công bố đáp án")
        expect(phone.locator(".phone-verdict")).to_have_text("Đúng+100 điểm")
        axe(phone)
        axe(screen)
        press(remote, "Xem bảng xếp hạng")
    expect(phone.get_by_text("Đồng chí xếp thứ 1/1, được 700 điểm.")).to_be_visible()


def test_a_phone_in_large_type_is_answered_by_keyboard(
    live: Server, body: factories.Body, open_phone: Open
) -> None:
    sitting = act(make_sitting(body, questions=1), body, "seal", "open")
    phone = visit(open_phone(body.member.user), "sitting_phone", sitting)
    phone.get_by_role("button", name="Chữ lớn").click()
    phone.reload()
    expect(phone.locator("html")).to_have_attribute("data-type", "large")
    for target in phone.locator(".phone-option").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 56
    assert phone.evaluate("document.documentElement.scrollWidth") == 360

    phone.get_by_role("radio").first.focus()
    phone.keyboard.press("ArrowDown")
    phone.get_by_role("button", name="Gửi câu trả lời").focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("Đã nhận", exact=True)).to_be_visible()
    assert LiveAnswer.objects.get(round__sitting=sitting).response == RIGHT


def test_where_sockets_are_blocked_the_phone_polls(
    live: Server, body: factories.Body, open_phone: Open
) -> None:
    sitting = act(make_sitting(body, questions=1), body, "seal")
    phone = open_phone(body.member.user)
    phone.route_web_socket("**/ws", lambda socket: socket.close())
    visit(phone, "sitting_phone", sitting)
    expect(phone.get_by_role("heading", name="Chuẩn bị")).to_be_visible()
    act(sitting, body, "open")
    expect(phone.locator(".phone-option").first).to_be_visible()
    choose(phone, RIGHT)
    expect(phone.get_by_text("Đã nhận", exact=True)).to_be_visible()
