"""What a meeting still lacks, what the rules ask of its papers, and what the last one left open."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet, Sum
from django.utils.translation import gettext as _

from chuyende.foundation.assignments.models import Task
from chuyende.foundation.assignments.queries import open_tasks
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.foundation.organisation.queries import holders_of
from chuyende.foundation.review.enums import ReviewStatus
from chuyende.meeting.meetings import rules
from chuyende.meeting.meetings.enums import MeetingStage, ResponseAnswer
from chuyende.meeting.meetings.models import Conclusion, Meeting
from chuyende.planning.governance.errors import RuleMissing
from chuyende.planning.governance.models import RuleSet
from chuyende.planning.governance.queries import rule_in_force, rules_in_force
from chuyende.planning.programmes.models import Topic

from .meetings import day_of


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that a meeting needs beforehand. `section` is the place on the page where it is done."""

    title: str
    done: bool
    detail: str = ""
    section: str = ""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """By when papers must be in the handbook app, by which rule, and whether they were."""

    rule: RuleSet
    due_at: dt.datetime
    done_at: dt.datetime | None

    @property
    def is_late(self) -> bool:
        return (self.done_at or clock.now()) > self.due_at


def topics_without_meeting(user: AnyUser) -> QuerySet[Topic]:
    """Approved topics on which `user` can convene a meeting now."""
    approved = topics_to_convene_by(user).filter(
        review__status__in=(ReviewStatus.APPROVED, ReviewStatus.LOCKED)
    )
    held = Meeting.objects.filter(cancelled_at=None).values("topic_id")
    return approved.exclude(pk__in=held).order_by("year", "quarter", "title")


def topics_to_convene_by(user: AnyUser) -> QuerySet[Topic]:
    """Every topic of the cells for which `user` convenes; whether it may be convened is the service's answer."""
    return rules.CONVENE.filter(Topic.objects.select_related("organisation", "presenter", "review"), user)


def proposal_for(topic: Topic) -> dict[str, Any]:
    """What the form of a new meeting starts with: who usually chairs, and the length that the rule asks."""
    today, cell = clock.today(), topic.organisation
    chair = holders_of(cell, Role.SECRETARY, day=today).first()
    minute_taker = holders_of(cell, Role.MINUTE_TAKER, day=today).first()
    try:
        minutes = rule_in_force("meeting_duration", day=today, organisation=cell).parameters["minutes"]
    except RuleMissing:
        minutes = None
    return {
        "title": topic.title,
        "purpose": topic.objective,
        "chair": chair,
        "minute_taker": minute_taker,
        "planned_minutes": minutes,
    }


def unfinished_tasks_before(meeting: Meeting) -> QuerySet[Task]:
    """Tasks from the conclusions of the cell's earlier meetings that are still open: the first thing to hear."""
    earlier = Meeting.objects.filter(
        organisation=meeting.organisation_id, starts_at__lt=meeting.starts_at, closed_at__isnull=False
    ).exclude(pk=meeting.pk)
    return open_tasks(meeting.organisation).filter(conclusions__meeting__in=earlier).distinct()


def conclusions_of(meeting: Meeting) -> QuerySet[Conclusion]:
    """The conclusions of `meeting` with the tasks that they gave, each with its owner. Two queries."""
    tasks = Prefetch("tasks", Task.objects.select_related("owner"))
    return meeting.conclusions.prefetch_related(tasks)


def clashing_meeting(
    organisation: Organisation, starts_at: dt.datetime, minutes: int, *, but: Meeting | None = None
) -> Meeting | None:
    """A meeting of the same cell that overlaps the given time, if any."""
    ends_at = starts_at + dt.timedelta(minutes=minutes)
    near = Meeting.objects.filter(
        organisation=organisation,
        cancelled_at=None,
        starts_at__lt=ends_at,
        starts_at__gt=starts_at - dt.timedelta(days=1),
    )
    if but is not None:
        near = near.exclude(pk=but.pk)
    for other in near:
        if other.starts_at + dt.timedelta(minutes=other.planned_minutes) > starts_at:
            return other
    return None


