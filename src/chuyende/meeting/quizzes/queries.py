"""Everything that one can ask about questions, quizzes, attempts and standings."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core import clock
from chuyende.foundation.core.vietnamese import fold
from chuyende.foundation.organisation.enums import COUNTED, MembershipStatus
from chuyende.foundation.organisation.models import Member, Membership, Organisation
from chuyende.foundation.organisation.policy import AnyUser, reach_of
from chuyende.foundation.organisation.queries import members_on
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.governance.models import Document
from chuyende.planning.governance.queries import Citation

from . import engine, rules
from .models import GRACE, Answer, Attempt, Question, QuestionVersion, Quiz, QuizQuestion


def quizzes_visible_to(user: AnyUser) -> QuerySet[Quiz]:
    return rules.VIEW.filter(Quiz.objects.select_related("organisation", "meeting"), user)


def quiz_results_visible_to(user: AnyUser) -> QuerySet[Quiz]:
    """Published quizzes of which `user` sees everybody's result."""
    published = Quiz.objects.filter(published_at__isnull=False).select_related("organisation", "meeting")
    return rules.VIEW_RESULTS.filter(published, user)


def with_numbers(quizzes: QuerySet[Quiz]) -> QuerySet[Quiz]:
    """Add `size`, how many questions, and `handed_in`, how many attempts; latest first."""
    return quizzes.annotate(
        size=Count("quiz_questions", distinct=True),
        handed_in=Count("attempts", distinct=True, filter=Q(attempts__submitted_at__isnull=False)),
    ).order_by("-opens_at", "pk")


# --- preparing ----------------------------------------------------------------------------------------


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


def questions_of(quiz: Quiz) -> QuerySet[QuizQuestion]:
    """The questions of a quiz in its own order, with their words and source."""
    return quiz.quiz_questions.select_related("version__provision__document", "version__question")


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


# --- taking it ----------------------------------------------------------------------------------------


def quizzes_to_take(user: AnyUser) -> QuerySet[Quiz]:
    """Published quizzes of the reader's cell that are open and not handed in, the first to close first."""
    now = clock.now()
    waiting = Quiz.objects.filter(opens_at__lte=now, closes_at__gt=now).select_related("meeting")
    handed_in = Attempt.objects.filter(member=reach_of(user).member, submitted_at__isnull=False)
    mine = rules.TAKE.filter(waiting, user).exclude(pk__in=handed_in.values("quiz"))
    return mine.annotate(size=Count("quiz_questions")).order_by("closes_at")


def quizzes_begun_by(user: AnyUser) -> set[object]:
    """Ids of the quizzes that the reader has begun and not handed in."""
    return set(attempts_open_to(user).filter(submitted_at=None).values_list("quiz", flat=True))


def attempts_open_to(user: AnyUser) -> QuerySet[Attempt]:
    """The reader's own attempts: nobody else opens one."""
    return rules.ANSWER.filter(Attempt.objects.select_related("quiz", "member__user"), user)


def attempts_of(member: Member) -> QuerySet[Attempt]:
    """What one member has handed in, latest first."""
    handed_in = member.attempts.filter(submitted_at__isnull=False)
    return (
        handed_in.select_related("quiz")
        .annotate(size=Count("quiz__quiz_questions"))
        .order_by("-submitted_at")
    )


def attempt_of(quiz: Quiz, user: AnyUser) -> Attempt | None:
    """The reader's own attempt at a quiz."""
    member = reach_of(user).member
    return quiz.attempts.filter(member=member).first() if member else None


@dataclass(frozen=True)
class ShownChoice:
    """A choice as one attempt sees it: `shown` is its place there and what a form sends, `index` its place in the
    question's version."""

    shown: int
    index: int
    text: str

    @property
    def letter(self) -> str:
        return "ABCDEF"[self.shown]


@dataclass(frozen=True)
class ShownQuestion:
    """A question as one attempt sees it, with what was chosen (the index in the version), if anything."""

    number: int
    quiz_question: QuizQuestion
    choices: list[ShownChoice]
    chosen: int | None

    @property
    def name(self) -> str:
        """The name of its field in a form."""
        return f"q-{self.quiz_question.pk}"

    @property
    def version(self) -> QuestionVersion:
        return self.quiz_question.version

    @property
    def is_right(self) -> bool:
        return self.chosen == self.version.key

    def index_of(self, shown: int) -> int | None:
        """The choice of the version that stands at `shown`; None where none does."""
        return self.choices[shown].index if 0 <= shown < len(self.choices) else None


def paper_of(attempt: Attempt) -> list[ShownQuestion]:
    """The questions of an attempt in its own order, with what was answered: the same on every device."""
    chosen = dict(attempt.answers.values_list("quiz_question", "choice"))
    return _shown(attempt.seed, list(questions_of(attempt.quiz)), chosen)


def questions_for_answering(attempt: Attempt) -> list[ShownQuestion]:
    """The same without the answers, at the price of one query: for saving a tap."""
    return _shown(attempt.seed, list(attempt.quiz.quiz_questions.select_related("version")), {})


def sheet_of(quiz: Quiz) -> list[ShownQuestion]:
    """The questions of a quiz as they are printed: in its own order, nothing chosen."""
    return _shown(engine.AS_PRINTED, list(questions_of(quiz)), {})


def _shown(seed: int, ordered: list[QuizQuestion], chosen: dict[uuid.UUID, int]) -> list[ShownQuestion]:
    shown = []
    for number, place in enumerate(engine.question_order(seed, len(ordered)), start=1):
        question = ordered[place]
        texts = question.version.choices
        order = engine.choice_order(seed, place, len(texts))
        choices = [ShownChoice(at, index, texts[index]) for at, index in enumerate(order)]
        shown.append(ShownQuestion(number, question, choices, chosen.get(question.pk)))
    return shown


