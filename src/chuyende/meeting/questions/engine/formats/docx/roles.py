"""The styles that the writer gives to its paragraphs, by which the reader knows them again."""

from typing import Final

from .signs import Role

STEM, CHOICE, KEY, WHY, SOURCE, NOTE = (
    "ChuyenDeCauHoi",
    "ChuyenDePhuongAn",
    "ChuyenDeDapAn",
    "ChuyenDeGiaiThich",
    "ChuyenDeNguon",
    "ChuyenDeGhiChu",
)
#: what a paragraph of each style is
ROLES: Final = {
    STEM: Role.QUESTION,
    CHOICE: Role.CHOICE,
    KEY: Role.KEY,
    WHY: Role.WHY,
    SOURCE: Role.SOURCE,
    NOTE: Role.NOTE,
}
