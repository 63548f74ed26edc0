"""One sitting as a process remembers it: who sits where, what was asked, what is stored of the answers.

Nothing here is true because it is here: the database has it, and a process that starts anew reads it from there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from chuyende.meeting.questions.engine import marking
from chuyende.meeting.questions.engine.words import Kind, Words

from . import scoring
from .scoring import Terms
from .shown import as_shown, as_written
from .state import SETTLED, Phase, State

BEST = 10


class Refusal(StrEnum):
    """Why a frame is not taken (protocol 4.8)."""

    BAD_FRAME = "bad_frame"
    UNKNOWN_KIND = "unknown_kind"
    TICKET_INVALID = "ticket_invalid"
    NOT_FOR_YOU = "not_for_you"
    NOT_NOW = "not_now"
    OTHER_ROUND = "other_round"
    TOO_LATE = "too_late"
    NO_SUCH_ANSWER = "no_such_answer"
    NO_SUCH_CARD = "no_such_card"
    SLOW_DOWN = "slow_down"
    BUSY = "busy"


class Refused(Exception):
    def __init__(self, code: Refusal) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Seat:
    id: str
    name: str
    team: str = ""


@dataclass(frozen=True)
class Stored:
    """What the database has of one answer. `ms` is the time that it is given."""

    answer: Any
    ms: int


@dataclass(frozen=True)
class Given:
    """An answer that may be stored: in its one spelling, with the time that it is given."""

    answer: Any
    ms: int
    credited: int
    is_corrected: bool


@dataclass(frozen=True)
class Outcome:
    """What each seat's answer in one round is worth, from 0 to 1, and the points that it won."""

    worth: dict[str, Fraction]
    points: dict[str, int]


@dataclass
class Round:
    """One asking of one question. `words` carry the key in force. Skipped or replaced it does not count.

    `outcome` is kept once it has been worked out: an answer stored later (there is none after the closing) drops it.
    """

    id: str
    number: int
    position: int
    words: Words
    key: str
    nonce: str
    is_skipped: bool = False
    is_replaced: bool = False
    answers: dict[str, Stored] = field(default_factory=dict)
    outcome: Outcome | None = None

    def keep(self, answers: Mapping[str, Stored]) -> None:
        """Take in what the database has stored."""
        self.answers.update(answers)
        self.outcome = None


@dataclass
class Room:
    """`rounds` by their number. `in_parts`: parts of an answer count."""

    title: str
    of: int
    terms: Terms
    in_parts: bool = False
    state: State = field(default_factory=State)
    seats: dict[str, Seat] = field(default_factory=dict)
    rounds: dict[int, Round] = field(default_factory=dict)

    @property
    def current(self) -> Round | None:
        return self.rounds.get(self.state.round)

    def checked(self, *, number: int, nonce: str, answer: Any, ms: int, now: int) -> Given:
        """Return what may be stored of an answer that has just arrived. Raises `Refused`.

        Whether the round is still open is asked here to spare the database, and decided there.
        """
        asked = self.current
        if asked is None or number != self.state.round:
            raise Refused(Refusal.OTHER_ROUND)
        if self.state.phase in (Phase.CLOSED, Phase.REVEALED, Phase.BOARD, Phase.ENDED):
            raise Refused(Refusal.TOO_LATE)
        if self.state.phase is not Phase.ASKING or nonce != asked.nonce or self.state.opened is None:
            raise Refused(Refusal.NOT_NOW)
        try:
            said = as_written(asked.words, marking.checked(asked.words, answer), seed=asked.id)
        except marking.NotAnAnswer as error:
            raise Refused(Refusal.NO_SUCH_ANSWER) from error
        if not storable(said):
            raise Refused(Refusal.NO_SUCH_ANSWER)
        held, is_corrected = scoring.credited(ms, arrived=now, opened=self.state.opened, terms=self.terms)
        return Given(said, ms, held, is_corrected)

    def outcome(self, asked: Round) -> Outcome:
        """What the stored answers of a round are worth and won; the same answer is marked once."""
        if asked.outcome is None:
            marks: dict[str, Fraction] = {}
            won: dict[tuple[Fraction, int], int] = {}
            worth, points = {}, {}
            for seat, stored in asked.answers.items():
                said = repr(stored.answer)
                if said not in marks:
                    marks[said] = marking.mark(asked.words, stored.answer, in_parts=self.in_parts)
                mark = worth[seat] = marks[said]
                earning = mark, stored.ms if self.terms.speed_counts else 0
                if earning not in won:
                    won[earning] = scoring.earned(*earning, self.terms)
                points[seat] = won[earning]
            asked.outcome = Outcome(worth, points)
        return asked.outcome

    def counted(self) -> list[Round]:
        """The rounds that count; the latest only once its key may be seen."""
        return [
            asked
            for asked in self.rounds.values()
            if not (asked.is_skipped or asked.is_replaced)
            and (asked.number < self.state.round or self.state.phase in SETTLED)
        ]

    def totals(self) -> dict[str, int]:
        """Each seat's points over the rounds that count."""
        return scoring.totals((self.outcome(asked).points for asked in self.counted()), self.seats)

    def result(self, asked: Round) -> dict[str, Any]:
        """What everybody is told when the key is shown (protocol 4.5)."""
        words = asked.words
        return {
            "right": as_shown(words, marking.right_answer(words), seed=asked.id),
            "counts": taken(words, asked.answers),
            "answers": len(asked.answers),
            "explanation": words.explanation,
            "source": words.source,
        }

    def board(self, total: Mapping[str, int], places: Mapping[str, int]) -> list[dict[str, Any]]:
        """The best, with their places (protocol 4.6)."""
        best = sorted(total, key=lambda seat: (places[seat], self.seats[seat].name))[:BEST]
        return [
            {"place": places[seat], "name": self.seats[seat].name, "points": total[seat]} for seat in best
        ]


def taken(words: Words, answers: Mapping[str, Stored]) -> list[int] | None:
    """How often each choice was taken; for TRUE_FALSE true and false; None for kinds without choices."""
    given = [stored.answer for stored in answers.values()]
    if words.kind is Kind.TRUE_FALSE:
        return [given.count(True), given.count(False)]
    if words.kind is Kind.SINGLE:
        return [given.count(index) for index in range(len(words.choices))]
    if words.kind is Kind.MULTIPLE:
        return [sum(index in one for one in given) for index in range(len(words.choices))]
    return None


def storable(answer: Any) -> bool:
    """Whether both databases can keep it: no NUL and no half of a surrogate pair in a text."""
    if isinstance(answer, str):
        return "\0" not in answer and not any("\ud800" <= letter <= "\udfff" for letter in answer)
    return all(storable(part) for part in answer) if isinstance(answer, Sequence) else True
