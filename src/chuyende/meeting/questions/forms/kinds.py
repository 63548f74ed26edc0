"""A question as a form: one form a kind, each giving the same `Words`."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..engine.faults import MOST
from ..engine.words import Choice, Gap, Kind, Pair, Words
from .question import QuestionForm, RowsForm


class ChoicesForm(RowsForm):
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


class MatchingForm(RowsForm):
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


class OrderingForm(RowsForm):
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


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


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
