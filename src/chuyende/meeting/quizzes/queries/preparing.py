"""What whoever prepares a quiz asks, and what the bank of questions asks of quizzes."""

import uuid
from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.policy import AnyUser, reach_of
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.questions.models import Question, QuestionVersion
from chuyende.meeting.questions.queries import Destination, Use
from chuyende.meeting.quizzes import rules
from chuyende.meeting.quizzes.enums import QuizMode
from chuyende.meeting.quizzes.models import GRACE, Attempt, Quiz, QuizQuestion


def quizzes_to_prepare(user: AnyUser) -> QuerySet[Quiz]:
    """The quizzes of the cells whose questions `user` keeps."""
    return rules.CHANGE.filter(Quiz.objects.select_related("organisation", "meeting"), user)


def versions_of(quiz: Quiz) -> list[QuestionVersion]:
    """What a quiz asks, in its order, by the key in force; with what an export names."""
    asked = quiz.quiz_questions.select_related(
        "version__provision__document", "marked_by__provision__document"
    )
    return [question.marked_by or question.version for question in asked]


def meetings_for_a_quiz(user: AnyUser) -> QuerySet[Meeting]:
    """Coming meetings without a quiz for which `user` may prepare one."""
    coming = Meeting.objects.filter(closed_at=None, cancelled_at=None, quizzes=None)
    return rules.CREATE.filter(coming, user).order_by("starts_at")


# --- what the bank of questions asks of quizzes ---------------------------------------------------------------


def being_asked(questions: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of `questions` that a published quiz asks which has not closed for everybody."""
    running = QuizQuestion.objects.filter(
        Q(quiz__mode=QuizMode.ALONE, quiz__closes_at__gt=clock.now() - GRACE)
        | Q(quiz__mode=QuizMode.HALL, quiz__held_at=None),
        version__question__in=list(questions),
        quiz__published_at__isnull=False,
    )
    return set(running.values_list("version__question", flat=True))


def quiz_behind(pk: uuid.UUID, user: AnyUser) -> Destination | None:
    """The draft for which a file of questions was sent, as far as `user` prepares it."""
    quiz = quizzes_to_prepare(user).filter(pk=pk, published_at=None).first()
    return Destination(quiz.title, reverse("quizzes:quiz_prepare", args=[pk])) if quiz else None


def uses_in_quizzes(question: Question, user: AnyUser) -> Iterator[Use]:
    """The quizzes in which a question stands, as far as `user` sees them."""
    visible = rules.VIEW.filter(Quiz.objects.all(), user)
    asked = QuizQuestion.objects.filter(version__question=question, quiz__in=visible)
    for one in asked.select_related("quiz", "version").order_by("quiz__opens_at"):
        yield Use(one.quiz.title, reverse("quizzes:quiz_detail", args=[one.quiz_id]), one.version.number)


def is_asked_of(question: Question, user: AnyUser) -> bool:
    """Whether `user` has begun a quiz that asks the question: its pictures are open to them."""
    member = reach_of(user).member
    asked = Attempt.objects.filter(member=member, quiz__quiz_questions__version__question=question)
    return member is not None and asked.exists()
