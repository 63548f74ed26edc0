"""The plan of a year: quarter by quarter, what is there and what is missing."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import OrganisationKind
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.planning.governance.queries import rules_of

from ..models import Topic
from ..quarters import ROMAN, quarter_end
from .topics import topics_visible_to


@dataclass(frozen=True)
class QuarterPlan:
    """One quarter of an organisation's plan: its topics, and what the rule still asks for."""

    number: int
    topics: list[Topic]
    needed: int
    citation: str
    is_past: bool

    @property
    def roman(self) -> str:
        return ROMAN[self.number]

    @property
    def missing(self) -> int:
        return max(self.needed - len(self.topics), 0)


def year_plan(organisation: Organisation, year: int, user: AnyUser) -> list[QuarterPlan]:
    """The four quarters of `organisation`'s plan, with the topics that `user` may see.

    A quarter that lacks a topic says so with the guideline by which it is needed. Six queries at any size.
    """
    meetings = Topic._meta.get_field("meetings").related_model
    standing = meetings._default_manager.filter(cancelled_at=None).order_by("starts_at")
    topics = (
        topics_visible_to(user)
        .filter(organisation=organisation, year=year)
        .prefetch_related("forms", "groundings", Prefetch("meetings", standing, to_attr="standing_meetings"))
        .order_by("quarter", "created_at")
    )
    by_quarter: dict[int, list[Topic]] = defaultdict(list)
    for topic in topics:
        by_quarter[topic.quarter].append(topic)
    frequency, is_cell = rules_of("thematic_frequency"), organisation.kind == OrganisationKind.CELL
    plan = []
    for number in (1, 2, 3, 4):
        end = quarter_end(year, number)
        rule = frequency.in_force(end, organisation)
        plan.append(
            QuarterPlan(
                number=number,
                topics=by_quarter[number],
                needed=rule.whole("per_quarter") if is_cell else 0,
                citation=rule.citation,
                is_past=end < clock.today(),
            )
        )
    return plan


def years_to_show(organisation: Organisation) -> list[int]:
    """The years for which there are topics, with this year and the next; latest first."""
    this_year = clock.today().year
    kept = (
        Topic.objects.filter(organisation=organisation).order_by().values_list("year", flat=True).distinct()
    )
    return sorted({*kept, this_year, this_year + 1}, reverse=True)
