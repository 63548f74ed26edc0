"""Whose plans and topics; what a topic lacks; who decides on it."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import OrganisationKind
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.foundation.organisation.queries import leaders_of
from chuyende.foundation.review.enums import ReviewLevel, ReviewStatus
from chuyende.foundation.review.kinds import Sections
from chuyende.planning.governance.queries import rule_in_force

from .. import rules
from ..enums import GroundingKind
from ..models import Grounding, Programme, Topic

APPROVED = (ReviewStatus.APPROVED, ReviewStatus.LOCKED)


def plans_visible_to(user: AnyUser) -> QuerySet[Organisation]:
    """The organisations whose plan of topics `user` may open."""
    return rules.VIEW_PLAN.filter(Organisation.objects.filter(until=None), user)


def topics_visible_to(user: AnyUser) -> QuerySet[Topic]:
    found = Topic.objects.select_related("organisation", "review", "function_area", "author", "presenter")
    return rules.VIEW_TOPIC.filter(found, user)


def places_to_propose_at(user: AnyUser) -> QuerySet[Organisation]:
    """The cells for which `user` may propose topics."""
    cells = Organisation.objects.filter(kind=OrganisationKind.CELL, until=None)
    return rules.PROPOSE_TOPIC.filter(cells, user)


def missing_groundings(topic: Topic) -> list[GroundingKind]:
    """The grounds that `topic` still lacks, in their order."""
    kept = {grounding.kind for grounding in topic.groundings.all() if grounding.explanation.strip()}
    return [kind for kind in GroundingKind if kind not in kept]


def groundings_of(topic: Topic) -> list[tuple[GroundingKind, Grounding | None]]:
    """Each of the three grounds with what was given for it, or None."""
    found = topic.groundings.select_related("provision__document__replaced_by")
    given = {grounding.kind: grounding for grounding in found}
    return [(kind, given.get(kind)) for kind in GroundingKind]


def review_levels(subject: Topic | Programme) -> tuple[ReviewLevel, ...]:
    """Who decides on a topic or programme, in order, by the rule `approval`.

    The committee's own goes to the committee. A cell's passes the cell's committee, then the Party committee
    where the rule says that it approves. A level at which nobody but the author could decide is passed over:
    a cell led by one person has its work read by the Party committee.
    """
    place, today = subject.organisation, clock.today()
    if place.kind == OrganisationKind.COMMITTEE:
        return (ReviewLevel.COMMITTEE,)
    if place.is_root():
        return (ReviewLevel.CELL,)
    others = leaders_of(place, today).exclude(user=None).exclude(user=subject.review.author_id)
    rule = rule_in_force("approval", day=today, organisation=place)
    approves = rule.text(subject.review.kind) == "approve"
    levels = [ReviewLevel.CELL] if others.exists() else []
    return tuple([*levels, ReviewLevel.COMMITTEE] if approves or not levels else levels)


def topic_sections(topic: Topic) -> Sections:
    """The topic as headings and text: what a version keeps and compares."""
    grounds = [
        (
            str(kind.label),
            f"{grounding.provision}: {grounding.explanation}" if grounding else _("(missing)"),
        )
        for kind, grounding in groundings_of(topic)
    ]
    return [
        (_("Title"), topic.title),
        (_("Quarter"), f"{topic.roman}/{topic.year}"),
        (_("Function area"), topic.function_area.name),
        (_("Objective"), topic.objective),
        (_("Forms of meeting"), ", ".join(form.name for form in topic.forms.all())),
        (_("Prepares the lead paper"), topic.author.full_name),
        (_("Presenter"), topic.presenter.full_name),
        *grounds,
    ]
