"""The pages of the paper twin: printing, sending photographs, looking, recording."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from chuyende.meeting.quizzes import queries, services
from chuyende.meeting.quizzes.enums import PhotoState
from chuyende.meeting.quizzes.models import Attempt, PaperEdition, Quiz, SheetPhoto
from tests import factories

from .factories import EXPLANATION, take, user_of
from .pages import after_closing, text_of, url
from .sheets import every_kind, photograph, print_for, right_rows, send, upload
from .test_services_papers import without_a_corner

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


def of(name: str, edition: PaperEdition, *more: object) -> str:
    return reverse(f"quizzes:{name}", args=[edition.pk, *more])


def page(client: Client, address: str) -> str:
    return text_of(client, address)


@pytest.fixture
def printed(body: factories.Body, opened: Quiz) -> PaperEdition:
    return print_for(opened, body.secretary, body.paper_member, body.member, variants=2, blanks=1)


@pytest.fixture
def keeper(body: factories.Body, client_of: ClientOf) -> Client:
    return client_of(user_of(body.secretary))


def read(body: factories.Body, edition: PaperEdition, number: int = 1, **how: Any) -> SheetPhoto:
    sheet = edition.sheets.get(number=number)
    rows = how.pop("rows", right_rows(sheet))
    return send(edition, body.secretary, photograph(sheet, rows, **how))


def test_printing_offers_those_without_a_phone_first_and_makes_the_files(
    body: factories.Body, opened: Quiz, keeper: Client
) -> None:
    take(opened, body.member, right=1)
    text = page(keeper, url("edition_create", opened))
    assert "Lý Thị Khé (chưa đăng nhập lần nào)" in text
    assert "Hoàng Văn Êm (đã làm bài)" in text

    form = {"id": "0199a2b0-0000-7000-8000-000000000001", "variants": "2", "blanks": "1"}
    answers = [
        keeper.post(url("edition_create", opened), form | {"members": [body.paper_member.pk]})
        for _time in range(2)
    ]

    edition = PaperEdition.objects.get()
    assert {answer["Location"] for answer in answers} == {of("edition_detail", edition)}
    assert [sheet.member for sheet in edition.sheets.all()] == [body.paper_member, None]
    wrong = keeper.post(url("edition_create", opened), form | {"variants": "12"})
    assert wrong.status_code == 422


def test_printing_names_what_is_left_out(body: factories.Body, keeper: Client, time_machine: Any) -> None:
    quiz = every_kind(body)
    text = page(keeper, url("edition_create", quiz))

    assert "Các câu sau không có trên phiếu" in text
    assert "Điều lệ có mấy chương?" in text


def pdf_text(answer: Any) -> str:
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    return " ".join("\n".join(one.extract_text() for one in reader.pages).split())


def test_the_files_hold_the_questions_in_the_order_of_their_code_and_no_key(
    body: factories.Body, printed: PaperEdition, keeper: Client
) -> None:
    for variant in queries.variants_of(printed):
        pdf = pdf_text(keeper.get(of("edition_booklet", printed, variant.number, "pdf")))
        word = keeper.get(of("edition_booklet", printed, variant.number, "docx"))
        lines = [line.text for line in docx.Document(io.BytesIO(word.content)).paragraphs]
        for text in (pdf, "\n".join(lines)):
            stems = [text.index(question.words.stem) for question in variant.questions]
            assert stems == sorted(stems)
            assert f"Mã đề {variant.number}" in text
            assert EXPLANATION not in text
        first = variant.questions[0]
        listed = [option.text for option in first.options]
        assert [pdf.index(text) for text in listed] == sorted(pdf.index(text) for text in listed)
    assert keeper.get(of("edition_booklet", printed, 103, "pdf")).status_code == 404
    assert keeper.get(of("edition_booklet", printed, 101, "xlsx")).status_code == 404


def test_the_sheets_are_named_and_in_their_order(printed: PaperEdition, keeper: Client) -> None:
    answer = keeper.get(of("edition_sheets", printed))
    pages = PdfReader(io.BytesIO(answer.content)).pages

    texts = [one.extract_text() for one in pages]
    assert [
        text.count(name)
        for text, name in zip(texts, ("Lý Thị Khé", "Hoàng Văn Êm", "Họ và tên"), strict=True)
    ] == [
        1,
        1,
        1,
    ]
    assert [str(sheet) in text for sheet, text in zip(printed.sheets.all()[:2], texts, strict=False)] == [
        True
    ] * 2


def test_the_key_is_for_keepers_after_closing(
    body: factories.Body, printed: PaperEdition, client_of: ClientOf, time_machine: Any
) -> None:
    address = of("edition_key", printed)
    assert client_of(user_of(body.secretary)).get(address).status_code == 404

    time_machine.move_to(after_closing(printed.quiz), tick=False)

    text = pdf_text(client_of(user_of(body.secretary)).get(address))
    for variant in queries.variants_of(printed):
        assert f"Mã đề {variant.number}" in text
    (first,) = queries.variants_of(printed)[:1]
    right = ["ABCD"[question.order.index(question.words.keys[0])] for question in first.questions]
    rows = [line.split() for line in text.split("Mã đề 102", 1)[1].split(" 1 ", 1)[1:]]
    assert rows[0][0] == right[0]
    assert client_of(user_of(body.member)).get(address).status_code == 404


def test_photographs_are_sent_several_at_once_and_one_that_is_refused_holds_up_none(
    body: factories.Body, printed: PaperEdition, keeper: Client, run_jobs: Callable[[], int]
) -> None:
    sheets = list(printed.sheets.all())[:2]
    files = [upload(photograph(sheet, right_rows(sheet)), f"{sheet}.jpg") for sheet in sheets]
    sent = {"photos": [*files, upload(b"khong phai anh", "ghi-chu.jpg")]}
    answer = keeper.post(of("photo_send", printed), sent, follow=True)

    said = text_of(keeper, of("edition_detail", printed))
    assert "Đã nhận 2 ảnh, đang đọc." in answer.content.decode()
    assert "ghi-chu.jpg" in answer.content.decode()
    assert "Đang đọc 2 ảnh." in said
    assert 'hx-trigger="every 2s"' in said
    run_jobs()
    part = text_of(keeper, of("edition_photos", printed))
    assert part.count("Sẵn sàng ghi nhận") == 2
    assert "hx-trigger" not in part
    nothing = keeper.post(of("photo_send", printed), {}, follow=True)
    assert "chọn hoặc chụp ảnh trước" in nothing.content.decode()


def test_a_refused_photograph_says_what_to_do_and_can_be_deleted(
    body: factories.Body, printed: PaperEdition, keeper: Client
) -> None:
    sheet = printed.sheets.get(number=1)
    photo = send(printed, body.secretary, without_a_corner(photograph(sheet, right_rows(sheet))))
    text = text_of(keeper, of("edition_detail", printed))
    assert "Ảnh thiếu góc tờ phiếu: chụp lại sao cho thấy đủ bốn ô vuông ở góc." in text
    assert keeper.get(of("sheet_detail", printed, photo.pk))["Location"] == of("edition_detail", printed)

    keeper.post(of("photo_discard", printed, photo.pk))

    assert not SheetPhoto.objects.exists()
    assert keeper.post(of("photo_discard", printed, photo.pk)).status_code == 404


def test_a_doubtful_row_is_decided_beside_its_picture_and_the_sheet_recorded(
    body: factories.Body, printed: PaperEdition, keeper: Client
) -> None:
    sheet = printed.sheets.get(number=1)
    rows = right_rows(sheet)
    photo = read(body, printed, rows=[[0, 1], [], rows[2]])
    address = of("sheet_detail", printed, photo.pk)
    text = text_of(keeper, address)
    assert "tô hơn một ô" in text
    assert "Không tô ô nào" in text
    assert "1 dòng đọc rõ" in text
    for row in (0, 1, 2):
        picture = keeper.get(of("row_picture", printed, photo.pk, row))
        assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert keeper.get(of("row_picture", printed, photo.pk, 3)).status_code == 404
    whole: Any = keeper.get(of("photo_picture", printed, photo.pk))
    assert b"".join(whole.streaming_content)[:3] == b"\xff\xd8\xff"
    assert whole["Cache-Control"].startswith("private")

    early = keeper.post(of("sheet_confirm", printed, photo.pk), follow=True, headers={"Referer": address})
    assert "Còn 1 dòng chưa rõ" in early.content.decode()
    settled = keeper.post(of("row_settle", printed, photo.pk, 0), {"chosen": str(rows[0][0])})
    assert settled["Location"] == f"{address}#dong-0"
    assert "Ghi nhận phiếu của đồng chí Lý Thị Khé" in text_of(keeper, address)
    done = keeper.post(of("sheet_confirm", printed, photo.pk))

    assert done["Location"] == of("edition_detail", printed)
    assert Attempt.objects.get().score == 2
    assert keeper.post(of("sheet_confirm", printed, photo.pk))["Location"] == of("edition_detail", printed)
    assert Attempt.objects.count() == 1
    text = text_of(keeper, address)
    assert "đúng 2/3 câu" in text
    keeper.post(of("sheet_undo", printed, photo.pk))
    assert Attempt.objects.count() == 0


def test_recording_leads_to_the_next_sheet(
    body: factories.Body, printed: PaperEdition, keeper: Client
) -> None:
    first, second = read(body, printed, 1), read(body, printed, 2)

    answer = keeper.post(of("sheet_confirm", printed, first.pk))

    assert answer["Location"] == of("sheet_detail", printed, second.pk)


def test_the_owner_of_a_blank_sheet_is_chosen_among_those_who_have_not_taken_the_quiz(
    body: factories.Body, printed: PaperEdition, keeper: Client
) -> None:
    take(printed.quiz, body.member, right=1)
    photo = read(body, printed, 3)
    address = of("sheet_detail", printed, photo.pk)
    text = text_of(keeper, address)
    assert ("Phiếu của đồng chí nào?" in text, ">Hoàng Văn Êm</option>" in text) == (True, False)

    wrong = keeper.post(of("sheet_assign", printed, photo.pk), {"member": str(body.member.pk)})
    assert wrong.status_code == 422
    keeper.post(of("sheet_assign", printed, photo.pk), {"member": str(body.probationary.pk)})

    photo.refresh_from_db()
    assert photo.member == body.probationary
    assert "Ghi nhận phiếu của đồng chí Vàng A Giàng" in text_of(keeper, address)


def test_who_has_taken_the_quiz_is_shown_and_not_doubled(
    body: factories.Body, printed: PaperEdition, keeper: Client
) -> None:
    take(printed.quiz, body.member, right=1)
    photo = read(body, printed, 2)
    text = text_of(keeper, of("sheet_detail", printed, photo.pk))

    assert "Đồng chí này đã làm bài" in text
    assert "Ghi nhận phiếu của" not in text
    assert "đã làm bài" in text_of(keeper, of("edition_detail", printed))


def test_a_form_that_chooses_what_does_not_exist_changes_nothing(
    body: factories.Body, printed: PaperEdition, keeper: Client
) -> None:
    photo = read(body, printed)
    for chosen in ("9", "-1", "x", "²"):
        keeper.post(of("row_settle", printed, photo.pk, 0), {"chosen": chosen})
    keeper.post(of("row_settle", printed, photo.pk, 99), {"chosen": "0"})

    photo.refresh_from_db()
    assert (photo.state, photo.decided) == (PhotoState.READ, {})


def test_the_pages_exist_for_those_who_keep_the_quiz_alone(
    body: factories.Body, printed: PaperEdition, client_of: ClientOf
) -> None:
    photo = read(body, printed)
    for other in (body.member, body.other_secretary, body.party_secretary, body.inspector):
        client = client_of(user_of(other))
        for address in (
            url("edition_list", printed.quiz),
            url("edition_create", printed.quiz),
            of("edition_detail", printed),
            of("edition_sheets", printed),
            of("edition_booklet", printed, 101, "pdf"),
            of("sheet_detail", printed, photo.pk),
            of("photo_picture", printed, photo.pk),
            of("row_picture", printed, photo.pk, 0),
        ):
            assert client.get(address).status_code == 404
        assert client.post(of("sheet_confirm", printed, photo.pk)).status_code == 404
    assert Attempt.objects.count() == 0


def test_a_photograph_of_another_printing_is_not_found(
    body: factories.Body, printed: PaperEdition, keeper: Client
) -> None:
    other = services.print_edition(actor=user_of(body.secretary), quiz=printed.quiz, blanks=1)
    photo = read(body, printed)

    assert keeper.get(of("sheet_detail", other, photo.pk)).status_code == 404


def test_once_the_file_is_gone_the_rows_are_shown_without_pictures(
    body: factories.Body, printed: PaperEdition, keeper: Client
) -> None:
    photo = read(body, printed)
    photo.file.delete(save=True)

    assert "dong-0.png" not in text_of(keeper, of("sheet_detail", printed, photo.pk))
    assert keeper.get(of("row_picture", printed, photo.pk, 0)).status_code == 404
    assert keeper.get(of("photo_picture", printed, photo.pk)).status_code == 404


def test_the_page_of_photographs_asks_little_of_the_database(
    body: factories.Body, printed: PaperEdition, keeper: Client, django_assert_max_num_queries: Any
) -> None:
    for number in (1, 2, 3):
        read(body, printed, number)

    with django_assert_max_num_queries(25):
        assert keeper.get(of("edition_detail", printed)).status_code == 200
