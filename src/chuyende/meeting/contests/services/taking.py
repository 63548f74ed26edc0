"""What a member does in a contest beside taking its quizzes."""

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require

from ..errors import PredictionNotAsked, PredictionTooLate
from ..models import Contest, ContestEntry


@transaction.atomic
def predict(*, actor: User, contest: Contest, predicted: int) -> ContestEntry:
    """Keep what the actor predicts; written again before the last round closes, the later number counts.

    Raises `PredictionNotAsked`, `PredictionTooLate`.
    """
    require(actor, Perm.CONTEST_TAKE_PART, contest)
    if not contest.asks_prediction:
        raise PredictionNotAsked
    now, closes = clock.now(), max(contest.rounds.values_list("quiz__closes_at", flat=True))
    if now >= closes:
        raise PredictionTooLate(closes)
    entry, _created = ContestEntry.objects.update_or_create(
        contest=contest,
        member=reach_of(actor).member,
        defaults={"predicted": predicted, "predicted_at": now},
    )
    return entry
