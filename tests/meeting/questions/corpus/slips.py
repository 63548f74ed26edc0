"""What slips from the hand of whoever types: in one question, against the habit of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .asked import Asked
    from .typist import Writer

_LABELS = ("no space", "space before sign", "no sign", "lower case", "no marks")
_LETTERS = ("no space", "space before sign", "other sign", "repeated letter", "missing letter")
_LINES = ("wrapped choice", "note after", "page break")
SHARE = 0.15


def slip_of(writer: Writer, asked: Asked) -> str:
    """Return what goes wrong in the next question; empty: nothing."""
    habit = writer.habit
    if writer.chance.random() > SHARE or not asked.choices or asked.choices == ("Đúng", "Sai"):
        return ""
    pool: list[str] = ["wrapped stem"]
    if not habit.label.startswith("auto") and not writer.noises & {"Cyrillic", "full width"}:
        pool += _LABELS if habit.label.casefold().startswith("câu") else ("no space",)
    if (
        habit.letter[0] in "Aa("
        and not habit.letter.startswith("auto")
        and not writer.noises & {"Cyrillic", "full width"}
    ):
        pool += _LETTERS
    if habit.layout == "lines":
        pool += _LINES
    if habit.sign.startswith("said"):
        pool.append("no key")
    if habit.sign.startswith(("said", "mark", "end", "look red", "look highlight")):
        pool.append("extra bold")
    if habit.sign.startswith("look") and "letter" not in habit.sign:
        pool.append("half marked")
    return writer.chance.choice(pool)


def slipped(asked: Asked, slip: str) -> Asked:
    """Return the question as it then stands."""
    if slip == "wrapped stem" and "\n" not in asked.stem:
        words = asked.stem.split(" ")
        half = len(words) // 2
        return asked.but(stem=" ".join(words[:half]) + "\n" + " ".join(words[half:]))
    longest = max(range(len(asked.choices)), key=lambda at: len(asked.choices[at]), default=0)
    if slip == "wrapped choice" and asked.choices[longest].count(" ") > 2:
        words = asked.choices[longest].split(" ")
        broken = " ".join(words[:2]) + "\n" + " ".join(words[2:])
        return asked.but(choices=(*asked.choices[:longest], broken, *asked.choices[longest + 1 :]))
    return asked


def slipped_label(label: str, slip: str) -> str:
    match slip:
        case "space before sign":
            return f"{label[:-1]} {label[-1]}"
        case "no sign":
            return label[:-1]
        case "lower case":
            return label.lower()
        case "no marks":
            return label.replace("Câu hỏi", "Cau hoi").replace("Câu", "Cau").replace("CÂU", "CAU")
    return label


def slipped_letter(shown: str, at: int, slip: str) -> str:
    if slip == "space before sign" and shown[-1] != ")":
        return f"{shown[:-1]} {shown[-1]}"
    if slip == "other sign" and at == 1:
        return shown.strip("(")[0] + (")" if shown[-1] != ")" else ".")
    if slip == "repeated letter" and at == 2:
        return shown.replace("C", "B").replace("c", "b")
    return "" if slip == "missing letter" and at == 2 else shown
