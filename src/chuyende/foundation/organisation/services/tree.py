"""The tree: founded, extended, changed, merged, closed; its terms and departments."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.audit import record
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.enums import EndReason, OrganisationKind, Role
from chuyende.foundation.organisation.errors import AlreadyFounded, DaysOutOfOrder, NameTaken, StillInUse
from chuyende.foundation.organisation.events import organisation_closed
from chuyende.foundation.organisation.models import (
    Department,
    Member,
    Membership,
    Organisation,
    Position,
    Term,
)
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.organisation.queries import committee_of, within

from .days import ONE_DAY, memberships_apart, one_at_a_time, require_open, require_order, written

CHANGEABLE: Final = ("name", "short_name", "superior_name", "place", "code", "function")


@transaction.atomic
def found_committee(
    *,
    name: str,
    short_name: str,
    since: dt.date,
    username: str,
    password: str,
    full_name: str,
    superior_name: str = "",
    place: str = "",
    email: str = "",
    term: tuple[str, dt.date, dt.date] | None = None,
) -> User:
    """Make the first Party committee and its administrator, who can sign in at once.

    Only in a system without any organisation, hence without an actor: `AlreadyFounded` otherwise. A weak password is
    refused with a `DomainError`. `term` is (name, first day, last day).
    """
    if Organisation.objects.exists():
        raise AlreadyFounded(_("The system is set up already. Sign in instead."))
    administrator = User(username=username, full_name=full_name, email=email)
    try:
        validate_password(password, administrator)
    except ValidationError as error:
        raise DomainError(" ".join(error.messages), field="password") from error
    administrator.set_password(password)
    try:
        with transaction.atomic():
            committee = Organisation.objects.add_root(
                instance=Organisation(
                    kind=OrganisationKind.COMMITTEE,
                    name=name,
                    short_name=short_name,
                    superior_name=superior_name,
                    place=place,
                    since=since,
                )
            )
    except IntegrityError as error:  # two people at once: the root's path is unique
        raise AlreadyFounded(_("The system is set up already. Sign in instead.")) from error
    try:
        with transaction.atomic():
            administrator.save(force_insert=True)
    except IntegrityError as error:
        raise NameTaken(_("Somebody has that user name. Choose another."), field="username") from error
    member = Member.objects.create(user=administrator, full_name=full_name, email=email)
    Position.objects.create(
        member=member,
        organisation=committee,
        role=Role.ADMINISTRATOR,
        since=min(since, clock.today()),
        title=str(Role.ADMINISTRATOR.label).capitalize(),
    )
    if term is not None:
        _make_term(committee, *term)
    record(administrator, "committee_founded", committee, organisation=committee)
    return administrator


@transaction.atomic
def create_organisation(
    *,
    actor: User,
    parent: Organisation,
    name: str,
    short_name: str,
    since: dt.date,
    kind: OrganisationKind | str = OrganisationKind.CELL,
    id: uuid.UUID | None = None,
    **details: str,
) -> Organisation:
    """Open a cell (or a committee) under a committee from the day `since`.

    `details`: `superior_name`, `place` (default: the parent's), `code`, `function`. With an `id` that exists already
    nothing is written again. Raises `NameTaken`, `OrganisationNotOpen`.
    """
    require(actor, Perm.ORGANISATION_CHANGE, parent)
    if id is not None and (known := Organisation.objects.filter(pk=id).first()):
        return known
    if parent.kind != OrganisationKind.COMMITTEE:
        raise DomainError(_("A cell has nothing under it. Choose a Party committee."))
    require_open(parent, since)
    # the place among brothers is given to one at a time
    parent = Organisation.objects.select_for_update(no_key=True).get(pk=parent.pk)
    _require_free_name(parent, name, since)
    details.setdefault("place", parent.place)
    given = {"pk": id} if id else {}
    organisation = Organisation.objects.add_child(
        parent,
        instance=Organisation(
            **given, kind=kind, name=name, short_name=short_name or name, since=since, **details
        ),
    )
    record(actor, "organisation_created", organisation, organisation=organisation, since=since)
    return organisation


@transaction.atomic
def change_organisation(*, actor: User, organisation: Organisation, **changes: str) -> Organisation:
    """Correct names, place, code or function. The log keeps what was there before."""
    require(actor, Perm.ORGANISATION_CHANGE, organisation)
    if unknown := set(changes) - set(CHANGEABLE):
        raise TypeError(f"cannot change {', '.join(sorted(unknown))}")
    before = {name: getattr(organisation, name) for name in changes}
    changed = {name: value for name, value in changes.items() if before[name] != value}
    if not changed:
        return organisation
    parent = committee_of(organisation)
    if "name" in changed and parent is not None:
        _require_free_name(parent, changed["name"], clock.today(), but=organisation)
    for name, value in changed.items():
        setattr(organisation, name, value)
    organisation.save()
    record(
        actor,
        "organisation_changed",
        organisation,
        organisation=organisation,
        before={name: before[name] for name in changed},
        after=changed,
    )
    return organisation


@transaction.atomic
def close_organisation(*, actor: User, organisation: Organisation, on: dt.date) -> Organisation:
    """Close the organisation with the last day `on`; its positions end with it.

    Raises `StillInUse` while members or open organisations remain after that day, and at the root.
    """
    require(actor, Perm.ORGANISATION_CHANGE, organisation)
    if organisation.is_root():
        raise StillInUse(_("The committee of the whole body cannot be closed here."))
    require_order(organisation.since, on)
    still = Q(until__isnull=True) | Q(until__gt=on)
    if (
        members := Membership.objects.filter(still, organisation=organisation)
        .values("member")
        .distinct()
        .count()
    ):
        raise StillInUse(
            _("%(count)d members still belong to %(name)s after that day. Move them, or merge the cell.")
            % {"count": members, "name": organisation}
        )
    if under := within(organisation).filter(still).exclude(pk=organisation.pk).count():
        raise StillInUse(
            _("%(count)d organisations under %(name)s are open after that day. Close them first.")
            % {"count": under, "name": organisation}
        )
    _close(actor, organisation, on)
    return organisation


@transaction.atomic
def merge_cells(*, actor: User, cells: Sequence[Organisation], into: Organisation, since: dt.date) -> int:
    """Move everybody of `cells` to the cell `into` from the day `since` and close `cells` the day before.

    Returns how many members moved. Raises `MembershipsOverlap`, `OrganisationNotOpen`, `DaysOutOfOrder`.
    """
    require(actor, Perm.ORGANISATION_CHANGE, into)
    require_open(into, since)
    moved = 0
    for cell in cells:
        require(actor, Perm.ORGANISATION_CHANGE, cell)
        if cell.pk == into.pk or cell.kind != OrganisationKind.CELL or into.kind != OrganisationKind.CELL:
            raise DomainError(_("A cell is merged into another cell."), field="into")
        require_open(cell, since)
        moved += _move_everybody(cell, into, since)
        _close(actor, cell, since - ONE_DAY)
    record(
        actor,
        "cells_merged",
        into,
        organisation=into,
        since=since,
        cells=[str(cell) for cell in cells],
        members=moved,
    )
    return moved


@transaction.atomic
def open_term(
    *,
    actor: User,
    organisation: Organisation,
    name: str,
    since: dt.date,
    until: dt.date,
    congress_on: dt.date | None = None,
    id: uuid.UUID | None = None,
) -> Term:
    """Open a term of the organisation. A term that runs without an end is ended the day before.

    Raises `DaysOutOfOrder` when the days meet those of another term.
    """
    require(actor, Perm.ORGANISATION_CHANGE, organisation)
    if id is not None and (known := Term.objects.filter(pk=id).first()):
        return known
    term = _make_term(organisation, name, since, until, congress_on=congress_on, id=id)
    record(actor, "term_opened", term, organisation=organisation, since=since, until=until)
    return term


@transaction.atomic
def add_department(*, actor: User, organisation: Organisation, name: str) -> Department:
    """Add a faculty or an office. One that is there already is returned as it is."""
    require(actor, Perm.ORGANISATION_CHANGE, organisation)
    department, made = Department.objects.get_or_create(organisation=organisation, name=name)
    if made:
        record(actor, "department_added", department, organisation=organisation)
    return department


@transaction.atomic
def rename_department(*, actor: User, department: Department, name: str) -> Department:
    """Give a faculty or an office another name. Raises `NameTaken`."""
    require(actor, Perm.ORGANISATION_CHANGE, department.organisation)
    others = Department.objects.filter(organisation=department.organisation).exclude(pk=department.pk)
    if others.filter(name=name).exists():
        raise NameTaken(_("Another department is called «%(name)s».") % {"name": name}, field="name")
    before, department.name = department.name, name
    department.save()
    record(
        actor,
        "department_renamed",
        department,
        organisation=department.organisation,
        before=before,
        after=name,
    )
    return department


def _make_term(
    organisation: Organisation,
    name: str,
    since: dt.date,
    until: dt.date,
    *,
    congress_on: dt.date | None = None,
    id: uuid.UUID | None = None,
) -> Term:
    require_order(since, until)
    terms = Term.objects.filter(organisation=organisation)
    terms.filter(until__isnull=True, since__lt=since).update(until=since - ONE_DAY, updated_at=clock.now())
    met = terms.filter(Q(until__isnull=True) | Q(until__gte=since), since__lte=until).first()
    if met is not None:
        raise DaysOutOfOrder(
            _("These days meet those of «%(term)s», which begins on %(since)s.")
            % {"term": met, "since": written(met.since)},
            field="since",
        )
    given: dict[str, Any] = {"pk": id} if id else {}
    return Term.objects.create(
        **given, organisation=organisation, name=name, since=since, until=until, congress_on=congress_on
    )


def _move_everybody(cell: Organisation, into: Organisation, since: dt.date) -> int:
    held = Membership.objects.filter(organisation=cell).exclude(until__lt=since)
    one_at_a_time(held.values_list("member", flat=True))
    if held.filter(since__gte=since).exists():
        raise DaysOutOfOrder(
            _("A membership in %(name)s begins on that day or later. Choose a later day.") % {"name": cell},
            field="since",
        )
    moving = list(held)
    with memberships_apart():
        held.update(until=since - ONE_DAY, end_reason=EndReason.MOVED, updated_at=clock.now())
        Membership.objects.bulk_create(
            Membership(
                member_id=old.member_id, organisation=into, status=old.status, since=since, until=old.until
            )
            for old in moving
        )
    return len(moving)


def _close(actor: User, organisation: Organisation, on: dt.date) -> None:
    require_order(organisation.since, on)
    held = Position.objects.filter(organisation=organisation).exclude(until__lte=on)
    held.filter(since__gt=on).delete()
    held.update(until=on, updated_at=clock.now())
    organisation.until = on
    organisation.save()
    record(actor, "organisation_closed", organisation, organisation=organisation, on=on)
    organisation_closed.send(sender=Organisation, organisation=organisation, on=on, actor=actor)


def _require_free_name(
    parent: Organisation, name: str, day: dt.date, but: Organisation | None = None
) -> None:
    brothers = within(parent).filter(
        Q(until__isnull=True) | Q(until__gte=day), depth=parent.depth + 1, name=name
    )
    if but is not None:
        brothers = brothers.exclude(pk=but.pk)
    if brothers.exists():
        raise NameTaken(
            _("%(parent)s already has an organisation called «%(name)s».") % {"parent": parent, "name": name},
            field="name",
        )
