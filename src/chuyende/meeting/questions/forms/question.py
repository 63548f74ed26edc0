"""What the forms of every kind of question have in common; a kind adds its parts (`kinds`)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.core.files.base import File
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.intake import accept_attribute
from chuyende.foundation.ui.forms import offer
from chuyende.planning.governance.models import Provision
from chuyende.planning.programmes.models import FunctionArea

from ..engine import words
from ..engine.faults import MOST, faults
from ..engine.words import Kind, Words
from ..enums import Difficulty
from ..errors import said_of
from ..models import QuestionVersion
from ..services.files import FILE_KINDS

LETTERS = "ABCDEFGHIJ"
#: rows of a form that are always shown; the rest opens on demand
SHOWN_ROWS = 4
_STEM_FILE = "stem_file"


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


class RowsForm(QuestionForm):
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
