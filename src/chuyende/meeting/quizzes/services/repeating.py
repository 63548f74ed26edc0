"""Asking the questions of a quiz again, to see what was learnt."""

from django.db import transaction
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require

from ..enums import QuizMode, QuizStage
from ..errors import RepeatTooEarly
from ..models import Quiz, QuizQuestion

#: what a repetition has in common with what it repeats
_SAME = (
    "organisation",
    "meeting",
    "minutes",
    "counts_parts",
    "attempts_allowed",
    "mixes_questions",
    "mixes_choices",
    "asks_certainty",
    "review_moment",
)


@transaction.atomic
def repeat_quiz(*, actor: User, quiz: Quiz) -> Quiz:
    """Make a draft that asks the same questions again, with the right keys; taken alone, its window as long.

    The draft that was made before and is not published yet is returned as it is. What draws questions asks all of
    them now, so that everybody can be compared. Raises `RepeatTooEarly` until the quiz has closed.
    """
    require(actor, Perm.QUIZ_CHANGE, quiz)
    if quiz.stage_at(clock.now()) != QuizStage.CLOSED:
        raise RepeatTooEarly
    Quiz.objects.select_for_update(of=("self",), no_key=True).get(pk=quiz.pk)
    if begun := quiz.repeated_by.filter(published_at=None).first():
        return begun
    now = clock.now()
    again = Quiz.objects.create(
        title=_("%(title)s (asked again)") % {"title": quiz.title[:200]},
        opens_at=now,
        closes_at=now + (quiz.closes_at - quiz.opens_at),
        mode=QuizMode.ALONE,
        repeats=quiz,
        **{name: getattr(quiz, name) for name in _SAME},
    )
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=again, version=asked.marked_by or asked.version, position=asked.position)
        for asked in quiz.quiz_questions.select_related("version", "marked_by")
    )
    audit.record(actor, "quiz_repeated", again, organisation=again.organisation, repeats=str(quiz.pk))
    return again