def members_without_attempt(quiz: Quiz) -> QuerySet[Member]:
    """Today's members of the cell who have not begun the quiz: whose sheet may be entered."""
    today = members_on(quiz.organisation, clock.today()).exclude(status=MembershipStatus.SUSPENDED)
    return Member.objects.filter(pk__in=today.values("member")).exclude(attempts__quiz=quiz)


def overdue_attempts(quiz: Quiz | None = None) -> QuerySet[Attempt]:
    """Attempts whose time has run out and that nobody handed in."""
    attempts = Attempt.objects.filter(submitted_at=None, deadline__lt=clock.now() - GRACE)
    return attempts if quiz is None else attempts.filter(quiz=quiz)


# --- results --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """One place in the standings; equal score and time share a rank."""

    rank: int
    attempt: Attempt

    @property
    def member(self) -> Member:
        return self.attempt.member

    @property
    def score(self) -> int:
        return self.attempt.score or 0


def standings(quiz: Quiz) -> list[Standing]:
    """Who handed in, by score and then by time; those who did not take part are not listed."""
    handed_in = list(
        quiz.attempts.filter(submitted_at__isnull=False)
        .select_related("member")
        .order_by("-score", "seconds", "member__sort_key")
    )
    ranks = engine.ranks([(attempt.score or 0, attempt.seconds or 0) for attempt in handed_in])
    return [Standing(rank, attempt) for rank, attempt in zip(ranks, handed_in, strict=True)]


@dataclass(frozen=True)
class Result:
    """One member of the cell and that member's attempt, if any, for the cell's committee."""

    member: Member
    attempt: Attempt | None
    standing: Standing | None


def results(quiz: Quiz) -> list[Result]:
    """Every member whom the cell counts, and whoever else took part: best first, then those still missing by name."""
    best = standings(quiz)
    placed = {standing.attempt.member_id: standing for standing in best}
    attempts = {attempt.member_id: attempt for attempt in quiz.attempts.select_related("member")}
    rows = [Result(standing.member, standing.attempt, standing) for standing in best]
    waiting = {
        attempt.member.pk: attempt.member for attempt in attempts.values() if attempt.member_id not in placed
    }
    for membership in _counted(quiz):
        if membership.member_id not in placed:
            waiting.setdefault(membership.member_id, membership.member)
    return rows + [
        Result(member, attempts.get(member.pk), None)
        for member in sorted(waiting.values(), key=lambda member: member.sort_key)
    ]


@dataclass(frozen=True)
class ResultLink:
    """What an app above offers to do with the results of a quiz."""

    label: str
    url: str


LinkSource = Callable[[Quiz, AnyUser], Iterable[ResultLink]]
_link_sources: list[LinkSource] = []


def add_result_links(source: LinkSource) -> None:
    """Let `source` offer what may be done with the results; the app that does it calls this when it is loaded."""
    if source not in _link_sources:
        _link_sources.append(source)


def result_links(quiz: Quiz, user: AnyUser) -> list[ResultLink]:
    """What `user` may do with the results of `quiz`."""
    return [link for source in _link_sources for link in source(quiz, user)]


@dataclass(frozen=True)
class Turnout:
    """How many of those whom the cell counts have handed in."""

    handed_in: int
    total: int


def turnout(quiz: Quiz) -> Turnout:
    """How many of those who are counted have handed in."""
    counted = _counted(quiz).values("member")
    handed_in = quiz.attempts.filter(submitted_at__isnull=False, member__in=counted).count()
    return Turnout(handed_in, counted.count())


@dataclass(frozen=True)
class QuestionResult:
    """How one question was answered by all: how often each choice was taken."""

    quiz_question: QuizQuestion
    counts: list[int]
    asked: int

    @property
    def right(self) -> int:
        return self.counts[self.quiz_question.version.key]


def question_results(quiz: Quiz) -> list[QuestionResult]:
    """How each question was answered in the attempts that were handed in, in the quiz's own order."""
    asked = quiz.attempts.filter(submitted_at__isnull=False).count()
    taken = Answer.objects.filter(attempt__quiz=quiz, attempt__submitted_at__isnull=False)
    counted: dict[tuple[object, int], int] = {
        (question, choice): number
        for question, choice, number in taken.values_list("quiz_question", "choice").annotate(n=Count("id"))
    }
    return [
        QuestionResult(
            question,
            [counted.get((question.pk, choice), 0) for choice in range(len(question.version.choices))],
            asked,
        )
        for question in questions_of(quiz)
    ]


def average_share(rows: Iterable[Standing], questions: int) -> int | None:
    """Mean share of right answers in per cent; None while nobody has handed in."""
    scores = [standing.score for standing in rows]
    return round(100 * sum(scores) / len(scores) / questions) if scores and questions else None


def citations_in(document: Document, user: AnyUser) -> Iterator[Citation]:
    """The questions that rest on `document`, in quizzes that `user` prepares."""
    citing = QuizQuestion.objects.filter(
        version__provision__document=document, quiz__in=quizzes_to_prepare(user)
    ).select_related("version__provision", "quiz")
    for question in citing:
        if provision := question.version.provision:
            url = reverse("quizzes:quiz_detail", args=[question.quiz_id])
            yield Citation(_("question"), question.version.stem, url, provision)


def _counted(quiz: Quiz) -> QuerySet[Membership]:
    """Whom the cell counts on the day on which the quiz closes, or today while it is open."""
    day = min(clock.today(), timezone.localdate(quiz.closes_at))
    return members_on(quiz.organisation, day).filter(status__in=COUNTED)
