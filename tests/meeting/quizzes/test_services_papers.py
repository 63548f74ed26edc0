"""The paper twin: printed, photographed, looked at, recorded."""

import datetime as dt
import io
import random
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.intake import FileRefused
from chuyende.foundation.core.models import AuditEntry
from chuyende.meeting.questions.engine.words import Choice, Gap, Kind, Pair, Words
from chuyende.meeting.quizzes import errors, queries, services
from chuyende.meeting.quizzes.enums import PaperObstacle, PhotoRefusal, PhotoState
from chuyende.meeting.quizzes.models import AnswerSheet, Attempt, PaperEdition, Quiz, SheetPhoto
from tests import factories

from .factories import make_draft, single, take, user_of
from .paper.pen import Camera
from .sheets import photograph, print_for, right_rows, send, upload

pytestmark = pytest.mark.django_db


def sheet_of(edition: PaperEdition, number: int = 1) -> AnswerSheet:
    return edition.sheets.select_related("member").get(number=number)


def every_kind(body: factories.Body) -> Quiz:
    """A published quiz with a question of every kind, two of which no bubble can answer."""
    quiz = make_draft(body, questions=1)
    pairs = (Pair("Kết luận", "Ban Bí thư"), Pair("Nghị quyết", "Đại hội"), Pair("Quyết định", "Cấp uỷ"))
    several = tuple(Choice(text, text in "ac") for text in "abcde")
    for words in (
        Words(kind=Kind.MULTIPLE, stem="Những ý nào đúng?", choices=several),
        Words(kind=Kind.TRUE_FALSE, stem="Chi bộ họp mỗi tháng.", is_true=True),
        Words(kind=Kind.MATCHING, stem="Ghép văn bản với nơi ban hành.", pairs=pairs, decoys=("Đoàn",)),
        Words(kind=Kind.SHORT, stem="Điều lệ có mấy chương?", answers=("12",)),
        Words(kind=Kind.CLOZE, stem="Đảng lấy [[1]] làm nền tảng.", gaps=(Gap(("chủ nghĩa",)),)),
    ):
        services.add_question(actor=user_of(body.secretary), quiz=quiz, words=words)
    return services.publish_quiz(actor=user_of(body.secretary), quiz=quiz)


# --- printing ----------------------------------------------------------------------------------------


def test_a_printing_keeps_the_order_of_every_code_and_a_sheet_for_everybody(
    body: factories.Body, opened: Quiz
) -> None:
    edition = print_for(opened, body.minute_taker, body.paper_member, body.member, variants=2, blanks=3)

    sheets = [(sheet.number, sheet.variant, sheet.member) for sheet in edition.sheets.all()]
    assert sheets == [
        (1, 101, body.paper_member),
        (2, 102, body.member),
        (3, 101, None),
        (4, 102, None),
        (5, 101, None),
    ]
    kept = {str(question.pk) for question in opened.quiz_questions.all()}
    for variant in queries.variants_of(edition):
        assert {str(question.quiz_question.pk) for question in variant.questions} == kept
        assert [row.letters for row in variant.rows] == ["ABCD"] * 3
    assert edition.printed_by == body.minute_taker
    assert AuditEntry.objects.get(verb="edition_printed").detail == {"named": 2, "blank": 3}


def test_a_single_code_has_the_order_of_the_quiz(body: factories.Body, opened: Quiz) -> None:
    (variant,) = queries.variants_of(print_for(opened, body.secretary, body.member))

    assert [question.quiz_question for question in variant.questions] == list(queries.questions_of(opened))
    assert {question.order for question in variant.questions} == {(0, 1, 2, 3)}


def test_the_same_form_sent_twice_is_one_printing(body: factories.Body, opened: Quiz) -> None:
    first = print_for(opened, body.secretary, body.member)
    again = services.print_edition(actor=user_of(body.secretary), quiz=opened, members=[], id=first.pk)

    assert again == first
    assert PaperEdition.objects.count() == 1


