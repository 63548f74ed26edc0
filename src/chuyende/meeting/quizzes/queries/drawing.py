"""What an attempt draws from the questions of a quiz, and whether there are enough."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyende.meeting.questions.enums import Difficulty
from chuyende.meeting.quizzes import engine
from chuyende.meeting.quizzes.models import Quiz
from chuyende.planning.governance.models import Document

from .quizzes import questions_of


@dataclass(frozen=True)
class Shortage:
    """Which part of a blueprint the questions do not fill: its place, itself in words, how many are missing."""

    part: int
    words: str
    missing: int


def drawn_for(quiz: Quiz, seed: int) -> list[str]:
    """Ids of the questions that the attempt with `seed` is given, in the quiz's own order; empty: all."""
    parts = blueprint_of(quiz)
    return [str(question) for question in engine.draw(_pool(quiz), parts, seed=seed)] if parts else []


def blueprint_of(quiz: Quiz) -> list[engine.Part]:
    return [engine.Part.from_json(part) for part in quiz.blueprint]


def shortage_of(quiz: Quiz, parts: Sequence[engine.Part] | None = None) -> Shortage | None:
    """Which part of the blueprint (or of `parts`) stays short with the questions of the quiz; None: it can be filled."""
    wished = blueprint_of(quiz) if parts is None else parts
    try:
        engine.draw(_pool(quiz), wished, seed=engine.AS_PRINTED)
    except engine.TooFew as short:
        return Shortage(short.part, in_words(wished[short.part]), short.missing)
    return None


def fitting(quiz: Quiz, parts: Iterable[engine.Part]) -> list[int]:
    """How many questions of the quiz are such as each part wishes for."""
    pool = _pool(quiz)
    return [sum(candidate.suits(part) for _question, candidate in pool) for part in parts]


def tags_of(quiz: Quiz) -> list[str]:
    """The tags that questions of the quiz carry."""
    return sorted({tag for _question, candidate in _pool(quiz) for tag in candidate.tags})


def documents_of(quiz: Quiz) -> list[Document]:
    """The documents on which questions of the quiz rest."""
    cited = Document.objects.filter(provisions__question_versions__quiz_questions__quiz=quiz)
    return list(cited.distinct().order_by("symbol"))


def in_words(part: engine.Part) -> str:
    """A part as people say it: «3 câu dễ, văn bản 45-QĐ/TW, nhãn điều lệ»."""
    said = [ngettext("%(n)s question", "%(n)s questions", part.count) % {"n": part.count}]
    if part.difficulty:
        said.append(str(Difficulty(part.difficulty).label))
    if part.document:
        document = Document.objects.filter(pk=part.document).first()
        said.append(_("of %(document)s") % {"document": document.symbol if document else "…"})
    if part.tag:
        said.append(_("tagged %(tag)s") % {"tag": part.tag})
    return ", ".join(said)


def _pool(quiz: Quiz) -> list[tuple[uuid.UUID, engine.Candidate]]:
    return [
        (
            question.pk,
            engine.Candidate(
                difficulty=question.version.difficulty,
                document=str(question.version.provision.document_id) if question.version.provision else "",
                tags=frozenset(label for label in question.version.labels.split("|") if label),
            ),
        )
        for question in questions_of(quiz)
    ]
