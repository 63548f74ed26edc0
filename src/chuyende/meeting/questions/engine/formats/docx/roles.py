"""The styles that the writer gives to its paragraphs, by which the reader knows them again.

They are known by the name that is shown: programs that save a file anew give them other identifiers.
"""

from typing import Final

from .signs import Role

STEM, CHOICE, KEY, WHY, SOURCE, NOTE = (
    "Chuyên đề: câu hỏi",
    "Chuyên đề: phương án",
    "Chuyên đề: đáp án",
    "Chuyên đề: giải thích",
    "Chuyên đề: nguồn",
    "Chuyên đề: ghi chú",
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
