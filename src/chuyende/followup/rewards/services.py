"""Everything that one can do with rewards: propose, decide, decline."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import CHAIRS, reach_of, require
from chuyende.foundation.organisation.queries import holders_of, members_on
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.quizzes.enums import QuizStage
from chuyende.meeting.quizzes.models import Quiz
from chuyende.meeting.quizzes.queries import standings

from . import events, queries
from .enums import RewardStage
from .errors import (
    BeyondAuthority,
    DeclineReasonMissing,
    NobodyChosen,
    NotInTheStandings,
    NotOfThisCell,
    OwnReward,
    QuizStillRunning,
    ReasonMissing,
    RewardAlreadySettled,
)
from .models import Reward


@transaction.atomic
def propose_reward(
    *,
    actor: User,
    organisation: Organisation,
    member: Member,
    form: str,
    reason: str,
    quiz: Quiz | None = None,
    meeting: Meeting | None = None,
) -> Reward:
    """Propose a reward for a member of the cell; it goes to the lowest node that may give this form today.

    For a quiz, the same member and form twice is one proposal. Raises `FormNotAllowed` (which names the rule),
    `ReasonMissing`, `NotOfThisCell`.
    """
    require(actor, Perm.REWARD_PROPOSE, organisation)
    today = clock.today()
    if not reason.strip():
        raise ReasonMissing
    if not members_on(organisation, today).filter(member=member).exists():
        raise NotOfThisCell
    decider, rule = queries.decider_of(organisation, form, today)
    facts = {
        "organisation": organisation,
        "decider": decider,
        "reason": reason.strip(),
        "meeting": meeting or (quiz.meeting if quiz else None),
        "citation": rule.citation,
        "proposed_by": actor,
    }
    if quiz is None:
        reward, created = Reward.objects.create(member=member, form=form, **facts), True
    else:
        open_or_given = Reward.objects.exclude(stage=RewardStage.DECLINED)
        reward, created = open_or_given.get_or_create(member=member, quiz=quiz, form=form, defaults=facts)
    if created:
        audit.record(actor, "reward_proposed", reward, organisation=organisation, about=member.user)
        _tell_deciders(reward, actor)
    return reward


@transaction.atomic
def propose_best(
    *, actor: User, quiz: Quiz, members: Iterable[Member], form: str, reason: str
) -> list[Reward]:
    """Propose the same form for several members in the standings of a closed quiz, each with the own result.

    All or none. Raises `QuizStillRunning`, `NobodyChosen`, `NotInTheStandings` and what `propose_reward` raises.
    """
    require(actor, Perm.REWARD_PROPOSE, quiz.organisation)
    if quiz.stage_at(clock.now()) != QuizStage.CLOSED:
        raise QuizStillRunning
    chosen = list(members)
    if not chosen:
        raise NobodyChosen
    if not reason.strip():
        raise ReasonMissing
    places = {place.attempt.member_id: place for place in standings(quiz)}
    proposed = []
    for member in chosen:
        place = places.get(member.pk)
        if place is None:
            raise NotInTheStandings
        result = _("%(reason)s: rank %(rank)s, %(score)s/%(size)s right") % {
            "reason": reason.strip().rstrip("."),
            "rank": place.rank,
            "score": place.attempt.shown_score,
            "size": place.attempt.size,
        }
        proposed.append(
            propose_reward(
                actor=actor,
                organisation=quiz.organisation,
                member=member,
                form=form,
                reason=result,
                quiz=quiz,
            )
        )
    return proposed


@transaction.atomic
def decide_reward(*, actor: User, reward: Reward) -> Reward:
    """Give the reward, for the node that may. Raises `RewardAlreadySettled`, `OwnReward`, `BeyondAuthority`."""
    require(actor, Perm.REWARD_DECIDE, reward)
    reward = _proposed(reward)
    _not_own(actor, reward)
    today = clock.today()
    rule = queries.authority_on(reward.decider, today)
    if not queries.may_give(rule, reward.decider, reward.form):
        raise BeyondAuthority(reward.get_form_display(), rule.citation)
    reward.stage, reward.decided_by, reward.decided_on = RewardStage.DECIDED, actor, today
    reward.citation = rule.citation
    reward.save(update_fields=["stage", "decided_by", "decided_on", "citation", "updated_at"])
    audit.record(actor, "reward_decided", reward, organisation=reward.decider, about=reward.member.user)
    events.reward_decided.send(sender=Reward, reward=reward, actor=actor)
    form = capfirst(reward.get_form_display())
    if reward.member.user:
        _tell([reward.member.user], _("You receive: %(form)s") % {"form": form}, reward)
    if reward.proposed_by_id not in (actor.pk, reward.member.user_id):
        words = {"form": form, "name": reward.member.full_name}
        _tell([reward.proposed_by], _("Decided: %(form)s for %(name)s") % words, reward)
    return reward


@transaction.atomic
def decline_reward(*, actor: User, reward: Reward, reason: str) -> Reward:
    """Decline the proposal, with the reason, and tell who proposed it. The member is not told.

    Raises `DeclineReasonMissing`, `RewardAlreadySettled`, `OwnReward`.
    """
    require(actor, Perm.REWARD_DECIDE, reward)
    if not reason.strip():
        raise DeclineReasonMissing
    reward = _proposed(reward)
    _not_own(actor, reward)
    reward.stage, reward.decided_by = RewardStage.DECLINED, actor
    reward.decided_on, reward.decline_reason = clock.today(), reason.strip()
    reward.save(update_fields=["stage", "decided_by", "decided_on", "decline_reason", "updated_at"])
    audit.record(actor, "reward_declined", reward, organisation=reward.decider, reason=reason.strip())
    if reward.proposed_by_id != actor.pk:
        words = {"form": capfirst(reward.get_form_display()), "name": reward.member.full_name}
        _tell([reward.proposed_by], _("Declined: %(form)s for %(name)s") % words, reward, reason.strip())
    return reward


def _proposed(reward: Reward) -> Reward:
    related = Reward.objects.select_related("decider", "organisation", "member__user", "proposed_by")
    reward = related.select_for_update(of=("self",), no_key=True).get(pk=reward.pk)
    if reward.stage != RewardStage.PROPOSED:
        raise RewardAlreadySettled
    return reward


def _not_own(actor: User, reward: Reward) -> None:
    member = reach_of(actor).member
    if member is not None and member.pk == reward.member_id:
        raise OwnReward


def _tell_deciders(reward: Reward, actor: User) -> None:
    chairs = holders_of(reward.decider, *CHAIRS, day=clock.today()).select_related("user")
    users = [chair.user for chair in chairs if chair.user and chair.user != actor]
    words = {"form": capfirst(reward.get_form_display()), "name": reward.member.full_name}
    _tell(users, _("To decide: %(form)s for %(name)s") % words, reward, reward.reason)


def _tell(users: Iterable[User], title: str, reward: Reward, body: str = "") -> None:
    notify(recipients=users, title=title, body=body, url=reverse("rewards:reward_detail", args=[reward.pk]))
