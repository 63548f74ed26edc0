"""The pages of files that come in, and of questions that go out."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from chuyende.meeting.questions import services
from chuyende.meeting.questions.engine.formats.registry import FORMATS
from chuyende.meeting.questions.engine.rows import Decision
from chuyende.meeting.questions.models import Question, QuestionImport, QuestionVersion
from tests.factories import Body, make_body
from tests.meeting.questions.factories import (
    CLOZE,
    EVERY_KIND,
    SHORT,
    SINGLE,
    brought_in,
    file_of,
    send,
    sent_and_read,
    user_of,
    write,
)
from tests.meeting.questions.test_services_importing import AIKEN
from tests.meeting.quizzes.factories import make_quiz

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]

HTMX = {"HX-Request": "true"}


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def client(body: Body, client_of: Clients) -> Client:
    return client_of(user_of(body.secretary))


@pytest.fixture
def doubtful(body: Body) -> QuestionImport:
    """Three questions of which two have to be mended."""
    return sent_and_read(body, ContentFile(AIKEN.encode(), "cau-hoi.txt"))


def address(name: str, imported: QuestionImport, *more: Any) -> str:
    return reverse(f"questions:import_{name}", args=[imported.pk, *more])


def upload(client: Client, body: Body, file: ContentFile) -> Any:
    sent = {"id": "019a0000-0000-7000-8000-000000000001", "organisation": str(body.cell.pk), "file": file}
    return client.post(reverse("questions:import_start"), sent)


# --- sending -------------------------------------------------------------------------------------------------


def test_the_page_offers_the_own_cells_bank_and_templates(client: Client, body: Body) -> None:
    page = client.get(reverse("questions:import_start"))

    assert page.context["form"]["organisation"].value() == body.cell.pk
    assert reverse("questions:import_template", args=["docx"]) in page.content.decode()


def test_a_file_is_sent_once_however_often_the_form_is(client: Client, body: Body) -> None:
    first = upload(client, body, file_of([SINGLE]))
    again = upload(client, body, file_of([SINGLE]))

    assert first["Location"] == again["Location"] == address("detail", QuestionImport.objects.get())


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (ContentFile(b"", "rong.docx"), "Tệp rỗng"),
        (ContentFile(b"%PDF-1.4", "de.pdf"), "không đúng loại"),
        (ContentFile("TỐI MẬT\nCâu 1".encode(), "de.txt"), "TỐI MẬT"),
        (ContentFile(b"PK\x03\x04", "hong.docx"), "hỏng"),
    ],
)
def test_a_bad_file_is_answered_beside_its_field(
    client: Client, body: Body, file: ContentFile, said: str
) -> None:
    answer = upload(client, body, file)

    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors["file"])
    assert QuestionImport.objects.count() == 0


def test_without_a_file_the_form_says_so(client: Client, body: Body) -> None:
    answer = client.post(reverse("questions:import_start"), {"organisation": str(body.cell.pk)})

    assert answer.status_code == 422
    assert "Hãy chọn tệp câu hỏi." in answer.content.decode()


def test_a_file_is_not_sent_into_a_bank_of_others(client: Client, body: Body) -> None:
    sent = {"organisation": str(body.other_cell.pk), "file": file_of([SINGLE])}
    answer = client.post(reverse("questions:import_start"), sent)

    assert answer.status_code == 422
    assert QuestionImport.objects.count() == 0


def test_files_sent_lately_can_be_come_back_to(client: Client, body: Body) -> None:
    waiting, done = send(body, file_of([SINGLE], name="dang-doc.xlsx")), brought_in(body, [SHORT])

    page = client.get(reverse("questions:import_start")).content.decode()

    assert address("detail", waiting) in page
    assert address("detail", done) in page
    assert "1 câu đã vào ngân hàng" in page


@pytest.mark.parametrize("code", ["docx", "xlsx"])
def test_the_templates_can_be_brought_in_as_they_are(client: Client, body: Body, code: str) -> None:
    file = client.get(reverse("questions:import_template", args=[code]))

    imported = sent_and_read(body, ContentFile(file.content, f"mau.{code}"))

    assert imported.counts.taken == imported.counts.total == 3


def test_there_is_no_template_of_other_formats(client: Client) -> None:
    assert client.get(reverse("questions:import_template", args=["aiken"])).status_code == 404


# --- reading -------------------------------------------------------------------------------------------------


def test_while_the_worker_reads_the_page_tells_how_far_it_is(client: Client, body: Body) -> None:
    imported = send(body, file_of([SINGLE]))
    QuestionImport.objects.filter(pk=imported.pk).update(progress=1250)

    page = client.get(address("detail", imported)).content.decode()
    part = client.get(address("detail", imported), headers=HTMX).content.decode()

    assert "Đã đọc được 1.250 câu" in page
    assert "Đã đọc được 1.250 câu" in part
    assert "<html" not in part
    assert '<noscript><meta http-equiv="refresh"' in page


def test_when_it_is_read_the_page_shows_it_by_itself(client: Client, body: Body) -> None:
    answer = client.get(address("detail", sent_and_read(body, file_of([SINGLE]))), headers=HTMX)

    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


def test_what_could_not_be_read_says_why(client: Client, body: Body) -> None:
    imported = sent_and_read(body, ContentFile(b"<quiz></quiz>", "rong.xml"))

    page = client.get(address("detail", imported)).content.decode()

    assert "Không tìm thấy câu hỏi nào trong tệp" in page
    assert address("take", imported) not in page


# --- looking through -----------------------------------------------------------------------------------------


def test_the_list_counts_and_shows_doubts_beside_the_original(
    client: Client, doubtful: QuestionImport
) -> None:
    page = client.get(address("detail", doubtful)).content.decode()

    assert "3 câu" in page
    assert "2 câu cần xem lại" in page
    assert "Trong tệp không có dấu hiệu nào cho biết đáp án." in page
    assert "Đáp án ghi trong tệp không có trong các phương án." in page
    assert "ANSWER: D" in page  # the original of the third
    assert "Đưa 1 câu vào ngân hàng" in page


@pytest.mark.parametrize(("loc", "numbers"), [("", [1, 2, 3]), ("xem-lai", [2, 3]), ("lay", [1]), ("bo", [])])
def test_the_list_can_be_narrowed(
    client: Client, doubtful: QuestionImport, loc: str, numbers: list[int]
) -> None:
    page = client.get(address("detail", doubtful), {"loc": loc})

    assert [row.number for row in page.context["page"]] == numbers


def test_a_long_file_comes_in_pages(client: Client, body: Body) -> None:
    many = [replace(SHORT, stem=f"Câu hỏi thứ {number} là gì?") for number in range(45)]
    imported = sent_and_read(body, file_of(many))

    page = client.get(address("detail", imported), {"page": "3"})

    assert [row.number for row in page.context["page"]] == [41, 42, 43, 44, 45]


def test_the_list_asks_the_database_the_same_for_one_row_as_for_many(
    client: Client, body: Body, django_assert_num_queries: Any
) -> None:
    one, many = sent_and_read(body, file_of([SINGLE])), sent_and_read(body, file_of(EVERY_KIND[1:]))
    for imported in (one, many):
        client.get(address("detail", imported))

    with django_assert_num_queries(13):
        assert client.get(address("detail", one)).status_code == 200
    with django_assert_num_queries(13):
        assert client.get(address("detail", many)).status_code == 200


def test_a_question_is_left_out_and_the_list_comes_back_to_it(
    client: Client, doubtful: QuestionImport
) -> None:
    answer = client.post(
        address("choose", doubtful) + "?loc=xem-lai&page=1", {"row": "2", "decision": "leave"}
    )

    assert answer["Location"] == address("detail", doubtful) + "?loc=xem-lai&page=1#cau-2"
    assert QuestionImport.objects.get().all_rows[1].decision is Decision.LEAVE


def test_with_htmx_the_row_and_the_numbers_change_in_place(client: Client, doubtful: QuestionImport) -> None:
    answer = client.post(address("choose", doubtful), {"row": "1", "decision": "leave"}, headers=HTMX)

    part = answer.content.decode()
    assert 'id="cau-1"' in part
    assert 'id="cau-2"' not in part
    assert 'id="import-button" hx-swap-oob="true" disabled' in part
    assert "Đưa 0 câu vào ngân hàng" in part


def test_several_questions_are_taken_at_once(client: Client, body: Body) -> None:
    write(body, SINGLE)
    write(body, SHORT)
    imported = sent_and_read(body, file_of([SINGLE, SHORT]))

    client.post(address("choose", imported), {"row": ["1", "2"], "decision": "take"})

    assert QuestionImport.objects.get().counts.taken == 2


@pytest.mark.parametrize("sent", [{}, {"row": "9", "decision": "take"}, {"row": "1", "decision": "x"}])
def test_nonsense_chooses_nothing(client: Client, doubtful: QuestionImport, sent: dict[str, str]) -> None:
    assert client.post(address("choose", doubtful), sent).status_code == 404


# --- mending -------------------------------------------------------------------------------------------------

MENDED = {
    "stem": "Ai là Tổng Bí thư đầu tiên của Đảng?",
    "row_0": "Trần Phú",
    "row_1": "Lê Hồng Phong",
    "right": "0",
    "difficulty": "medium",
}


def test_the_form_begins_with_what_was_read_beside_the_original(
    client: Client, doubtful: QuestionImport
) -> None:
    page = client.get(address("row", doubtful, 2))

    assert page.context["form"]["row_0"].value() == "Trần Phú"
    assert "Nguyên văn trong tệp" in page.content.decode()


def test_a_mended_question_is_taken(client: Client, doubtful: QuestionImport) -> None:
    answer = client.post(address("row", doubtful, 2) + "?loc=xem-lai", MENDED)

    assert answer["Location"].endswith("?loc=xem-lai#cau-2")
    assert QuestionImport.objects.get().all_rows[1].is_taken


def test_with_htmx_it_is_mended_in_place(client: Client, doubtful: QuestionImport) -> None:
    form = client.get(address("row", doubtful, 2), headers=HTMX).content.decode()
    refused = client.post(address("row", doubtful, 2), MENDED | {"right": ""}, headers=HTMX)
    done = client.post(address("row", doubtful, 2), MENDED, headers=HTMX)

    assert "<html" not in form
    assert refused.status_code == 422
    assert "Xin chọn đáp án đúng." in refused.content.decode()
    assert "Đã sửa" in done.content.decode()


def test_its_kind_can_be_changed(client: Client, doubtful: QuestionImport) -> None:
    page = client.get(address("row", doubtful, 2), {"loai": "short"})
    client.post(
        address("row", doubtful, 2) + "?loai=short",
        {"stem": MENDED["stem"], "answers": "Trần Phú", "difficulty": "easy"},
    )

    assert page.context["form"]["stem"].value() == MENDED["stem"]
    row = QuestionImport.objects.get().all_rows[1]
    assert (row.words.kind, row.words.answers) == ("short", ("Trần Phú",))


@pytest.mark.parametrize("words", EVERY_KIND, ids=lambda words: words.kind)
def test_a_question_of_every_kind_is_kept_as_it_was_read(client: Client, body: Body, words: Any) -> None:
    imported = sent_and_read(body, file_of([words]))
    form = client.get(address("row", imported, 1)).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}
    sent = {name: value for name, value in sent.items() if "file" not in name}
    if "right" in form.initial:
        sent["right"] = [str(key) for key in form.initial["right"]]

    client.post(address("row", imported, 1), sent)

    row = QuestionImport.objects.get().all_rows[0]
    assert row.is_mended
    assert row.words == words


def test_a_row_that_is_not_there_is_not_found(client: Client, doubtful: QuestionImport) -> None:
    assert client.get(address("row", doubtful, 4)).status_code == 404
    assert client.get(address("row", doubtful, 0)).status_code == 404


# --- taking over and back ------------------------------------------------------------------------------------


def test_the_questions_go_into_the_bank_with_a_way_back(client: Client, body: Body) -> None:
    imported = sent_and_read(body, file_of(EVERY_KIND))

    page = client.post(address("take", imported), follow=True).content.decode()

    assert Question.objects.count() == 7
    assert "Đã đưa 7 câu vào ngân hàng." in page
    assert f'action="{address("undo", imported)}"' in page


def test_pressed_twice_they_are_there_once(client: Client, body: Body) -> None:
    imported = sent_and_read(body, file_of([SINGLE]))

    client.post(address("take", imported))
    client.post(address("take", imported))

    assert Question.objects.count() == 1


def test_undone_the_list_stands_as_before_and_names_what_stays(client: Client, body: Body) -> None:
    done = brought_in(body, [SINGLE, SHORT])
    kept = Question.objects.get(pk=done.question_ids[0])
    services.share_question(actor=user_of(body.secretary), question=kept, is_shared=True)

    page = client.post(address("undo", done), follow=True).content.decode()

    assert "Đã gỡ 1 câu khỏi ngân hàng. 1 câu được giữ lại vì đã có nơi dùng." in page
    assert reverse("questions:question_detail", args=[kept.pk]) in page
    assert "Đưa 1 câu vào ngân hàng" in page


def test_what_is_all_used_says_so(client: Client, body: Body) -> None:
    done = brought_in(body, [SINGLE])
    services.share_question(actor=user_of(body.secretary), question=Question.objects.get(), is_shared=True)

    page = client.post(
        address("undo", done), follow=True, headers={"Referer": f"http://testserver{address('detail', done)}"}
    )

    assert "Không gỡ được câu nào" in page.content.decode()
    assert Question.objects.count() == 1


def test_a_file_is_thrown_away(client: Client, doubtful: QuestionImport) -> None:
    page = client.post(address("discard", doubtful), follow=True).content.decode()

    assert "Đã bỏ tệp" in page
    assert QuestionImport.objects.count() == 0


@pytest.mark.parametrize("who", ["member", "inspector", "other_secretary", "party_secretary"])
def test_a_file_is_found_by_the_keepers_of_its_bank_only(
    body: Body, doubtful: QuestionImport, client_of: Clients, who: str
) -> None:
    other = client_of(user_of(getattr(body, who)))

    assert other.get(address("detail", doubtful)).status_code == 404
    assert other.get(address("row", doubtful, 1)).status_code == 404
    assert other.post(address("take", doubtful)).status_code == 404
    assert Question.objects.count() == 0


# --- going out -----------------------------------------------------------------------------------------------


def test_every_format_tells_before_what_it_leaves_out(client: Client, body: Body) -> None:
    for words in EVERY_KIND:
        write(body, words)

    rooms = {room.code: room for room in client.get(reverse("questions:question_export")).context["rooms"]}

    assert set(rooms) == set(FORMATS)
    assert (rooms["docx"].held, rooms["docx"].left_out) == (7, [])
    assert rooms["gift"].left_out == ["1 câu điền chỗ trống"]
    assert rooms["aiken"].held == 1


@pytest.mark.parametrize("code", sorted(FORMATS))
def test_a_file_of_every_format_holds_as_many_as_it_told(client: Client, body: Body, code: str) -> None:
    for words in EVERY_KIND:
        write(body, words)
    rooms = client.get(reverse("questions:question_export")).context["rooms"]

    file = client.get(reverse("questions:question_export_file", args=[code]))

    told = next(room for room in rooms if room.code == code)
    reading = FORMATS[code].read(file.content, lambda _count: None)  # type: ignore[misc]  # every format is read
    assert len(reading.questions) == told.held
    assert f".{FORMATS[code].extension}" in file["Content-Disposition"]


def test_only_what_is_looked_for_goes_out(client: Client, body: Body) -> None:
    write(body, SHORT)
    write(body, CLOZE)

    page = client.get(reverse("questions:question_export"), {"loai": "cloze"})
    file = client.get(reverse("questions:question_export_file", args=["xlsx"]), {"loai": "cloze"})

    assert page.context["count"] == 1
    sheet = load_workbook(io.BytesIO(file.content)).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [CLOZE.stem]


def test_what_is_being_asked_is_in_no_file(client: Client, body: Body) -> None:
    make_quiz(body, questions=2)
    write(body, SHORT)

    page = client.get(reverse("questions:question_export"))
    file = client.get(reverse("questions:question_export_file", args=["gift"]))

    assert (page.context["count"], page.context["secret"]) == (1, 2)
    assert "2 câu đang nằm trong bài trắc nghiệm đang mở" in page.content.decode()
    assert "Nguyên tắc tổ chức" not in file.content.decode()


def test_the_source_of_a_question_goes_with_it(client: Client, body: Body) -> None:
    from tests.planning.governance import factories as governance

    provision = governance.make_provision(governance.make_document(body.cell))
    write(body, SHORT, provision=provision)

    file = client.get(reverse("questions:question_export_file", args=["gift"])).content.decode()

    assert str(provision).split(",")[0] in file


def test_a_question_of_another_cell_goes_out_only_when_it_is_shared(body: Body, client_of: Clients) -> None:
    kept, shared = write(body, SHORT), write(body, SINGLE)
    services.share_question(actor=user_of(body.secretary), question=shared.question, is_shared=True)

    other = client_of(user_of(body.other_secretary))
    file = other.get(reverse("questions:question_export_file", args=["gift"])).content.decode()

    assert SINGLE.stem in file
    assert kept.stem not in file
    assert QuestionVersion.objects.count() == 2


def test_an_unknown_format_is_not_found(client: Client) -> None:
    assert client.get(reverse("questions:question_export_file", args=["odt"])).status_code == 404