def test_what_bubbles_cannot_answer_is_named_and_left_out(body: factories.Body) -> None:
    quiz = every_kind(body)

    left_out = [(one.number, one.obstacle) for one in queries.left_out_of_paper(quiz)]
    assert left_out == [(5, PaperObstacle.WRITTEN), (6, PaperObstacle.WRITTEN)]
    (variant,) = queries.variants_of(print_for(quiz, body.secretary, body.member))
    assert [(row.label, row.letters, row.several) for row in variant.rows] == [
        ("1", "ABCD", False),
        ("2", "ABCDE", True),
        ("3", "AB", False),
        ("4a", "ABCD", False),
        ("4b", "ABCD", False),
        ("4c", "ABCD", False),
    ]


def test_more_than_six_choices_are_not_printed(body: factories.Body) -> None:
    quiz = make_draft(body, questions=1)
    words = single("Chọn một.", list("abcdefg"), 0)
    services.add_question(actor=user_of(body.secretary), quiz=quiz, words=words)

    assert [one.obstacle for one in queries.left_out_of_paper(quiz)] == [PaperObstacle.CHOICES]


def test_print_edition_refuses_what_makes_no_sense(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    keeper = user_of(body.secretary)
    for variants, blanks, error in (
        (0, 1, errors.VariantsOutOfRange),
        (9, 1, errors.VariantsOutOfRange),
        (1, 0, errors.SheetsOutOfRange),
        (1, 201, errors.SheetsOutOfRange),
    ):
        with pytest.raises(error):
            services.print_edition(actor=keeper, quiz=opened, variants=variants, blanks=blanks)
    with pytest.raises(errors.QuizNotPublished):
        print_for(make_draft(body, meeting=opened.meeting), body.secretary, body.member)
    for other in (body.member, body.other_secretary, body.party_secretary):
        with pytest.raises(NotAllowed):
            print_for(opened, other, body.member)
    time_machine.move_to(opened.closes_at, tick=False)
    with pytest.raises(errors.QuizClosed):
        print_for(opened, body.secretary, body.member)
    assert PaperEdition.objects.count() == 0


def test_a_quiz_too_long_for_one_sheet_is_refused(body: factories.Body) -> None:
    quiz = services.publish_quiz(actor=user_of(body.secretary), quiz=make_draft(body, questions=61))

    with pytest.raises(errors.SheetTooLong):
        print_for(quiz, body.secretary, body.member)
    assert PaperEdition.objects.count() == 0


# --- reading and recording ---------------------------------------------------------------------------


def test_a_photographed_sheet_becomes_the_members_attempt(body: factories.Body, opened: Quiz) -> None:
    edition = print_for(opened, body.secretary, body.paper_member, body.member, variants=2)
    sheet = sheet_of(edition)
    photo = send(edition, body.secretary, photograph(sheet, right_rows(sheet)))
    assert (photo.state, photo.sheet, photo.member) == (PhotoState.READ, sheet, body.paper_member)
    assert photo.undecided == []

    attempt = services.confirm_sheet(actor=user_of(body.secretary), photo=photo)

    assert (attempt.member, attempt.score, attempt.seconds) == (body.paper_member, 3, 15 * 60)
    assert attempt.entered_by == body.secretary
    assert [standing.member for standing in queries.standings(opened)] == [body.paper_member]
    mine = [question.quiz_question for question in queries.paper_of(attempt)]
    printed = queries.variant_of(edition, sheet.variant).questions
    assert mine == [question.quiz_question for question in printed]
    assert [question.order for question in queries.paper_of(attempt)] == [q.order for q in printed]
    assert AuditEntry.objects.filter(verb="sheet_recorded", detail__sheet=str(sheet)).exists()


def test_every_kind_that_is_printed_is_read_back(body: factories.Body) -> None:
    quiz = every_kind(body)
    edition = print_for(quiz, body.secretary, body.paper_member, body.member, variants=2)
    for number, member in ((1, body.paper_member), (2, body.member)):
        sheet = sheet_of(edition, number)
        camera = Camera(quarters=number, tilt=-6, skew=0.04, curl=1.5, shadow=0.6, blur=0.8, noise=3)
        photo = send(edition, body.secretary, photograph(sheet, right_rows(sheet), camera=camera))

        attempt = services.confirm_sheet(actor=user_of(body.secretary), photo=photo)

        assert (attempt.member, attempt.score, len(attempt.drawn)) == (member, 4, 4)


def test_wrong_and_empty_rows_are_what_they_are(body: factories.Body, opened: Quiz) -> None:
    edition = print_for(opened, body.secretary, body.paper_member)
    sheet = sheet_of(edition)
    right, _wrong, _empty = right_rows(sheet)
    photo = send(edition, body.secretary, photograph(sheet, [right, [(_wrong[0] + 1) % 4], []]))

    attempt = services.confirm_sheet(actor=user_of(body.secretary), photo=photo)

    assert (attempt.score, attempt.answers.count()) == (1, 2)


def test_a_doubtful_row_waits_for_a_person_and_the_decision_counts(
    body: factories.Body, opened: Quiz
) -> None:
    keeper, edition = user_of(body.secretary), print_for(opened, body.secretary, body.paper_member)
    sheet = sheet_of(edition)
    rows = right_rows(sheet)
    two = [rows[0], [0, 1], rows[2]]
    photo = send(edition, body.secretary, photograph(sheet, two, faint=[2]))
    assert photo.undecided == [1, 2]
    with pytest.raises(errors.RowsUndecided):
        services.confirm_sheet(actor=keeper, photo=photo)
    for row, chosen in ((3, [0]), (-1, [0]), (1, [4]), (1, [0, 1]), (1, [-1])):
        with pytest.raises(errors.NoSuchChoice):
            services.settle_row(actor=keeper, photo=photo, row=row, chosen=chosen)
    with pytest.raises(NotAllowed):
        services.settle_row(actor=user_of(body.member), photo=photo, row=1, chosen=[0])

    services.settle_row(actor=keeper, photo=photo, row=1, chosen=[3])
    services.settle_row(actor=keeper, photo=photo, row=1, chosen=[])
    settled = services.settle_row(actor=keeper, photo=photo, row=2, chosen=rows[2])
    assert settled.undecided == []
    attempt = services.confirm_sheet(actor=keeper, photo=photo)

    assert (attempt.score, attempt.answers.count()) == (2, 2)
    letters = "ABCD"[rows[2][0]]
    assert AuditEntry.objects.get(verb="sheet_recorded").detail["decided"] == {"2": "", "3": letters}


def test_a_blank_sheet_waits_for_its_owner(body: factories.Body, opened: Quiz) -> None:
    keeper, edition = user_of(body.secretary), print_for(opened, body.secretary, blanks=1)
    sheet = sheet_of(edition)
    photo = send(edition, body.secretary, photograph(sheet, right_rows(sheet)))
    assert photo.member is None
    with pytest.raises(errors.SheetWithoutOwner):
        services.confirm_sheet(actor=keeper, photo=photo)

    services.assign_member(actor=keeper, photo=photo, member=body.secretary)
    with pytest.raises(errors.OwnPaper):
        services.confirm_sheet(actor=keeper, photo=photo)
    services.assign_member(actor=keeper, photo=photo, member=body.other_member)
    with pytest.raises(errors.NotOfThisCell):
        services.confirm_sheet(actor=keeper, photo=photo)
    services.assign_member(actor=keeper, photo=photo, member=body.paper_member)

    assert services.confirm_sheet(actor=keeper, photo=photo).member == body.paper_member


def test_recording_twice_makes_one_attempt(body: factories.Body, opened: Quiz) -> None:
    keeper, edition = user_of(body.secretary), print_for(opened, body.secretary, body.paper_member)
    sheet = sheet_of(edition)
    photo = send(edition, body.secretary, photograph(sheet, right_rows(sheet)))

    first = services.confirm_sheet(actor=keeper, photo=photo)
    assert services.confirm_sheet(actor=keeper, photo=photo) == first
    assert Attempt.objects.count() == 1
    with pytest.raises(errors.SheetRecorded):
        services.settle_row(actor=keeper, photo=photo, row=0, chosen=[])
    with pytest.raises(errors.SheetRecorded):
        services.discard_photo(actor=keeper, photo=photo)


def test_who_has_taken_the_quiz_is_not_counted_twice(body: factories.Body, opened: Quiz) -> None:
    taken = take(opened, body.member, right=1)
    edition = print_for(opened, body.secretary, body.member)
    sheet = sheet_of(edition)
    photo = send(edition, body.secretary, photograph(sheet, right_rows(sheet)))

    with pytest.raises(errors.AttemptExists):
        services.confirm_sheet(actor=user_of(body.secretary), photo=photo)

    assert [line.has_attempt for line in queries.photo_lines(edition)] == [True]
    assert Attempt.objects.get() == taken


def test_a_recorded_sheet_can_be_taken_back_until_the_quiz_closes(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    keeper, edition = user_of(body.secretary), print_for(opened, body.secretary, body.paper_member)
    sheet = sheet_of(edition)
    photo = send(edition, body.secretary, photograph(sheet, right_rows(sheet)))
    services.confirm_sheet(actor=keeper, photo=photo)

    back = services.undo_sheet(actor=keeper, photo=photo)
    assert (back.state, Attempt.objects.count()) == (PhotoState.READ, 0)
    assert services.undo_sheet(actor=keeper, photo=photo).state == PhotoState.READ
    assert AuditEntry.objects.filter(verb="sheet_undone").count() == 1

    services.confirm_sheet(actor=keeper, photo=photo)
    time_machine.move_to(opened.closes_at, tick=False)
    with pytest.raises(errors.QuizClosed):
        services.undo_sheet(actor=keeper, photo=photo)
    assert Attempt.objects.count() == 1


def test_the_same_file_is_one_photograph_and_the_same_sheet_counts_once(
    body: factories.Body, opened: Quiz
) -> None:
    edition = print_for(opened, body.secretary, body.paper_member)
    sheet = sheet_of(edition)
    content = photograph(sheet, right_rows(sheet))
    first = send(edition, body.secretary, content)
    assert send(edition, body.minute_taker, content) == first
    again = send(edition, body.secretary, photograph(sheet, right_rows(sheet), seed=2))

    assert (first.state, again.state) == (PhotoState.READ, PhotoState.REPEATED)
    with pytest.raises(errors.SheetNotRead):
        services.confirm_sheet(actor=user_of(body.secretary), photo=again)
    services.discard_photo(actor=user_of(body.secretary), photo=first)
    again.refresh_from_db()
    assert again.state == PhotoState.READ
    assert services.confirm_sheet(actor=user_of(body.secretary), photo=again).score == 3


def test_a_sheet_of_another_printing_is_refused(body: factories.Body, opened: Quiz) -> None:
    edition = print_for(opened, body.secretary, body.paper_member)
    other = print_for(opened, body.secretary, body.paper_member)
    sheet = sheet_of(other)
    photo = send(edition, body.secretary, photograph(sheet, right_rows(sheet)))

    assert (photo.state, photo.refusal) == (PhotoState.REFUSED, PhotoRefusal.OTHER_EDITION)
    assert photo.sheet is None


# --- what cannot be read -----------------------------------------------------------------------------


def without_a_corner(content: bytes) -> bytes:
    picture = Image.open(io.BytesIO(content))
    out = io.BytesIO()
    picture.crop((picture.width * 55 // 100, 0, picture.width, picture.height)).save(out, "JPEG")
    return out.getvalue()


def plain(width: int, height: int, colour: str, format: str = "JPEG", mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), colour).save(out, format)
    return out.getvalue()


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (without_a_corner, PhotoRefusal.NO_CORNERS),
        (lambda _content: plain(900, 1200, "white"), PhotoRefusal.NO_CORNERS),
        (lambda _content: plain(900, 1200, "black"), PhotoRefusal.TOO_DARK),
        (lambda _content: plain(900, 1200, "white", "PNG", "RGBA"), PhotoRefusal.NO_CORNERS),
        (lambda _content: plain(60, 60, "white"), PhotoRefusal.TOO_SMALL),
        (lambda content: content[: len(content) // 2], PhotoRefusal.NOT_A_PICTURE),
    ],
)
def test_a_picture_that_cannot_be_read_says_why(
    body: factories.Body, opened: Quiz, spoil: Callable[[bytes], bytes], refusal: PhotoRefusal
) -> None:
    edition = print_for(opened, body.secretary, body.paper_member)
    sheet = sheet_of(edition)
    photo = send(edition, body.secretary, spoil(photograph(sheet, right_rows(sheet))))

    assert (photo.state, photo.refusal, photo.rows) == (PhotoState.REFUSED, refusal, [])


def test_what_is_no_picture_is_not_taken_in(body: factories.Body, opened: Quiz) -> None:
    edition, keeper = print_for(opened, body.secretary, body.paper_member), user_of(body.secretary)
    noise = random.Random(3).randbytes(5000)
    for name, content in (
        ("phieu.jpg", b""),
        ("phieu.jpg", noise),
        ("phieu.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>"),
        ("phieu.jpg", b"%PDF-1.4"),
        ("phieu.png", b"\x89PNG\r\n\x1a\n" + noise),
        ("phieu.webp", plain(100, 100, "white", "WEBP")),
        ("phieu.gif", plain(100, 100, "white", "GIF")),
    ):
        with pytest.raises(FileRefused):
            services.send_photo(actor=keeper, edition=edition, file=upload(content, name))
    for other in (body.member, body.other_secretary, body.party_secretary):
        with pytest.raises(NotAllowed):
            services.send_photo(actor=user_of(other), edition=edition, file=upload(plain(9, 9, "red")))
    assert SheetPhoto.objects.count() == 0


def test_what_the_camera_wrote_into_the_picture_is_not_kept(body: factories.Body, opened: Quiz) -> None:
    edition = print_for(opened, body.secretary, body.paper_member)
    sheet = sheet_of(edition)
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Hang may anh"
    with Image.open(io.BytesIO(photograph(sheet, right_rows(sheet)))) as picture:
        picture.save(out, "JPEG", exif=exif)
    photo = send(edition, body.secretary, out.getvalue())

    with photo.file.open("rb") as kept:
        assert b"Hang may anh" not in kept.read()
    assert photo.state == PhotoState.READ


def test_the_worker_reads_what_was_sent(
    body: factories.Body, opened: Quiz, run_jobs: Callable[[], int]
) -> None:
    edition = print_for(opened, body.secretary, body.paper_member)
    sheet = sheet_of(edition)
    content = photograph(sheet, right_rows(sheet))
    photo = services.send_photo(actor=user_of(body.secretary), edition=edition, file=upload(content))
    assert photo.state == PhotoState.WAITING

    run_jobs()

    photo.refresh_from_db()
    assert photo.state == PhotoState.READ
    assert services.read_photo(photo).rows == photo.rows


def test_photographs_are_deleted_after_their_term_and_what_was_read_stays(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    edition = print_for(opened, body.secretary, body.paper_member)
    sheet = sheet_of(edition)
    photo = send(edition, body.secretary, photograph(sheet, right_rows(sheet)))
    sent, name = clock.now(), photo.file.name
    storage = photo.file.storage

    time_machine.move_to(sent + dt.timedelta(days=90), tick=False)
    assert services.discard_old_photo_files() == 0
    time_machine.move_to(sent + dt.timedelta(days=91), tick=False)
    assert services.discard_old_photo_files() == 1

    photo.refresh_from_db()
    assert (bool(photo.file), len(photo.rows)) == (False, 3)
    assert not storage.exists(name)
    assert services.discard_old_photo_files() == 0
