"""Everything that one can do with study materials."""

import uuid
from collections.abc import Iterable

from django.core.files.base import File
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.intake import MB, FileKind, check_upload
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require

from . import ranges
from .clips import read_clip
from .enums import MaterialKind
from .errors import ClipFollowedByItself, MaterialInUse, NotAClip, TitleMissing
from .models import Material, Viewing
from .ranges import Range

KINDS = (FileKind.MP4, FileKind.PDF, FileKind.DOCX)
MAX_CLIP = 500 * MB
MAX_DOCUMENT = 30 * MB


def add_material(
    *,
    actor: User,
    organisation: Organisation,
    title: str,
    file: File,
    description: str = "",
    id: uuid.UUID | None = None,  # the record's id, made with the form
) -> Material:
    """Give the members of `organisation` (and of what lies under it) something to study.

    An MP4 is a clip, a PDF or Word file a document. Raises `FileRefused`, `MarkedSecret`, `TitleMissing`; the
    same `id` sent twice gives the material of the first time. A large file is read and stored before the
    transaction begins, so that nobody's writing waits for it.
    """
    require(actor, Perm.MATERIAL_ADD, organisation)
    pk = id or new_id()
    if known := Material.objects.filter(pk=pk, organisation=organisation).first():
        return known
    if not title.strip():
        raise TitleMissing
    kind = _checked(file)
    material = Material(
        pk=pk,
        organisation=organisation,
        kind=MaterialKind.CLIP if kind is FileKind.MP4 else MaterialKind.DOCUMENT,
        title=title.strip(),
        description=description.strip(),
        content_type=kind.content_type,
        size=file.size,
        seconds=_seconds(file) if kind is FileKind.MP4 else None,
        pages=_pages(file) if kind is FileKind.PDF else None,
        added_by=reach_of(actor).member,
    )
    file.seek(0)
    material.file.save(f"{pk}{kind.extension}", file, save=False)
    try:
        with transaction.atomic():
            material.save(force_insert=True)
            audit.record(actor, "material_added", material, organisation=organisation, size=file.size)
    except DatabaseError:
        material.file.delete(save=False)
        if known := Material.objects.filter(pk=pk, organisation=organisation).first():
            return known  # the same form, sent again while the first was on its way
        raise
    return material


@transaction.atomic
def change_material(*, actor: User, material: Material, title: str, description: str = "") -> Material:
    """Change what the material is called and said to be; its file stays. Raises `TitleMissing`."""
    require(actor, Perm.MATERIAL_CHANGE, material)
    if not title.strip():
        raise TitleMissing
    before = {"title": material.title, "description": material.description}
    material.title, material.description = title.strip(), description.strip()
    material.save(update_fields=["title", "description", "updated_at"])
    audit.record(actor, "material_changed", material, organisation=material.organisation, before=before)
    return material


@transaction.atomic
def remove_material(*, actor: User, material: Material) -> None:
    """Take away a material that nobody has opened and no meeting uses (a wrong file). Raises `MaterialInUse`."""
    require(actor, Perm.MATERIAL_CHANGE, material)
    material = Material.objects.select_for_update(of=("self",), no_key=True).get(pk=material.pk)
    if material.viewings.exists():
        raise MaterialInUse
    audit.record(actor, "material_removed", material, organisation=material.organisation)
    name, storage = str(material.file.name), material.file.storage
    try:
        material.delete()
    except ProtectedError as error:
        raise MaterialInUse from error
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def open_material(*, actor: User, material: Material) -> Viewing | None:
    """Keep that `actor` has opened the material; None for somebody who is no member."""
    require(actor, Perm.MATERIAL_VIEW, material)
    member = reach_of(actor).member
    if member is None:
        return None
    viewing, _created = Viewing.objects.get_or_create(
        material=material, member=member, defaults={"opened_at": clock.now()}
    )
    return viewing


@transaction.atomic
def record_viewing(
    *, actor: User, material: Material, watched: Iterable[Range], position: float
) -> Viewing | None:
    """Add the seconds that a player has just shown, and where it stands; None for somebody who is no member.

    Reports may come late, twice, in any order: ranges are merged, and watching again takes nothing away.
    Raises `NotAClip`.
    """
    require(actor, Perm.MATERIAL_VIEW, material)
    if material.kind != MaterialKind.CLIP or not material.seconds:
        raise NotAClip
    member = reach_of(actor).member
    if member is None:
        return None
    viewing = _locked_viewing(material, member)
    known = [(float(start), float(end)) for start, end in viewing.watched]
    viewing.watched = ranges.merge([*known, *watched], material.seconds)
    viewing.position = min(max(position, 0.0), float(material.seconds))
    if viewing.finished_at is None and ranges.share(viewing.watched, material.seconds) >= ranges.ENOUGH:
        viewing.finished_at = clock.now()
    viewing.save(update_fields=["watched", "position", "finished_at", "updated_at"])
    return viewing


@transaction.atomic
def finish_reading(*, actor: User, material: Material) -> Viewing | None:
    """Keep that `actor` says to have read the document. Raises `ClipFollowedByItself`."""
    require(actor, Perm.MATERIAL_VIEW, material)
    if material.kind == MaterialKind.CLIP:
        raise ClipFollowedByItself
    member = reach_of(actor).member
    if member is None:
        return None
    viewing = _locked_viewing(material, member)
    if viewing.finished_at is None:
        viewing.finished_at = clock.now()
        viewing.save(update_fields=["finished_at", "updated_at"])
    return viewing


def _checked(file: File) -> FileKind:
    try:
        kind = check_upload(file, kinds=KINDS, max_bytes=MAX_CLIP)
        if kind is not FileKind.MP4:
            check_upload(file, kinds=KINDS, max_bytes=MAX_DOCUMENT)
    except DomainError as error:
        error.field = "file"
        raise
    return kind


def _seconds(file: File) -> int:
    try:
        return read_clip(file).seconds
    except DomainError as error:
        error.field = "file"
        raise


def _pages(file: File) -> int:
    from pypdf import PdfReader  # imported here: it would take half a second of every start

    return len(PdfReader(file).pages)


def _locked_viewing(material: Material, member: Member) -> Viewing:
    viewing, created = Viewing.objects.get_or_create(
        material=material, member=member, defaults={"opened_at": clock.now()}
    )
    return (
        viewing
        if created
        else Viewing.objects.select_for_update(of=("self",), no_key=True).get(pk=viewing.pk)
    )
