"""The page that all renderers share: A4, its margins, and what stands where on it."""

from __future__ import annotations

from dataclasses import dataclass

from chuyende.faces.paperwork.engine.layout import Layout

PARTY_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
_PARTY_TITLE_EM = 13.778
"""Width of the title in bold Times New Roman, in ems: the line under it is as long as the title."""

_MM_PER_PT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Page:
    """A4 with its margins, in millimetres."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    header_mm: float = 10
    code_mm: float = 16

    @classmethod
    def of(cls, layout: Layout, *, landscape: bool) -> Page:
        """The page of a layout. Turned to landscape, the binding edge becomes the top edge."""
        top, right = layout.margin_top_mm, layout.margin_right_mm
        bottom, left = layout.margin_bottom_mm, layout.margin_left_mm
        if landscape:
            return cls(297, 210, top_mm=left, bottom_mm=right, left_mm=bottom, right_mm=top)
        return cls(210, 297, top_mm=top, bottom_mm=bottom, left_mm=left, right_mm=right)

    @property
    def text_width_mm(self) -> float:
        """What the margins leave for text."""
        return self.width_mm - self.left_mm - self.right_mm

    @property
    def heading_columns_mm(self) -> tuple[float, float]:
        """The issuer's column and the Party title's column at the head of the first page."""
        return self.text_width_mm * 0.46, self.text_width_mm * 0.54

    @property
    def foot_columns_mm(self) -> tuple[float, float]:
        """The recipients' column and the signature's column under the text."""
        return self.text_width_mm * 0.5, self.text_width_mm * 0.5


def party_title_width_mm(layout: Layout) -> float:
    """How long the line under the Party title is."""
    return _PARTY_TITLE_EM * layout.party_title_pt * _MM_PER_PT
