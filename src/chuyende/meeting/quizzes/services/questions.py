"""The questions of a quiz and of a cell's bank. What has been used is never changed: new words are a new version."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.vietnamese import fold
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require
from chuyende.planning.governance.models import Provision

from ..errors import (
    ChoicesWrong,
    KeyMissing,
    QuestionInUse,
    QuestionOfAnotherCell,
    QuestionTwice,
    StemMissing,
)
from ..models import Question, QuestionVersion, Quiz, QuizQuestion
from .preparing import locked_draft

FEWEST_CHOICES, MOST_CHOICES = 2, 6


@transaction.atomic
def add_question(
    *,
    actor: User,
    quiz: Quiz,
    stem: str,
    choices: Sequence[str],
    key: int,
    explanation: str = "",
    provision: Provision | None = None,
    id: uuid.UUID | None = None,  # the record's id, made with the form
) -> QuizQuestion:
    """Write a question into a draft, and into the cell's bank. `key` is the index of the right one of `choices`.

    Raises `QuizPublished`, `StemMissing`, `ChoicesWrong`, `KeyMissing`; the same `id` twice is one question.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz)
    pk = id or new_id()
    if known := QuizQuestion.objects.filter(quiz=quiz, version__question=pk).first():
        return known
    quiz = locked_draft(quiz)
    words = _words(stem, choices, key, explanation, provision)
    question = Question.objects.create(pk=pk, organisation=quiz.organisation, author=reach_of(actor).member)
    version = QuestionVersion.objects.create(question=question, number=1, **words)
    return _append(quiz, version)


@transaction.atomic
def change_question(
    *,
    actor: User,
    quiz_question: QuizQuestion,
    stem: str,
    choices: Sequence[str],
    key: int,
    explanation: str = "",
    provision: Provision | None = None,
) -> QuizQuestion:
    """Change a question of a draft. Where another quiz has the old words, they stay there and this is a new version.

    Raises `QuizPublished`, `StemMissing`, `ChoicesWrong`, `KeyMissing`.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz_question.quiz)
    locked_draft(quiz_question.quiz)
    words = _words(stem, choices, key, explanation, provision)
    version = quiz_question.version
    if version.quiz_questions.exclude(pk=quiz_question.pk).exists():
        latest = version.question.versions.aggregate(latest=Max("number"))["latest"]
        quiz_question.version = QuestionVersion.objects.create(
            question=version.question, number=latest + 1, **words
        )
        quiz_question.save(update_fields=["version", "updated_at"])
        return quiz_question
    for field, value in words.items():
        setattr(version, field, value)
    version.save()
    return quiz_question


@transaction.atomic
def reuse_question(*, actor: User, quiz: Quiz, version: QuestionVersion) -> QuizQuestion:
    """Put a question of the cell's bank into a draft. Raises `QuizPublished`, `QuestionTwice`, `QuestionOfAnotherCell`."""
    require(actor, Perm.QUIZ_CHANGE, quiz)
    quiz = locked_draft(quiz)
    if version.question.organisation_id != quiz.organisation_id:
        raise QuestionOfAnotherCell
    if quiz.quiz_questions.filter(version__question=version.question).exists():
        raise QuestionTwice
    return _append(quiz, version)


@transaction.atomic
def remove_question(*, actor: User, quiz_question: QuizQuestion) -> None:
    """Take a question out of a draft; it stays in the bank. Raises `QuizPublished`."""
    require(actor, Perm.QUIZ_CHANGE, quiz_question.quiz)
    quiz = locked_draft(quiz_question.quiz)
    quiz_question.delete()
    _number(list(quiz.quiz_questions.all()))


@transaction.atomic
def move_question(*, actor: User, quiz_question: QuizQuestion, up: bool) -> None:
    """Change places with the question before (`up`) or after; at the end of the row nothing happens.

    Raises `QuizPublished`.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz_question.quiz)
    quiz = locked_draft(quiz_question.quiz)
    row = list(quiz.quiz_questions.all())
    at = next(place for place, question in enumerate(row) if question.pk == quiz_question.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(row):
        row[at], row[to] = row[to], row[at]
        _number(row)


@transaction.atomic
def discard_question(*, actor: User, question: Question) -> None:
    """Throw a question out of the bank that stands in no quiz. Raises `QuestionInUse`."""
    require(actor, Perm.QUESTION_CHANGE, question)
    if QuizQuestion.objects.filter(version__question=question).exists():
        raise QuestionInUse
    words = question.versions.order_by("-number").values_list("stem", flat=True).first()
    audit.record(actor, "question_discarded", question, organisation=question.organisation, stem=words)
    question.delete()


def _words(
    stem: str, choices: Sequence[str], key: int, explanation: str, provision: Provision | None
) -> dict[str, object]:
    written = [choice.strip() for choice in choices]
    if not stem.strip():
        raise StemMissing
    if (
        not FEWEST_CHOICES <= len(written) <= MOST_CHOICES
        or "" in written
        or len(set(written)) < len(written)
    ):
        raise ChoicesWrong
    if not 0 <= key < len(written):
        raise KeyMissing
    return {
        "stem": stem.strip(),
        "folded": fold(f"{stem} {' '.join(written)}"),
        "choices": written,
        "key": key,
        "explanation": explanation.strip(),
        "provision": provision,
    }


def _append(quiz: Quiz, version: QuestionVersion) -> QuizQuestion:
    last = quiz.quiz_questions.aggregate(last=Max("position"))["last"] or 0
    return QuizQuestion.objects.create(quiz=quiz, version=version, position=last + 1)


def _number(row: list[QuizQuestion]) -> None:
    for position, question in enumerate(row, start=1):
        question.position = position
    QuizQuestion.objects.bulk_update(row, ["position"])
