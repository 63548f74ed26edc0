"""Making a quiz for a meeting, and publishing it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.organisation.queries import members_on
from chuyende.meeting.meetings.models import Meeting

from .. import events, queries
from ..engine import Part
from ..errors import (
    AttemptsMissing,
    BlueprintTooLarge,
    BlueprintWithoutNumbers,
    MeetingOver,
    MinutesMissing,
    QuizPublished,
    QuizWithoutQuestions,
    TitleMissing,
    WindowOver,
    WindowReversed,
)
from ..models import Quiz


class QuizOptions(TypedDict, total=False):
    """How a quiz is taken; what is left out has its usual value, or stays as it is. See `Quiz`."""

    mode: str
    minutes: int
    attempts_allowed: int
    counts_parts: bool
    mixes_questions: bool
    mixes_choices: bool
    asks_certainty: bool
    review_moment: str


@transaction.atomic
def create_quiz(
    *,
    actor: User,
    meeting: Meeting,
    title: str,
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    id: uuid.UUID | None = None,  # the record's id, made with the form
    **options: Unpack[QuizOptions],
) -> Quiz:
    """Begin a set of questions for `meeting`, as a draft of the cell's committee.

    Raises `MeetingOver`, `TitleMissing`, `WindowReversed`, `MinutesMissing`, `AttemptsMissing`; the same `id` twice is
    one quiz.
    """
    require(actor, Perm.QUIZ_CREATE, meeting)
    pk = id or new_id()
    if known := Quiz.objects.filter(pk=pk, meeting=meeting).first():
        return known
    if meeting.closed_at or meeting.cancelled_at:
        raise MeetingOver
    quiz = Quiz(
        pk=pk,
        organisation=meeting.organisation,
        meeting=meeting,
        title=title.strip(),
        opens_at=opens_at,
        closes_at=closes_at,
        **options,
    )
    check_options(quiz)
    quiz.save(force_insert=True)
    audit.record(actor, "quiz_created", quiz, organisation=quiz.organisation)
    return quiz


@transaction.atomic
def change_quiz(
    *,
    actor: User,
    quiz: Quiz,
    title: str,
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    **options: Unpack[QuizOptions],
) -> Quiz:
    """Change a draft. Raises `QuizPublished` and what `create_quiz` raises."""
    require(actor, Perm.QUIZ_CHANGE, quiz)
    quiz = locked_draft(quiz)
    quiz.title, quiz.opens_at, quiz.closes_at = title.strip(), opens_at, closes_at
    for name, value in options.items():
        setattr(quiz, name, value)
    check_options(quiz)
    quiz.save(update_fields=["title", "opens_at", "closes_at", *options, "updated_at"])
    return quiz


@transaction.atomic
def set_blueprint(*, actor: User, quiz: Quiz, parts: Sequence[Part]) -> Quiz:
    """Say what each attempt draws from the questions of a draft; without parts every attempt gets all.

    Whether the questions suffice is asked when it is published. Raises `QuizPublished`, `BlueprintWithoutNumbers`.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz)
    quiz = locked_draft(quiz)
    if any(part.count < 1 for part in parts):
        raise BlueprintWithoutNumbers
    quiz.blueprint = [part.as_json() for part in parts]
    quiz.save(update_fields=["blueprint", "updated_at"])
    return quiz


@transaction.atomic
def remove_quiz(*, actor: User, quiz: Quiz) -> None:
    """Throw a draft away; its questions stay in the cell's bank. Raises `QuizPublished`."""
    require(actor, Perm.QUIZ_CHANGE, quiz)
    quiz = locked_draft(quiz)
    audit.record(actor, "quiz_removed", quiz, organisation=quiz.organisation)
    quiz.delete()


@transaction.atomic
def publish_quiz(*, actor: User, quiz: Quiz) -> Quiz:
    """Give the quiz to the members of the cell and tell them. From now on its questions and time stay as they are.

    Raises `QuizPublished`, `QuizWithoutQuestions`, `BlueprintTooLarge`, `WindowOver`, `MeetingOver`.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz)
    quiz = locked_draft(quiz)
    if quiz.meeting and (quiz.meeting.cancelled_at or (quiz.meeting.closed_at and not quiz.repeats_id)):
        raise MeetingOver  # only what was asked before is asked again after the meeting
    put_out(actor, quiz)
    members = members_on(quiz.organisation, clock.today()).exclude(status=MembershipStatus.SUSPENDED)
    notify(
        recipients=[m.member.user for m in members.select_related("member__user") if m.member.user],
        title=_("Quiz to take: %(title)s") % {"title": quiz.title},
        body=_invitation(quiz),
        url=reverse("quizzes:quiz_detail", args=[quiz.pk]),
    )
    return quiz


def put_out(actor: User, quiz: Quiz) -> None:
    """Publish a locked draft without telling anybody.

    Raises `QuizWithoutQuestions`, `BlueprintTooLarge`, `WindowOver`.
    """
    if not quiz.pool_size:
        raise QuizWithoutQuestions
    if (short := queries.shortage_of(quiz)) is not None:
        raise BlueprintTooLarge(short.words, short.missing)
    if quiz.closes_at <= clock.now():
        raise WindowOver
    quiz.published_at = clock.now()
    quiz.save(update_fields=["published_at", "updated_at"])
    audit.record(actor, "quiz_published", quiz, organisation=quiz.organisation, questions=quiz.size)
    events.quiz_published.send(sender=Quiz, quiz=quiz, actor=actor)


def locked_draft(quiz: Quiz) -> Quiz:
    """Return the quiz, locked; `QuizPublished` when it is no draft any more."""
    quiz = (
        Quiz.objects.select_for_update(of=("self",), no_key=True)
        .select_related("meeting", "organisation")
        .get(pk=quiz.pk)
    )
    if quiz.is_published:
        raise QuizPublished
    return quiz


def _invitation(quiz: Quiz) -> str:
    return _(
        "%(number)s questions, %(minutes)s minutes, %(attempts)s. Open from %(opens)s to %(closes)s."
    ) % {
        "number": quiz.size,
        "minutes": quiz.minutes,
        "attempts": queries.attempts_in_words(quiz),
        "opens": _moment(quiz.opens_at),
        "closes": _moment(quiz.closes_at),
    }


def check_options(quiz: Quiz) -> None:
    """Raise what `create_quiz` raises about the title and the time of a quiz."""
    if not quiz.title:
        raise TitleMissing
    if quiz.closes_at <= quiz.opens_at:
        raise WindowReversed
    if quiz.minutes < 1:
        raise MinutesMissing
    if quiz.attempts_allowed < 1:
        raise AttemptsMissing


def _moment(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
