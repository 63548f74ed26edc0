"""The questions of a quiz: written for it, or taken from the bank. What is asked is a version, and stays that."""

import uuid
from collections.abc import Mapping, Sequence

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from chuyende.foundation.accounts.models import User
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.meeting.questions import services as bank
from chuyende.meeting.questions.engine.words import Words
from chuyende.meeting.questions.errors import NothingChanged
from chuyende.meeting.questions.models import QuestionVersion
from chuyende.meeting.questions.queries import bank_of, latest_of
from chuyende.planning.governance.models import Provision
from chuyende.planning.programmes.models import FunctionArea

from ..errors import QuestionOfAnotherCell, QuestionTwice
from ..models import Quiz, QuizQuestion
from .preparing import locked_draft


@transaction.atomic
def add_question(
    *,
    actor: User,
    quiz: Quiz,
    words: Words,
    provision: Provision | None = None,
    function_area: FunctionArea | None = None,
    files: Mapping[str, File] | None = None,
    id: uuid.UUID | None = None,  # the record's id, made with the form
) -> QuizQuestion:
    """Write a question into a draft, and into the cell's bank.

    Raises `QuizPublished` and what `write_question` of the bank raises; the same `id` twice is one question.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz)
    if id and (known := QuizQuestion.objects.filter(quiz=quiz, version__question=id).first()):
        return known
    quiz = locked_draft(quiz)
    version = bank.write_question(
        actor=actor,
        organisation=quiz.organisation,
        words=words,
        provision=provision,
        function_area=function_area,
        files=files,
        id=id,
    )
    (question,) = append_questions(quiz, [version])
    return question


@transaction.atomic
def change_question(
    *,
    actor: User,
    quiz_question: QuizQuestion,
    words: Words,
    provision: Provision | None = None,
    function_area: FunctionArea | None = None,
    files: Mapping[str, File] | None = None,
) -> QuizQuestion:
    """Give a question of a draft other words: the next version of it, which this quiz now asks.

    Another quiz that asks the old words goes on asking them. Raises `QuizPublished` and what `change_question` of the
    bank raises; without a change nothing happens.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz_question.quiz)
    locked_draft(quiz_question.quiz)
    try:
        written = bank.change_question(
            actor=actor,
            version=latest_of(quiz_question.version.question),
            words=words,
            provision=provision,
            function_area=function_area,
            files=files,
        )
    except NothingChanged:
        written = latest_of(quiz_question.version.question)
    quiz_question.version = written
    quiz_question.save(update_fields=["version", "updated_at"])
    return quiz_question


@transaction.atomic
def reuse_questions(*, actor: User, quiz: Quiz, versions: Sequence[QuestionVersion]) -> list[QuizQuestion]:
    """Put questions of the bank, or such as another cell shares, into a draft: all of them or none.

    Raises `QuizPublished`, `QuestionTwice`, `QuestionOfAnotherCell`.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz)
    quiz, wanted = locked_draft(quiz), {version.question_id for version in versions}
    offered = bank_of(quiz.organisation, actor).filter(pk__in=[version.pk for version in versions])
    if offered.count() < len(versions):
        raise QuestionOfAnotherCell
    if len(wanted) < len(versions) or quiz.quiz_questions.filter(version__question__in=wanted).exists():
        raise QuestionTwice
    return append_questions(quiz, versions)


@transaction.atomic
def remove_question(*, actor: User, quiz_question: QuizQuestion) -> None:
    """Take a question out of a draft; it stays in the bank. Raises `QuizPublished`."""
    require(actor, Perm.QUIZ_CHANGE, quiz_question.quiz)
    quiz = locked_draft(quiz_question.quiz)
    quiz_question.delete()
    number_questions(list(quiz.quiz_questions.all()))


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
        number_questions(row)


def append_questions(quiz: Quiz, versions: Sequence[QuestionVersion]) -> list[QuizQuestion]:
    """Put versions behind the last question of a draft that is locked."""
    last = quiz.quiz_questions.aggregate(last=Max("position"))["last"] or 0
    placed = enumerate(versions, start=last + 1)
    return QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=quiz, version=version, position=position) for position, version in placed
    )


def number_questions(row: Sequence[QuizQuestion]) -> None:
    """Give the questions of a draft that is locked the places in which they stand in `row`."""
    for position, question in enumerate(row, start=1):
        question.position = position
    QuizQuestion.objects.bulk_update(row, ["position"])
