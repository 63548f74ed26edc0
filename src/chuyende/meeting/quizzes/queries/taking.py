"""What whoever takes a quiz asks: the own attempts, the questions in their order."""

import datetime as dt
import uuid
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from chuyende.foundation.core import clock
from chuyende.foundation.core.prepared import Prepared
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import AnyUser, Reach, can, reach_of
from chuyende.foundation.organisation.queries import members_on
from chuyende.meeting.quizzes import engine, rules
from chuyende.meeting.quizzes.enums import QuizMode, QuizStage, ReviewMoment
from chuyende.meeting.quizzes.models import GRACE, Accommodation, Answer, Attempt, Quiz, QuizQuestion

from .asking import ShownQuestion, as_marked, is_answer, shown_question
from .drawing import drawn_for
from .quizzes import asked_questions, questions_of


def quizzes_to_take(user: AnyUser) -> QuerySet[Quiz]:
    """Published quizzes of the reader's cell that are open and not handed in, the first to close first.

    Who has handed in once need not take it again; an attempt that is running is shown all the same.
    """
    reach = reach_of(user)
    member = reach.member.pk if reach.member else None
    mine = _to_take(member, clock.now(), reach).select_related("meeting")
    return mine.annotate(brought_size=Count("quiz_questions")).order_by("closes_at")


def count_to_take(user: AnyUser) -> int:
    """How many they are: asked by every page."""
    reach = reach_of(user)
    if reach.member is None or not reach.under:
        return 0
    return len(_TO_TAKE.ask(reach.member.pk, clock.now(), reach.under))


def _to_take(member: uuid.UUID | None, now: dt.datetime, reach: Reach) -> QuerySet[Quiz]:
    waiting = Quiz.objects.filter(mode=QuizMode.ALONE, opens_at__lte=now, closes_at__gt=now)
    own = Attempt.objects.filter(member=member)
    handed_in, running = own.filter(submitted_at__isnull=False), own.filter(submitted_at=None)
    to_take = ~Q(pk__in=handed_in.values("quiz")) | Q(pk__in=running.values("quiz"))
    return waiting.filter(to_take).filter(rules.TAKE.q(reach))


_TO_TAKE = Prepared(
    lambda member, now, under: (
        _to_take(member, now, Reach.belonging(under)).order_by().values_list("pk", flat=True)
    ),
    uuid.UUID,
    dt.datetime,
    (str,),
)


def quizzes_begun_by(user: AnyUser) -> set[object]:
    """Ids of the quizzes that the reader has begun and not handed in."""
    return set(attempts_open_to(user).filter(submitted_at=None).values_list("quiz", flat=True))


def attempts_open_to(user: AnyUser) -> QuerySet[Attempt]:
    """The reader's own attempts: nobody else opens one."""
    return rules.ANSWER.filter(Attempt.objects.all(), user)


_ATTEMPT = Prepared(lambda pk: Attempt.objects.filter(pk=pk).select_related("quiz", "member"), uuid.UUID)


def attempt_open_to(user: AnyUser, pk: uuid.UUID) -> Attempt | None:
    """One of them, with its quiz and its member."""
    attempt = _ATTEMPT.first(pk)
    if attempt is None or not can(user, Perm.ATTEMPT_ANSWER, attempt):
        return None
    attempt.quiz.pool_size = len(asked_questions(attempt.quiz_id))
    return attempt


def attempts_of(member: Member) -> QuerySet[Attempt]:
    """What one member has handed in, latest first."""
    handed_in = member.attempts.filter(submitted_at__isnull=False)
    return with_size(handed_in.select_related("quiz")).order_by("-submitted_at")


def with_size(attempts: QuerySet[Attempt]) -> QuerySet[Attempt]:
    """Bring along how many questions each attempt's quiz has: `Attempt.size` asks no more."""
    return attempts.annotate(brought_size=Count("quiz__quiz_questions"))


def own_attempts(quiz: Quiz, user: AnyUser) -> list[Attempt]:
    """The reader's own attempts at a quiz, the first one first."""
    member = reach_of(user).member
    own = _OWN.ask(quiz.pk, member.pk) if member else []
    for attempt in own:
        attempt.quiz = quiz
    return own


_OWN = Prepared(
    lambda quiz, member: Attempt.objects.filter(quiz=quiz, member=member).order_by("number"),
    uuid.UUID,
    uuid.UUID,
)


def accommodation_of(user: AnyUser) -> Accommodation | None:
    """What the reader has been granted for taking quizzes."""
    member = reach_of(user).member
    return _ACCOMMODATION.first(member.pk) if member else None


_ACCOMMODATION = Prepared(lambda member: Accommodation.objects.filter(member=member), uuid.UUID)


def shows_key(attempt: Attempt, now: dt.datetime) -> bool:
    """Whether the member may see key and explanations of an attempt that is handed in."""
    quiz = attempt.quiz
    if quiz.review_moment == ReviewMoment.NEVER or not attempt.is_submitted:
        return False
    if quiz.stage_at(now) == QuizStage.CLOSED:
        return True
    if quiz.review_moment != ReviewMoment.AFTER_LAST:
        return False
    used = quiz.attempts.filter(member=attempt.member_id, submitted_at__isnull=False).count()
    return used >= quiz.attempts_allowed


