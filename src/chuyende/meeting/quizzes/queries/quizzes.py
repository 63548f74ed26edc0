"""Which quizzes somebody sees, prepares, takes."""

import uuid
from collections.abc import Callable
from functools import lru_cache

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from chuyende.foundation.core.prepared import Prepared
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import AnyUser, can
from chuyende.meeting.quizzes import rules
from chuyende.meeting.quizzes.models import Quiz, QuizQuestion


def quizzes_visible_to(user: AnyUser) -> QuerySet[Quiz]:
    return rules.VIEW.filter(Quiz.objects.select_related("organisation", "meeting"), user)


_QUIZ = Prepared(lambda pk: Quiz.objects.filter(pk=pk).select_related("organisation", "meeting"), uuid.UUID)


def quiz_open_to(user: AnyUser, pk: uuid.UUID) -> Quiz | None:
    """One of them, for the pages on which everybody waits: asked of the object, not of the list."""
    quiz = _QUIZ.first(pk)
    if quiz is None or not can(user, Perm.QUIZ_VIEW, quiz):
        return None
    if quiz.is_published:
        quiz.pool_size = len(asked_questions(pk))
    return quiz


def quiz_results_visible_to(user: AnyUser) -> QuerySet[Quiz]:
    """Published quizzes of which `user` sees everybody's result."""
    published = Quiz.objects.filter(published_at__isnull=False).select_related("organisation", "meeting")
    return rules.VIEW_RESULTS.filter(published, user)


def quiz_analyses_visible_to(user: AnyUser) -> QuerySet[Quiz]:
    """Published quizzes of which `user` sees what the answers say of the questions."""
    published = Quiz.objects.filter(published_at__isnull=False).select_related("organisation", "meeting")
    return rules.ANALYSE.filter(published, user)


def with_numbers(quizzes: QuerySet[Quiz]) -> QuerySet[Quiz]:
    """Add `brought_size`, how many questions, and `handed_in`, how many members have handed in; latest first."""
    return quizzes.annotate(
        brought_size=Count("quiz_questions", distinct=True),
        handed_in=Count("attempts__member", distinct=True, filter=Q(attempts__submitted_at__isnull=False)),
    ).order_by("-opens_at", "pk")


def attempts_in_words(quiz: Quiz) -> str:
    """How often each member may take it: «làm một lần», «làm 3 lần»."""
    number = quiz.attempts_allowed
    return ngettext("one attempt", "%(n)s attempts", number) % {"n": number}


@lru_cache(maxsize=200)
def asked_questions(quiz: uuid.UUID) -> tuple[QuizQuestion, ...]:
    """What a published quiz asks, in its own order, with the words: read once a process, for nothing of it changes."""
    asked = QuizQuestion.objects.filter(quiz=quiz, quiz__published_at__isnull=False)
    return tuple(asked.select_related("version"))


def keys_in_force(quiz: uuid.UUID) -> dict[uuid.UUID, QuizQuestion]:
    """The questions of a published quiz by their ids, to mark answers by: those with a corrected key are read anew."""
    asked = {question.pk: question for question in asked_questions(quiz)}
    return asked | {question.pk: question for question in _CORRECTED.ask(quiz)}


_CORRECTED = Prepared(
    lambda quiz: QuizQuestion.objects.filter(quiz=quiz, marked_by__isnull=False).select_related(
        "version", "marked_by"
    ),
    uuid.UUID,
)


def questions_of(quiz: Quiz) -> QuerySet[QuizQuestion]:
    """The questions of a quiz in its own order, with their words and source."""
    return quiz.quiz_questions.select_related(
        "version__provision__document", "version__question", "marked_by__provision__document"
    )


#: the address of the page where a quiz without a meeting belongs; None: of another app
HomeSource = Callable[[Quiz], str | None]
_homes: list[HomeSource] = []


def add_home(source: HomeSource) -> None:
    """Let `source` tell where a quiz without a meeting belongs; the app that makes such calls this when it is loaded."""
    if source not in _homes:
        _homes.append(source)


def results_home(quiz: Quiz) -> str:
    """The address where its keepers see its results: of a round, where all rounds are told together."""
    return reverse("quizzes:quiz_results", args=[quiz.pk]) if quiz.meeting_id else home_of(quiz)


def home_of(quiz: Quiz) -> str:
    """The address of the page where a quiz belongs: its meeting's, or what it is a round of."""
    if quiz.meeting_id:
        return reverse("meetings:meeting_detail", args=[quiz.meeting_id])
    return next(filter(None, (source(quiz) for source in _homes)), reverse("quizzes:quiz_list"))
