"""Making a programme, its lines, and giving out the work once it is approved."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.assignments.queries import possible_owners
from chuyende.foundation.assignments.services import assign_task, withdraw_task
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.errors import EditedMeanwhile
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.vietnamese import normalise
from chuyende.foundation.organisation.models import Member, Organisation, Term
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.organisation.queries import term_on
from chuyende.foundation.review.services import require_editable, start_review
from chuyende.planning.governance.models import Provision

from .. import errors, queries
from ..enums import ProgrammeLevel
from ..models import Programme, ProgrammeLine, Topic
from .citing import check_provision, hold_place


@transaction.atomic
def create_programme(
    *,
    actor: User,
    organisation: Organisation,
    level: ProgrammeLevel | str,
    title: str,
    year: int | None = None,
    quarter: int | None = None,
    month: int | None = None,
    term: Term | None = None,
    purpose: str = "",
    due_on: dt.date | None = None,
    id: uuid.UUID | None = None,
) -> Programme:
    """Draft a programme of work; it finds its place between those above and below by its period.

    The same `id` again makes nothing new. Raises `PeriodMissing`, `TermMissing` or `ProgrammeAlreadyThere`.
    """
    programme = Programme(
        id=id or new_id(),
        organisation=organisation,
        level=ProgrammeLevel(level),
        title=normalise(title),
        purpose=purpose.strip(),
    )
    require(actor, Perm.PROGRAMME_CHANGE, programme)
    hold_place(organisation)
    if kept := Programme.objects.filter(pk=programme.pk).first():
        return kept
    _put_period(programme, year=year, quarter=quarter, month=month)
    programme.term = term or _term_for(programme)
    if _same_period(programme).exists():
        raise errors.ProgrammeAlreadyThere
    programme.parent = queries.programme_above(programme)
    programme.review = start_review(
        actor=actor, kind="programme", organisation=organisation, title=programme.title, due_on=due_on
    )
    programme.save(force_insert=True)
    queries.programmes_below(programme).update(parent=programme)
    if programme.level == ProgrammeLevel.YEAR and year is not None:
        Topic.objects.filter(organisation=organisation, year=year, programme=None).update(programme=programme)
    audit.record(actor, "programme_created", programme, organisation=organisation)
    return programme


@transaction.atomic
def change_programme(
    *,
    actor: User,
    programme: Programme,
    revision: int,
    title: str,
    purpose: str = "",
    due_on: dt.date | None = None,
) -> Programme:
    """Save the head of a programme. Raises `EditedMeanwhile` or `NotEditableNow`."""
    require(actor, Perm.PROGRAMME_CHANGE, programme)
    programme = _locked(programme)
    if programme.revision != revision:
        raise EditedMeanwhile(
            _("Somebody else saved this programme after you opened it. Your text is kept in the form below."),
            theirs=f"{programme.title}\n\n{programme.purpose}",
        )
    programme.title, programme.purpose = normalise(title), purpose.strip()
    programme.revision += 1
    programme.save()
    programme.review.title, programme.review.due_on = programme.title, due_on
    programme.review.save(update_fields=["title", "due_on", "updated_at"])
    audit.record(actor, "programme_changed", programme, organisation=programme.organisation)
    return programme


@transaction.atomic
def add_line(
    *,
    actor: User,
    programme: Programme,
    content: str,
    responsible: Member,
    deadline: dt.date,
    product: str,
    provision: Provision | None,
    id: uuid.UUID | None = None,
) -> ProgrammeLine:
    """Add a piece of work: who, by when, with what product, resting on which provision.

    The same `id` again adds nothing new. Raises `NotEditableNow`, `LineWithoutProvision`,
    `ProvisionOutOfReach`, `ResponsibleFromElsewhere` or `DeadlineOutsidePeriod`.
    """
    require(actor, Perm.PROGRAMME_CHANGE, programme)
    hold_place(programme.organisation)
    if kept := ProgrammeLine.objects.filter(pk=id).first() if id else None:
        return kept
    programme = _locked(programme)
    last = programme.lines.order_by("-position").values_list("position", flat=True).first()
    line = ProgrammeLine(id=id or new_id(), programme=programme, position=(last or 0) + 1)
    _put_line(line, content, responsible, deadline, product, provision)
    line.save(force_insert=True)
    return line


@transaction.atomic
def change_line(
    *,
    actor: User,
    line: ProgrammeLine,
    content: str,
    responsible: Member,
    deadline: dt.date,
    product: str,
    provision: Provision | None,
) -> ProgrammeLine:
    """Change a line. A task already given for it is withdrawn when it is no longer what the line says.

    Raises what `add_line` raises.
    """
    require(actor, Perm.PROGRAMME_CHANGE, line.programme)
    _locked(line.programme)
    before = (line.content, line.responsible_id, line.deadline)
    _put_line(line, content, responsible, deadline, product, provision)
    if before != (line.content, line.responsible_id, line.deadline):
        _take_back(actor, line)
    line.save()
    return line


@transaction.atomic
def remove_line(*, actor: User, line: ProgrammeLine) -> None:
    """Take a line out, and its task back. Raises `NotEditableNow`."""
    require(actor, Perm.PROGRAMME_CHANGE, line.programme)
    programme = _locked(line.programme)
    _take_back(actor, line)
    audit.record(actor, "line_removed", programme, organisation=programme.organisation, content=line.content)
    line.delete()


@transaction.atomic
def give_out_work(*, actor: User, programme: Programme) -> int:
    """Give the work of an approved programme to those responsible: one task a line. Returns how many.

    Lines that have their task, or whose deadline is past, are left as they are. Raises `NotApprovedYet`.
    """
    require(actor, Perm.PROGRAMME_CHANGE, programme)
    if programme.review.status not in queries.APPROVED:
        raise errors.NotApprovedYet
    waiting = programme.lines.select_for_update(of=("self",), no_key=True).filter(
        task=None, deadline__gte=clock.today()
    )
    given = 0
    for line in waiting.select_related("responsible__user"):
        line.task = assign_task(
            actor=actor,
            organisation=programme.organisation,
            title=line.content,
            owner=line.responsible,
            due_on=line.deadline,
            origin=programme.title,
            origin_url=reverse("programmes:programme_detail", args=[programme.pk]),
        )
        line.save(update_fields=["task", "updated_at"])
        given += 1
    return given


def check_programme(programme: Programme) -> None:
    """Raise `ProgrammeEmpty` unless the programme says at least one thing to do."""
    if not programme.lines.exists():
        raise errors.ProgrammeEmpty


def _locked(programme: Programme) -> Programme:
    held = (
        Programme.objects.select_for_update(of=("self",), no_key=True)
        .select_related("review", "organisation", "term")
        .get(pk=programme.pk)
    )
    require_editable(held.review)
    return held


def _put_period(programme: Programme, *, year: int | None, quarter: int | None, month: int | None) -> None:
    level = programme.level
    if level == ProgrammeLevel.TERM:
        return
    if year is None:
        raise errors.PeriodMissing("year")
    programme.year = year
    if level == ProgrammeLevel.MONTH:
        if month is None:
            raise errors.PeriodMissing("month")
        programme.month, programme.quarter = month, (month + 2) // 3
    elif level == ProgrammeLevel.QUARTER:
        if quarter is None:
            raise errors.PeriodMissing("quarter")
        programme.quarter = quarter


def _term_for(programme: Programme) -> Term:
    year, month = programme.year, programme.month or 3 * (programme.quarter or 1) - 2
    days = [clock.today()] if year is None else [dt.date(year, month, 1), dt.date(year, 12, 31)]
    for day in days:  # the year of the congress begins in the old term
        if term := term_on(programme.organisation, day):
            return term
    raise errors.TermMissing


def _same_period(programme: Programme) -> QuerySet[Programme]:
    same = Programme.objects.filter(organisation=programme.organisation, level=programme.level)
    if programme.level == ProgrammeLevel.TERM:
        return same.filter(term=programme.term)
    return same.filter(year=programme.year, quarter=programme.quarter, month=programme.month)


def _put_line(
    line: ProgrammeLine,
    content: str,
    responsible: Member,
    deadline: dt.date,
    product: str,
    provision: Provision | None,
) -> None:
    programme = line.programme
    if provision is None:
        raise errors.LineWithoutProvision
    check_provision(programme.organisation, provision)
    if not possible_owners(programme.organisation, clock.today()).filter(pk=responsible.pk).exists():
        raise errors.ResponsibleFromElsewhere
    first, last = queries.period_of(programme)
    if not first <= deadline <= last:
        raise errors.DeadlineOutsidePeriod
    line.content, line.product = normalise(content), normalise(product)
    line.responsible, line.deadline, line.provision = responsible, deadline, provision


def _take_back(actor: User, line: ProgrammeLine) -> None:
    task, line.task = line.task, None
    if task is not None and not task.done_at and not task.withdrawn_at:
        withdraw_task(actor=actor, task=task, reason=_("The programme has been amended."))
