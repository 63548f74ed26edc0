"""Votes by show of hands."""

import uuid

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.meeting.discussion import errors
from chuyende.meeting.discussion.enums import VoteBasis
from chuyende.meeting.discussion.models import Vote
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.meetings.models import AgendaItem, Meeting
from chuyende.meeting.meetings.queries import attendance_counts, day_of
from chuyende.meeting.meetings.services.stage import hold, member_of
from chuyende.planning.governance.queries import rule_in_force


@transaction.atomic
def record_vote(
    *,
    actor: User,
    meeting: Meeting,
    question: str,
    in_favour: int,
    against: int = 0,
    other: int = 0,
    agenda_item: AgendaItem | None = None,
    id: uuid.UUID | None = None,
) -> Vote:
    """Record a vote by show of hands. The same `id` again records nothing.

    What it is counted against comes from the rule `vote_basis` in force on the day and from the attendance as
    it stands now: by default more than half of the official members summoned. The rule, its
    citation and the counts are copied, so that later rules and later attendance change no past vote.
    Raises `QuestionMissing`, `NobodyMayVote`, `MoreVotesThanVoters`, `RuleMissing`, `WrongStage`.
    """
    require(actor, Perm.VOTE_RECORD, meeting)
    meeting = hold(meeting, MeetingStage.OPEN)
    if id is not None and (already := meeting.votes.filter(pk=id).first()):
        return already
    if not question.strip():
        raise errors.QuestionMissing
    rule = rule_in_force("vote_basis", day=day_of(meeting), organisation=meeting.organisation)
    counts = attendance_counts(meeting)
    present, counted = counts.official_now, in_favour + against + other
    basis = VoteBasis(rule.parameters["basis"])
    base = counts.official if basis == VoteBasis.SUMMONED else present
    if not base or not present:
        raise errors.NobodyMayVote
    if counted > present or min(in_favour, against, other) < 0:
        raise errors.MoreVotesThanVoters(counted=counted, present=present)
    running = meeting.agenda.filter(started_at__isnull=False, ended_at=None).first()
    vote = Vote.objects.create(
        id=id or new_id(),
        meeting=meeting,
        agenda_item=agenda_item or running,
        question=question.strip()[:400],
        basis=basis,
        base=base,
        present=present,
        majority_over=rule.parameters["majority_over"],
        citation=rule.citation,
        in_favour=in_favour,
        against=against,
        other=other,
        recorded_by=member_of(actor),
    )
    audit.record(
        actor,
        "vote_recorded",
        vote,
        organisation=meeting.organisation,
        in_favour=in_favour,
        against=against,
        other=other,
        base=base,
    )
    return vote


@transaction.atomic
def remove_vote(*, actor: User, vote: Vote) -> None:
    """Take back a vote that was miscounted, to count again. Raises `WrongStage`."""
    require(actor, Perm.VOTE_RECORD, vote.meeting)
    meeting = hold(vote.meeting, MeetingStage.OPEN)
    found = meeting.votes.filter(pk=vote.pk).first()
    if found is not None:
        audit.record(
            actor,
            "vote_removed",
            found,
            organisation=meeting.organisation,
            in_favour=found.in_favour,
            against=found.against,
            other=found.other,
        )
        found.delete()
