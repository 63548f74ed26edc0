"""Scores and standings as the record of answers gives them, whatever was written beside it."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from chuyende.meeting.questions.engine.words import Words
from chuyende.meeting.quizzes.models import Answer, Attempt, Quiz

from .quizzes import questions_of
from .results import Standing, standings

#: answers by member and question of a quiz, as another record than the attempts holds them
Journal = Mapping[tuple[uuid.UUID, uuid.UUID], Any]
JournalSource = Callable[[Quiz], Journal | None]
_journals: list[JournalSource] = []


def add_journal(source: JournalSource) -> None:
    """Let `source` give the journal of a quiz that was not answered alone; None where it kept none."""
    if source not in _journals:
        _journals.append(source)


def scores_on_record(
    quiz: Quiz, *, instead: Mapping[uuid.UUID, Words] | None = None
) -> dict[uuid.UUID, Decimal]:
    """What every attempt that was handed in is worth by its stored answers, to the hundredth; by the attempt's id.

    `instead`: words by whose key a question (its id in the quiz) is marked in place of its own.
    """
    others = instead or {}
    questions = {question.pk: question for question in questions_of(quiz)}
    worth: dict[uuid.UUID, Fraction] = defaultdict(Fraction)
    for attempt, asked, response in _answers(quiz):
        worth[attempt] += questions[asked].worth(response, in_parts=quiz.counts_parts, by=others.get(asked))
    handed_in = quiz.attempts.filter(submitted_at__isnull=False).values_list("pk", flat=True)
    return {pk: Decimal(round(100 * worth[pk])).scaleb(-2) for pk in handed_in}


def _answers(quiz: Quiz) -> Iterator[tuple[uuid.UUID, uuid.UUID, Any]]:
    given = Answer.objects.filter(attempt__quiz=quiz, attempt__submitted_at__isnull=False)
    yield from given.values_list("attempt", "quiz_question", "response").iterator(chunk_size=5000)


@dataclass(frozen=True)
class Difference:
    """A place in the standings that is not as the record gives it; None: not there."""

    attempt: Attempt
    rank: int | None
    score: Decimal | None
    rank_on_record: int | None
    score_on_record: Decimal | None


@dataclass(frozen=True)
class Comparison:
    """The standings as they are shown beside those that the record gives.

    `unlike_journal`: answers (member, question) that differ from the journal of the hall, or are missing in one; of whom
    a sheet of paper counts, the journal says nothing.
    """

    shown: list[Standing]
    on_record: list[Standing]
    differences: list[Difference]
    unlike_journal: list[tuple[uuid.UUID, uuid.UUID]]

    @property
    def holds(self) -> bool:
        return not self.differences and not self.unlike_journal


def compared_with_record(quiz: Quiz) -> Comparison:
    """Compute the standings of a quiz anew from the answers, and compare."""
    shown = standings(quiz)
    on_record = standings(quiz, scores=scores_on_record(quiz))
    was = {one.attempt.pk: one for one in shown}
    now = {one.attempt.pk: one for one in on_record}
    differences = [
        _difference(was.get(pk), now.get(pk)) for pk in {**was, **now} if not _same(was.get(pk), now.get(pk))
    ]
    return Comparison(shown, on_record, differences, _unlike_journal(quiz))


def _same(old: Standing | None, new: Standing | None) -> bool:
    return old is not None and new is not None and (old.rank, old.score) == (new.rank, new.score)


def _difference(old: Standing | None, new: Standing | None) -> Difference:
    known = old or new
    assert known is not None  # one of the two lists holds it
    return Difference(
        attempt=known.attempt,
        rank=old.rank if old else None,
        score=old.score if old else None,
        rank_on_record=new.rank if new else None,
        score_on_record=new.score if new else None,
    )


def _unlike_journal(quiz: Quiz) -> list[tuple[uuid.UUID, uuid.UUID]]:
    journals = [journal for source in _journals if (journal := source(quiz)) is not None]
    if not journals:
        return []
    on_paper = set(quiz.attempts.exclude(entered_by=None).values_list("member", flat=True))
    written = {
        (member, question): response
        for journal in journals
        for (member, question), response in journal.items()
        if member not in on_paper
    }
    given = Answer.objects.filter(
        attempt__quiz=quiz, attempt__submitted_at__isnull=False, attempt__entered_by=None
    )
    kept = {
        (member, question): response
        for member, question, response in given.values_list("attempt__member", "quiz_question", "response")
        if response is not None
    }
    return sorted(key for key in written.keys() | kept.keys() if written.get(key) != kept.get(key))
