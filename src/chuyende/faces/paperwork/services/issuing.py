"""Which papers go out: minutes, summons, plans, decisions; and what each says before it has a number."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from chuyende.faces.paperwork.composing import voice_of
from chuyende.faces.paperwork.engine import as_data
from chuyende.faces.paperwork.engine.paper import Paper
from chuyende.faces.paperwork.enums import PaperType
from chuyende.faces.paperwork.errors import (
    MarkedSecret,
    MeetingNotToBeSummoned,
    RewardNotDecided,
    TextMissing,
    TopicNotApproved,
)
from chuyende.faces.paperwork.models import IssuedPaper, Minutes
from chuyende.faces.paperwork.papers import (
    Stamp,
    decision_paper,
    layout_on,
    minutes_paper,
    plan_paper,
    summons_paper,
)
from chuyende.followup.rewards.enums import RewardStage
from chuyende.followup.rewards.models import Reward
from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.marking import marking_in_lines
from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import CHAIRS, reach_of, require
from chuyende.foundation.organisation.queries import holders_of
from chuyende.foundation.review.enums import ReviewStatus, StepAction
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.programmes.models import Topic

from .register import issue_paper, term_of

#: without these, minutes are none
_NEEDED = ("title", "time", "composition", "officers", "conclusions", "closing")
_DECIDED = (ReviewStatus.APPROVED, ReviewStatus.LOCKED)


def minutes_day(minutes: Minutes) -> dt.date:
    """The date of minutes: the day on which the meeting was held."""
    meeting = minutes.meeting
    return timezone.localtime(meeting.opened_at or meeting.starts_at).date()


def check_minutes(minutes: Minutes) -> None:
    """Stop minutes that cannot be signed: asked at each signature.

    Raises `TextMissing`, `MarkedSecret`, `TermMissing`, `RuleMissing`, `LayoutUnusable`.
    """
    for section in minutes.sections.all():
        if section.key in _NEEDED and not section.body.strip():
            raise TextMissing(section.heading)
        if marking := marking_in_lines(section.body.splitlines()):
            raise MarkedSecret(marking)
    organisation, day = minutes.meeting.organisation, minutes_day(minutes)
    term_of(organisation, day)
    layout_on(organisation, day)


def draft_of_minutes(minutes: Minutes) -> Paper:
    """The minutes as they stand, marked as a draft."""
    return _write_minutes(minutes)(Stamp())


def issue_minutes(*, actor: User, minutes: Minutes) -> IssuedPaper:
    """Number the minutes that both have signed; amended ones keep their number and replace the version before.

    Called when the second has signed. Raises what `issue_paper` raises.
    """
    require(actor, Perm.MINUTES_SIGN, minutes)
    minutes.issued = issue_paper(
        actor=actor,
        organisation=minutes.meeting.organisation,
        type=PaperType.MINUTES,
        day=minutes_day(minutes),
        write=_write_minutes(minutes),
        signed_by=minutes.meeting.chair,
        replaces=minutes.issued,
        meeting=minutes.meeting,
    )
    minutes.save()
    return minutes.issued


def _write_minutes(minutes: Minutes) -> Callable[[Stamp], Paper]:
    voice = voice_of(minutes.meeting.organisation, minutes_day(minutes))
    amended = minutes.review.steps.filter(action=StepAction.AMENDED).order_by("-created_at", "-id").first()
    return lambda stamp: minutes_paper(
        minutes, voice, stamp, replaces=minutes.issued, reason=amended.reason if amended else ""
    )


def draft_of_summons(meeting: Meeting) -> Paper:
    """The summons as it would go out today, marked as a draft."""
    return _write_summons(meeting, signer_of(meeting.organisation), day=None)(Stamp())


@transaction.atomic
def issue_summons(*, actor: User, meeting: Meeting) -> IssuedPaper:
    """Send out the summons, signed by whoever does it for the cell.

    The same summons again returns the one already issued; after a change of the meeting, a new one goes out.
    Raises `MeetingNotToBeSummoned` and what `issue_paper` raises.
    """
    require(actor, Perm.ISSUED_PAPER_ISSUE, IssuedPaper(organisation=meeting.organisation))
    meeting = _held(Meeting, meeting)
    if meeting.stage in (MeetingStage.CLOSED, MeetingStage.CANCELLED):
        raise MeetingNotToBeSummoned
    signer = reach_of(actor).member
    return _issue_once(
        actor=actor,
        organisation=meeting.organisation,
        type=PaperType.SUMMONS,
        write=_write_summons(meeting, signer, day=clock.today()),
        signed_by=signer,
        about={"meeting": meeting},
    )


def _write_summons(
    meeting: Meeting, signer: Member | None, *, day: dt.date | None
) -> Callable[[Stamp], Paper]:
    voice = voice_of(meeting.organisation, day or clock.today())
    return lambda stamp: summons_paper(meeting, voice, stamp, signer=signer, day=day)


def draft_of_topic_plan(topic: Topic) -> Paper:
    """The plan of a topic as it would go out today, marked as a draft."""
    return _write_plan(topic, signer_of(topic.organisation), day=None)(Stamp())


@transaction.atomic
def issue_topic_plan(*, actor: User, topic: Topic) -> IssuedPaper:
    """Send out the plan of an approved topic; the same plan again returns the one already issued.

    Raises `TopicNotApproved` and what `issue_paper` raises.
    """
    require(actor, Perm.ISSUED_PAPER_ISSUE, IssuedPaper(organisation=topic.organisation))
    topic = _held(Topic, topic)
    if topic.review.status not in _DECIDED:
        raise TopicNotApproved
    signer = reach_of(actor).member
    return _issue_once(
        actor=actor,
        organisation=topic.organisation,
        type=PaperType.PLAN,
        write=_write_plan(topic, signer, day=clock.today()),
        signed_by=signer,
        about={"topic": topic},
    )


def _write_plan(topic: Topic, signer: Member | None, *, day: dt.date | None) -> Callable[[Stamp], Paper]:
    voice = voice_of(topic.organisation, day or clock.today())
    return lambda stamp: plan_paper(topic, voice, stamp, signer=signer, day=day)


@transaction.atomic
def issue_decision(*, actor: User, reward: Reward) -> IssuedPaper:
    """Give a decided reward its decision with a number; a second time returns the one already issued.

    Raises `RewardNotDecided` and what `issue_paper` raises.
    """
    require(actor, Perm.REWARD_DECIDE, reward)
    if known := IssuedPaper.objects.filter(reward=reward).first():
        return known
    if reward.stage != RewardStage.DECIDED or reward.decided_on is None:
        raise RewardNotDecided
    voice = voice_of(reward.decider, reward.decided_on)
    signer = _hand(reward.decider, reach_of(actor).member)
    return issue_paper(
        actor=actor,
        organisation=reward.decider,
        type=PaperType.DECISION,
        day=reward.decided_on,
        write=lambda stamp: decision_paper(reward, voice, stamp, signer=signer),
        signed_by=signer,
        reward=reward,
        meeting=reward.meeting,
    )


def signer_of(organisation: Organisation) -> Member | None:
    """Who signs for the organisation today: its secretary."""
    return holders_of(organisation, Role.SECRETARY, day=clock.today()).first()


def _hand(organisation: Organisation, member: Member | None) -> Member | None:
    """The one who acts, if secretary or deputy there; else the secretary, in whose name it is done."""
    if member and holders_of(organisation, *CHAIRS, day=clock.today()).filter(pk=member.pk).exists():
        return member
    return signer_of(organisation)


def _issue_once(
    *,
    actor: User,
    organisation: Organisation,
    type: PaperType,
    write: Callable[[Stamp], Paper],
    signed_by: Member | None,
    about: Mapping[str, Any],
) -> IssuedPaper:
    last = (
        IssuedPaper.objects.filter(organisation=organisation, type=type, **about).order_by("-number").first()
    )
    if last is not None and _says(last.content) == _says(as_data(write(Stamp()))):
        return last
    return issue_paper(
        actor=actor,
        organisation=organisation,
        type=type,
        day=clock.today(),
        write=write,
        signed_by=signed_by,
        **about,
    )


def _says(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a paper says to its readers: all but number, date, code and who signed it."""
    said = {key: content[key] for key in ("type_name", "abstract", "blocks", "recipients")}
    return _plain(said)


def _plain(value: Any) -> Any:
    """Tuples as lists, as JSON keeps them."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _held(model: Any, thing: Any) -> Any:
    """The thing as stored now, held, so that two who issue it at once issue one."""
    return (
        model.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation")
        .get(pk=thing.pk)
    )
