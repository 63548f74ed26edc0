"""Everything that one can ask about rewards."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import OrganisationKind
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import AnyUser, can
from chuyende.foundation.organisation.queries import committee_of
from chuyende.meeting.quizzes.enums import QuizMode, QuizStage
from chuyende.meeting.quizzes.models import KeyCorrection, Quiz
from chuyende.meeting.quizzes.queries import (
    ResultLink,
    Standing,
    corrections_since,
    quiz_results_visible_to,
    standings,
)
from chuyende.planning.governance.models import RuleSet
from chuyende.planning.governance.queries import rule_in_force

from . import rules
from .enums import RewardForm, RewardStage
from .errors import FormNotAllowed
from .models import Reward

AUTHORITY = "reward_authority"


def rewards_visible_to(user: AnyUser) -> QuerySet[Reward]:
    related = Reward.objects.select_related("member", "organisation", "decider", "quiz", "meeting")
    return rules.VIEW.filter(related, user)


def rewards_waiting_for(user: AnyUser) -> QuerySet[Reward]:
    """Proposals that `user` may decide now, oldest first; nobody's own."""
    waiting = Reward.objects.filter(stage=RewardStage.PROPOSED).select_related(
        "member", "organisation", "decider"
    )
    return rules.DECIDE.filter(waiting, user).exclude(member__user=user.pk).order_by("created_at")


def authority_on(organisation: Organisation, day: dt.date) -> RuleSet:
    """The rule that tells which forms a cell and the committee above it may give on `day`."""
    return rule_in_force(AUTHORITY, day=day, organisation=organisation)


def may_give(rule: RuleSet, organisation: Organisation, form: str) -> bool:
    """Tell whether `organisation` may give `form` by `rule`."""
    key = "cell" if organisation.kind == OrganisationKind.CELL else "committee"
    return form in rule.parameters[key]


def decider_of(organisation: Organisation, form: str, day: dt.date) -> tuple[Organisation, RuleSet]:
    """Return the lowest node, from `organisation` upwards, that may give `form` on `day`, and the rule.

    Raises `FormNotAllowed`, which names the rule, and `RuleMissing`.
    """
    rule = authority_on(organisation, day)
    if may_give(rule, organisation, form):
        return organisation, rule
    above = committee_of(organisation)
    if above is not None:
        rule = authority_on(above, day)
        if may_give(rule, above, form):
            return above, rule
    raise FormNotAllowed(str(RewardForm(form).label), rule.citation)


@dataclass(frozen=True)
class Candidate:
    """One place of the standings, and the reward for this quiz that the member already has or is proposed for."""

    standing: Standing
    rewards: list[Reward]


def candidates(quiz: Quiz) -> list[Candidate]:
    """Everybody in the standings of a quiz, best first."""
    given: dict[object, list[Reward]] = {}
    for reward in quiz.rewards.exclude(stage=RewardStage.DECLINED):
        given.setdefault(reward.member_id, []).append(reward)
    return [Candidate(place, given.get(place.attempt.member_id, [])) for place in standings(quiz)]


def quizzes_to_reward(user: AnyUser) -> list[Quiz]:
    """Closed quizzes from which `user` may propose rewards and nobody has yet, latest first."""
    closed = quiz_results_visible_to(user).filter(
        Q(mode=QuizMode.ALONE, closes_at__lt=clock.now()) | Q(held_at__isnull=False), rewards=None
    )
    return [
        quiz
        for quiz in closed.filter(attempts__submitted_at__isnull=False).distinct()[:20]
        if can(user, Perm.REWARD_PROPOSE, quiz.organisation)
    ]


def result_links(quiz: Quiz, user: AnyUser) -> Iterator[ResultLink]:
    """On the page of a closed quiz's results: the way to propose its best, and to rewards from before a correction."""
    is_closed = quiz.stage_at(clock.now()) == QuizStage.CLOSED
    if is_closed and can(user, Perm.REWARD_PROPOSE, quiz.organisation):
        yield ResultLink(_("Propose rewards"), reverse("rewards:reward_propose", args=[quiz.pk]))
    given = rewards_visible_to(user).filter(quiz=quiz).exclude(stage=RewardStage.DECLINED)
    first = given.order_by("created_at").first()
    if first and corrections_since(quiz, first.created_at):
        yield ResultLink(
            _("Rewards from before the key was corrected"), reverse("rewards:reward_detail", args=[first.pk])
        )


@dataclass(frozen=True)
class ChangedSince:
    """The keys that were corrected after a reward was proposed, and where its member stands now; None: nowhere."""

    corrections: list[KeyCorrection]
    standing: Standing | None


def changed_since(reward: Reward) -> ChangedSince | None:
    """What has changed in the quiz of a reward since it was proposed; None where nothing has."""
    corrections = corrections_since(reward.quiz, reward.created_at) if reward.quiz else []
    if not corrections or reward.quiz is None:
        return None
    placed = {one.attempt.member_id: one for one in standings(reward.quiz)}
    return ChangedSince(corrections, placed.get(reward.member_id))


@dataclass(frozen=True)
class PaperLink:
    """A paper that an app above has issued for a reward."""

    label: str
    url: str


PaperSource = Callable[[Reward, AnyUser], Iterable[PaperLink]]
_sources: list[PaperSource] = []


def add_paper_source(source: PaperSource) -> None:
    """Let `source` tell which papers were issued for a reward; the app that issues them calls this when it is loaded."""
    if source not in _sources:
        _sources.append(source)


def papers_of(reward: Reward, user: AnyUser) -> list[PaperLink]:
    """The papers issued for `reward` that `user` may open."""
    return [link for source in _sources for link in source(reward, user)]
