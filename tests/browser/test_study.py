"""A member on a phone: a clip that is sought in, a quiz with a connection that breaks, the same without JavaScript."""

import re
from collections.abc import Callable
from urllib.request import Request, urlopen

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Response, expect

from chuyende.meeting.quizzes.models import Answer, Attempt, Quiz
from chuyende.planning.library.models import Viewing
from tests import factories
from tests.line import Line
from tests.meeting.quizzes.factories import make_quiz
from tests.planning.library.factories import clip_bytes, make_clip
from tests.server import Server

Open = Callable[..., Page]
UNTIL = "(video, second) => new Promise(done => { const look = () => video.currentTime >= second ? done() : setTimeout(look, 50); look() })"
PLAY = "video => { video.muted = true; video.playbackRate = 4; return video.play() }"


def cookie_of(user: object) -> str:
    client = Client()
    client.force_login(user, backend="chuyende.foundation.accounts.backends.AccountBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def test_a_clip_is_sent_in_the_pieces_that_are_asked_for(live: Server) -> None:
    body = factories.make_body()
    clip, content = make_clip(body.cell, body.secretary, seconds=20), clip_bytes(20)
    address, mine = live.url + reverse("library:material_file", args=[clip.pk]), cookie_of(body.member.user)

    def ask(**headers: str) -> tuple[int, bytes, str | None]:
        asked = Request(address, headers={"Cookie": mine} | headers)
        with urlopen(asked) as answer:
            return answer.status, answer.read(), answer.headers["Content-Range"]

    assert ask() == (200, content, None)
    assert ask(Range="bytes=100-299") == (206, content[100:300], f"bytes 100-299/{len(content)}")
    assert ask(Range="bytes=-64") == (
        206,
        content[-64:],
        f"bytes {len(content) - 64}-{len(content) - 1}/{len(content)}",
    )
    joined = b"".join(ask(Range=f"bytes={at}-{at + 999}")[1] for at in range(0, len(content), 1000))
    assert joined == content


def test_a_member_seeks_in_a_clip_and_what_was_watched_is_kept(
    live: Server, open_phone: Open, axe: Callable
) -> None:
    body = factories.make_body()
    clip = make_clip(body.cell, body.secretary, seconds=40)
    page, parts = open_phone(body.member.user), []

    def remember(response: Response) -> None:
        if response.url.endswith("/tep/"):
            parts.append(response.status)

    page.on("response", remember)
    page.goto(reverse("library:material_detail", args=[clip.pk]))
    video = page.locator("video")
    expect(page.get_by_text("Đồng chí đã xem 0 %")).to_be_visible()
    axe(page)

    video.evaluate("video => { video.currentTime = 20 }")
    video.evaluate(PLAY)
    video.evaluate(UNTIL, 24)
    with page.expect_response(re.compile("da-xem")):
        video.evaluate("video => video.pause()")

    expect(page.get_by_text(re.compile(r"Đồng chí đã xem (?!0 )\d+ %"))).to_be_visible()
    assert set(parts) == {206}
    ((start, end),) = Viewing.objects.get().watched
    assert 19.5 <= start < 21
    assert 24 <= end < 40

    page.reload()
    expect(page.get_by_text(re.compile("Xem tiếp từ 0:2"))).to_be_visible()


def test_what_was_watched_without_a_connection_is_sent_later(live: Server, open_phone: Open) -> None:
    body = factories.make_body()
    clip = make_clip(body.cell, body.secretary, seconds=12)
    page = open_phone(body.member.user)
    page.watch.forgive("Failed to load resource")
    page.goto(reverse("library:material_detail", args=[clip.pk]))
    video = page.locator("video")
    page.route("**/da-xem/", lambda route: route.abort())

    video.evaluate(PLAY)
    expect(video).to_have_js_property("ended", True)
    expect(page.get_by_text("Mất kết nối. Phần đã xem được giữ trên máy này")).to_be_visible()
    assert Viewing.objects.get().watched == []

    page.unroute("**/da-xem/")
    page.reload()
    expect(page.get_by_text("Đồng chí đã xem clip này")).to_be_visible()
    assert Viewing.objects.get().finished_at is not None


def wait_until_kept(page: Page) -> None:
    """The worker has kept this page: it opens without the server. `wait_for_function` does not await what a function
    promises, so the page itself waits."""
    page.evaluate(
        """async () => {
            const store = await caches.open("attempts"), end = performance.now() + 15_000;
            while (!(await store.match(location.pathname))) {
                if (performance.now() > end) throw new Error("the page was not kept");
                await new Promise(requestAnimationFrame);
            }
        }"""
    )


def choose(page: Page, name: str) -> None:
    page.locator(".attempt-question:not([hidden]) .option", has_text=name).click()


def test_a_member_takes_a_quiz_on_a_phone_whose_connection_breaks(
    live: Server, open_phone: Open, axe: Callable
) -> None:
    body = factories.make_body()
    quiz = make_quiz(body)
    page = open_phone(body.member.user)
    page.watch.forgive("Failed to load resource")
    page.goto(reverse("quizzes:study"))
    page.get_by_role("link", name=re.compile("Làm bài")).click()
    axe(page)
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    expect(page.locator(".attempt-question:visible")).to_have_count(1)
    axe(page)

    choose(page, "Tập trung dân chủ")
    expect(page.get_by_text("Đã lưu", exact=True)).to_be_visible()
    assert Answer.objects.count() == 1
    page.get_by_role("button", name="Câu tiếp").click()
    expect(page.locator(".attempt-question:visible .eyebrow")).to_have_text("Câu 2 trên 3")

    page.route("**/giu/", lambda route: route.abort())
    choose(page, "Khoán việc")
    expect(page.get_by_text("Mất kết nối. Câu trả lời được giữ trên máy này")).to_be_visible()
    assert Answer.objects.count() == 1
    page.unroute("**/giu/")
    page.reload()
    expect(page.locator(".attempt-question:visible .eyebrow")).to_have_text("Câu 2 trên 3")
    expect(page.get_by_text("Đã trả lời 2/3 câu")).to_be_visible()
    expect(page.get_by_text("Đã lưu", exact=True)).to_be_visible()
    assert Answer.objects.count() == 2

    page.get_by_role("button", name="Xem lại và nộp bài").click()
    expect(page.get_by_text("Chưa trả lời: 3")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Câu 3", exact=True).click()
    expect(page.locator(".attempt-question:visible .eyebrow")).to_have_text("Câu 3 trên 3")
    choose(page, "Tự do cá nhân")
    page.get_by_role("button", name="Xem lại và nộp bài").click()
    expect(page.get_by_text("Đã trả lời tất cả các câu.")).to_be_visible()
    page.get_by_role("button", name="Nộp bài", exact=True).click()

    expect(page.get_by_role("heading", name="Kết quả của tôi")).to_be_visible()
    attempt = Attempt.objects.get()
    expect(page.get_by_text(f"{attempt.shown_score}/3")).to_be_visible()
    expect(page.get_by_text("Đáp án, giải thích và bảng xếp hạng hiện sau khi bài đóng")).to_be_visible()
    axe(page)
    assert attempt.answers.count() == 3
    assert quiz.attempts.count() == 1


IS_IN_SIGHT = """element => {
    const at = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2));
}"""


def test_the_clock_and_the_way_to_hand_in_stay_in_sight_without_network(
    live: Server, open_phone: Open
) -> None:
    body = factories.make_body()
    quiz = make_quiz(body)
    page = open_phone(body.member.user)
    page.watch.forgive("Failed to load resource")
    page.goto(reverse("quizzes:quiz_detail", args=[quiz.pk]))
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    choose(page, "Tập trung dân chủ")
    expect(page.get_by_text("Đã lưu", exact=True)).to_be_visible()

    page.context.set_offline(True)
    expect(page.get_by_text("Mất kết nối. Nội dung đang viết")).to_be_visible()

    for size in ("normal", "large"):
        page.evaluate("size => { document.documentElement.dataset.type = size }", size)
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        for seen in (page.locator(".countdown"), page.get_by_role("button", name="Xem lại và nộp bài")):
            assert seen.evaluate(IS_IN_SIGHT)
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_quiz_that_was_begun_goes_on_without_network_and_is_sent_later(
    live: Server, open_phone: Open
) -> None:
    body = factories.make_body()
    quiz = make_quiz(body)
    line = Line(live.url)
    page = open_phone(body.member.user, line=line)
    page.watch.forgive("Failed to load resource")
    page.watch.forgive("ERR_CONNECTION_REFUSED")
    page.goto(reverse("quizzes:quiz_detail", args=[quiz.pk]))
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    choose(page, "Tập trung dân chủ")
    expect(page.get_by_text("Đã lưu", exact=True)).to_be_visible()
    wait_until_kept(page)

    line.cut()
    page.reload()
    expect(page.get_by_text("Đã trả lời 1/3 câu")).to_be_visible()
    for choice in ("Khoán việc", "Tự do cá nhân"):
        page.get_by_role("button", name="Câu tiếp").click()
        choose(page, choice)
    page.reload()
    expect(page.get_by_text("Đã trả lời 3/3 câu")).to_be_visible()
    page.get_by_role("button", name="Xem lại và nộp bài").click()
    expect(page.get_by_text("Đồng chí vẫn nộp được")).to_be_visible()
    page.get_by_role("button", name="Nộp bài", exact=True).click()
    expect(page.get_by_text("Đã nộp bài trên máy này.")).to_be_visible()
    assert Answer.objects.count() == 1
    assert Attempt.objects.get().submitted_at is None

    line.mend()
    expect(page.get_by_role("heading", name="Kết quả của tôi")).to_be_visible(timeout=30_000)
    attempt = Attempt.objects.get()
    assert (attempt.answers.count(), attempt.ran_out) == (3, False)
    assert attempt.submitted_at < attempt.updated_at
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('attempt:')).length") == 0


def test_a_quiz_that_was_begun_goes_on_while_the_server_cannot_answer(live: Server, open_phone: Open) -> None:
    body = factories.make_body()
    quiz = make_quiz(body)
    line = Line(live.url)
    page = open_phone(body.member.user, line=line)
    page.watch.forgive("Failed to load resource")
    page.goto(reverse("quizzes:quiz_detail", args=[quiz.pk]))
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    choose(page, "Tập trung dân chủ")
    expect(page.get_by_text("Đã lưu", exact=True)).to_be_visible()
    wait_until_kept(page)

    line.fail()
    page.get_by_role("button", name="Câu tiếp").click()
    choose(page, "Khoán việc")
    expect(page.get_by_text("Mất kết nối. Câu trả lời được giữ trên máy này")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Đã trả lời 2/3 câu")).to_be_visible()
    expect(page.get_by_text("Mất kết nối. Câu trả lời được giữ trên máy này")).to_be_visible()
    assert Answer.objects.count() == 1

    line.mend()
    expect(page.get_by_text("Đã lưu", exact=True)).to_be_visible(timeout=10_000)
    assert Answer.objects.count() == 2


def test_a_quiz_goes_on_at_the_question_that_was_open_after_a_drop(live: Server, open_phone: Open) -> None:
    body = factories.make_body()
    quiz = make_quiz(body)
    phone, other = open_phone(body.member.user), open_phone(body.member.user)
    phone.goto(reverse("quizzes:quiz_detail", args=[quiz.pk]))
    phone.get_by_role("button", name="Bắt đầu làm bài").click()
    where = phone.locator(".attempt-question:visible .eyebrow")
    phone.get_by_role("button", name="Câu 3", exact=True).click()  # looked at, not answered

    phone.reload()
    expect(where).to_have_text("Câu 3 trên 3")

    other.goto(phone.url)
    other.get_by_role("button", name="Câu 2", exact=True).click()
    choose(other, "Khoán việc")
    expect(other.get_by_text("Đã lưu", exact=True)).to_be_visible()
    phone.reload()
    expect(where).to_have_text("Câu 2 trên 3")  # where one went on meanwhile


def test_a_quiz_goes_on_at_the_same_question_on_another_device(live: Server, open_phone: Open) -> None:
    body = factories.make_body()
    quiz = make_quiz(body)
    first, second = open_phone(body.member.user), open_phone(body.member.user)
    first.goto(reverse("quizzes:quiz_detail", args=[quiz.pk]))
    first.get_by_role("button", name="Bắt đầu làm bài").click()
    choose(first, "Tập trung dân chủ")
    expect(first.get_by_text("Đã lưu", exact=True)).to_be_visible()

    second.goto(reverse("quizzes:quiz_detail", args=[quiz.pk]))
    second.get_by_role("link", name="Làm tiếp").click()
    expect(second.locator(".attempt-question:visible .eyebrow")).to_have_text("Câu 1 trên 3")
    expect(second.locator(".attempt-question:visible input:checked")).to_have_count(1)
    choose(second, "Khoán việc")
    expect(second.get_by_text("Đã lưu", exact=True)).to_be_visible()

    choose(first, "Tự do cá nhân")
    expect(first.get_by_text("Một máy khác đã trả lời khác ở câu 1")).to_be_visible()
    assert Attempt.objects.count() == 1
    assert Attempt.objects.get().conflicts.count() == 1


def test_a_quiz_hands_itself_in_when_the_time_is_up(live: Server, open_phone: Open) -> None:
    body = factories.make_body()
    quiz = make_quiz(body, minutes=1)
    page = open_phone(body.member.user)
    page.clock.install()
    page.goto(reverse("quizzes:quiz_detail", args=[quiz.pk]))
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    choose(page, "Tập trung dân chủ")
    expect(page.get_by_text("Đã lưu", exact=True)).to_be_visible()

    page.clock.fast_forward("01:01")

    expect(page.get_by_role("heading", name="Kết quả của tôi")).to_be_visible()
    assert Attempt.objects.get().submitted_at is not None


def test_a_quiz_is_taken_without_javascript(live: Server, open_phone: Open) -> None:
    body = factories.make_body()
    quiz = make_quiz(body)
    page = open_phone(body.member.user, java_script_enabled=False)
    page.goto(reverse("quizzes:quiz_detail", args=[quiz.pk]))
    page.get_by_role("button", name="Bắt đầu làm bài").click()
    expect(page.locator(".attempt-question:visible")).to_have_count(3)

    for question in page.locator(".attempt-question").all():
        question.locator(".option").first.click()
    page.get_by_role("button", name="Xem lại và nộp bài").click()
    expect(page.get_by_text("Đã trả lời tất cả các câu.")).to_be_visible()
    page.get_by_role("button", name="Nộp bài").click()

    expect(page.get_by_role("heading", name="Kết quả của tôi")).to_be_visible()
    assert Attempt.objects.get().answers.count() == 3


def test_the_secretary_writes_a_quiz_and_publishes_it(live: Server, open_wide: Open, axe: Callable) -> None:
    from tests.meeting.meetings.factories import make_meeting

    body = factories.make_body()
    make_meeting(body)
    page = open_wide(body.secretary.user)
    page.goto(reverse("quizzes:quiz_list"))
    page.get_by_role("link", name=re.compile("Soạn bài trắc nghiệm")).click()
    axe(page)
    page.get_by_role("button", name="Sang soạn câu hỏi").click()
    page.get_by_role("link", name="Soạn câu hỏi").click()
    page.get_by_label("Câu hỏi").fill("Nguyên tắc tổ chức của Đảng?")
    page.get_by_label("Phương án A", exact=False).last.fill("Tập trung dân chủ")
    page.get_by_label("Phương án B", exact=False).last.fill("Tự do")
    page.get_by_role("radio", name="Phương án A là đáp án đúng").check()
    axe(page)
    page.get_by_role("button", name="Lưu và kết thúc").click()
    expect(page.get_by_text("Nguyên tắc tổ chức của Đảng?")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Phát hành và báo đảng viên").click()

    expect(page.get_by_role("button", name="Bắt đầu làm bài")).to_be_visible()
    assert Quiz.objects.get().is_published
