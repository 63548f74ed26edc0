"""The paper twin: which questions bubbles can answer, the papers of a printing, what its photographs say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.foundation.organisation.queries import members_on
from chuyende.meeting.questions.engine.words import Kind, Words
from chuyende.meeting.questions.models import SOUND_ENDINGS
from chuyende.meeting.quizzes import rules
from chuyende.meeting.quizzes.enums import PaperObstacle, PhotoState, QuizStage
from chuyende.meeting.quizzes.models import PaperEdition, Quiz, QuizQuestion, SheetPhoto

from .asking import LETTERS, ShownQuestion
from .quizzes import questions_of
from .taking import sheet_of

if TYPE_CHECKING:  # the reader of photographs takes a third of a second to load: only where it is needed
    from chuyende.meeting.quizzes.paper import Sheet

MOST_CHOICES = 6
_BUBBLED = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE, Kind.MATCHING})
_PARTS = "abcdefghijklmnopqrstuvwxyz"


# --- what can be printed -----------------------------------------------------------------------------


def obstacle_of(words: Words) -> PaperObstacle | None:
    """Why a question cannot be answered by bubbles; None: it can."""
    if words.kind not in _BUBBLED or len(words.pairs) > len(_PARTS):
        return PaperObstacle.WRITTEN
    if max(len(words.choices), len(words.rights)) > MOST_CHOICES:
        return PaperObstacle.CHOICES
    if any(name.rsplit(".", 1)[-1] in SOUND_ENDINGS for name in words.media_names()):
        return PaperObstacle.SOUND
    return None


@dataclass(frozen=True)
class LeftOut:
    """A question that a printing leaves out: its number in the quiz, and why."""

    number: int
    question: QuizQuestion
    obstacle: PaperObstacle


def left_out_of_paper(quiz: Quiz) -> list[LeftOut]:
    """The questions of a quiz that cannot be printed, to be named before printing."""
    numbered = enumerate(questions_of(quiz), start=1)
    found = ((number, question, obstacle_of(question.words)) for number, question in numbered)
    return [LeftOut(number, question, obstacle) for number, question, obstacle in found if obstacle]


def printable_order(quiz: Quiz, seed: int) -> list[dict[str, Any]]:
    """The questions of the paper with `seed`, in its order: what `PaperEdition.variants` keeps of each."""
    return [
        {"question": str(shown.quiz_question.pk), "order": list(shown.order)}
        for shown in sheet_of(quiz, seed)
        if obstacle_of(shown.words) is None
    ]


# --- a printing --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PaperRow:
    """One row of bubbles: of a whole question, or of one left side (`part`) of a MATCHING."""

    label: str
    letters: str
    several: bool
    question: ShownQuestion
    part: int | None


@dataclass(frozen=True)
class Variant:
    """One paper of a printing («mã đề»): its questions numbered as printed, nothing answered."""

    number: int
    seed: int
    questions: tuple[ShownQuestion, ...]
    label_mm: float

    @property
    def rows(self) -> list[PaperRow]:
        return [row for question in self.questions for row in _rows_of(question)]

    def sheet(self) -> "Sheet":
        """The places of all bubbles. Raises `paper.NotPrintable`."""
        from chuyende.meeting.quizzes.paper import Sheet, SheetQuestion

        rows = (SheetQuestion(row.label, row.letters, row.several) for row in self.rows)
        return Sheet(tuple(rows), self.label_mm)

    def responses(self, chosen: list[list[int]]) -> dict[QuizQuestion, Any]:
        """What filled bubbles answer, row by row as they stand on the sheet; None where nothing was filled.

        A row of which one bubble is asked counts its first.
        """
        filled = iter(chosen)
        return {
            question.quiz_question: _response(question, [next(filled) for _row in _rows_of(question)])
            for question in self.questions
        }


def variants_of(edition: PaperEdition) -> list[Variant]:
    """The papers of a printing as they were printed."""
    questions = {str(question.pk): question for question in questions_of(edition.quiz)}
    return [
        Variant(
            number=kept["number"],
            seed=kept["seed"],
            questions=tuple(
                ShownQuestion(number, questions[one["question"]], tuple(one["order"]), None)
                for number, one in enumerate(kept["questions"], start=1)
            ),
            label_mm=edition.label_mm,
        )
        for kept in edition.variants
    ]


def variant_of(edition: PaperEdition, number: int) -> Variant:
    """One paper of a printing. Raises KeyError."""
    found = {variant.number: variant for variant in variants_of(edition)}
    return found[number]


def _rows_of(question: ShownQuestion) -> Iterator[PaperRow]:
    letters, words = LETTERS[: len(question.order)], question.words
    if words.kind is Kind.MATCHING:
        for part in range(len(words.pairs)):
            label = f"{question.number}{_PARTS[part]}"
            yield PaperRow(label, letters, several=False, question=question, part=part)
    else:
        several = words.kind is Kind.MULTIPLE
        yield PaperRow(str(question.number), letters, several=several, question=question, part=None)


def _response(question: ShownQuestion, rows: list[list[int]]) -> Any:
    kind, order = question.words.kind, question.order
    placed = [[order[bubble] for bubble in row] for row in rows]
    if not any(placed):
        return None
    if kind is Kind.MATCHING:
        return [row[0] if row else None for row in placed]
    if kind is Kind.MULTIPLE:
        return sorted(placed[0])
    return placed[0][0] == 0 if kind is Kind.TRUE_FALSE else placed[0][0]


def editions_to_keep(user: AnyUser) -> QuerySet[PaperEdition]:
    """The printings of quizzes of the cells whose questions `user` keeps."""
    kept = rules.CHANGE.filter(Quiz.objects.all(), user)
    return PaperEdition.objects.filter(quiz__in=kept).select_related(
        "quiz__organisation", "quiz__meeting", "printed_by"
    )


def takes_paper(quiz: Quiz) -> bool:
    """Whether sheets of a quiz may be recorded and taken back now: while it is open, in the hall until the meeting's
    end."""
    if quiz.is_of_the_hall:
        is_over = quiz.meeting and (quiz.meeting.closed_at or quiz.meeting.cancelled_at)
        return quiz.is_published and not is_over
    return quiz.stage_at(clock.now()) == QuizStage.OPEN and clock.now() < quiz.closes_at


@dataclass(frozen=True)
class SheetTaker:
    """A member who may get a sheet; `is_without_phone`: nobody signed in for them yet, so chosen first."""

    member: Member
    is_without_phone: bool
    has_attempt: bool


def sheet_takers(quiz: Quiz) -> list[SheetTaker]:
    """Today's members of the cell: those who have never signed in first, then by name."""
    today = members_on(quiz.organisation, clock.today()).exclude(status=MembershipStatus.SUSPENDED)
    begun = set(quiz.attempts.values_list("member", flat=True))
    takers = [
        SheetTaker(member, member.user is None or member.user.last_login is None, member.pk in begun)
        for member in Member.objects.filter(pk__in=today.values("member")).select_related("user")
    ]
    return sorted(takers, key=lambda taker: (not taker.is_without_phone, taker.member.sort_key))


