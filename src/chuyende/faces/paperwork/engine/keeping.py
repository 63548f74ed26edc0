"""Keeps the description of a paper as plain data, and reads it back as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from chuyende.faces.paperwork.engine.paper import (
    Band,
    Basis,
    Block,
    Centred,
    Column,
    Facts,
    Heading,
    Item,
    Paper,
    Paragraph,
    Row,
    Run,
    Runs,
    Section,
    Signature,
    Table,
    Verification,
)

_OF_RUNS: dict[str, type[Paragraph] | type[Centred] | type[Basis] | type[Item]] = {
    kind.__name__: kind for kind in (Paragraph, Centred, Basis, Item)
}


def as_data(paper: Paper) -> dict[str, Any]:
    """The paper as dictionaries, lists, texts and numbers, fit for JSON."""
    day = paper.heading.date
    return {
        **asdict(paper),
        "heading": {**asdict(paper.heading), "date": day.isoformat() if day else None},
        "blocks": [_block_as_data(block) for block in paper.blocks],
    }


def from_data(data: Mapping[str, Any]) -> Paper:
    """The paper that ``as_data`` described. Raises KeyError or TypeError for anything else."""
    heading = dict(data["heading"])
    day = heading.pop("date")
    return Paper(
        heading=Heading(
            **{
                **heading,
                "superior_lines": tuple(heading["superior_lines"]),
                "issuer_lines": tuple(heading["issuer_lines"]),
                "date": dt.date.fromisoformat(day) if day else None,
            }
        ),
        type_name=data["type_name"],
        abstract=data["abstract"],
        blocks=tuple(_block(block) for block in data["blocks"]),
        signatures=tuple(
            Signature(**{**each, "authority": tuple(each["authority"])}) for each in data["signatures"]
        ),
        recipients=tuple(data["recipients"]),
        verification=Verification(**data["verification"]) if data["verification"] else None,
        landscape=data["landscape"],
    )


def _block_as_data(block: Block) -> dict[str, Any]:
    data = {"block": type(block).__name__, **asdict(block)}
    if isinstance(block, Table):
        data["rows"] = [
            {"band": row.text} if isinstance(row, Band) else {"cells": [_runs_as_data(cell) for cell in row]}
            for row in block.rows
        ]
    return data


def _runs_as_data(runs: Runs) -> list[dict[str, Any]]:
    return [asdict(run) for run in runs]


def _block(data: Mapping[str, Any]) -> Block:
    fields = dict(data)
    kind = fields.pop("block")
    if kind in _OF_RUNS:
        return _OF_RUNS[kind](**{**fields, "runs": _runs(fields["runs"])})
    if kind == "Section":
        return Section(**fields)
    if kind == "Facts":
        return Facts(tuple((name, _runs(value)) for name, value in fields["pairs"]))
    if kind == "Table":
        columns = tuple(Column(**column) for column in fields["columns"])
        return Table(columns, tuple(_row(row) for row in fields["rows"]))
    raise KeyError(kind)


def _row(data: Mapping[str, Any]) -> Row:
    return Band(data["band"]) if "band" in data else tuple(_runs(cell) for cell in data["cells"])


def _runs(data: list[Mapping[str, Any]]) -> Runs:
    return tuple(Run(**run) for run in data)
