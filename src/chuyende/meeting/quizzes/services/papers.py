"""The paper twin: printing a quiz, and making attempts of the sheets that come back."""

import secrets
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require

from .. import engine, queries
from ..enums import PhotoState
from ..errors import (
    AttemptExists,
    NoSuchChoice,
    NothingToPrint,
    QuizClosed,
    QuizNotPublished,
    RowsUndecided,
    SheetNotRead,
    SheetRecorded,
    SheetsOutOfRange,
    SheetTooLong,
    SheetWithoutOwner,
    VariantsOutOfRange,
)
from ..models import AnswerSheet, Attempt, PaperEdition, Quiz, SheetPhoto
from .attempts import enter_paper, require_takes_paper

MOST_VARIANTS = 8
MOST_BLANKS = 200
#: codes are counted from 101, as people know them
_FIRST_CODE = 101
_LABEL_MM = 9.0


@transaction.atomic
def print_edition(
    *,
    actor: User,
    quiz: Quiz,
    variants: int = 1,
    members: Sequence[Member] = (),
    blanks: int = 0,
    id: uuid.UUID | None = None,  # the record's id, made with the form
) -> PaperEdition:
    """Fix `variants` papers of a published quiz, a sheet with the name of each of `members`, and blank sheets.

    Codes go round the members in their order. With one code the paper has the quiz's own order. Questions that bubbles
    cannot answer are left out (`queries.left_out_of_paper`). Raises `QuizNotPublished`, what `enter_paper` raises when
    it is too late, `VariantsOutOfRange`, `SheetsOutOfRange`, `NothingToPrint`, `SheetTooLong`; the same `id` twice is
    one printing.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz)
    pk = id or new_id()
    if known := PaperEdition.objects.filter(pk=pk, quiz=quiz).first():
        return known
    _require_printable(quiz, variants, len(members), blanks)
    printer = reach_of(actor).member
    assert printer is not None  # who keeps the quizzes of a cell is a member
    audit.lock_chain()  # numbers are given one after the other
    edition = PaperEdition.objects.create(
        pk=pk,
        quiz=quiz,
        number=(PaperEdition.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        variants=[_variant(quiz, place, variants) for place in range(variants)],
        label_mm=_LABEL_MM,
        printed_at=clock.now(),
        printed_by=printer,
    )
    _require_fits(edition)
    AnswerSheet.objects.bulk_create(
        AnswerSheet(edition=edition, number=place + 1, variant=_FIRST_CODE + place % variants, member=member)
        for place, member in enumerate([*members, *[None] * blanks])
    )
    audit.record(
        actor, "edition_printed", edition, organisation=quiz.organisation, named=len(members), blank=blanks
    )
    return edition


@transaction.atomic
def settle_row(*, actor: User, photo: SheetPhoto, row: int, chosen: Sequence[int]) -> SheetPhoto:
    """Keep what somebody saw in one row: indexes of bubbles, empty for nothing. The last decision counts.

    Raises `SheetNotRead`, `SheetRecorded`, `NoSuchChoice`.
    """
    photo = _open_photo(actor, photo)
    rows = queries.rows_read(photo)
    if not 0 <= row < len(rows):
        raise NoSuchChoice
    bubbles = sorted(set(chosen))
    if any(not 0 <= one < len(rows[row].letters) for one in bubbles):
        raise NoSuchChoice
    if len(bubbles) > 1 and not rows[row].several:
        raise NoSuchChoice
    photo.decided = {**photo.decided, str(row): bubbles}
    photo.save(update_fields=["decided", "updated_at"])
    return photo


@transaction.atomic
def assign_member(*, actor: User, photo: SheetPhoto, member: Member) -> SheetPhoto:
    """Say whose sheet it is: a blank one, or a named one that somebody else filled in.

    Raises `SheetNotRead`, `SheetRecorded`. Whether the member may have it is asked when it is recorded.
    """
    photo = _open_photo(actor, photo)
    photo.member = member
    photo.save(update_fields=["member", "updated_at"])
    return photo


@transaction.atomic
def confirm_sheet(*, actor: User, photo: SheetPhoto) -> Attempt:
    """Record a read sheet as its member's attempt, entered by `actor`. Recorded before, it stays as it was.

    Raises `SheetNotRead`, `SheetWithoutOwner`, `RowsUndecided`, `AttemptExists` when the member has taken the quiz
    already, and what `enter_paper` raises.
    """
    require(actor, Perm.QUIZ_CHANGE, photo.edition.quiz)
    photo = _locked(photo)
    if photo.attempt is not None:
        return photo.attempt
    photo = _open_photo(actor, photo)
    quiz = photo.edition.quiz
    if photo.member is None:
        raise SheetWithoutOwner
    if open_rows := photo.undecided:
        raise RowsUndecided(len(open_rows))
    if Attempt.objects.filter(quiz=quiz, member=photo.member).exists():
        raise AttemptExists
    assert photo.sheet is not None  # a photograph that was read has its sheet
    variant = queries.variant_of(photo.edition, photo.sheet.variant)
    responses = variant.responses([photo.chosen(row) for row in range(len(photo.rows))])
    asked = [str(question.quiz_question.pk) for question in variant.questions]
    attempt = enter_paper(
        actor=actor,
        quiz=quiz,
        member=photo.member,
        responses={question: response for question, response in responses.items() if response is not None},
        seed=variant.seed,
        drawn=asked if len(asked) < quiz.quiz_questions.count() else [],
    )
    photo.attempt, photo.confirmed_at, photo.state = attempt, clock.now(), PhotoState.RECORDED
    photo.save(update_fields=["attempt", "confirmed_at", "state", "updated_at"])
    audit.record(
        actor,
        "sheet_recorded",
        attempt,
        organisation=quiz.organisation,
        about=photo.member.user,
        sheet=str(photo.sheet),
        decided={
            row.label: "".join(sorted(row.chosen)) for row in queries.rows_read(photo) if row.is_decided
        },
    )
    return attempt


@transaction.atomic
def undo_sheet(*, actor: User, photo: SheetPhoto) -> SheetPhoto:
    """Take a recorded sheet back: its attempt is gone, the sheet can be mended and recorded again.

    Possible while sheets may be recorded; raises what `enter_paper` raises when it is too late. Not recorded, it stays
    as it is.
    """
    require(actor, Perm.QUIZ_CHANGE, photo.edition.quiz)
    require_takes_paper(photo.edition.quiz, clock.now())
    photo = _locked(photo)
    if photo.attempt is None:
        return photo
    attempt, photo.attempt = photo.attempt, None
    photo.confirmed_at, photo.state = None, PhotoState.READ
    photo.save(update_fields=["attempt", "confirmed_at", "state", "updated_at"])
    audit.record(
        actor,
        "sheet_undone",
        attempt,
        organisation=photo.edition.quiz.organisation,
        about=attempt.member.user,
        sheet=str(photo.sheet),
        score=attempt.score,
    )
    attempt.delete()
    return photo


@transaction.atomic
def discard_photo(*, actor: User, photo: SheetPhoto) -> None:
    """Throw a photograph away; another of the same sheet, if there is one, takes its place. Raises `SheetRecorded`."""
    require(actor, Perm.QUIZ_CHANGE, photo.edition.quiz)
    photo = _locked(photo)
    if photo.attempt is not None:
        raise SheetRecorded
    sheet, counted = photo.sheet, photo.state == PhotoState.READ
    file = photo.file
    photo.delete()
    transaction.on_commit(lambda: file.delete(save=False))
    again = SheetPhoto.objects.filter(sheet=sheet, state=PhotoState.REPEATED).order_by("-created_at").first()
    if sheet and counted and again:
        again.state = PhotoState.READ
        again.save(update_fields=["state", "updated_at"])


def _require_printable(quiz: Quiz, variants: int, named: int, blanks: int) -> None:
    if not quiz.is_published:
        raise QuizNotPublished
    if quiz.is_of_the_hall:
        require_takes_paper(quiz, clock.now())
    elif clock.now() >= quiz.closes_at:
        raise QuizClosed(quiz.closes_at)
    if not 1 <= variants <= MOST_VARIANTS:
        raise VariantsOutOfRange(MOST_VARIANTS)
    if named + blanks < 1 or not 0 <= blanks <= MOST_BLANKS:
        raise SheetsOutOfRange(MOST_BLANKS)
    if not queries.printable_order(quiz, engine.AS_PRINTED):
        raise NothingToPrint


def _variant(quiz: Quiz, place: int, variants: int) -> dict[str, object]:
    seed = engine.AS_PRINTED if variants == 1 else secrets.randbelow(2**31 - 1) + 1
    return {"number": _FIRST_CODE + place, "seed": seed, "questions": queries.printable_order(quiz, seed)}


def _require_fits(edition: PaperEdition) -> None:
    from ..paper import NotPrintable

    try:
        for variant in queries.variants_of(edition):
            variant.sheet()
    except NotPrintable as error:
        raise SheetTooLong from error


def _locked(photo: SheetPhoto) -> SheetPhoto:
    return (
        SheetPhoto.objects.select_for_update(of=("self",), no_key=True)
        .select_related("edition__quiz__organisation", "edition__quiz__meeting", "sheet", "member", "attempt")
        .get(pk=photo.pk)
    )


def _open_photo(actor: User, photo: SheetPhoto) -> SheetPhoto:
    """The photograph, locked, while it may be mended."""
    require(actor, Perm.QUIZ_CHANGE, photo.edition.quiz)
    photo = _locked(photo)
    if photo.attempt is not None:
        raise SheetRecorded
    if photo.state != PhotoState.READ:
        raise SheetNotRead
    return photo
