"""From what is stored to the standings of a contest, and what has changed since they were announced."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils import timezone

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import COUNTED, MembershipStatus
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.queries import members_on
from chuyende.meeting.contests import engine
from chuyende.meeting.contests.enums import Outcome
from chuyende.meeting.contests.models import Contest, ContestResult
from chuyende.meeting.quizzes.models import Attempt, Quiz
from chuyende.meeting.quizzes.queries import scores_on_record


def reckoning_day(contest: Contest) -> dt.date:
    """The day on which members are counted: that of the last closing, or today while it is still to come."""
    closes = contest.rounds.order_by("-quiz__closes_at").values_list("quiz__closes_at", flat=True).first()
    return min(clock.today(), timezone.localdate(closes)) if closes else clock.today()


def record_of(contest: Contest, scores: Mapping[uuid.UUID, Decimal] | None = None) -> engine.Record:
    """Everything from which the standings of an announced contest are reckoned, in seven queries at any size.

    `scores`: what attempts (by their id) are worth, in place of what is written beside them.
    """
    open_cases = contest.disqualifications.exclude(outcome=Outcome.LIFTED)
    cancelled = set(open_cases.values_list("member", flat=True))
    predicted = dict(contest.entries.values_list("member", "predicted"))
    held = members_on(contest.organisation, reckoning_day(contest))
    belongs = {membership.member_id: membership for membership in held}
    asked = Quiz.objects.filter(contest_round__contest=contest).annotate(n=Count("quiz_questions"))
    pools = dict(asked.values_list("pk", "n"))
    attempts = list(Attempt.objects.filter(quiz__in=list(pools), submitted_at__isnull=False))
    worth = {attempt.pk: attempt.score for attempt in attempts} if scores is None else scores
    results = tuple(
        engine.Result(
            member=attempt.member_id,
            round=attempt.quiz_id,
            right=worth.get(attempt.pk) or Decimal(0),
            size=len(attempt.drawn) or pools[attempt.quiz_id],
            seconds=attempt.seconds or 0,
            submitted_at=attempt.submitted_at,
        )
        for attempt in attempts
        if attempt.submitted_at
    )
    people = tuple(
        engine.Person(
            member=member,
            cell=belongs[member].organisation_id if member in belongs else None,
            is_counted=member in belongs and MembershipStatus(belongs[member].status) in COUNTED,
            prediction=predicted.get(member),
            is_disqualified=member in cancelled,
        )
        for member in {*belongs, *(attempt.member_id for attempt in attempts)}
    )
    decided = contest.tie_decisions.values_list("order", flat=True)
    decisions = tuple(tuple(uuid.UUID(one) for one in order) for order in decided)
    return engine.Record(people=people, rounds=tuple(pools), results=results, decisions=decisions)


def reckoned(contest: Contest) -> engine.Standings:
    """The standings of an announced contest as the record gives them now."""
    return engine.reckon(record_of(contest), contest.rules_for_reckoning())


def content_of(contest: Contest, standings: engine.Standings | None = None) -> dict[str, Any]:
    """The standings as they are announced: JSON with text for decimals, so that its digest is the same everywhere."""
    standings = standings or reckoned(contest)
    members = Member.objects.in_bulk([place.member for place in standings.members])
    cells = Organisation.objects.in_bulk(
        [*{place.cell for place in standings.members if place.cell} | {one.cell for one in standings.cells}]
    )
    places = sorted(standings.members, key=lambda place: (place.rank, members[place.member].sort_key))
    ranked = sorted(
        standings.cells, key=lambda one: (one.rank is None, one.rank, -one.share, cells[one.cell].path)
    )
    return {
        "contest": str(contest.pk),
        "title": contest.title,
        "counted_on": reckoning_day(contest).isoformat(),
        "rules": contest.rules,
        "asks_prediction": contest.asks_prediction,
        "participants": standings.participants,
        "actual": standings.actual,
        "cancelled": standings.cancelled,
        "members": [_member_row(place, members[place.member], cells) for place in places],
        "cells": [_cell_row(one, cells[one.cell]) for one in ranked],
    }


def _member_row(place: engine.Place, member: Member, cells: dict[Any, Organisation]) -> dict[str, Any]:
    return {
        "id": str(member.pk),
        "name": member.full_name,
        "cell": str(place.cell or ""),
        "cell_name": cells[place.cell].short_name if place.cell else "",
        "rank": place.rank,
        "score": str(place.score),
        "seconds": place.seconds,
        "prediction": place.prediction,
        "prize": place.prize,
        "is_decided": place.is_decided,
    }


def _cell_row(place: engine.CellPlace, cell: Organisation) -> dict[str, Any]:
    return {
        "id": str(cell.pk),
        "name": cell.name,
        "rank": place.rank,
        "counted": place.counted,
        "took_part": place.took_part,
        "share": str(place.share),
        "mean": str(place.mean),
        "prize": place.prize,
        "is_decided": place.is_decided,
    }


def content_on_record(contest: Contest) -> dict[str, Any]:
    """The standings as the answers that are stored give them now, marked anew by the keys in force."""
    scores: dict[uuid.UUID, Decimal] = {}
    for quiz in Quiz.objects.filter(contest_round__contest=contest):
        scores |= scores_on_record(quiz)
    return content_of(contest, engine.reckon(record_of(contest, scores), contest.rules_for_reckoning()))


def last_result(contest: Contest) -> ContestResult | None:
    """What was announced last."""
    return contest.results.order_by("-number").first()


def standings_shown(contest: Contest) -> dict[str, Any]:
    """What was announced last; before the results are announced, what the record gives now."""
    announced = last_result(contest)
    return announced.content if announced else content_of(contest)


def changes_since(
    result: ContestResult, content: dict[str, Any] | None = None
) -> Iterator[engine.Difference]:
    """What the record gives differently now from what was announced; `content`: the standings now, if at hand."""
    yield from engine.differences(result.content, content or content_of(result.contest))


@dataclass(frozen=True)
class Tie:
    """Members, or cells, whom the rules cannot tell apart and who stand between different prizes."""

    is_of_cells: bool
    rows: list[dict[str, Any]]

    @property
    def names(self) -> str:
        return ", ".join(row["name"] for row in self.rows)


def ties_to_decide(contest: Contest) -> list[Tie]:
    """The ties that the organisers must decide before the results are announced."""
    standings = reckoned(contest)
    return ties_among(standings, content_of(contest, standings))


def ties_among(standings: engine.Standings, content: dict[str, Any]) -> list[Tie]:
    """The same, in standings already reckoned; `content`: as `content_of` makes it of them."""
    return [
        Tie(part == "cells", [row for row in content[part] if row["id"] in ids])
        for ids in ({str(one) for one in tie} for tie in standings.undecided)
        for part in ("members", "cells")
        if any(row["id"] in ids for row in content[part])
    ]


def members_with_results(contest: Contest) -> list[Member]:
    """Whoever has handed something in, by name."""
    taken = Attempt.objects.filter(quiz__contest_round__contest=contest, submitted_at__isnull=False)
    return list(Member.objects.filter(pk__in=taken.values("member")).order_by("sort_key"))


def who_is_told(contest: Contest) -> list[User]:
    """The accounts of everybody under the contest's organisation today, but for the suspended."""
    members = members_on(contest.organisation, clock.today()).exclude(status=MembershipStatus.SUSPENDED)
    return [one.member.user for one in members.select_related("member__user") if one.member.user]
