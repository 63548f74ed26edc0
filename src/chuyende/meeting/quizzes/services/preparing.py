"""Making a quiz for a meeting, and publishing it."""

import datetime as dt
import uuid

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.jobs import enqueue
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.organisation.queries import members_on
from chuyende.meeting.meetings.models import Meeting

from .. import events
from ..errors import (
    MeetingOver,
    MinutesMissing,
    QuizPublished,
    QuizWithoutQuestions,
    TitleMissing,
    WindowOver,
    WindowReversed,
)
from ..models import GRACE, Quiz
from ..tasks import close_attempts


@transaction.atomic
def create_quiz(
    *,
    actor: User,
    meeting: Meeting,
    title: str,
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    minutes: int = 15,
    counts_parts: bool = False,
    id: uuid.UUID | None = None,  # the record's id, made with the form
) -> Quiz:
    """Begin a set of questions that the members answer alone before `meeting`, as a draft of the cell's committee.

    Raises `MeetingOver`, `TitleMissing`, `WindowReversed`, `MinutesMissing`; the same `id` twice is one quiz.
    """
    require(actor, Perm.QUIZ_CREATE, meeting)
    pk = id or new_id()
    if known := Quiz.objects.filter(pk=pk, meeting=meeting).first():
        return known
    if meeting.closed_at or meeting.cancelled_at:
        raise MeetingOver
    _check(title, opens_at, closes_at, minutes)
    quiz = Quiz.objects.create(
        pk=pk,
        organisation=meeting.organisation,
        meeting=meeting,
        title=title.strip(),
        opens_at=opens_at,
        closes_at=closes_at,
        minutes=minutes,
        counts_parts=counts_parts,
    )
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
    minutes: int,
    counts_parts: bool = False,
) -> Quiz:
    """Change a draft. Raises `QuizPublished` and what `create_quiz` raises."""
    require(actor, Perm.QUIZ_CHANGE, quiz)
    quiz = locked_draft(quiz)
    _check(title, opens_at, closes_at, minutes)
    quiz.title, quiz.minutes = title.strip(), minutes
    quiz.opens_at, quiz.closes_at = opens_at, closes_at
    quiz.counts_parts = counts_parts
    quiz.save(update_fields=["title", "minutes", "opens_at", "closes_at", "counts_parts", "updated_at"])
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

    Raises `QuizPublished`, `QuizWithoutQuestions`, `WindowOver`, `MeetingOver`.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz)
    quiz = locked_draft(quiz)
    if quiz.meeting.closed_at or quiz.meeting.cancelled_at:
        raise MeetingOver
    number = quiz.quiz_questions.count()
    if not number:
        raise QuizWithoutQuestions
    if quiz.closes_at <= clock.now():
        raise WindowOver
    quiz.published_at = clock.now()
    quiz.save(update_fields=["published_at", "updated_at"])
    audit.record(actor, "quiz_published", quiz, organisation=quiz.organisation, questions=number)
    members = members_on(quiz.organisation, clock.today()).exclude(status=MembershipStatus.SUSPENDED)
    notify(
        recipients=[m.member.user for m in members.select_related("member__user") if m.member.user],
        title=_("Quiz to take: %(title)s") % {"title": quiz.title},
        body=_("%(number)s questions, %(minutes)s minutes, one attempt. Open from %(opens)s to %(closes)s.")
        % {
            "number": number,
            "minutes": quiz.minutes,
            "opens": _moment(quiz.opens_at),
            "closes": _moment(quiz.closes_at),
        },
        url=reverse("quizzes:quiz_detail", args=[quiz.pk]),
    )
    enqueue(close_attempts.using(run_after=quiz.closes_at + 2 * GRACE), str(quiz.pk))
    events.quiz_published.send(sender=Quiz, quiz=quiz, actor=actor)
    return quiz


def locked_draft(quiz: Quiz) -> Quiz:
    """Return the quiz, locked; `QuizPublished` when it is no draft any more."""
    quiz = (
        Quiz.objects.select_for_update(of=("self",)).select_related("meeting", "organisation").get(pk=quiz.pk)
    )
    if quiz.is_published:
        raise QuizPublished
    return quiz


def _check(title: str, opens_at: dt.datetime, closes_at: dt.datetime, minutes: int) -> None:
    if not title.strip():
        raise TitleMissing
    if closes_at <= opens_at:
        raise WindowReversed
    if minutes < 1:
        raise MinutesMissing


def _moment(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
