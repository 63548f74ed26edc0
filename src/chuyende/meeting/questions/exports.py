"""Questions as files of every format: what each has room for, and the file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core import clock

from .engine.formats.reading import Format
from .engine.formats.registry import FORMATS
from .engine.formats.samples import SAMPLES
from .engine.words import Words
from .enums import Kind
from .models import QuestionFile, QuestionVersion

#: name of a format, and what it is good for; in the order in which they are offered
NAMES: dict[str, tuple[str | Promise, str | Promise]] = {
    "docx": ("Word (.docx)", _("To read, print and send; can be brought in again.")),
    "xlsx": ("Excel (.xlsx)", _("The table of this program, one row a question; can be brought in again.")),
    "csv": ("CSV", _("The same table for other programs.")),
    "moodle": ("Moodle XML", _("For Moodle, with pictures.")),
    "gift": ("GIFT", _("Text for Moodle and other learning platforms.")),
    "aiken": ("Aiken", _("The simplest text: only one right choice.")),
    "qti21": ("QTI 2.1", _("Package for learning platforms, older version.")),
    "qti30": ("QTI 3.0", _("Package for learning platforms, newer version.")),
    "h5p": ("H5P", _("Question set for Moodle, WordPress or Lumi that have H5P.")),
    "kahoot": ("Kahoot (.xlsx)", _("Table that Kahoot takes in.")),
    "classquiz": ("ClassQuiz (.xlsx)", _("Table that ClassQuiz takes in.")),
}
#: formats in which a template is given out
TEMPLATES = ("docx", "xlsx")
_CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "xml": "application/xml",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class Room:
    """One format: how many of the questions it holds, and in words which it leaves out."""

    code: str
    name: str | Promise
    purpose: str | Promise
    held: int
    left_out: Sequence[str]


def rooms_for(questions: Sequence[Words]) -> list[Room]:
    """Tell of every format how many of `questions` it has room for."""
    return [
        _room(FORMATS[code], name, purpose, questions)
        for code, (name, purpose) in NAMES.items()
        if FORMATS[code].write
    ]


def words_to_export(version: QuestionVersion) -> Words:
    """What a version says, its provision named where nobody wrote a source in words."""
    words = version.words
    return words if words.source or not version.provision else replace(words, source=str(version.provision))


def questions_file(code: str, versions: Iterable[QuestionVersion]) -> HttpResponse:
    """An answer that the browser saves as a file of the format `code`, of those of `versions` that it has room for.

    KeyError: there is no such format.
    """
    chosen = FORMATS[code]
    asked = [words for words in map(words_to_export, versions) if has_room(chosen, words)]
    needed = {name for words in asked for name in words.media_names()}
    keys = [name.partition(".")[0] for name in needed]
    files = QuestionFile.objects.filter(pk__in=keys)
    return _answer(chosen, asked, {file.name: _content(file) for file in files})


def template_file(code: str) -> HttpResponse:
    """An answer with some questions to write over. KeyError: no template is given out in this format."""
    if code not in TEMPLATES:
        raise KeyError(code)
    return _answer(FORMATS[code], SAMPLES, {})


def has_room(chosen: Format, words: Words) -> bool:
    """Whether a format can hold a question."""
    return words.kind in chosen.carries and chosen.fits(words)


def _room(chosen: Format, name: str | Promise, purpose: str | Promise, questions: Sequence[Words]) -> Room:
    kinds = Counter(words.kind for words in questions if words.kind not in chosen.carries)
    unfit = sum(1 for words in questions if words.kind in chosen.carries and not chosen.fits(words))
    left_out = [
        gettext("%(count)d of the kind «%(kind)s»") % {"count": count, "kind": Kind(kind).label}
        for kind, count in sorted(kinds.items())
    ]
    if unfit:
        said = ngettext(
            "%(count)d with a picture, too many parts or too long a text",
            "%(count)d with a picture, too many parts or too long a text",
            unfit,
        )
        left_out.append(said % {"count": unfit})
    held = len(questions) - unfit - sum(kinds.values())
    return Room(chosen.code, name, purpose, held, left_out)


def _answer(chosen: Format, asked: Sequence[Words], media: dict[str, bytes]) -> HttpResponse:
    if chosen.write is None:
        raise KeyError(chosen.code)
    name = f"cau-hoi-{clock.today():%Y-%m-%d}-{chosen.code}.{chosen.extension}"
    return HttpResponse(
        chosen.write(asked, media),
        content_type=_CONTENT_TYPES.get(chosen.extension, "application/zip"),
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _content(file: QuestionFile) -> bytes:
    with file.file.open("rb") as stored:
        content: bytes = stored.read()
        return content
