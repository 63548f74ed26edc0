"""What the worker does with a file of questions."""

import uuid
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import transaction

from chuyende.foundation.core.intake import FileRefused

from ..engine.formats.carrying import all_doubts
from ..engine.formats.reading import Doubt, Progress, Reading, ReadQuestion, Trouble, Unreadable
from ..engine.formats.registry import FORMATS
from ..engine.rows import row_of
from ..enums import ImportState
from ..errors import FAULT
from ..models import ImportedFile, QuestionImport
from ..queries import known_again
from .files import digest_of, stored_file
from .importing import forget_files

#: questions between two words of progress, and the most that one file may hold
_STEP, MOST_QUESTIONS = 50, 20_000


def read_import(import_id: str) -> int:
    """Read the file of an import and keep its questions as rows; return how many. Nothing is written into the bank.

    What cannot be read fails with its reason and without its file. An interrupted reading begins anew; a file that was
    read or thrown away meanwhile is left alone.
    """
    pk = uuid.UUID(import_id)
    waiting = QuestionImport.objects.select_related("organisation").filter(pk=pk, state=ImportState.UNREAD)
    imported = waiting.first()
    if imported is None:
        return 0
    try:
        reading = _read(imported)
    except Unreadable as error:
        _fail(imported, error.trouble.value)
        return 0
    except Exception:  # a fault of a reader: the person is told, the worker's log has it whole
        _fail(imported, FAULT)
        raise
    names, files = _files_of(imported, reading)
    questions = [_with_files(question, names) for question in reading.questions]
    known = known_again((question.words for question in questions), imported.organisation)
    numbered = enumerate(zip(questions, known, strict=True), start=1)
    rows = [row_of(number, question, known=other).as_json() for number, (question, other) in numbered]
    return _keep(imported, rows, files)


def _read(imported: QuestionImport) -> Reading:
    reader = FORMATS[imported.format].read
    if reader is None:
        raise Unreadable(Trouble.BROKEN)
    with imported.file.open("rb") as file:
        reading = reader(file.read(), _progress_of(imported))
    if len(reading.questions) > MOST_QUESTIONS:
        raise Unreadable(Trouble.TOO_LARGE)
    return reading


def _progress_of(imported: QuestionImport) -> Progress:
    told = 0

    def tell(count: int) -> None:
        nonlocal told
        if count - told >= _STEP:
            told = count
            QuestionImport.objects.filter(pk=imported.pk).update(progress=count)

    return tell


def _files_of(imported: QuestionImport, reading: Reading) -> tuple[dict[str, str], list[ImportedFile]]:
    """Store the pictures and sounds that a question may have; return their names by those of the file."""
    names: dict[str, str] = {}
    stored: dict[str, ImportedFile] = {}
    for name, content in reading.media.items():
        file = ContentFile(content, name)
        try:
            kept = stored.get(digest_of(file)) or stored_file(ImportedFile(question_import=imported), file)
        except FileRefused:
            continue
        stored[kept.digest] = kept
        names[name] = kept.name
    return names, list(stored.values())


def _with_files(question: ReadQuestion, names: dict[str, str]) -> ReadQuestion:
    named = question.words.media_names()
    words = question.words.with_media(names)
    if named <= names.keys():
        return ReadQuestion(words, question.original, question.place, question.doubts)
    doubts = all_doubts(words, [*question.doubts, Doubt.MEDIA_MISSING])
    return ReadQuestion(words, question.original, question.place, doubts)


@transaction.atomic
def _keep(imported: QuestionImport, rows: list[dict[str, object]], files: Iterable[ImportedFile]) -> int:
    kept = (
        QuestionImport.objects.select_for_update(no_key=True)
        .filter(pk=imported.pk, state=ImportState.UNREAD)
        .first()
    )
    stored = list(files)
    if kept is None:
        forget_files([file.file.name for file in stored])
        return 0
    ImportedFile.objects.bulk_create(stored)
    sent = kept.file.name
    kept.rows, kept.progress, kept.state, kept.file = rows, len(rows), ImportState.READ, ""
    kept.save()
    transaction.on_commit(lambda: forget_files([sent]))
    return len(rows)


@transaction.atomic
def _fail(imported: QuestionImport, trouble: str) -> None:
    waiting = QuestionImport.objects.filter(pk=imported.pk, state=ImportState.UNREAD)
    if waiting.update(state=ImportState.FAILED, trouble=trouble, file=""):
        transaction.on_commit(lambda: forget_files([imported.file.name]))
