"""What whoever prepares a quiz asks: drafts, the bank of questions, what cites a document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core import clock
from chuyende.foundation.core.vietnamese import fold
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.policy import AnyUser, reach_of
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.quizzes import rules
from chuyende.meeting.quizzes.models import GRACE, Question, QuestionVersion, Quiz, QuizQuestion
from chuyende.planning.governance.models import Document
from chuyende.planning.governance.queries import Citation


def quizzes_to_prepare(user: AnyUser) -> QuerySet[Quiz]:
    """The quizzes of the cells whose questions `user` keeps."""
    return rules.CHANGE.filter(Quiz.objects.select_related("organisation", "meeting"), user)


def meetings_for_a_quiz(user: AnyUser) -> QuerySet[Meeting]:
    """Coming meetings without a quiz for which `user` may prepare one."""
    coming = Meeting.objects.filter(closed_at=None, cancelled_at=None, quizzes=None)
    return rules.CREATE.filter(coming, user).order_by("starts_at")


def places_to_prepare_at(user: AnyUser) -> QuerySet[Organisation]:
    """The cells whose bank of questions `user` keeps."""
    return Organisation.objects.filter(path__in=reach_of(user).paths(rules.KEEPING_ROLES))


def bank_of(organisation: Organisation) -> QuerySet[QuestionVersion]:
    """The latest words of each question of a cell's bank, newest first, with in how many quizzes they stand."""
    return _latest_versions().filter(question__organisation=organisation)


def banks_kept_by(user: AnyUser) -> QuerySet[QuestionVersion]:
    """The latest words of each question in the banks that `user` keeps."""
    return _latest_versions().filter(question__in=rules.QUESTION_CHANGE.filter(Question.objects.all(), user))


def bank_found(bank: QuerySet[QuestionVersion], text: str) -> QuerySet[QuestionVersion]:
    """Keep the questions that hold every word of `text`, with marks or without."""
    for word in fold(text).split():
        bank = bank.filter(folded__contains=word)
    return bank


@dataclass(frozen=True)
class BankRow:
    """A question of the bank; `is_secret` while a published quiz that asks it has not closed."""

    version: QuestionVersion
    is_secret: bool

    @property
    def right(self) -> str:
        return str(self.version.choices[self.version.key])


def with_secrecy(versions: Iterable[QuestionVersion]) -> list[BankRow]:
    """Tell of each question whether its key must stay hidden now."""
    versions = list(versions)
    running = QuizQuestion.objects.filter(
        version__question__in=[version.question_id for version in versions],
        quiz__published_at__isnull=False,
        quiz__closes_at__gt=clock.now() - GRACE,
    )
    secret = set(running.values_list("version__question", flat=True))
    return [BankRow(version, version.question_id in secret) for version in versions]


def _latest_versions() -> QuerySet[QuestionVersion]:
    newest = QuestionVersion.objects.filter(question=OuterRef("question")).order_by("-number")
    return (
        QuestionVersion.objects.filter(pk=Subquery(newest.values("pk")[:1]))
        .select_related("question", "provision__document")
        .annotate(uses=Count("question__versions__quiz_questions", distinct=True))
        .order_by("-created_at")
    )


def citations_in(document: Document, user: AnyUser) -> Iterator[Citation]:
    """The questions that rest on `document`, in quizzes that `user` prepares."""
    citing = QuizQuestion.objects.filter(
        version__provision__document=document, quiz__in=quizzes_to_prepare(user)
    ).select_related("version__provision", "quiz")
    for question in citing:
        if provision := question.version.provision:
            url = reverse("quizzes:quiz_detail", args=[question.quiz_id])
            yield Citation(_("question"), question.version.stem, url, provision)