def paper_of(attempt: Attempt) -> list[ShownQuestion]:
    """The questions of an attempt in its own order, with what was answered: the same on every device."""
    given = answers_of(attempt)
    paper = _shown(attempt.quiz, attempt.seed, _given(attempt.drawn, questions_of(attempt.quiz)), given)
    return [as_marked(shown) for shown in paper]


def paper_to_take(attempt: Attempt, given: Mapping[uuid.UUID, Answer]) -> list[ShownQuestion]:
    """The same without what only the key needs, for the page on which it is answered; `given` as `answers_of` gives it."""
    questions = _given(attempt.drawn, asked_questions(attempt.quiz_id))
    return _shown(attempt.quiz, attempt.seed, questions, given)


def answers_of(attempt: Attempt) -> dict[uuid.UUID, Answer]:
    """What an attempt has answered and how sure its member is, by the question's id."""
    return {one.quiz_question_id: one for one in _ANSWERS.ask(attempt.pk)}


_ANSWERS = Prepared(
    lambda attempt: Answer.objects.filter(attempt=attempt).only(
        "quiz_question", "response", "certainty", "tapped_at"
    ),
    uuid.UUID,
)


@dataclass(frozen=True)
class LastAnswered:
    """`number` of the question in the attempt's own order, and `at`, when: milliseconds since 1970."""

    number: int
    at: int


def last_answered(paper: Iterable[ShownQuestion], given: Mapping[uuid.UUID, Answer]) -> LastAnswered:
    """Which question of a `paper` was answered last, so that another device goes on there; number 0: none."""
    last = max(given.values(), key=lambda answer: answer.tapped_at, default=None)
    if last is None:
        return LastAnswered(0, 0)
    number = next(shown.number for shown in paper if shown.quiz_question.pk == last.quiz_question_id)
    return LastAnswered(number, int(last.tapped_at.timestamp() * 1000))


def responses_of(attempt: Attempt) -> list[tuple[uuid.UUID, Any]]:
    """What an attempt has answered, and nothing else of it: pairs of the question's id and the response."""
    return _RESPONSES.ask(attempt.pk)


_RESPONSES = Prepared(
    lambda attempt: Answer.objects.filter(attempt=attempt).values_list("quiz_question_id", "response"),
    uuid.UUID,
)


def answered_in(attempt: Attempt) -> int:
    """How many questions of an attempt were answered."""
    return sum(is_answer(response) for _question, response in responses_of(attempt))


def questions_for_answering(attempt: Attempt, *, only: Container[str] | None = None) -> list[ShownQuestion]:
    """The same without the answers, for reading a form; those of which `text_id` is in `only`."""
    given = _given(attempt.drawn, asked_questions(attempt.quiz_id))
    return _shown(attempt.quiz, attempt.seed, given, {}, only=only)


def sheet_of(quiz: Quiz, seed: int = engine.AS_PRINTED) -> list[ShownQuestion]:
    """The questions of a quiz as they are printed: in its own order or in that of `seed`, nothing chosen."""
    drawn = drawn_for(quiz, seed)
    return _shown(quiz, seed, _given(drawn, questions_of(quiz)), {})


def _given(drawn: list[str], questions: Iterable[QuizQuestion]) -> list[QuizQuestion]:
    """Those that an attempt was given, in the quiz's own order."""
    wanted = set(drawn)
    return [question for question in questions if not wanted or question.text_id in wanted]


def _shown(
    quiz: Quiz,
    seed: int,
    ordered: list[QuizQuestion],
    given: Mapping[uuid.UUID, Answer],
    *,
    only: Container[str] | None = None,
) -> list[ShownQuestion]:
    places = engine.question_order(seed if quiz.mixes_questions else engine.AS_PRINTED, len(ordered))
    return [
        shown_question(
            number,
            place,
            ordered[place],
            seed=seed,
            mixes=quiz.mixes_choices,
            answer=given.get(ordered[place].pk),
        )
        for number, place in enumerate(places, start=1)
        if only is None or ordered[place].text_id in only
    ]


def members_without_attempt(quiz: Quiz) -> QuerySet[Member]:
    """Today's members of the cell who have not begun the quiz: whose sheet may be entered."""
    today = members_on(quiz.organisation, clock.today()).exclude(status=MembershipStatus.SUSPENDED)
    return Member.objects.filter(pk__in=today.values("member")).exclude(attempts__quiz=quiz)


def overdue_attempts(quiz: Quiz | None = None) -> list[Attempt]:
    """Attempts whose time has run out and that nobody handed in."""
    now = clock.now() - GRACE
    return _OVERDUE.ask(now) if quiz is None else _OVERDUE_IN.ask(now, quiz.pk)


def _overdue(before: dt.datetime) -> QuerySet[Attempt]:
    return Attempt.objects.filter(submitted_at=None, deadline__lt=before)


_OVERDUE = Prepared(_overdue, dt.datetime)
_OVERDUE_IN = Prepared(
    lambda before, quiz: _overdue(before).filter(quiz=quiz),
    dt.datetime,
    uuid.UUID,
)
