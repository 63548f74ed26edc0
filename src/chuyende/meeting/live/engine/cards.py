"""Printed answer cards: a square marker whose rotation is the answer, for members without a phone.

A card carries a marker of 7 × 7 modules: a dark border and 25 bits that name the card. The letters A, B, C, D stand on
its four edges, clockwise; the letter that the holder turns up is the answer. The letters are so small that the holder
reads them at arm's length and nobody in the next row does. The same codes stand in frontend/src/cards/codes.ts.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst

#: one number per card, its 25 bits row by row from the top left with A upward; 1 is white. Any two of them, turned in
#: any way, differ in at least 8 bits, and from each other's mirror image in at least 4
CODES = (
    0x1B0580F,
    0x0C53EDF,
    0x1841299,
    0x1C7CE0D,
    0x0D75528,
    0x1EE5169,
    0x105C5CC,
    0x0F8CB83,
    0x0CF5386,
    0x1D622CF,
    0x0B7523F,
    0x12AB10C,
    0x1D0F42C,
    0x13C9ADC,
    0x1F72FA8,
    0x1342C82,
    0x1CDE8B2,
    0x0A90F9C,
    0x0A1E488,
    0x147E593,
    0x1707D21,
    0x1D58382,
    0x0A3DE32,
    0x0FA83CC,
    0x0FC3D53,
    0x0B6F8E1,
    0x08AC57C,
    0x0BE7EAC,
    0x025E2EB,
    0x13671FD,
    0x03D48B9,
    0x16FAC8C,
    0x024D979,
    0x03C0352,
    0x09F75D9,
    0x1465936,
    0x029A61B,
    0x0B1B0EE,
    0x15CAB9B,
    0x0359205,
    0x0733F15,
    0x0C471A1,
    0x0D7289C,
    0x1B80A41,
    0x0A357EB,
    0x0BCC6C9,
    0x1BD69CD,
    0x15867EC,
    0x0184DCB,
    0x114CC66,
    0x00B1FD1,
    0x0D0065E,
    0x046FAF7,
    0x127ABC6,
    0x0C09907,
    0x0DBD934,
    0x0264487,
    0x172531B,
    0x0088CBD,
    0x1FBCC1B,
    0x185F337,
    0x037CC48,
    0x08D43F5,
    0x14D76A5,
    0x084AE28,
    0x0596429,
    0x1D2195D,
    0x0FCA848,
    0x1E15980,
    0x09D1817,
    0x19EA3E1,
    0x1D50CE3,
    0x1EDB712,
    0x0F2BF6A,
    0x1D25A63,
    0x0223EE0,
    0x0FDF329,
    0x1EAF5B1,
    0x179D8AA,
    0x150EE49,
    0x1C92D89,
    0x0B88462,
    0x05A7F58,
    0x0A53DBA,
    0x01CD12C,
    0x072E09D,
    0x00E9113,
    0x1C2BA11,
    0x17205EF,
    0x0F39290,
    0x14E471C,
    0x05DC67F,
    0x14EA5FD,
    0x0EB48F0,
    0x04F7C2E,
    0x107D89F,
    0x169F44E,
    0x0DF0201,
    0x01F3F20,
    0x1287BB9,
)
LETTERS = "ABCD"
BITS_ACROSS = 5
MODULES_ACROSS = BITS_ACROSS + 2
CARD_MM = 148.0
MODULE_MM = 18.0
MARKER_MM = MODULE_MM * MODULES_ACROSS
MARGIN_MM = (CARD_MM - MARKER_MM) / 2
#: capitals 1.7 mm high: 15 minutes of arc at 40 cm, under the 5 that a sharp eye needs from 1.2 m on
LETTER_PT = 7
MOST_CARDS = len(CODES)

_TEMPLATE = Path(__file__).with_name("cards.typ")


class NoSuchCard(ValueError):
    """Cards are numbered from 1 to MOST_CARDS."""


@dataclass(frozen=True)
class Card:
    """The card of one seat: its number, from 1, and the name of who holds it (empty: a spare)."""

    number: int
    name: str = ""


def modules(number: int) -> tuple[tuple[bool, ...], ...]:
    """Return the 7 rows of the marker with A upward; True is dark. Raises NoSuchCard."""
    if not 1 <= number <= MOST_CARDS:
        raise NoSuchCard(number)
    code, last = CODES[number - 1], BITS_ACROSS * BITS_ACROSS - 1
    inner = [
        [not code >> (last - row * BITS_ACROSS - column) & 1 for column in range(BITS_ACROSS)]
        for row in range(BITS_ACROSS)
    ]
    border = (True,) * MODULES_ACROSS
    return (border, *((True, *row, True) for row in inner), border)


def cards_pdf(cards: Sequence[Card], *, title: str, instruction: str, fonts: Path | None = None) -> bytes:
    """Return the cards as a PDF, two to an A4 page, each with a stub that says whose it is and how it is held.

    `title` and `instruction` are printed on every stub. `fonts`: folder of the font files to print with; without it
    Typst's own. Raises NoSuchCard, and ValueError where a number is named twice or there is no card at all.
    """
    made = _compiler(fonts).compile(format="pdf", sys_inputs=_inputs(cards, title, instruction))
    assert isinstance(made, bytes)  # a PDF is one file, not a list of pages
    return made


def cards_png(
    cards: Sequence[Card],
    *,
    title: str,
    instruction: str,
    fonts: Path | None = None,
    dots_per_inch: float = 72,
) -> list[bytes]:
    """Return the pages of `cards_pdf` as pictures, to be looked at before printing. Raises the same."""
    made = _compiler(fonts).compile(
        format="png", ppi=dots_per_inch, sys_inputs=_inputs(cards, title, instruction)
    )
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if page is not None]


def _inputs(cards: Sequence[Card], title: str, instruction: str) -> dict[str, str]:
    numbers = [card.number for card in cards]
    if not cards or len(set(numbers)) < len(numbers):
        raise ValueError("each card once, and at least one")
    data = {
        "title": title,
        "instruction": instruction,
        "letters": LETTERS,
        "card_mm": CARD_MM,
        "margin_mm": MARGIN_MM,
        "module_mm": MODULE_MM,
        "letter_pt": LETTER_PT,
        "cards": [
            {"number": card.number, "name": card.name, "modules": modules(card.number)} for card in cards
        ],
    }
    return {"data": json.dumps(data)}


@cache
def _compiler(fonts: Path | None) -> typst.Compiler:
    chosen = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=fonts is None,
        font_paths=[] if fonts is None else [str(fonts)],
    )
    return typst.Compiler(str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=chosen)
