"""Results that do not count: cancelled with a reason, the member heard, settled."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.models import Member, Membership, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.organisation.queries import leaders_of, membership_on

from .. import queries
from ..enums import Outcome
from ..errors import (
    AlreadyCancelled,
    AlreadySettled,
    NotInTheContest,
    OwnCase,
    ReasonMissing,
    ReplyAwaited,
    ReplyMissing,
)
from ..models import Contest, Disqualification
from .preparing import locked, organiser_of, require_over


@transaction.atomic
def cancel_result(
    *, actor: User, contest: Contest, member: Member, offence: str, facts: str
) -> Disqualification:
    """Let the result of a member not count, say why, and tell the member, who may reply. Nothing is deleted.

    Only when every round has closed: before, nobody learns who has taken part. Raises `ContestNotAnnounced`,
    `RoundsStillOpen`, `NotInTheContest`, `OwnCase`, `ReasonMissing`, `AlreadyCancelled`.
    """
    require(actor, Perm.CONTEST_DIRECT, contest)
    contest, organiser = locked(contest), organiser_of(actor)
    require_over(contest)
    if member not in queries.members_with_results(contest):
        raise NotInTheContest
    if organiser == member:
        raise OwnCase
    if not facts.strip():
        raise ReasonMissing("facts")
    if contest.disqualifications.filter(member=member).exclude(outcome=Outcome.LIFTED).exists():
        raise AlreadyCancelled
    case = Disqualification.objects.create(
        contest=contest,
        member=member,
        cell=_cell_of(member),
        offence=offence,
        facts=facts.strip(),
        cancelled_by=organiser,
        reply_until=clock.now() + dt.timedelta(days=contest.rules["reply_days"]),
    )
    audit.record(
        actor,
        "result_cancelled",
        case,
        organisation=contest.organisation,
        about=member.user,
        offence=offence,
        facts=case.facts,
    )
    if member.user:
        _tell(
            [member.user],
            _("Your result in the contest «%(title)s» is cancelled for now. You may reply.")
            % {"title": contest.title},
            case,
        )
    return case


@transaction.atomic
def reply_to_cancelling(*, actor: User, case: Disqualification, reply: str) -> Disqualification:
    """Keep what the member has to say; written again before it is settled, the later text counts.

    Raises `ReplyMissing`, `AlreadySettled`.
    """
    require(actor, Perm.DISQUALIFICATION_REPLY, case)
    case = _open(case)
    if not reply.strip():
        raise ReplyMissing
    case.reply, case.replied_at = reply.strip(), clock.now()
    case.save(update_fields=["reply", "replied_at", "updated_at"])
    contest = case.contest
    audit.record(
        actor,
        "cancelled_result_replied",
        case,
        organisation=contest.organisation,
        about=case.member.user,
        reply=case.reply,
    )
    leaders = leaders_of(contest.organisation, clock.today()).select_related("user")
    words = {"name": case.member.full_name, "title": contest.title}
    _tell(
        [leader.user for leader in leaders if leader.user and leader.user != actor],
        _("%(name)s replied about the cancelled result in «%(title)s»") % words,
        case,
    )
    return case


@transaction.atomic
def settle_case(*, actor: User, case: Disqualification, outcome: str, reason: str) -> Disqualification:
    """Say whether the result stays cancelled or counts again, after the member was heard, and tell the member.

    Raises `OwnCase`, `AlreadySettled`, `ReplyAwaited`, `ReasonMissing`.
    """
    require(actor, Perm.DISQUALIFICATION_SETTLE, case)
    organiser, now = organiser_of(actor), clock.now()
    if organiser == case.member:
        raise OwnCase
    case = _open(case)
    if not case.replied_at and now < case.reply_until:
        raise ReplyAwaited(case.reply_until)
    if not reason.strip():
        raise ReasonMissing
    case.outcome, case.outcome_reason = outcome, reason.strip()
    case.settled_by, case.settled_at = organiser, now
    case.save(update_fields=["outcome", "outcome_reason", "settled_by", "settled_at", "updated_at"])
    audit.record(
        actor,
        "cancelled_result_settled",
        case,
        organisation=case.contest.organisation,
        about=case.member.user,
        outcome=outcome,
        reason=case.outcome_reason,
    )
    if case.member.user:
        words = {"title": case.contest.title, "outcome": case.get_outcome_display()}
        _tell([case.member.user], _("Contest «%(title)s»: %(outcome)s") % words, case)
    return case


def _open(case: Disqualification) -> Disqualification:
    rows = Disqualification.objects.select_for_update(of=("self",), no_key=True)
    case = rows.select_related("contest__organisation", "member__user").get(pk=case.pk)
    if case.is_settled:
        raise AlreadySettled
    return case


def _cell_of(member: Member) -> Organisation:
    """Where the member belongs today, or belonged last."""
    today = membership_on(member, clock.today())
    held = today or Membership.objects.filter(member=member).select_related("organisation").latest("since")
    return held.organisation


def _tell(users: Iterable[User], title: str, case: Disqualification) -> None:
    notify(recipients=users, title=title, url=reverse("contests:case_detail", args=[case.pk]))
