"""Files of questions: sent, read by the worker, mended and chosen row by row, thrown away."""

import uuid
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import PurePath
from typing import Final

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.intake import MB, FileKind, MarkedSecret, check_upload
from chuyende.foundation.core.jobs import enqueue
from chuyende.foundation.core.marking import marking_in_lines
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.planning.governance.models import Provision
from chuyende.planning.programmes.models import FunctionArea

from ..engine.formats.decoding import text_of
from ..engine.formats.reading import Unreadable
from ..engine.formats.registry import format_of
from ..engine.rows import Decision, ImportRow
from ..engine.words import Words
from ..enums import ImportState
from ..errors import FileUnknown, FileUnreadable, ImportClosed, NotReadYet, RowsFaulty
from ..models import ImportedFile, QuestionFile, QuestionImport
from ..tasks import read_questions
from .files import digest_of, stored_file
from .writing import require_faultless

#: what a file of questions may be, and how large
IMPORT_KINDS: Final = (
    FileKind.DOCX,
    FileKind.XLSX,
    FileKind.CSV,
    FileKind.TEXT,
    FileKind.XML,
    FileKind.ZIP,
    FileKind.H5P,
)
MAX_IMPORT: Final = 50 * MB
_TEXTS: Final = (FileKind.CSV, FileKind.TEXT, FileKind.XML)
_FIRST_LINES: Final = 150


def upload_questions(
    *,
    actor: User,
    organisation: Organisation,
    file: File,
    wanted_by: uuid.UUID | None = None,
    id: uuid.UUID | None = None,  # the record's id, made with the form
) -> QuestionImport:
    """Keep a file of questions and let the worker read it; nothing of it is in the bank yet.

    `wanted_by`: what the questions are for besides the bank. Raises `FileRefused`, `MarkedSecret`, `FileUnreadable`;
    the same `id` twice is one import.
    """
    require(actor, Perm.QUESTION_WRITE, organisation)
    pk = id or new_id()
    if known := QuestionImport.objects.filter(pk=pk, organisation=organisation).first():
        return known
    kind = check_upload(file, kinds=IMPORT_KINDS, max_bytes=MAX_IMPORT)
    data = file.read()
    name = PurePath(file.name or "").name
    if kind in _TEXTS:
        _refuse_marked(data, name)
    told = format_of(data, name)
    if told is None:
        raise FileUnreadable
    file.seek(0)
    imported = QuestionImport(
        pk=pk,
        organisation=organisation,
        imported_by=actor,
        file_name=name[-200:],
        format=told.code,
        wanted_by=wanted_by,
    )
    with transaction.atomic():
        imported.file.save(f"{pk}{kind.extension}", file, save=False)
        imported.save(force_insert=True)
        audit.record(actor, "question_file_sent", imported, organisation=organisation, format=told.code)
        enqueue(read_questions, str(pk))
    return imported


@transaction.atomic
def mend_row(
    *,
    actor: User,
    imported: QuestionImport,
    number: int,
    words: Words,
    provision: Provision | None = None,
    function_area: FunctionArea | None = None,
    files: Mapping[str, File] | None = None,
) -> ImportRow:
    """Give a question of a file other words, to be taken over. Returns its row.

    `files` as in `write_question`. Raises `QuestionFaulty`, `FileUnknown`, `FileRefused`, `NotReadYet`,
    `ImportClosed`.
    """
    require(actor, Perm.QUESTION_WRITE, imported.organisation)
    kept = locked_open(imported)
    require_faultless(words)
    row = kept.all_rows[number - 1]
    mended = row.mended(
        _with_files(kept, words, files or {}),
        provision=str(provision.pk) if provision else "",
        function_area=str(function_area.pk) if function_area else "",
    )
    _keep_rows(kept, {number: mended})
    audit.record(actor, "question_row_mended", kept, organisation=kept.organisation, row=number)
    return mended


@transaction.atomic
def choose_rows(
    *, actor: User, imported: QuestionImport, numbers: Collection[int], decision: Decision
) -> list[ImportRow]:
    """Take the questions with these `numbers` or leave them. Returns their rows.

    Raises `RowsFaulty` when one that is to be taken cannot be asked, `NotReadYet`, `ImportClosed`.
    """
    require(actor, Perm.QUESTION_WRITE, imported.organisation)
    kept = locked_open(imported)
    chosen = [row for row in kept.all_rows if row.number in numbers]
    faulty = [row.number for row in chosen if row.is_faulty]
    if faulty and decision is Decision.TAKE:
        raise RowsFaulty(faulty)
    decided = {row.number: row.decided(decision) for row in chosen if row.decision is not decision}
    if decided:
        _keep_rows(kept, decided)
        audit.record(
            actor,
            "question_rows_chosen",
            kept,
            organisation=kept.organisation,
            decision=decision.value,
            count=len(decided),
        )
    return [decided.get(row.number, row) for row in chosen]


@transaction.atomic
def discard_import(*, actor: User, imported: QuestionImport) -> None:
    """Throw a file of questions away, with its pictures. One that was taken over stays: it is undone instead."""
    require(actor, Perm.QUESTION_WRITE, imported.organisation)
    kept = (
        QuestionImport.objects.select_for_update(no_key=True)
        .filter(pk=imported.pk, confirmed_at=None)
        .first()
    )
    if kept is None:
        return
    audit.record(actor, "question_file_discarded", kept, organisation=imported.organisation)
    names = {kept.file.name, *kept.files.values_list("file", flat=True)} - {""}
    kept.delete()
    names -= set(QuestionFile.objects.filter(file__in=names).values_list("file", flat=True))
    transaction.on_commit(lambda: forget_files(names))


def locked_open(imported: QuestionImport) -> QuestionImport:
    """The import with its row locked, if it can be worked on. Raises `NotReadYet`, `ImportClosed`."""
    kept = (
        QuestionImport.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation")
        .filter(pk=imported.pk)
        .first()
    )
    if kept is None or kept.confirmed_at or kept.state == ImportState.FAILED:
        raise ImportClosed
    if kept.state == ImportState.UNREAD:
        raise NotReadYet
    return kept


def forget_files(names: Collection[str | None]) -> None:
    """Delete stored files that nothing names any more."""
    for name in filter(None, names):
        default_storage.delete(name)


def _keep_rows(kept: QuestionImport, changed: Mapping[int, ImportRow]) -> None:
    for number, row in changed.items():
        kept.rows[number - 1] = row.as_json()
    kept.save(update_fields=["rows", "updated_at"])


def _with_files(kept: QuestionImport, words: Words, files: Mapping[str, File]) -> Words:
    """Store the files that were chosen now; return the words with the names of all of them."""
    known = {file.name for file in kept.files.all()}
    names = {name: name for name in words.media_names() if name in known}
    for name in sorted(words.media_names() - known):
        if name not in files:
            raise FileUnknown
        stored = kept.files.filter(digest=digest_of(files[name])).first()
        if stored is None:
            stored = stored_file(ImportedFile(question_import=kept), files[name])
            stored.save(force_insert=True)
        names[name] = stored.name
    return words.with_media(names)


def _refuse_marked(data: bytes, name: str) -> None:
    """Look for a marking in a text of an old coding, which the intake cannot read."""
    with suppress(Unreadable):
        if found := marking_in_lines(text_of(data, mend=True).split("\n")[:_FIRST_LINES]):
            raise MarkedSecret(
                _(
                    "The file «%(name)s» is marked «%(marking)s». Nothing of it was stored. Secret papers are not "
                    "kept on a machine with a network: keep it on paper and register only its symbol and where it "
                    "lies."
                )
                % {"name": name, "marking": found}
            )
