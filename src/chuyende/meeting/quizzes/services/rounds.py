"""The quizzes of a contest: of no meeting, open to everybody under the organisation that holds it."""

import datetime as dt
import uuid

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require

from ..models import Quiz
from .preparing import check_options, locked_draft, put_out


@transaction.atomic
def create_round(
    *,
    actor: User,
    organisation: Organisation,
    title: str,
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    minutes: int,
    id: uuid.UUID | None = None,  # the record's id, made with the form
) -> Quiz:
    """Begin the questions of a round, as a draft of those who prepare quizzes at `organisation`.

    Raises `TitleMissing`, `WindowReversed`, `MinutesMissing`; the same `id` twice is one quiz.
    """
    quiz = Quiz(
        pk=id or new_id(),
        organisation=organisation,
        title=title.strip(),
        opens_at=opens_at,
        closes_at=closes_at,
        minutes=minutes,
    )
    require(actor, Perm.QUIZ_CREATE, quiz)
    if known := Quiz.objects.filter(pk=quiz.pk, organisation=organisation, meeting=None).first():
        return known
    check_options(quiz)
    quiz.save(force_insert=True)
    audit.record(actor, "quiz_created", quiz, organisation=organisation)
    return quiz


@transaction.atomic
def publish_round(*, actor: User, quiz: Quiz, attempts_allowed: int) -> Quiz:
    """Publish the questions of a round with the number of attempts of its contest; the contest tells the members.

    Raises `QuizPublished`, `QuizWithoutQuestions`, `BlueprintTooLarge`, `WindowOver`.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz)
    quiz = locked_draft(quiz)
    quiz.attempts_allowed = attempts_allowed
    quiz.save(update_fields=["attempts_allowed", "updated_at"])
    put_out(actor, quiz)
    return quiz
