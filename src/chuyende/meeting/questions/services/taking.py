"""The questions of a file, taken over into the bank and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require
from chuyende.planning.governance.models import Provision
from chuyende.planning.programmes.models import FunctionArea

from ..engine.rows import Decision, ImportRow
from ..errors import AllInUse, ImportClosed, NothingChosen, NothingToUndo
from ..events import questions_import_undoing, questions_imported
from ..models import ImportedFile, Question, QuestionFile, QuestionImport, QuestionVersion
from ..queries import used_questions
from .importing import locked_open
from .writing import columns_of

_BATCH = 500


@transaction.atomic
def import_questions(
    *,
    actor: User,
    imported: QuestionImport,
    provision: Provision | None = None,
    function_area: FunctionArea | None = None,
) -> QuestionImport:
    """Write the questions that were chosen into the bank, all or nothing; asked twice, the second time changes nothing.

    `provision` and `function_area` are for those that name none of their own. Raises `NothingChosen`, `NotReadYet`,
    `ImportClosed`.
    """
    require(actor, Perm.QUESTION_WRITE, imported.organisation)
    if QuestionImport.objects.filter(pk=imported.pk, confirmed_at__isnull=False).exists():
        return QuestionImport.objects.select_related("organisation").get(pk=imported.pk)
    kept = locked_open(imported)
    rows = [row for row in kept.all_rows if row.is_taken]
    if not rows:
        raise NothingChosen
    writing = _Writing(actor, kept, provision, function_area)
    for row in rows:
        writing.add(row)
    writing.save()
    kept.created = [*kept.created, *writing.created]
    kept.confirmed_at, kept.undone_at = clock.now(), None
    kept.save(update_fields=["created", "confirmed_at", "undone_at", "updated_at"])
    audit.record(actor, "questions_imported", kept, organisation=kept.organisation, count=len(rows))
    questions_imported.send(sender=QuestionImport, imported=kept, actor=actor)
    return kept


@dataclass(frozen=True)
class Undone:
    """What came of taking an import back: how many questions are gone, how many stay because they are used."""

    gone: int
    staying: int


@transaction.atomic
def undo_import(*, actor: User, imported: QuestionImport) -> Undone:
    """Take back the questions of a file that nobody has used since; the file can be mended and taken over again.

    Undone twice, the second time changes nothing. Raises `AllInUse` when every one of them is used, `NothingToUndo`
    before it was taken over, `ImportClosed`.
    """
    require(actor, Perm.QUESTION_WRITE, imported.organisation)
    kept = (
        QuestionImport.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation")
        .filter(pk=imported.pk)
        .first()
    )
    if kept is None:
        raise ImportClosed
    if kept.confirmed_at is None:
        if kept.undone_at is None:
            raise NothingToUndo
        return Undone(0, len(kept.created))
    questions_import_undoing.send(sender=QuestionImport, imported=kept, actor=actor)
    used = {str(pk) for pk in used_questions(kept.question_ids)}
    gone = [question for _row, question in kept.created if question not in used]
    if not gone:
        raise AllInUse
    for start in range(0, len(gone), _BATCH):
        Question.objects.filter(pk__in=gone[start : start + _BATCH]).delete()
    kept.created = [pair for pair in kept.created if pair[1] in used]
    for number, question in kept.created:
        row = kept.all_rows[number - 1]
        staying = row.decided(Decision.LEAVE).as_json() | {"known": question}
        kept.rows[number - 1] = staying
    kept.confirmed_at, kept.undone_at = None, clock.now()
    kept.save(update_fields=["rows", "created", "confirmed_at", "undone_at", "updated_at"])
    undone = Undone(len(gone), len(kept.created))
    audit.record(
        actor,
        "questions_import_undone",
        kept,
        organisation=kept.organisation,
        gone=undone.gone,
        staying=undone.staying,
    )
    return undone


class _Writing:
    """Questions being written many at a time; `created` names them, row by row."""

    def __init__(
        self,
        actor: User,
        imported: QuestionImport,
        provision: Provision | None,
        function_area: FunctionArea | None,
    ) -> None:
        self._author, self._imported = reach_of(actor).member, imported
        self._files = {file.name: file for file in imported.files.all()}
        rows = imported.all_rows
        self._provisions = _by_id(Provision, (row.provision for row in rows))
        self._areas = _by_id(FunctionArea, (row.function_area for row in rows))
        self._provision, self._function_area = provision, function_area
        self._questions: list[Question] = []
        self._versions: list[QuestionVersion] = []
        self._question_files: list[QuestionFile] = []
        self.created: list[list[Any]] = []

    def add(self, row: ImportRow) -> None:
        """Prepare the question of `row`."""
        question = Question(
            organisation=self._imported.organisation,
            author=self._author,
            function_area=self._areas.get(row.function_area, self._function_area),
        )
        files = {
            name: _copied(self._files[name], question)
            for name in row.words.media_names()
            if name in self._files
        }
        words = row.words.with_media({name: file.name for name, file in files.items()})
        self._questions.append(question)
        self._question_files += files.values()
        self._versions.append(
            QuestionVersion(
                question=question,
                number=1,
                provision=self._provisions.get(row.provision, self._provision),
                written_by=self._author,
                **columns_of(words),
            )
        )
        self.created.append([row.number, str(question.pk)])

    def save(self) -> None:
        """Write everything that was prepared."""
        Question.objects.bulk_create(self._questions, batch_size=_BATCH)
        QuestionVersion.objects.bulk_create(self._versions, batch_size=_BATCH)
        QuestionFile.objects.bulk_create(self._question_files, batch_size=_BATCH)


def _copied(file: ImportedFile, question: Question) -> QuestionFile:
    """The same stored file as one of a question."""
    return QuestionFile(
        question=question, file=file.file.name, content_type=file.content_type, digest=file.digest
    )


def _by_id(model: type[Any], ids: Any) -> Mapping[str, Any]:
    return {str(pk): found for pk, found in model.objects.in_bulk({pk for pk in ids if pk}).items()}
