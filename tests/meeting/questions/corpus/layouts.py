"""How officials lay questions out on the page: line by line, in one line, in tables."""

from collections.abc import Callable
from typing import Any

from . import word
from .asked import Asked
from .slips import slip_of, slipped
from .typist import LETTERS, Writer
from .word import cell, listed, paragraph, run, table

Keys = list[dict[str, Any]]


def _each(writer: Writer, asked: list[Asked], choices: Callable[[Asked], None]) -> Keys:
    keys = []
    for at, given in enumerate(asked):
        one = given
        if one.is_true is not None and "statements" in writer.noises and at % 2:
            one = one.but(choices=("Đúng", "Sai"), right=(0,) if one.is_true else (1,))
        writer.before(at, len(asked))
        writer.slip = slip_of(writer, one)
        one = slipped(one, writer.slip)
        writer.paper.add(*writer.stem(one))
        keys.append(
            writer.key_of(one) | writer.explained(one) | ({"right": []} if writer.slip == "no key" else {})
        )
        if one.choices:
            choices(one)
        if (
            "pictures in choices" in writer.noises
            and writer.habit.layout in ("lines", "boxed", "rows")
            and one.choices
            and one.choices != ("Đúng", "Sai")
        ):
            keys[-1]["choice_media"] = [0]
        writer.after(one)
    return keys


def lines(writer: Writer, asked: list[Asked]) -> Keys:
    def choices(one: Asked) -> None:
        form = writer.habit.letter
        number = writer.choice_list() if form.startswith("auto") or form == "bullet" else 0
        level = 1 if form == "auto multilevel" else 0
        for at in range(len(one.choices)):
            first, *more = one.choices[at].split("\n")
            runs = writer.choice(one.but(choices=(*one.choices[:at], first, *one.choices[at + 1 :])), at)
            if at == 0 and "pictures in choices" in writer.noises and one.choices != ("Đúng", "Sai"):
                runs.append(writer.paper.picture())
            props = listed(number, level, writer.mark_look(one, at)) if number else ""
            writer.paper.add(paragraph(*runs, props=props))
            look = writer.base + (writer.look if at in one.right else "")
            writer.paper.add(*(paragraph(run(writer.spell(line), look)) for line in more))
        if writer.slip == "note after":
            writer.paper.say("(Xem tài liệu học tập, trang 12)")

    return _each(writer, asked, choices)


def joined(per_line: int, gap: str) -> Callable[[Writer, list[Asked]], Keys]:
    """Several choices in one paragraph, with `gap` between them."""

    def layout(writer: Writer, asked: list[Asked]) -> Keys:
        def choices(one: Asked) -> None:
            for start in range(0, len(one.choices), per_line):
                runs: list[str] = []
                for at in range(start, min(start + per_line, len(one.choices))):
                    runs += [run(gap)] if runs else []
                    runs += writer.choice(one, at)
                writer.paper.add(paragraph(*runs))

        return _each(writer, asked, choices)

    return layout


def soft_breaks(writer: Writer, asked: list[Asked]) -> Keys:
    """Stem and choices in one paragraph, as somebody writes who presses Shift and Enter."""

    def choices(one: Asked) -> None:
        last = writer.paper.blocks.pop()
        runs = "".join(run("\n") + "".join(writer.choice(one, at)) for at in range(len(one.choices)))
        writer.paper.add(last.removesuffix("</w:p>") + runs + "</w:p>")

    return _each(writer, asked, choices)


def grid(columns: int, *, letters_apart: bool = False) -> Callable[[Writer, list[Asked]], Keys]:
    """The choices in a table without borders under the stem."""

    def layout(writer: Writer, asked: list[Asked]) -> Keys:
        def choices(one: Asked) -> None:
            cells = []
            for at in range(len(one.choices)):
                if letters_apart:
                    letter = writer.letter(at).strip()
                    if at in one.right and writer.habit.sign in ("mark * before", "mark x before"):
                        letter = writer.habit.sign[5:7].replace("* ", "*") + letter
                        text = [run(writer.spell(one.choices[at]))]
                    else:
                        text = writer.choice(one, at, with_letter=False)
                    cells.append(cell(paragraph(run(letter, writer.mark_look(one, at)))))
                    cells.append(cell(paragraph(*text)))
                else:
                    cells.append(cell(paragraph(*writer.choice(one, at))))
            writer.paper.add(table([cells[at : at + columns] for at in range(0, len(cells), columns)]))

        return _each(writer, asked, choices)

    return layout


