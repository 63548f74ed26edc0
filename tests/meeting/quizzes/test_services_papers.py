"""The paper twin: sheets photographed, looked at, recorded."""

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
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.quizzes import errors, queries, services
from chuyende.meeting.quizzes.enums import PhotoRefusal, PhotoState, QuizMode
from chuyende.meeting.quizzes.models import Attempt, Quiz, SheetPhoto
from tests import factories

from .factories import make_draft, take, user_of
from .paper.pen import Camera
from .sheets import every_kind, photograph, print_for, right_rows, send, sheet_of, upload

pytestmark = pytest.mark.django_db


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

    assert attempt.score == 1
    assert attempt.answers.count() == 2


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

    assert attempt.score == 2
    assert attempt.answers.count() == 2
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


def test_in_the_hall_sheets_are_recorded_until_the_meeting_is_over(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    Quiz.objects.filter(pk=opened.pk).update(mode=QuizMode.HALL)
    opened.refresh_from_db()
    keeper, edition = user_of(body.secretary), print_for(opened, body.secretary, body.paper_member)
    sheet = sheet_of(edition)
    photo = send(edition, body.secretary, photograph(sheet, right_rows(sheet)))
    time_machine.move_to(opened.closes_at, tick=False)
    assert queries.takes_paper(opened)

    assert services.confirm_sheet(actor=keeper, photo=photo).score == 3
    services.undo_sheet(actor=keeper, photo=photo)
    now = clock.now()
    Meeting.objects.filter(quizzes=opened).update(opened_at=now, closed_at=now)
    photo = SheetPhoto.objects.get(pk=photo.pk)
    with pytest.raises(errors.PaperTooLate):
        services.confirm_sheet(actor=keeper, photo=photo)
    with pytest.raises(errors.PaperTooLate):
        print_for(Quiz.objects.get(pk=opened.pk), body.secretary, body.member)
    assert not queries.takes_paper(Quiz.objects.get(pk=opened.pk))


def test_each_code_draws_its_own_questions_where_a_blueprint_draws_them(body: factories.Body) -> None:
    draft = make_draft(body, questions=9)
    Quiz.objects.filter(pk=draft.pk).update(blueprint=[{"count": 4}])
    quiz = services.publish_quiz(actor=user_of(body.secretary), quiz=Quiz.objects.get(pk=draft.pk))
    edition = print_for(quiz, body.secretary, body.paper_member, body.member, variants=2)
    sheet = sheet_of(edition)
    photo = send(edition, body.secretary, photograph(sheet, right_rows(sheet)))

    attempt = services.confirm_sheet(actor=user_of(body.secretary), photo=photo)

    printed = {str(one.quiz_question.pk) for one in queries.variant_of(edition, sheet.variant).questions}
    assert set(attempt.drawn) == printed
    assert attempt.score == 4
    assert [len(variant.questions) for variant in queries.variants_of(edition)] == [4, 4]


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
    assert not storage.exists(str(name))
    assert services.discard_old_photo_files() == 0
