"""What the journal of the hall holds of a sitting that is over: the rounds that count, who answered what."""

import uuid
from collections import defaultdict
from typing import Any

from chuyende.foundation.organisation.models import Member
from chuyende.meeting.quizzes.models import Quiz

from ..models import LiveAnswer, LiveRound, LiveSeat, LiveSitting


def counted_rounds(sitting: LiveSitting) -> list[LiveRound]:
    """The rounds that were neither left out nor asked again, with their questions."""
    asked = sitting.rounds.filter(skipped=False, opened_at__isnull=False, replaced_by=None)
    return list(asked.select_related("quiz_question__version", "quiz_question__marked_by"))


def results_to_come(sitting: LiveSitting) -> bool:
    """Whether an ended sitting has results to write: somebody came in, and something was asked that counts."""
    return sitting.seats.filter(joined_at__isnull=False).exists() and bool(counted_rounds(sitting))


def answers_in(rounds: list[LiveRound]) -> dict[Any, dict[Any, tuple[Any, int, Any]]]:
    """By seat and round: what was answered, the time it is given, when it arrived."""
    given: dict[Any, dict[Any, tuple[Any, int, Any]]] = defaultdict(dict)
    rows = LiveAnswer.objects.filter(round__in=rounds).order_by()
    for asked, seat, response, ms, at in rows.values_list(
        "round", "seat", "response", "credited_ms", "received_at"
    ):
        given[seat][asked] = response, ms, at
    return given


def people_of(sitting: LiveSitting) -> list[tuple[LiveSeat, Member]]:
    """Who sat there: each seat that came in with its member, or with every member of its team."""
    seats = sitting.seats.filter(joined_at__isnull=False).select_related("member", "team")
    people = []
    for seat in seats.prefetch_related("team__members"):
        members = seat.team.members.all() if seat.team else [seat.member]
        people += [(seat, member) for member in members]
    return people


def journal_of(quiz: Quiz) -> dict[tuple[uuid.UUID, uuid.UUID], Any] | None:
    """What each member answered to each question of a quiz by the journal of its sittings; None without one.

    Held again, the later sitting counts for whoever sat there.
    """
    held = quiz.sittings.filter(ended_at__isnull=False).order_by("ended_at")
    journal: dict[tuple[uuid.UUID, uuid.UUID], Any] = {}
    for sitting in held:
        rounds = counted_rounds(sitting)
        given = answers_in(rounds)
        for seat, member in people_of(sitting):
            for asked in rounds:
                if asked.pk in given[seat.pk]:
                    journal[member.pk, asked.quiz_question_id] = given[seat.pk][asked.pk][0]
    return journal if held else None