def columns(writer: Writer, asked: list[Asked]) -> Keys:
    """TT | Câu hỏi | A | B | C | D, and a column with the key where the key is nowhere else."""
    has_key = writer.habit.layout == "columns key"
    titles = ["TT", "Nội dung câu hỏi" if has_key else "Câu hỏi", "A", "B", "C", "D"]
    if has_key:
        titles = [*titles[:2], *(f"Phương án {letter}" for letter in "ABCD"), "Đáp án"]
    rows = [[cell(paragraph(run(title, word.BOLD))) for title in titles]]
    keys = []
    for number, one in enumerate(asked, start=1):
        writer.number = number
        opening = writer.stem(one.but(stem=one.stem))
        row = [cell(paragraph(run(str(number)))), cell(*_without_label(writer, one, opening))]
        for at in range(4):
            fill = "FFFF00" if at in one.right and writer.habit.sign == "look shading" else ""
            row.append(
                cell(paragraph(*writer.choice(one, at, with_letter=False)), fill=fill)
                if at < len(one.choices)
                else cell()
            )
        if has_key:
            row.append(cell(paragraph(run(", ".join(LETTERS[at] for at in one.right)))))
        rows.append(row)
        keys.append(writer.key_of(one))
    writer.paper.add(table(rows))
    return keys


def columns_choices(writer: Writer, asked: list[Asked]) -> Keys:
    """TT | Câu hỏi | Phương án trả lời (a cell with its lines) | Đáp án."""
    rows = [
        [
            cell(paragraph(run(title, word.BOLD)))
            for title in ("STT", "Nội dung câu hỏi", "Phương án trả lời", "Đáp án đúng")
        ]
    ]
    keys = []
    for number, one in enumerate(asked, start=1):
        writer.number = number
        offered = [paragraph(*writer.choice(one, at)) for at in range(len(one.choices))]
        said = (
            ", ".join(LETTERS[at] for at in one.right)
            if not writer.look and not writer.habit.sign.startswith(("mark", "end", "none"))
            else ""
        )
        rows.append(
            [
                cell(paragraph(run(str(number)))),
                cell(*_without_label(writer, one, writer.stem(one))),
                cell(*offered),
                cell(paragraph(run(said))),
            ]
        )
        keys.append(writer.key_of(one))
    writer.paper.add(table(rows))
    return keys


def _without_label(writer: Writer, one: Asked, opening: list[str]) -> list[str]:
    writer.number -= 1
    first, *more = one.stem.split("\n")
    runs = [run(writer.spell(first), writer.base)]
    if writer.has_equation():
        runs = [run(writer.spell(first) + " ", writer.base), word.equation("x+1")]
    if writer.has_picture():
        runs.append(writer.paper.picture())
    return [paragraph(*runs), *(paragraph(run(writer.spell(line), writer.base)) for line in more)]


def boxed(writer: Writer, asked: list[Asked]) -> Keys:
    """A table with one cell for each question."""
    start = len(writer.paper.blocks)
    keys, rows = [], []
    for one in asked:
        before = len(writer.paper.blocks)
        keys += lines(writer, [one])
        rows.append([cell(*writer.paper.blocks[before:])])
    del writer.paper.blocks[start:]
    writer.paper.add(table(rows))
    return keys


def rows(writer: Writer, asked: list[Asked]) -> Keys:
    """TT | Nội dung: a row for the question, then a row for each choice."""
    start = len(writer.paper.blocks)
    keys, made = [], [[cell(paragraph(run("TT", word.BOLD))), cell(paragraph(run("Nội dung", word.BOLD)))]]
    for one in asked:
        before = len(writer.paper.blocks)
        keys += lines(writer, [one])
        blocks = writer.paper.blocks[before:]
        made += [[cell(), cell(block)] for block in blocks]
    del writer.paper.blocks[start:]
    writer.paper.add(table(made))
    return keys


LAYOUTS: dict[str, Callable[[Writer, list[Asked]], Keys]] = {
    "lines": lines, "tabs": joined(4, "\t"), "spaces": joined(4, "      "), "two per line": joined(2, "\t\t"),
    "soft breaks": soft_breaks, "table 2x2": grid(2), "table 1x4": grid(4), "table 4x1": grid(1),
    "letters in cells": grid(4, letters_apart=True), "columns": columns, "columns key": columns,
    "columns choices": columns_choices, "boxed": boxed, "rows": rows,
}  # fmt: skip
