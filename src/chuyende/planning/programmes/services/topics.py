"""Proposing a topic, resting it on its three grounds, checking that none is missing."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.errors import EditedMeanwhile
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.vietnamese import normalise
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import is_cell, require
from chuyende.foundation.organisation.queries import members_on
from chuyende.foundation.review.services import require_editable, start_review
from chuyende.planning.governance.models import Provision

from .. import errors, queries
from ..enums import GroundingKind, ProgrammeLevel
from ..models import FunctionArea, Grounding, MeetingForm, Programme, Topic
from .citing import check_provision, hold_place


@dataclass(frozen=True)
class Ground:
    """What a topic rests on: a provision, and what the topic takes from it."""

    provision: Provision
    explanation: str


@transaction.atomic
def propose_topic(
    *,
    actor: User,
    organisation: Organisation,
    year: int,
    quarter: int,
    title: str,
    function_area: FunctionArea,
    objective: str,
    forms: Iterable[MeetingForm],
    author: Member,
    presenter: Member,
    programme: Programme | None = None,
    due_on: dt.date | None = None,
    groundings: Mapping[GroundingKind, Ground] | None = None,
    id: uuid.UUID | None = None,
) -> Topic:
    """Draft a topic for one quarter of a cell. The same `id` again makes nothing new.

    Without `programme` it joins the cell's programme of the year, if there is one. Groundings may follow
    later; without all three it cannot be submitted. Raises `NotACell`, `FormMissing`, `NotOfThisCell`,
    `ProvisionOutOfReach` or `ExplanationMissing`.
    """
    require(actor, Perm.TOPIC_PROPOSE, organisation)
    hold_place(organisation)
    if kept := Topic.objects.filter(pk=id).first() if id else None:
        return kept
    if not is_cell(organisation):
        raise errors.NotACell
    _check_people(organisation, author=author, presenter=presenter)
    chosen = _checked_forms(forms)
    review = start_review(actor=actor, kind="topic", organisation=organisation, title=title, due_on=due_on)
    topic = Topic.objects.create(
        id=id or new_id(),
        organisation=organisation,
        programme=programme or _programme_of_year(organisation, year),
        year=year,
        quarter=quarter,
        title=normalise(title),
        function_area=function_area,
        objective=objective.strip(),
        author=author,
        presenter=presenter,
        review=review,
    )
    topic.forms.set(chosen)
    for kind, ground in (groundings or {}).items():
        _put_grounding(topic, kind, ground)
    audit.record(actor, "topic_proposed", topic, organisation=organisation)
    return topic


@transaction.atomic
def change_topic(
    *,
    actor: User,
    topic: Topic,
    revision: int,
    year: int,
    quarter: int,
    title: str,
    function_area: FunctionArea,
    objective: str,
    forms: Iterable[MeetingForm],
    author: Member,
    presenter: Member,
    due_on: dt.date | None = None,
    groundings: Mapping[GroundingKind, Ground] | None = None,
) -> Topic:
    """Save a topic that is in its author's hands. `revision` is that of the text which was opened.

    With `groundings` exactly these stay. Raises `EditedMeanwhile` when somebody saved in between,
    `NotEditableNow`, or what `propose_topic` raises.
    """
    require(actor, Perm.TOPIC_CHANGE, topic)
    topic = (
        Topic.objects.select_for_update(of=("self",), no_key=True)
        .select_related("review", "organisation")
        .get(pk=topic.pk)
    )
    require_editable(topic.review)
    if topic.revision != revision:
        raise EditedMeanwhile(
            _("Somebody else saved this topic after you opened it. Your text is kept in the form below."),
            theirs="\n\n".join(f"{heading}\n{text}" for heading, text in queries.topic_sections(topic)),
        )
    people = {"author": author, "presenter": presenter}
    _check_people(
        topic.organisation, **{k: v for k, v in people.items() if getattr(topic, f"{k}_id") != v.pk}
    )
    chosen = _checked_forms(forms)
    if topic.year != year:
        topic.programme = _programme_of_year(topic.organisation, year)
    topic.year, topic.quarter, topic.title = year, quarter, normalise(title)
    topic.function_area, topic.objective = function_area, objective.strip()
    topic.author, topic.presenter = author, presenter
    topic.revision += 1
    topic.save()
    topic.forms.set(chosen)
    topic.review.title, topic.review.due_on = topic.title, due_on
    topic.review.save(update_fields=["title", "due_on", "updated_at"])
    if groundings is not None:
        topic.groundings.exclude(kind__in=groundings).delete()
        for kind, ground in groundings.items():
            _put_grounding(topic, kind, ground)
    audit.record(actor, "topic_changed", topic, organisation=topic.organisation)
    return topic


def check_topic(topic: Topic) -> None:
    """Raise `GroundingsMissing` unless all three grounds are there: at submitting and at each approval."""
    if missing := queries.missing_groundings(topic):
        raise errors.GroundingsMissing(missing)


def _put_grounding(topic: Topic, kind: GroundingKind, ground: Ground) -> None:
    if not ground.explanation.strip():
        raise errors.ExplanationMissing(f"{kind}_explanation")
    check_provision(topic.organisation, ground.provision, field=f"{kind}_provision")
    Grounding.objects.update_or_create(
        topic=topic,
        kind=kind,
        defaults={"provision": ground.provision, "explanation": ground.explanation.strip()},
    )


def _check_people(organisation: Organisation, **people: Member) -> None:
    own = members_on(organisation, clock.today())
    for field, person in people.items():
        if not own.filter(member=person).exists():
            raise errors.NotOfThisCell(field)


def _checked_forms(forms: Iterable[MeetingForm]) -> list[MeetingForm]:
    chosen = list(forms)
    if not chosen:
        raise errors.FormMissing
    return chosen


def _programme_of_year(organisation: Organisation, year: int) -> Programme | None:
    return Programme.objects.filter(organisation=organisation, level=ProgrammeLevel.YEAR, year=year).first()
