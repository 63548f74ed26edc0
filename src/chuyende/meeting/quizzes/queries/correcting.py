"""Keys that turned out to be wrong: what correcting one changes, and what corrections changed."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from chuyende.foundation.core.prepared import Prepared
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.meeting.questions.engine.words import Words
from chuyende.meeting.quizzes import rules
from chuyende.meeting.quizzes.models import Attempt, KeyCorrection, Quiz, QuizQuestion, Remark

from .record import scores_on_record
from .results import standings


@dataclass(frozen=True)
class ChangedResult:
    """One attempt whose score another key changes, with its rank; None: another attempt of the member counts."""

    attempt: Attempt
    before: Decimal
    after: Decimal
    rank_before: int | None
    rank_after: int | None


@dataclass(frozen=True)
class ChangedQuiz:
    """What another key changes in one quiz: `changed` of `handed_in` attempts."""

    question: QuizQuestion
    changed: list[ChangedResult]
    handed_in: int

    @property
    def quiz(self) -> Quiz:
        return self.question.quiz


def askings_of_same_key(question: QuizQuestion) -> QuerySet[QuizQuestion]:
    """Wherever the same words are marked by the same key: in published quizzes of any cell that took the question."""
    key = question.marked_by_id or question.version_id
    asked = QuizQuestion.objects.annotate(key=Coalesce(F("marked_by"), F("version")))
    related = asked.filter(key=key, quiz__published_at__isnull=False).select_related(
        "quiz__organisation", "version__question", "marked_by"
    )
    return related.order_by("quiz__opens_at")


def kept_by(user: AnyUser, askings: QuerySet[QuizQuestion]) -> QuerySet[QuizQuestion]:
    """Those in quizzes that `user` keeps: nobody sees results of another cell."""
    return askings.filter(quiz__in=rules.CHANGE.filter(Quiz.objects.all(), user))


def changed_by_key(questions: Iterable[QuizQuestion], words: Words) -> list[ChangedQuiz]:
    """What marking `questions` by the key of `words` would change, quiz by quiz."""
    return [_changed(question, words) for question in questions]


def _changed(question: QuizQuestion, words: Words) -> ChangedQuiz:
    scores = scores_on_record(question.quiz, instead={question.pk: words})
    before = {one.attempt.pk: one.rank for one in standings(question.quiz)}
    after = {one.attempt.pk: one.rank for one in standings(question.quiz, scores=scores)}
    handed_in = list(question.quiz.attempts.filter(submitted_at__isnull=False).select_related("member__user"))
    changed = [
        ChangedResult(
            attempt,
            attempt.score or Decimal(0),
            scores[attempt.pk],
            before.get(attempt.pk),
            after.get(attempt.pk),
        )
        for attempt in sorted(handed_in, key=lambda one: one.member.sort_key)
        if scores[attempt.pk] != (attempt.score or Decimal(0))
    ]
    return ChangedQuiz(question, changed, len(handed_in))


def corrections_of(quiz: Quiz) -> list[KeyCorrection]:
    """The keys of a quiz that were corrected, with what each changed, earliest first."""
    related = KeyCorrection.objects.filter(quiz_question__quiz=quiz).select_related(
        "quiz_question", "before", "after", "corrected_by"
    )
    return list(related.prefetch_related("remarks__attempt__member"))


def remarks_on(attempt: Attempt) -> list[Remark]:
    """What corrected keys changed in one attempt, earliest first."""
    return _REMARKS.ask(attempt.pk)


_REMARKS = Prepared(
    lambda attempt: (
        Remark.objects.filter(attempt=attempt)
        .select_related("correction__quiz_question", "correction__before", "correction__after")
        .order_by("correction__created_at")
    ),
    uuid.UUID,
)


def corrections_since(quiz: Quiz, moment: dt.datetime) -> list[KeyCorrection]:
    """The keys of a quiz that were corrected after `moment`, earliest first."""
    return [one for one in corrections_of(quiz) if one.created_at > moment]
