"""The keys of all questions in one place at the end of the file."""

from collections.abc import Callable

from . import word
from .asked import Asked
from .typist import LETTERS, Writer
from .word import cell, listed, paragraph, run, table

Pairs = list[tuple[str, str]]


def answers_at_end(writer: Writer, way: str, asked: list[Asked]) -> None:
    """Write the keys under a heading, in one of the ways of `ENDS`."""
    pairs = [
        (str(number), "".join(LETTERS[at] for at in one.right)) for number, one in enumerate(asked, start=1)
    ]
    writer.paper.say("BẢNG ĐÁP ÁN" if way.startswith("table") else "ĐÁP ÁN", word.BOLD)
    ENDS[way](writer.paper, pairs)


def _row(*texts: str) -> list[str]:
    return [cell(paragraph(run(text))) for text in texts]


def _across(paper: word.Paper, pairs: Pairs) -> None:
    paper.add(table([_row("Câu", *(n for n, _ in pairs)), _row("Đáp án", *(k for _, k in pairs))]))


def _across_by_six(paper: word.Paper, pairs: Pairs) -> None:
    rows = []
    for at in range(0, len(pairs), 6):
        rows.append(_row("Câu", *(n for n, _ in pairs[at : at + 6])))
        rows.append(_row("ĐA", *(k for _, k in pairs[at : at + 6])))
    paper.add(table(rows))


def _down(paper: word.Paper, pairs: Pairs) -> None:
    paper.add(table([_row("Câu hỏi", "Đáp án"), *(_row(f"Câu {n}", k) for n, k in pairs)]))


def _in_pairs(paper: word.Paper, pairs: Pairs) -> None:
    half = (len(pairs) + 1) // 2
    rows = [_row("Câu", "Đáp án", "Câu", "Đáp án")]
    for at in range(half):
        other = pairs[at + half] if at + half < len(pairs) else ("", "")
        rows.append(_row(*pairs[at], *other))
    paper.add(table(rows))


def _auto(paper: word.Paper, pairs: Pairs) -> None:
    number = paper.new_list(word.Level("decimal", "%1."))
    for _, key in pairs:
        paper.say(key, props=listed(number))


def _lines(form: str) -> Callable[[word.Paper, Pairs], None]:
    def write(paper: word.Paper, pairs: Pairs) -> None:
        for number, key in pairs:
            paper.say(form.format(n=number, k=key))

    return write


def _line(form: str, between: str) -> Callable[[word.Paper, Pairs], None]:
    def write(paper: word.Paper, pairs: Pairs) -> None:
        paper.say(between.join(form.format(n=number, k=key) for number, key in pairs))

    return write


ENDS: dict[str, Callable[[word.Paper, Pairs], None]] = {
    "table across": _across,
    "table down": _down,
    "table pairs": _in_pairs,
    "line 1A": _line("{n}{k}", "  "),
    "line 1-A": _line("{n}-{k}", ", "),
    "list 1. A": _lines("{n}. {k}"),
    "list Câu 1: A": _lines("Câu {n}: {k}"),
    "auto list": _auto,
    "table across twelve": _across_by_six,
}