def handbook_deadlines(meeting: Meeting) -> dict[str, Deadline]:
    """When the papers have to be in the handbook app: those "before" the meeting, once it is closed those "after"."""
    deadlines: dict[str, Deadline] = {}
    if meeting.stage not in (MeetingStage.SUMMONED, MeetingStage.CLOSED):
        return deadlines
    codes = ("papers_before", "papers_after")
    binding = rules_in_force(codes, day=day_of(meeting), organisation=meeting.organisation)
    if rule := binding.get("papers_before"):
        due_at = meeting.starts_at - dt.timedelta(days=rule.parameters["days"])
        deadlines["before"] = Deadline(rule=rule, due_at=due_at, done_at=meeting.handbook_before_at)
    if meeting.closed_at and (rule := binding.get("papers_after")):
        due_at = meeting.closed_at + dt.timedelta(days=rule.parameters["days"])
        deadlines["after"] = Deadline(rule=rule, due_at=due_at, done_at=meeting.handbook_after_at)
    return deadlines


def warnings_of(meeting: Meeting) -> list[str]:
    """What does not block but ought to be known before the members are called."""
    found = []
    notice = meeting.starts_at - (meeting.summoned_at or clock.now())
    papers = _rule(meeting, "papers_before")
    if papers and notice < dt.timedelta(days=papers.parameters["days"]) and not meeting.opened_at:
        found.append(
            _("Papers go to the members at least %(days)d day(s) before (%(source)s); less time is left.")
            % {"days": papers.parameters["days"], "source": papers.citation}
        )
    length = _rule(meeting, "meeting_duration")
    if length and not meeting.opened_at:
        least = length.parameters["joined_minutes" if meeting.joined_to_monthly else "minutes"]
        if meeting.planned_minutes < least:
            found.append(
                _("The planned %(planned)d minutes are less than the %(least)d minutes of %(source)s.")
                % {"planned": meeting.planned_minutes, "least": least, "source": length.citation}
            )
    return found


def readiness(meeting: Meeting) -> list[Check]:
    """What a meeting needs before it can be held well, done or not."""
    planned = meeting.agenda.aggregate(minutes=Sum("minutes"))["minutes"] or 0
    materials = meeting.materials.count()
    answers = list(meeting.summons.values_list("answer", flat=True))
    coming = answers.count(ResponseAnswer.COMING)
    return [
        Check(
            title=_("Agenda with minutes"),
            done=0 < planned <= meeting.planned_minutes,
            detail=_("%(planned)d of %(whole)d minutes planned")
            % {"planned": planned, "whole": meeting.planned_minutes},
            section="agenda",
        ),
        Check(
            title=_("Lead paper and materials"),
            done=materials > 0,
            detail=_("%(n)d attached") % {"n": materials} if materials else _("nothing attached yet"),
            section="materials",
        ),
        Check(
            title=_("Members summoned"),
            done=meeting.summoned_at is not None,
            detail=_("%(n)d members") % {"n": len(answers)} if answers else _("not yet"),
            section="summons",
        ),
        Check(
            title=_("Answers of the members"),
            done=bool(answers) and all(answers),
            detail=_("%(coming)d will attend, %(silent)d have not answered")
            % {"coming": coming, "silent": answers.count("")},
            section="summons",
        ),
        Check(
            title=_("Papers in the handbook app"),
            done=meeting.handbook_before_at is not None,
            detail="" if meeting.handbook_before_at else _("not recorded yet"),
            section="handbook",
        ),
    ]


def _rule(meeting: Meeting, code: str) -> RuleSet | None:
    try:
        return rule_in_force(code, day=day_of(meeting), organisation=meeting.organisation)
    except RuleMissing:
        return None
