"""What one can ask of the files of questions that came in."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.db.models import Model, QuerySet

from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.policy import AnyUser

from .. import rules
from ..engine.rows import ImportRow
from ..engine.words import Words
from ..models import Question, QuestionFile, QuestionImport, QuestionVersion
from .bank import folded, latest_versions

_BATCH = 500
_OWN: tuple[type[Model], ...] = (QuestionVersion, QuestionFile)


T = TypeVar("T")


def imports_visible_to(user: AnyUser) -> QuerySet[QuestionImport]:
    """The files that the reader may look at, take over or undo."""
    within = rules.WRITE.filter(Organisation.objects.all(), user)
    found = QuestionImport.objects.filter(organisation__in=within)
    return found.select_related("organisation", "imported_by")


def recent_imports(user: AnyUser) -> QuerySet[QuestionImport]:
    """The same without their rows, which a list does not show."""
    return imports_visible_to(user).defer("rows")


class Shown(StrEnum):
    """Which rows of a file its page shows."""

    ALL = ""
    DOUBTFUL = "xem-lai"
    TAKEN = "lay"
    LEFT = "bo"


def rows_shown(rows: Iterable[ImportRow], which: str) -> list[ImportRow]:
    """Those of `rows` that the page shows when `which` is asked for."""
    if which == Shown.DOUBTFUL:
        return [row for row in rows if row.is_doubtful]
    if which == Shown.TAKEN:
        return [row for row in rows if row.is_taken]
    if which == Shown.LEFT:
        return [row for row in rows if not row.is_taken and not row.is_doubtful]
    return list(rows)


def known_again(asked: Iterable[Words], organisation: Organisation) -> list[str]:
    """For each of `asked`, the id of a question of this bank that says the same, or «#» and the number of the one
    before it in the row; "" where there is none. A question with a picture is told apart by it, not by its words."""
    texts = ["" if words.media_names() else folded(words) for words in asked]
    bank = latest_versions(Question.objects.filter(organisation=organisation, retired_at=None))
    known: dict[str, str] = {}
    for batch in _batches(sorted({text for text in texts if text})):
        found = bank.filter(folded__in=batch).order_by("created_at")
        known.update((text, str(pk)) for text, pk in found.values_list("folded", "question"))
    answers = []
    for number, text in enumerate(texts, start=1):
        answers.append(known.get(text, "") if text else "")
        known.setdefault(text, f"#{number}")
    return answers


def used_questions(questions: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of `questions` that somebody has used since they were written: asked, changed, checked or shared."""
    used: set[uuid.UUID] = set()
    for batch in _batches(list(questions)):
        mine = Question.objects.filter(pk__in=batch)
        used.update(mine.filter(is_shared=True).values_list("pk", flat=True))
        used.update(mine.filter(versions__number__gt=1).values_list("pk", flat=True))
        used.update(mine.filter(versions__checked_at__isnull=False).values_list("pk", flat=True))
        used.update(_pointed_at(Question, "", batch))
        used.update(_pointed_at(QuestionVersion, "__question", batch))
    return used


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


def _pointed_at(model: type[Model], way: str, batch: Sequence[uuid.UUID]) -> Iterator[uuid.UUID]:
    """The questions to which a record of another app leads, by `model` and the `way` from it to the question."""
    for relation in model._meta.related_objects:
        if relation.related_model not in _OWN:
            name = f"{relation.field.name}{way}"
            rows = relation.related_model._default_manager.filter(**{f"{name}__in": batch})
            yield from rows.order_by().values_list(name, flat=True)


def stays_of(imported: QuestionImport) -> list[QuestionVersion]:
    """The questions of an import that are in the bank."""
    return list(latest_versions(Question.objects.filter(pk__in=imported.question_ids)))


# --- what the apps above know of an import -------------------------------------------------------------------


@dataclass(frozen=True)
class Destination:
    """Where questions go besides the bank: «bài trắc nghiệm …»."""

    label: str
    url: str


DestinationSource = Callable[[uuid.UUID, AnyUser], Destination | None]
_destination_sources: list[DestinationSource] = []


def add_destination_source(source: DestinationSource) -> None:
    """Let `source` say what stands behind the id that a file of questions is wanted by."""
    if source not in _destination_sources:
        _destination_sources.append(source)


def destination_of(imported: QuestionImport, user: AnyUser) -> Destination | None:
    """Where the questions of a file go besides the bank, as far as `user` may see it."""
    if imported.wanted_by is None:
        return None
    found = (source(imported.wanted_by, user) for source in _destination_sources)
    return next((destination for destination in found if destination), None)
