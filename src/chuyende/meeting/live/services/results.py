"""The results of a sitting, as attempts of its quiz: standings, minutes, rewards and analysis read those."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from chuyende.foundation.core import audit
from chuyende.meeting.quizzes.engine import AS_PRINTED
from chuyende.meeting.quizzes.models import Answer, Attempt

from ..errors import SittingMoved
from ..models import LiveRound, LiveSitting
from ..queries.record import answers_in, counted_rounds, people_of

_AT_ONCE = 500


@transaction.atomic
def write_results(*, sitting: LiveSitting) -> int:
    """Write one attempt for each member who came in; return how many. Written before, they are brought up to date; a
    recorded sheet of paper stays what it is, and counts.

    The program's own act, after the end and whenever a key is corrected. A round counts unless left out or asked again;
    each member of a team gets the team's result. Where speed does not count, everybody has the whole time,
    as a sheet of paper has. Raises
    `SittingMoved` while the sitting runs.
    """
    sitting = (
        LiveSitting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("quiz", "organisation")
        .get(pk=sitting.pk)
    )
    ended = sitting.ended_at
    if ended is None:
        raise SittingMoved
    rounds = counted_rounds(sitting)
    if not rounds:  # nothing was asked
        return 0
    given = answers_in(rounds)
    written = {attempt.member_id: attempt for attempt in Attempt.objects.filter(quiz=sitting.quiz)}
    attempts, answers = [], []
    for seat, member in people_of(sitting):
        if member.pk in written and written[member.pk].entered_by_id:
            continue
        own = given[seat.pk]
        attempt = written.get(member.pk) or Attempt(quiz=sitting.quiz, member=member, seed=AS_PRINTED)
        attempt.started_at, attempt.deadline = sitting.started_at, ended
        attempt.submitted_at = ended
        attempt.drawn = [str(asked.quiz_question_id) for asked in rounds]  # what was left out was not asked
        attempt.score = _score(rounds, own, in_parts=sitting.quiz.counts_parts)
        taken = sum(ms for _response, ms, _at in own.values()) // 1000
        attempt.seconds = taken if sitting.speed_counts else sitting.quiz.minutes * 60
        attempts.append(attempt)
        answers += [
            Answer(
                attempt=attempt,
                quiz_question=asked.quiz_question,
                response=own[asked.pk][0],
                saved_at=own[asked.pk][2],
            )
            for asked in rounds
            if asked.pk in own
        ]
    new = [attempt for attempt in attempts if attempt.member_id not in written]
    Attempt.objects.bulk_create(new, batch_size=_AT_ONCE)
    Attempt.objects.bulk_update(
        [attempt for attempt in attempts if attempt.member_id in written],
        ["started_at", "deadline", "submitted_at", "drawn", "score", "seconds"],
        batch_size=_AT_ONCE,
    )
    Answer.objects.bulk_create(
        answers,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["attempt", "quiz_question"],
        update_fields=["response", "saved_at"],
    )
    audit.record(
        None,
        "sitting_results",
        sitting,
        organisation=sitting.organisation,
        attempts=len(attempts),
        questions=len(rounds),
    )
    return len(attempts)


def _score(rounds: list[LiveRound], own: dict[Any, tuple[Any, int, Any]], *, in_parts: bool) -> Decimal:
    worth = sum(
        asked.quiz_question.worth(own[asked.pk][0], in_parts=in_parts) for asked in rounds if asked.pk in own
    )
    return Decimal(round(100 * worth)) / 100
