"""How official papers look: the values of a guideline on the form of papers, as data with a date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


class LayoutError(ValueError):
    """The parameters of a rule set do not describe a layout; the message names the parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The form of papers on A4: lengths in millimetres (``_mm``), type sizes in points (``_pt``).

    Every value comes from a dated rule set that names its guideline; there are no defaults.
    """

    font_family: str
    margin_top_mm: float
    margin_bottom_mm: float
    margin_left_mm: float
    margin_right_mm: float
    party_title_pt: float
    superior_pt: float
    issuer_pt: float
    number_pt: float
    place_date_pt: float
    place_date_italic: bool
    type_name_pt: float
    abstract_pt: float
    title_rule: str
    """The dashes under the title; empty for none."""
    body_pt: float
    line_pitch_pt: float
    """The exact distance of two lines of running text."""
    paragraph_gap_pt: float
    """What is added to it between two paragraphs."""
    first_line_mm: float
    basis_italic: bool
    section_mark: str
    """What follows the Roman number of a section: "- " in "I- TÊN MỤC"."""
    end_mark: str
    """How the text ends: "." or "./."."""
    table_pt: float
    signature_pt: float
    position_bold: bool
    signature_space_mm: float
    recipients_heading_pt: float
    recipients_item_pt: float
    page_number_pt: float

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, Any]) -> Layout:
        """The layout that a rule set's parameters describe.

        Raises LayoutError for an unknown or missing parameter, or a value that is no such measure.
        """
        kinds = {field.name: str(field.type) for field in fields(cls)}
        if unknown := sorted(set(parameters) - set(kinds)):
            raise LayoutError(f"unknown layout parameter: {', '.join(unknown)}")
        if missing := sorted(set(kinds) - set(parameters)):
            raise LayoutError(f"missing layout parameter: {', '.join(missing)}")
        for name, value in parameters.items():
            if not _fits(kinds[name], name, value):
                raise LayoutError(f"layout parameter {name}: {value!r} is not a valid {kinds[name]}")
        return cls(**parameters)


def _fits(kind: str, name: str, value: object) -> bool:
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "str":
        return isinstance(value, str) and (bool(value) or name == "title_rule")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return 1 <= value <= 40 if name.endswith("_pt") and name != "paragraph_gap_pt" else 0 <= value <= 60
