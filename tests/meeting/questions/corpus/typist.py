"""Whoever types a file: with one habit of labels, letters and signs, and with slips of the hand."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import word
from .expected import key
from .slips import slipped_label, slipped_letter
from .word import cell, listed, paragraph, run, table

if TYPE_CHECKING:
    from .asked import Asked
    from .habits import Habit

_CYRILLIC = str.maketrans("ABCHEKMOPTaceopx", "АВСНЕКМОРТасеорх")
_WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in ".:)ABCD"}
LETTERS = "ABCDEFGH"


class Writer:
    """One file being written with one habit. `look` is the sign of a right choice, empty if it is told otherwise."""

    def __init__(
        self, paper: word.Paper, habit: Habit, chance: random.Random, spell: Callable[[str], str], look: str
    ) -> None:
        self.paper, self.habit, self.chance, self.spell, self.look = paper, habit, chance, spell, look
        self.noises = habit.noises
        self.base = (word.BOLD if "all bold" in self.noises else "") + (
            word.BLUE if "all blue" in self.noises else ""
        )
        self.stem_look = word.BOLD if "bold stems" in self.noises else ""
        self.number = 0
        self.question_list = self._question_list()
        self.choice_kind = -1
        self.slip = ""

    def _question_list(self) -> int:
        if not self.habit.label.startswith("auto"):
            return 0
        levels = [word.Level("decimal", self.habit.label.removeprefix("auto "))]
        if self.habit.letter == "auto multilevel":
            levels.append(word.Level("upperLetter", "%2."))
        return self.paper.new_list(*levels)

    # --- words ---------------------------------------------------------------------------------------------------

    def label(self) -> str:
        """Return the next question's label as typed; empty where the list gives it."""
        self.number += 2 if "skips" in self.noises and self.number == 3 else 1
        if "repeats" in self.noises and self.number == 5:
            self.number = 4
        if self.question_list:
            return ""
        return self.typed(slipped_label(self.habit.label.replace("|", "").format(n=self.number), self.slip))

    def typed(self, label: str) -> str:
        if "Cyrillic" in self.noises:
            return label.translate(_CYRILLIC)
        return label.translate(_WIDE) if "full width" in self.noises else label

    def letter(self, at: int) -> str:
        form = self.habit.letter
        if form.startswith("auto") or form == "bullet":
            return ""
        if form == "dash":
            return "- "
        shown = form.replace("A", LETTERS[at]).replace("a", LETTERS[at].lower())
        return self.typed(slipped_letter(shown, at, self.slip)) + ("" if self.slip == "no space" else " ")

    def key_text(self, asked: Asked) -> str:
        """Return how the key is said; empty if it is not said beside the question."""
        if not self.habit.sign.startswith("said"):
            return ""
        letters = ", ".join(LETTERS[at] for at in asked.right)
        if (
            self.habit.letter[:1] == "a"
            and not self.habit.letter.startswith("auto m")
            and "auto A" not in self.habit.letter
            and self.chance.random() < 0.5
        ):
            letters = letters.lower()
        way = self.habit.sign.removeprefix("said ")
        return self.spell(way.format(L=letters, text=asked.choices[asked.right[0]]))

    def choice(self, asked: Asked, at: int, *, with_letter: bool = True) -> list[str]:
        """Return the runs of one choice, with the mark or the look of a right one."""
        right, sign = at in asked.right, self.habit.sign
        letter = self.letter(at) if with_letter else ""
        text = self.spell(asked.choices[at])
        if right and sign.startswith("mark"):
            letter, text = _marked(sign.removeprefix("mark "), letter, text)
        if right and self.look:
            if self.slip == "half marked" and " " in text:
                head, tail = text.rsplit(" ", 1)
                return [run(letter + head, self.base + self.look), run(" " + tail, self.base)]
            if sign.startswith("look letter") and letter:
                return [run(letter.rstrip(), self.base + self.look), run(" " + text, self.base)]
            return [*self.broken(letter + text, self.base + self.look)]
        if "emphasis" in self.noises and not right and " " in text and at == 1:
            first, rest = text.split(" ", 1)
            return [
                run(letter + first + " ", self.base),
                run(rest.split(" ")[0], self.base + word.BOLD),
                run("".join(f" {one}" for one in rest.split(" ")[1:]), self.base),
            ]
        if self.slip == "extra bold" and at == self.number % 4:
            return [run(letter + text, self.base + word.BOLD)]
        return self.broken(letter + text, self.base)

    def broken(self, text: str, look: str) -> list[str]:
        """Return the runs of a text, torn apart as Word does after every correction."""
        if "broken runs" not in self.noises or len(text) < 6:
            return [run(text, look)] if text else []
        cut = self.chance.randint(1, len(text) - 2)
        return [run(text[:cut], look), '<w:proofErr w:type="spellStart"/>', run(text[cut:], look)]

    def mark_look(self, asked: Asked, at: int) -> str:
        return self.base + (self.look if at in asked.right and self.look else "")

    # --- paragraphs ----------------------------------------------------------------------------------------------

    def stem(self, asked: Asked) -> list[str]:
        """Return the paragraphs of label and stem."""
        label, (first, *more) = self.label(), asked.stem.split("\n")
        statement = " (Đ)" if asked.is_true else " (S)"
        if asked.is_true is not None and "statement marks" in self.noises:
            first += statement
        runs = []
        if "tracked" in self.noises and self.number % 3 == 0:
            cut = first.find(" ") + 1
            runs = [
                run(self.spell(first[:cut]), self.base + self.stem_look),
                word.deleted("xoá bỏ "),
                word.inserted(run(self.spell(first[cut:]), self.base + self.stem_look)),
            ]
        elif "equations" in self.noises and self.number % 4 == 0:
            runs = [run(self.spell(first) + " ", self.base + self.stem_look), word.equation("x+1")]
        else:
            runs = self.broken(self.spell(first), self.base + self.stem_look)
        if self.has_picture():
            runs.append(self.paper.picture())
        props = listed(self.question_list) if self.question_list else ""
        if "|" in self.habit.label:
            opening = [paragraph(run(label, word.BOLD)), paragraph(*runs)]
        else:
            look = self.base + self.chance.choice(("", word.BOLD)) + self.stem_look.replace(word.BOLD, "")
            opening = [paragraph(*([run(label + " ", look)] if label else []), *runs, props=props)]
        if self.slip == "page break":
            more = more or [""]
            return [
                *opening,
                '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
                *(paragraph(run(self.spell(line), self.base)) for line in more),
            ]
        return opening + [paragraph(run(self.spell(line), self.base)) for line in more]

    def has_picture(self) -> bool:
        return "pictures" in self.noises and self.number % 3 == 1

    def has_equation(self) -> bool:
        return (
            "equations" in self.noises
            and self.number % 4 == 0
            and not ("tracked" in self.noises and self.number % 3 == 0)
        )

    def choice_list(self) -> int:
        """Return a list for the choices of one question, which begins with A again."""
        form = self.habit.letter
        if form == "auto multilevel":
            return self.question_list
        if self.choice_kind < 0:
            level = {
                "auto A.": word.Level("upperLetter", "%1."), "auto a)": word.Level("lowerLetter", "%1)"),
                "bullet": word.Level("bullet", "•"),
            }[form]  # fmt: skip
            number = self.paper.new_list(level)
            self.choice_kind = len(self.paper.lists) - 1
            return number
        return self.paper.new_number(self.choice_kind, restarts=True)

    def key_of(self, asked: Asked) -> dict[str, Any]:
        told = key(asked)
        if asked.choices == ("Đúng", "Sai"):
            told = key(asked, kind="true_false", choices=[], right=[], is_true=asked.right == (0,))
        if self.has_picture():
            told["stem_media"] = True
        if self.has_equation():
            first, *more = asked.stem.split("\n")
            told["stem"] = "\n".join([first + " x+1", *more])
        return told

    def explained(self, asked: Asked) -> dict[str, str]:
        """Return explanation and source as the file will tell them."""
        told = self.habit.why
        return {
            "explanation": asked.why if "{why}" in told or told == "both" else "",
            "source": asked.source if "{source}" in told or told == "both" else "",
        }

    def after(self, asked: Asked) -> None:
        """Write what follows the choices: the key if it is said, explanation and source."""
        if asked.is_true is not None and not asked.choices and "statement marks" not in self.noises:
            self.paper.say(f"Đáp án: {'Đúng' if asked.is_true else 'Sai'}")
        elif asked.answer:
            self.paper.say(f"Đáp án: {asked.answer}")
        elif asked.choices and self.slip != "no key" and (said := self.key_text(asked)):
            self.paper.say(said, self.base)
        ways = ("Giải thích: {why}", "Nguồn: {source}") if self.habit.why == "both" else (self.habit.why,)
        for way in ways:
            if ("{why}" in way and asked.why) or ("{source}" in way and asked.source):
                self.paper.say(self.spell(way.format(why=asked.why, source=asked.source)), self.base)
        if "blank lines" in self.noises:
            self.paper.add("<w:p/>", paragraph(run("  ")))

    def before(self, at: int, count: int) -> None:
        """Write what stands between questions: headings, page texts, text boxes."""
        if "parts" in self.noises and at in (0, count // 2):
            self.paper.say(
                f"PHẦN {'I' if at == 0 else 'II'}. {'KIẾN THỨC CHUNG' if at == 0 else 'ĐIỀU LỆ ĐẢNG'}",
                word.BOLD,
            )
        if "roman parts" in self.noises and at in (0, count // 2):
            self.paper.say("I. TRẮC NGHIỆM" if at == 0 else "II. VẬN DỤNG", word.BOLD)
        if "restarts" in self.noises and at == count // 2:
            self.paper.say("PHẦN 2", word.BOLD)
            self.number = 0
            if self.question_list:
                self.question_list = self.paper.new_number(
                    self.paper.numbers[self.question_list - 1][0], restarts=True
                )
        if "pages" in self.noises and at and at % 4 == 0:
            self.paper.say(f"Trang {at // 4}/3", word.ITALIC)
        if "hint" in self.noises and at == 0:
            self.paper.say("Khoanh tròn vào chữ cái đứng trước câu trả lời đúng.", word.ITALIC)
        if "text boxes" in self.noises and at == 3:
            self.paper.add(paragraph(word.text_box(paragraph(run("ĐẢNG BỘ TRƯỜNG CHÍNH TRỊ")))))

    def school_header(self) -> None:
        left = cell(
            paragraph(run("ĐẢNG UỶ TRƯỜNG CHÍNH TRỊ")),
            paragraph(run("CHI BỘ KHOA XÂY DỰNG ĐẢNG", word.BOLD)),
            paragraph(run("*")),
        )
        right = cell(
            paragraph(run("ĐẢNG CỘNG SẢN VIỆT NAM", word.BOLD)),
            paragraph(run("Lào Cai, ngày 05 tháng 01 năm 2026")),
        )
        self.paper.add(table([[left, right]]))
        self.paper.say("BỘ CÂU HỎI TRẮC NGHIỆM", word.BOLD)
        self.paper.say("Phục vụ sinh hoạt chuyên đề quý I năm 2026")
        self.paper.say("-----")


def _marked(way: str, letter: str, text: str) -> tuple[str, str]:
    match way:
        case "* before":
            return "*" + letter, text
        case "x before":
            return "x " + letter, text
        case "* after":
            return letter, text + " *"
        case "(đúng)":
            return letter, text + " (đúng)"
    return letter, f"{text} {way[0]}"
