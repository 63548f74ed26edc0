"""What views hand to components that show a list: plain values, no models."""

from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise

Text = str | Promise
Tone = Literal["neutral", "red", "green", "amber", "gold"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a review. `when` is shown as it is (already formatted)."""

    title: Text
    state: Literal["done", "current", "returned", "waiting"]
    person: Text = ""
    when: Text = ""
    note: Text = ""


@dataclass(frozen=True, kw_only=True)
class HeatCell:
    """A square of the table cells × quarters. An empty `title` shows a dash."""

    title: Text = ""
    detail: Text = ""
    state: Literal["none", "plan", "done", "late"] = "none"
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class HeatRow:
    title: Text
    cells: list[HeatCell] = field(default_factory=list)
    detail: Text = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class ResultBar:
    """One answer or choice with its count. `mark` is a word beside it ("đáp án đúng")."""

    label: Text
    count: int
    tone: Tone = "neutral"
    mark: Text = ""
