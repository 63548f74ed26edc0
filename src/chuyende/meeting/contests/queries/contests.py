"""Which contests somebody sees, holds, takes part in."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import COUNTED
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.policy import AnyUser, reach_of
from chuyende.foundation.organisation.queries import cells_of, members_on
from chuyende.meeting.contests import rules
from chuyende.meeting.contests.enums import ContestStage, Outcome
from chuyende.meeting.contests.models import Contest, ContestEntry, Disqualification, Round
from chuyende.meeting.quizzes.enums import QuizStage
from chuyende.meeting.quizzes.models import Attempt, Quiz
from chuyende.planning.governance.models import RuleSet
from chuyende.planning.governance.queries import rule_in_force

RULE = "contest"


def contests_visible_to(user: AnyUser) -> QuerySet[Contest]:
    return rules.VIEW.filter(Contest.objects.select_related("organisation", "rule_set"), user)


def with_rounds(contests: QuerySet[Contest]) -> QuerySet[Contest]:
    """The same with their rounds and the quizzes of these, to tell their stages without asking for each."""
    return contests.prefetch_related(Prefetch("rounds", Round.objects.select_related("quiz")))


def contest_results_visible_to(user: AnyUser) -> QuerySet[Contest]:
    return rules.VIEW_RESULTS.filter(Contest.objects.select_related("organisation", "rule_set"), user)


def contests_to_change(user: AnyUser) -> QuerySet[Contest]:
    """Contests that `user` prepares."""
    return rules.CHANGE.filter(Contest.objects.select_related("organisation", "rule_set"), user)


def contests_to_direct(user: AnyUser) -> QuerySet[Contest]:
    """Contests of which `user` is an organiser."""
    return rules.DIRECT.filter(Contest.objects.select_related("organisation", "rule_set"), user)


def places_to_hold_at(user: AnyUser) -> QuerySet[Organisation]:
    """The nodes at which `user` may prepare a contest."""
    return rules.CREATE.filter(Organisation.objects.filter(until=None), user)


def cases_visible_to(user: AnyUser) -> QuerySet[Disqualification]:
    """Cancelled results that `user` may read."""
    related = Disqualification.objects.select_related("contest__organisation", "member__user", "cell")
    return rules.VIEW_CASE.filter(related, user)


def rules_today(organisation: Organisation) -> RuleSet:
    """The rules that a contest of `organisation` announced today would keep. Raises `RuleMissing`."""
    return rule_in_force(RULE, day=clock.today(), organisation=organisation)


def rounds_of(contest: Contest) -> list[Round]:
    """Its rounds in order, with their quizzes and how many questions these have."""
    rounds = list(contest.rounds.select_related("quiz__organisation"))
    asked = Quiz.objects.filter(contest_round__contest=contest).annotate(n=Count("quiz_questions"))
    sizes = dict(asked.values_list("pk", "n"))
    for one in rounds:
        one.quiz.pool_size = sizes[one.quiz_id]
    return rounds


def home_of_round(quiz: Quiz) -> str | None:
    """The page of the contest of which `quiz` is a round."""
    contest = Round.objects.filter(quiz=quiz).values_list("contest", flat=True).first()
    return reverse("contests:contest_detail", args=[contest]) if contest else None


def own_case(contest: Contest, user: AnyUser) -> Disqualification | None:
    """The reader's own cancelled result; not one that counts again."""
    member = reach_of(user).member
    holds = contest.disqualifications.exclude(outcome=Outcome.LIFTED)
    return holds.filter(member=member).first() if member else None


@dataclass(frozen=True)
class OwnRow:
    """A round as one member sees it: its stage, how many attempts they handed in, and the best of these."""

    round: Round
    stage: QuizStage
    attempts: int
    best: Attempt | None


def own_rows(contest: Contest, rounds: Iterable[Round], user: AnyUser) -> list[OwnRow]:
    """The rounds of a contest with what the reader handed in."""
    member, now = reach_of(user).member, clock.now()
    mine = Attempt.objects.filter(quiz__contest_round__contest=contest, submitted_at__isnull=False)
    handed_in: dict[uuid.UUID, list[Attempt]] = {}
    for attempt in mine.filter(member=member).order_by("-score", "submitted_at") if member else ():
        handed_in.setdefault(attempt.quiz_id, []).append(attempt)
    return [
        OwnRow(one, one.quiz.stage_at(now), len(own), own[0] if own else None)
        for one, own in ((one, handed_in.get(one.quiz_id, [])) for one in rounds)
    ]


def prediction_of(contest: Contest, user: AnyUser) -> ContestEntry | None:
    """What the reader predicted."""
    member = reach_of(user).member
    return contest.entries.filter(member=member).first() if member else None


def cells_followed_by(contest: Contest, user: AnyUser) -> QuerySet[Organisation]:
    """The cells under the contest whose committee the reader belongs to: there they see who has taken part."""
    return rules.FOLLOW_CELL.filter(cells_of(contest.organisation, clock.today()), user)


@dataclass(frozen=True)
class Took:
    """One member of a cell and how many rounds they handed in."""

    member: Member
    rounds: int


def who_took_part(contest: Contest, cell: Organisation) -> list[Took]:
    """Everybody whom the cell counts today, those who have handed in nothing first. For the cell's own committee."""
    attempts = Attempt.objects.filter(quiz__contest_round__contest=contest, submitted_at__isnull=False)
    counts = attempts.order_by().values("member").annotate(n=Count("quiz", distinct=True))
    done = dict(counts.values_list("member", "n"))
    counted = members_on(cell, clock.today()).filter(status__in=COUNTED)
    rows = [Took(one.member, done.get(one.member_id, 0)) for one in counted]
    return sorted(rows, key=lambda row: (row.rounds > 0, row.member.sort_key))


def is_over(contest: Contest) -> bool:
    """Whether every round of an announced contest has closed for everybody: before, nobody sees who has taken part."""
    return stage_of(contest) in (ContestStage.RECKONING, ContestStage.CLOSED)


def stage_of(contest: Contest) -> ContestStage:
    """Where the contest stands now."""
    return contest.stage_at(clock.now(), list(contest.rounds.select_related("quiz")))
