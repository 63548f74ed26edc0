"""Everything that one can ask about papers, contributions and votes."""

from django.db.models import Q, QuerySet

from chuyende.foundation.organisation.policy import AnyUser
from chuyende.meeting.meetings.models import Meeting

from . import rules
from .models import Contribution, Paper, Vote


def papers_visible_to(user: AnyUser) -> QuerySet[Paper]:
    """Papers that `user` may read: own ones, and those that were handed in."""
    return rules.PAPER_VIEW.filter(_papers(), user)


def papers_written_by(user: AnyUser) -> QuerySet[Paper]:
    """Papers that `user` writes, or enters for a member without an account."""
    return rules.PAPER_WRITE.filter(_papers(), user)


def papers_of(meeting: Meeting) -> QuerySet[Paper]:
    """Every paper of a meeting with its state: for those who asked for them. Drafts are not theirs to read."""
    return meeting.papers.select_related("author", "agenda_item")


def meetings_asking_papers(user: AnyUser) -> QuerySet[Meeting]:
    """Meetings for which `user` asks members for papers."""
    return rules.PAPER_ASSIGN.filter(Meeting.objects.select_related("organisation"), user)


def meetings_offered_papers(user: AnyUser) -> QuerySet[Meeting]:
    """Meetings for which `user` may offer a paper."""
    return rules.PAPER_OFFER.filter(Meeting.objects.select_related("organisation"), user)


def meetings_recorded_by(user: AnyUser) -> QuerySet[Meeting]:
    """Meetings of which `user` records contributions and votes."""
    meetings = Meeting.objects.select_related("organisation", "chair", "minute_taker")
    return rules.CONTRIBUTION_RECORD.filter(meetings, user)


def contributions_of(meeting: Meeting) -> QuerySet[Contribution]:
    """What was said at a meeting, by name, in the order spoken."""
    return meeting.contributions.select_related("member", "guest", "agenda_item")


def contributions_visible_to(user: AnyUser) -> QuerySet[Contribution]:
    """What `user` said, or may read because of recording, directing or inspecting."""
    spoken = Contribution.objects.select_related("meeting", "member", "guest")
    return rules.CONTRIBUTION_VIEW.filter(spoken, user)


def votes_of(meeting: Meeting) -> QuerySet[Vote]:
    """The votes of a meeting in the order held."""
    return meeting.votes.select_related("agenda_item")


def votes_recorded_by(user: AnyUser) -> QuerySet[Vote]:
    """Votes that `user` may take back."""
    return Vote.objects.select_related("meeting").filter(meeting__in=meetings_recorded_by(user))


def contributions_recorded_by(user: AnyUser) -> QuerySet[Contribution]:
    """Contributions that `user` may change."""
    spoken = Contribution.objects.select_related("meeting__organisation", "member", "guest")
    return spoken.filter(meeting__in=meetings_recorded_by(user))


def speakers_of(meeting: Meeting) -> int:
    """How many different people spoke."""
    people = meeting.contributions.filter(Q(member__isnull=False) | Q(guest__isnull=False))
    return people.values("member", "guest").distinct().order_by().count()


def _papers() -> QuerySet[Paper]:
    return Paper.objects.select_related("author", "meeting__organisation", "agenda_item")
