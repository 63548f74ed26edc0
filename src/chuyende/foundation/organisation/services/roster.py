"""Rosters: read without writing, imported when confirmed, taken back."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict
from typing import IO, Any, Final

from django.core.files.base import File
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.audit import record
from chuyende.foundation.core.intake import MB, FileKind, check_upload
from chuyende.foundation.organisation.engine.roster import Row, read_roster
from chuyende.foundation.organisation.engine.roster.sheet import SheetUnreadable
from chuyende.foundation.organisation.enums import MembershipStatus, OrganisationKind, Role
from chuyende.foundation.organisation.errors import RosterClosed, RosterNotReady, RosterUnreadable
from chuyende.foundation.organisation.events import roster_imported
from chuyende.foundation.organisation.models import (
    Department,
    Member,
    Membership,
    Organisation,
    Position,
    RosterImport,
)
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.organisation.queries import (
    Plan,
    PlannedRow,
    committee_of,
    departments_for,
    plan_import,
    same_name,
)

from .accounts import open_accounts
from .days import ONE_DAY, memberships_apart, one_at_a_time
from .positions import usual_title
from .undoing import remove_what_was_made

MAX_BYTES: Final = 10 * MB
_BATCH: Final = 500


@transaction.atomic
def preview_roster(*, actor: User, organisation: Organisation, file: File, since: dt.date) -> RosterImport:
    """Read the file and keep what it says, for the dry run; nothing of it is in force yet.

    `since` is the day from which its members belong to their cells, where the list tells no later one. An earlier dry
    run of the same person that was not confirmed is thrown away. Raises `FileRefused`, `RosterUnreadable`.
    """
    require(actor, Perm.ROSTER_IMPORT, organisation)
    check_upload(file, kinds=(FileKind.XLSX,), max_bytes=MAX_BYTES)
    stream: IO[bytes] = file.open("rb")
    try:
        read = read_roster(
            stream, today=clock.today(), needs_cell=organisation.kind == OrganisationKind.COMMITTEE
        )
    except SheetUnreadable as error:
        raise RosterUnreadable(str(error), field="file") from error
    RosterImport.objects.filter(
        organisation=organisation, imported_by=actor, confirmed_at__isnull=True
    ).delete()
    return RosterImport.objects.create(
        organisation=organisation,
        imported_by=actor,
        file_name=(file.name or "")[:200],
        since=since,
        rows=[row.as_json() for row in read.rows],
        problems=[asdict(problem) for problem in read.problems],
        notes={"unknown": read.unknown, "not_kept": read.not_kept, "skipped": read.skipped},
    )


@transaction.atomic
def discard_roster(*, actor: User, roster: RosterImport) -> None:
    """Throw a dry run away. One that was confirmed stays: it is undone instead."""
    require(actor, Perm.ROSTER_IMPORT, roster.organisation)
    RosterImport.objects.filter(pk=roster.pk, confirmed_at__isnull=True).delete()


@transaction.atomic
def import_roster(
    *,
    actor: User,
    roster: RosterImport,
    make_cells: bool = False,
    make_accounts: bool = False,
    leave_out_bad_rows: bool = False,
    leave_out_unknown_columns: bool = False,
) -> RosterImport:
    """Write what the dry run showed, all or nothing. Asked twice, the second time changes nothing.

    The base is compared anew: what changed since the dry run counts. Raises `RosterNotReady` when a choice is open
    (cells that do not exist, rows with faults, unknown columns), `RosterClosed` when it was undone.
    """
    require(actor, Perm.ROSTER_IMPORT, roster.organisation)
    kept = (
        RosterImport.objects.select_for_update(no_key=True)
        .select_related("organisation")
        .filter(pk=roster.pk)
        .first()
    )
    if kept is None or kept.undone_at is not None:
        raise RosterClosed(_("This import was thrown away or undone. Send the file again."))
    if kept.confirmed_at is not None:
        return kept
    plan = plan_import(kept)
    _require_choices(plan, make_cells, leave_out_bad_rows, leave_out_unknown_columns)
    one_at_a_time(planned.member.pk for planned in plan.written if planned.member is not None)
    writing = _Writing(actor, plan)
    with memberships_apart():
        writing.write(make_accounts=make_accounts)
    kept.rows, kept.problems, kept.notes = [], [], {}
    kept.created, kept.confirmed_at = writing.created, clock.now()
    kept.save()
    made: dict[str, Any] = {kind: len(ids) for kind, ids in writing.created.items()}
    record(actor, "roster_imported", kept, organisation=kept.organisation, **made)
    roster_imported.send(sender=RosterImport, roster=kept, actor=actor)
    return kept


@transaction.atomic
def undo_import(*, actor: User, roster: RosterImport) -> RosterImport:
    """Remove everything that the import made. Undone twice, the second time changes nothing.

    Raises `StillInUse`, naming what rests on it, when anything else came to use it; `RosterClosed` for a dry run.
    """
    require(actor, Perm.ROSTER_IMPORT, roster.organisation)
    kept = (
        RosterImport.objects.select_for_update(no_key=True)
        .select_related("organisation")
        .filter(pk=roster.pk)
        .first()
    )
    if kept is None or kept.confirmed_at is None:
        raise RosterClosed(_("Nothing was imported yet: there is nothing to undo."))
    if kept.undone_at is not None:
        return kept
    remove_what_was_made(kept.created)
    kept.undone_at, kept.created = clock.now(), {}
    kept.save()
    record(actor, "roster_undone", kept, organisation=kept.organisation)
    return kept


def _require_choices(plan: Plan, make_cells: bool, leave_out_bad_rows: bool, leave_out_columns: bool) -> None:
    unknown = plan.roster.notes.get("unknown", [])
    if [problem for problem in plan.file_problems if not unknown]:
        raise RosterNotReady(plan.file_problems[0].reason)
    if unknown and not leave_out_columns:
        raise RosterNotReady(
            _("The column «%s» is not known. Mend the file, or choose to leave unknown columns out.")
            % unknown[0],
            field="leave_out_unknown_columns",
        )
    if plan.bad_rows and not leave_out_bad_rows:
        raise RosterNotReady(
            ngettext(
                "%(count)d row has a fault. Mend the file, or choose to leave that row out.",
                "%(count)d rows have faults. Mend the file, or choose to leave those rows out.",
                plan.bad_rows,
            )
            % {"count": plan.bad_rows},
            field="leave_out_bad_rows",
        )
    if plan.new_cells and not make_cells:
        raise RosterNotReady(
            _("%s does not exist yet. Choose to open the missing cells, or mend the names in the file.")
            % ", ".join(cell.name for cell in plan.new_cells),
            field="make_cells",
        )
    if not plan.written:
        raise RosterNotReady(_("Nobody in the list is new: there is nothing to import."))


class _Writing:
    """One import being written; `created` collects the ids of what it made."""

    def __init__(self, actor: User, plan: Plan) -> None:
        self.actor, self.plan, self.place = actor, plan, plan.roster.organisation
        self.created: dict[str, list[str]] = {}
        committee = self.place.kind == OrganisationKind.COMMITTEE
        self.committee = self.place if committee else committee_of(self.place)

    def write(self, *, make_accounts: bool) -> None:
        cells = self._cells()
        departments = self._departments()
        memberships: list[Membership] = []
        positions: list[Position] = []
        newcomers: list[Member] = []
        everybody: list[Member] = []
        for planned in self.plan.written:
            department = departments.get(same_name(planned.row.department))
            member = planned.member or _member_from(planned.row, department)
            if planned.member is None:
                newcomers.append(member)
            everybody.append(member)
            cell = planned.cell or cells[planned.cell_name]
            memberships += self._memberships(planned.row, member, cell)
            positions += self._positions(planned, member, cell, memberships[-1].since)
        Member.objects.bulk_create(newcomers, batch_size=_BATCH)
        Membership.objects.bulk_create(memberships, batch_size=_BATCH)
        Position.objects.bulk_create(positions, batch_size=_BATCH)
        self._note("members", newcomers)
        self._note("memberships", memberships)
        self._note("positions", positions)
        if make_accounts:
            self._note("users", open_accounts([member for member in everybody if member.user_id is None]))

    def _cells(self) -> dict[str, Organisation]:
        made = {}
        for new in self.plan.new_cells:
            parent = Organisation.objects.get(pk=self.place.pk)
            made[new.name] = Organisation.objects.add_child(
                parent,
                instance=Organisation(
                    kind=OrganisationKind.CELL,
                    name=new.name,
                    short_name=new.name[:80],
                    place=self.place.place,
                    since=max(self.plan.roster.since, self.place.since),
                ),
            )
        self._note("organisations", made.values())
        return made

    def _departments(self) -> dict[str, Department]:
        owner = self.committee or self.place
        made = [Department(organisation=owner, name=name) for name in self.plan.new_departments]
        Department.objects.bulk_create(made)
        self._note("departments", made)
        return {same_name(each.name): each for each in [*departments_for(self.place), *made]}

    def _memberships(self, row: Row, member: Member, cell: Organisation) -> list[Membership]:
        """One membership, or two where the list tells that the member became official later."""
        first = max(day for day in (self.plan.roster.since, cell.since, row.joined_on) if day is not None)
        status = MembershipStatus(row.status)
        if status != MembershipStatus.OFFICIAL or row.official_on is None or row.official_on <= first:
            return [Membership(member=member, organisation=cell, status=status, since=first)]
        before = Membership(
            member=member,
            organisation=cell,
            status=MembershipStatus.PROBATIONARY,
            since=first,
            until=row.official_on - ONE_DAY,
            end_reason="status_changed",
        )
        return [before, Membership(member=member, organisation=cell, status=status, since=row.official_on)]

    def _positions(
        self, planned: PlannedRow, member: Member, cell: Organisation, since: dt.date
    ) -> list[Position]:
        made = []
        for post in planned.row.posts:
            node = (self.committee or cell) if post.committee else cell
            title = post.title if post.committee == (node.kind == OrganisationKind.COMMITTEE) else ""
            made.append(
                Position(
                    member=member,
                    organisation=node,
                    role=post.role,
                    since=max(since, node.since),
                    title=(title or usual_title(Role(post.role), node))[:120],
                )
            )
        return made

    def _note(self, kind: str, objects: Iterable[Model]) -> None:
        if ids := [str(made.pk) for made in objects]:
            self.created[kind] = ids


def _member_from(row: Row, department: Department | None) -> Member:
    member = Member(
        full_name=row.full_name,
        birth_date=row.birth_date,
        sex=row.sex,
        joined_on=row.joined_on,
        official_on=row.official_on,
        department=department,
        job_title=row.job_title,
        email=row.email,
        phone=row.phone,
    )
    member.derive_from_name()
    return member
