"""What is kept about one member: for that member, in full."""

from dataclasses import dataclass

from django.db.models import QuerySet

from chuyende.followup.rewards.models import Reward
from chuyende.foundation.accounts.models import User
from chuyende.foundation.assignments.models import Task
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.organisation.models import Member, Membership, Position
from chuyende.foundation.organisation.policy import reach_of
from chuyende.foundation.organisation.queries import acts_about
from chuyende.meeting.discussion.models import Contribution, Paper
from chuyende.meeting.meetings.models import Attendance
from chuyende.meeting.quizzes.models import Attempt

ACTS_SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class Record:
    member: Member
    memberships: QuerySet[Membership]
    positions: QuerySet[Position]
    attendances: QuerySet[Attendance]
    contributions: QuerySet[Contribution]
    papers: QuerySet[Paper]
    attempts: QuerySet[Attempt]
    rewards: QuerySet[Reward]
    tasks: QuerySet[Task]
    acts: QuerySet[AuditEntry]


def record_of(user: User) -> Record | None:
    """Return everything kept about `user` as a member; None for an account of no member."""
    member = reach_of(user).member
    if member is None:
        return None
    meetings = "meeting__organisation"
    return Record(
        member=member,
        memberships=member.memberships.select_related("organisation").order_by("-since"),
        positions=member.positions.select_related("organisation").order_by("-since"),
        attendances=member.attendances.filter(meeting__closed_at__isnull=False)
        .select_related(meetings)
        .order_by("-meeting__starts_at"),
        contributions=member.contributions.select_related(meetings).order_by("-spoken_at"),
        papers=member.papers.filter(submitted_at__isnull=False).select_related(meetings),
        attempts=member.attempts.filter(submitted_at__isnull=False)
        .select_related("quiz")
        .order_by("-submitted_at"),
        rewards=member.rewards.filter(stage="decided").select_related("organisation"),
        tasks=member.tasks.select_related("organisation").order_by("-due_on"),
        acts=acts_about(user)[:ACTS_SHOWN],
    )
