"""A question as a form: one form a kind, each giving the same `Words`."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.core.files.base import File
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.intake import accept_attribute
from chuyende.foundation.ui.forms import offer
from chuyende.planning.governance.models import Provision
from chuyende.planning.programmes.models import FunctionArea

from ..engine import words
from ..engine.faults import MOST, faults
from ..engine.words import Choice, Gap, Kind, Pair, Words
from ..enums import Difficulty
from ..errors import said_of
from ..models import QuestionVersion
from ..services.files import FILE_KINDS

LETTERS = "ABCDEFGHIJ"
#: rows of a form that are always shown; the rest opens on demand
SHOWN_ROWS = 4
_STEM_FILE = "stem_file"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _words_of_list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


class QuestionForm(forms.Form):
    """What every kind has. A kind adds its parts as rows, and says what they mean by `parts`."""

    kind: ClassVar[Kind]
    legend: ClassVar[Any] = ""
    hint: ClassVar[Any] = ""
    #: whether each row may carry a picture or a sound
    has_row_files: ClassVar[bool] = False

    id = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)
    stem = forms.CharField(
        label=_("Question"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
    )
    stem_media = forms.CharField(widget=forms.HiddenInput, required=False)
    stem_file = forms.FileField(
        label=_("Picture or sound"),
        required=False,
        widget=forms.FileInput(attrs={"accept": accept_attribute(FILE_KINDS)}),
    )
    explanation = forms.CharField(
        label=_("Explanation"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown to the members after the quiz has closed."),
    )
    provision = forms.ModelChoiceField(
        label=_("Source: the provision that the answer rests on"),
        queryset=Provision.objects.none(),
        required=False,
        empty_label=_("No source cited"),
    )
    source = forms.CharField(
        label=_("Source in words"),
        required=False,
        max_length=300,
        help_text=_("Where the document is not in the register: symbol, article, clause."),
    )
    function_area = forms.ModelChoiceField(
        label=_("Function area"),
        queryset=FunctionArea.objects.all(),
        required=False,
        empty_label=pgettext_lazy("function area", "None"),
    )
    difficulty = forms.ChoiceField(
        label=_("Difficulty"), choices=Difficulty, initial=Difficulty.MEDIUM, widget=forms.RadioSelect
    )
    tags = forms.CharField(
        label=_("Tags"), required=False, max_length=200, help_text=_("Several are parted by commas.")
    )

    def __init__(self, *args: Any, provisions: QuerySet[Provision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_parts()
        offer(self, "provision", provisions)

    def add_parts(self) -> None:
        """Add the fields of the kind's parts."""

    def parts(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of `Words` that the kind fills."""
        raise NotImplementedError(f"{type(self).__name__} must say what its parts mean")

    def rows(self) -> list[dict[str, Any]]:
        """The parts as the template shows them."""
        return []

    def part_fields(self) -> list[forms.BoundField]:
        """The fields of the kind that are not rows."""
        return [self[name] for name in self.fields if name in type(self).declared_fields.keys() - _COMMON]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        written = self._words(cleaned)
        said = dict.fromkeys(said_of(found) for found in faults(written))
        for sentence, field in said:
            self.add_error(field if field in self.fields else None, sentence)
        cleaned["words"] = written
        return cleaned

    def question(self) -> dict[str, Any]:
        """What the service is given."""
        named = ("words", "provision", "function_area")
        return {name: self.cleaned_data[name] for name in named} | {"files": self.new_files()}

    def new_files(self) -> dict[str, File]:
        """The pictures and sounds that were chosen now, by the name of their field."""
        return {
            name: file
            for name, file in self.files.items()
            if isinstance(file, File) and (name == _STEM_FILE or name.startswith("file_"))
        }

    def _words(self, cleaned: Mapping[str, Any]) -> Words:
        common = Words(
            kind=self.kind,
            stem=cleaned["stem"].strip(),
            media=_STEM_FILE if _STEM_FILE in self.files else cleaned["stem_media"],
            explanation=cleaned["explanation"].strip(),
            difficulty=words.Difficulty(cleaned["difficulty"]),
            tags=_words_of_list(cleaned["tags"]),
            source=cleaned["source"].strip(),
        )
        return replace(common, **self.parts(cleaned))

    @classmethod
    def values(cls, version: QuestionVersion) -> dict[str, Any]:
        """The form's values of a question that exists."""
        return cls.values_of(version.words) | {
            "provision": version.provision_id,
            "function_area": version.question.function_area_id,
        }

    @classmethod
    def values_of(cls, asked: Words) -> dict[str, Any]:
        """The form's values of words, also of another kind: what the kinds have in common is kept."""
        common = {name: getattr(asked, name) for name in ("stem", "explanation", "source")}
        return common | {
            "stem_media": asked.media,
            "difficulty": asked.difficulty.value,
            "tags": ", ".join(asked.tags),
            **cls.part_values(asked),
        }

    @classmethod
    def part_values(cls, asked: Words) -> dict[str, Any]:
        raise NotImplementedError(f"{cls.__name__} must fill its parts")


_COMMON = frozenset(QuestionForm.declared_fields)


class _RowsForm(QuestionForm):
    """A form whose parts are up to ten rows of one text."""

    row_label: ClassVar[Any] = _("Choice %(mark)s")

    def add_parts(self) -> None:
        for index in range(MOST):
            self.fields[f"row_{index}"] = forms.CharField(
                label=self.row_label % {"mark": self.row_mark(index)}, max_length=1000, required=False
            )
            if self.has_row_files:
                self.fields[f"media_{index}"] = forms.CharField(widget=forms.HiddenInput, required=False)
                self.fields[f"file_{index}"] = forms.FileField(
                    label=_("Picture or sound"),
                    required=False,
                    widget=forms.FileInput(attrs={"accept": accept_attribute(FILE_KINDS)}),
                )

    def row_mark(self, index: int) -> str:
        return LETTERS[index]

    def rows(self) -> list[dict[str, Any]]:
        return [self._row(index) for index in range(MOST)]

    def _row(self, index: int) -> dict[str, Any]:
        row = {"index": index, "field": self[f"row_{index}"], "is_open": index < SHOWN_ROWS}
        if self.has_row_files:
            row |= {"media": self[f"media_{index}"], "file": self[f"file_{index}"]}
        return row

    def written(self, cleaned: Mapping[str, Any]) -> Iterator[tuple[int, str, str]]:
        """(index of the row, its text, its file) of every row that holds something."""
        for index in range(MOST):
            text = cleaned.get(f"row_{index}", "").strip()
            media = f"file_{index}" if f"file_{index}" in self.files else cleaned.get(f"media_{index}", "")
            if text or media:
                yield index, text, media


class ChoicesForm(_RowsForm):
    """One or several right choices among up to ten."""

    has_row_files = True
    keeps_order = forms.BooleanField(
        label=_("Never shuffle the choices"),
        required=False,
        help_text=_("For «all of the above» and the like."),
    )

    def rows(self) -> list[dict[str, Any]]:
        marked = self.marked()
        return [row | {"is_right": row["index"] in marked} for row in super().rows()]

    def marked(self) -> set[int]:
        """Rows marked as right, as sent or as they were."""
        if self.is_bound:
            sent = self.data.getlist("right") if hasattr(self.data, "getlist") else self.data.get("right", [])
            return {int(one) for one in sent if str(one).isdecimal() and int(one) < MOST}
        return set(self.initial.get("right", ()))

    def parts(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        marked, written = self.marked(), list(self.written(cleaned))
        choices = tuple(Choice(text, index in marked, media) for index, text, media in written)
        if marked - {index for index, _text, _media in written}:  # a mark on an empty row
            choices = (*choices, Choice("", is_right=True))
        return {"choices": choices, "keeps_order": cleaned["keeps_order"]}

    @classmethod
    def part_values(cls, asked: Words) -> dict[str, Any]:
        rows = {f"row_{index}": choice.text for index, choice in enumerate(asked.choices)}
        media = {f"media_{index}": choice.media for index, choice in enumerate(asked.choices)}
        return rows | media | {"right": set(asked.keys), "keeps_order": asked.keeps_order}


class SingleForm(ChoicesForm):
    kind = Kind.SINGLE
    legend = _("Choices; mark the right one")


class MultipleForm(ChoicesForm):
    kind = Kind.MULTIPLE
    legend = _("Choices; mark every right one")


class TrueFalseForm(QuestionForm):
    kind = Kind.TRUE_FALSE
    is_true = forms.TypedChoiceField(
        label=_("The statement is"),
        choices=[("yes", pgettext_lazy("statement", "true")), ("no", pgettext_lazy("statement", "false"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the statement is true.")},
    )

    def parts(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        return {"is_true": cleaned["is_true"]}

    @classmethod
    def part_values(cls, asked: Words) -> dict[str, Any]:
        return {"is_true": "yes" if asked.is_true else "no"}


class MatchingForm(_RowsForm):
    kind = Kind.MATCHING
    legend = _("What belongs together")
    row_label = _("Left side %(mark)s")
    has_row_files = True
    decoys = forms.CharField(
        label=_("Right sides that belong to nothing"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One on each line."),
    )

    def add_parts(self) -> None:
        super().add_parts()
        for index in range(MOST):
            self.fields[f"right_{index}"] = forms.CharField(
                label=_("Right side %(mark)s") % {"mark": self.row_mark(index)},
                max_length=500,
                required=False,
            )

    def row_mark(self, index: int) -> str:
        return str(index + 1)

    def rows(self) -> list[dict[str, Any]]:
        return [row | {"right": self[f"right_{row['index']}"]} for row in super().rows()]

    def parts(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        left = {index: (text, media) for index, text, media in self.written(cleaned)}
        right = {index: cleaned.get(f"right_{index}", "").strip() for index in range(MOST)}
        pairs = [
            Pair(left.get(index, ("", ""))[0], right[index], left.get(index, ("", ""))[1])
            for index in range(MOST)
            if index in left or right[index]
        ]
        return {"pairs": tuple(pairs), "decoys": _lines(cleaned["decoys"])}

    @classmethod
    def part_values(cls, asked: Words) -> dict[str, Any]:
        values: dict[str, Any] = {"decoys": "\n".join(asked.decoys)}
        for index, pair in enumerate(asked.pairs):
            values |= {f"row_{index}": pair.left, f"right_{index}": pair.right, f"media_{index}": pair.media}
        return values


class OrderingForm(_RowsForm):
    kind = Kind.ORDERING
    legend = _("Items in their right order")
    row_label = _("Item %(mark)s")

    def row_mark(self, index: int) -> str:
        return str(index + 1)

    def parts(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        return {"items": tuple(text for _index, text, _media in self.written(cleaned))}

    @classmethod
    def part_values(cls, asked: Words) -> dict[str, Any]:
        return {f"row_{index}": item for index, item in enumerate(asked.items)}


class _TypedForm(QuestionForm):
    """Answers that are typed."""

    marks_matter = forms.BooleanField(
        label=_("Vietnamese marks have to be right"),
        required=False,
        initial=True,
        help_text=_("Without this, «nghi quyet» counts as «nghị quyết»."),
    )


class ShortForm(_TypedForm):
    kind = Kind.SHORT
    answers = forms.CharField(
        label=_("Right answers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line; any of them counts. Capital letters and full stops do not matter."),
    )

    def parts(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        return {"answers": _lines(cleaned["answers"]), "marks_matter": cleaned["marks_matter"]}

    @classmethod
    def part_values(cls, asked: Words) -> dict[str, Any]:
        return {"answers": "\n".join(asked.answers), "marks_matter": asked.marks_matter}


class ClozeForm(_TypedForm):
    kind = Kind.CLOZE
    hint = _("Write [[1]], [[2]]… in the question where something is to be filled in.")
    gaps = forms.CharField(
        label=_("Gaps"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "One line for each gap: right answers parted by « / ». To let members choose, add « : » and the choices: "
            "90 phút : 60 phút / 90 phút / 120 phút."
        ),
    )

    def parts(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "gaps": tuple(_gap(line) for line in _lines(cleaned["gaps"])),
            "marks_matter": cleaned["marks_matter"],
        }

    @classmethod
    def part_values(cls, asked: Words) -> dict[str, Any]:
        return {
            "gaps": "\n".join(_gap_line(gap) for gap in asked.gaps),
            "marks_matter": asked.marks_matter,
        }


def _gap(line: str) -> Gap:
    answers, _colon, choices = line.partition(" : ")
    return Gap(_slashed(answers), _slashed(choices))


def _slashed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(" / ") if part.strip())


def _gap_line(gap: Gap) -> str:
    answers = " / ".join(gap.answers)
    return f"{answers} : {' / '.join(gap.choices)}" if gap.choices else answers


FORMS: dict[Kind, type[QuestionForm]] = {
    form.kind: form
    for form in (SingleForm, MultipleForm, TrueFalseForm, MatchingForm, OrderingForm, ShortForm, ClozeForm)
}


def asked_kind(query: QueryDict) -> Kind:
    """The kind that an address asks for by `loai`; one right choice where it asks for none."""
    asked = query.get("loai", "")
    return Kind(asked) if asked in set(Kind) else Kind.SINGLE