# --- photographs -------------------------------------------------------------------------------------

#: a photograph in one of these states stands for its sheet
COUNTING = (PhotoState.READ, PhotoState.RECORDED)
_URGENCY = (
    PhotoState.REFUSED,
    PhotoState.READ,
    PhotoState.WAITING,
    PhotoState.REPEATED,
    PhotoState.RECORDED,
)


@dataclass(frozen=True)
class ReadRow:
    """A row of a sheet as it was read. `chosen`: letters that count; `is_open`: a person must still decide."""

    index: int
    label: str
    letters: str
    several: bool
    stem: str
    chosen: frozenset[str]
    doubts: tuple[str, ...]
    is_open: bool
    is_decided: bool

    @property
    def is_empty(self) -> bool:
        return not self.chosen

    @property
    def wants_a_look(self) -> bool:
        """Whether its picture is shown beside it: a doubt, or nothing filled in."""
        return bool(self.doubts) or self.is_empty or self.is_decided


def rows_read(photo: SheetPhoto) -> list[ReadRow]:
    """The rows of a photographed sheet, in order; none where it was not read."""
    if photo.sheet is None or not photo.rows:
        return []
    undecided = set(photo.undecided)
    rows = variant_of(photo.edition, photo.sheet.variant).rows
    return [
        ReadRow(
            index=index,
            label=row.label,
            letters=row.letters,
            several=row.several,
            stem=_stem_of(row),
            chosen=frozenset(row.letters[bubble] for bubble in photo.chosen(index)),
            doubts=tuple(photo.rows[index]["doubts"]),
            is_open=index in undecided,
            is_decided=str(index) in photo.decided,
        )
        for index, row in enumerate(rows)
    ]


def _stem_of(row: PaperRow) -> str:
    words = row.question.words
    return words.stem if row.part is None else words.pairs[row.part].left


@dataclass(frozen=True)
class PhotoLine:
    """A photograph on the page of its printing; `repeats`: the photograph of the same sheet that counts;
    `has_attempt`: the member has already taken the quiz otherwise."""

    photo: SheetPhoto
    undecided: int
    repeats: SheetPhoto | None
    has_attempt: bool

    @property
    def state(self) -> PhotoState:
        return PhotoState(self.photo.state)


def photo_lines(edition: PaperEdition) -> list[PhotoLine]:
    """The photographs of a printing: what needs somebody first, the latest first among equals."""
    photos = list(edition.photos.select_related("sheet", "member").order_by("-created_at"))
    counting = {photo.sheet_id: photo for photo in photos if photo.state in COUNTING}
    begun = set(edition.quiz.attempts.values_list("member", flat=True))
    lines = [
        PhotoLine(
            photo,
            len(photo.undecided),
            counting.get(photo.sheet_id) if photo.state == PhotoState.REPEATED else None,
            photo.state == PhotoState.READ and photo.member_id in begun,
        )
        for photo in photos
    ]
    return sorted(lines, key=lambda line: _URGENCY.index(line.state))


@dataclass(frozen=True)
class EditionCounts:
    """How far a printing has come: sheets printed, photographs by state."""

    sheets: int
    waiting: int
    open: int
    refused: int
    recorded: int
    sent: int


def edition_counts(edition: PaperEdition) -> EditionCounts:
    """How many sheets a printing has, and how far its photographs are."""
    states = list(edition.photos.values_list("state", flat=True))
    return EditionCounts(
        sheets=edition.sheets.count(),
        waiting=states.count(PhotoState.WAITING),
        open=states.count(PhotoState.READ),
        refused=states.count(PhotoState.REFUSED),
        recorded=states.count(PhotoState.RECORDED),
        sent=len(states),
    )


def next_photo(photo: SheetPhoto) -> SheetPhoto | None:
    """The next sheet of the same printing that waits for being looked at."""
    others = photo.edition.photos.filter(state=PhotoState.READ).exclude(pk=photo.pk)
    return others.filter(created_at__gt=photo.created_at).first() or others.first()
