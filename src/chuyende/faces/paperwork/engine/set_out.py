"""Sets a paper out before it is rendered: clean text, numbers, dashes and end marks.

All that the three renderers must agree on is decided here, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from chuyende.faces.paperwork.engine.layout import Layout
from chuyende.faces.paperwork.engine.paper import (
    Basis,
    Block,
    Centred,
    Facts,
    Item,
    Paper,
    Paragraph,
    Run,
    Runs,
    Section,
    plain,
)
from chuyende.faces.paperwork.engine.text import letter, printable, roman

T = TypeVar("T")


def set_out(paper: Paper, layout: Layout) -> Paper:
    """The paper as it is printed: text that every file can carry, markers filled in, ends marked."""
    paper = cleaned(paper)
    blocks = tuple(_with_end_mark(_with_bases_closed(list(_numbered(paper.blocks, layout))), layout))
    recipients = tuple(
        f"- {line.rstrip(' ,;.')}{'.' if index == len(paper.recipients) else ','}"
        for index, line in enumerate(paper.recipients, 1)
    )
    heading = replace(
        paper.heading,
        superior_lines=tuple(line.upper() for line in paper.heading.superior_lines),
        issuer_lines=tuple(line.upper() for line in paper.heading.issuer_lines),
    )
    signatures = tuple(
        replace(one, authority=tuple(line.upper() for line in one.authority), position=one.position.upper())
        for one in paper.signatures
    )
    return replace(
        paper,
        heading=heading,
        type_name=paper.type_name.upper(),
        blocks=blocks,
        signatures=signatures,
        recipients=recipients,
    )


def cleaned(value: T) -> T:
    """The same description with every text in it as files can carry it."""
    changed: Any = value
    if isinstance(value, str):
        changed = printable(value)
    elif isinstance(value, tuple):
        changed = tuple(cleaned(part) for part in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = replace(value, **{f.name: cleaned(getattr(value, f.name)) for f in fields(value)})
    return changed


def _numbered(blocks: tuple[Block, ...], layout: Layout) -> Iterator[Block]:
    sections = {1: 0, 2: 0, 3: 0}
    numbers = letters = 0
    for block in blocks:
        if isinstance(block, Section):
            numbers = letters = 0
            sections[block.level] += 1
            for deeper in range(block.level + 1, 4):
                sections[deeper] = 0
            yield _numbered_section(block, sections[block.level], layout)
        elif isinstance(block, Item):
            if block.kind == "number":
                numbers, letters = numbers + 1, 0
            elif block.kind == "letter":
                letters += 1
            yield replace(block, marker=block.marker or _item_marker(block, numbers, letters))
        else:
            yield block


def _numbered_section(section: Section, number: int, layout: Layout) -> Section:
    if section.level == 1:
        marker = section.marker or f"{roman(number)}{layout.section_mark}"
        return replace(section, marker=marker, title=section.title.upper())
    return replace(
        section, marker=section.marker or (f"{number}. " if section.level == 2 else f"{letter(number)}) ")
    )


def _item_marker(item: Item, number: int, point: int) -> str:
    return {"number": f"{number}. ", "letter": f"{letter(point)}) ", "dash": "- ", "plus": "+ "}[item.kind]


def _with_bases_closed(blocks: list[Block]) -> list[Block]:
    """Each basis becomes "- …;" and keeps being a basis, for its face is the layout's affair."""
    return [
        Basis((Run("- "), *_ending(block.runs, ";"))) if isinstance(block, Basis) else block
        for block in blocks
    ]


def _with_end_mark(blocks: list[Block], layout: Layout) -> list[Block]:
    """The end of the text marked, if it ends in running text."""
    if not blocks:
        return blocks
    last = blocks[-1]
    if isinstance(last, Paragraph | Item | Centred):
        blocks[-1] = replace(last, runs=_ending(last.runs, layout.end_mark))
    elif isinstance(last, Facts) and last.pairs:
        name, value = last.pairs[-1]
        blocks[-1] = Facts((*last.pairs[:-1], (name, _ending(value, layout.end_mark))))
    return blocks


def _ending(text: Runs, mark: str) -> Runs:
    """The runs with their closing mark in place of the one they have; "!" and "?" stay."""
    if not plain(text).strip():
        return text
    last = text[-1]
    words = last.text.rstrip()
    if not words:
        return _ending(text[:-1], mark)
    if mark == "." and words[-1] in "!?…:":
        return text
    stem = words.removesuffix("./.") if words.endswith("./.") else words.removesuffix(".").removesuffix(";")
    return (*text[:-1], replace(last, text=stem + mark))
