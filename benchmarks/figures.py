"""What a scenario tells, and how it is shown."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measured value; `floor` is what the bare machine does in the same run, in the same unit. `most`: a run in which
    the value is higher has failed, however fast it was."""

    scenario: str
    figure: str
    value: float
    unit: str
    floor: float | None
    database: str
    most: float | None = None

    @property
    def is_too_high(self) -> bool:
        return self.most is not None and self.value > self.most

    def ratio(self) -> str:
        return f"{self.value / self.floor:.1f}" if self.floor else ""


def told(figures: Iterable[Figure], file: Path) -> Iterator[Figure]:
    """Print each figure as a line of a table and write it to `file`, one JSON object a line."""
    file.parent.mkdir(parents=True, exist_ok=True)
    print(f"{'scenario':12} {'figure':44} {'value':>12} {'unit':10} {'floor':>12} {'times':>6}  database")
    with file.open("w") as out:
        for one in figures:
            floor = f"{one.floor:,.2f}" if one.floor is not None else ""
            print(
                f"{one.scenario:12} {one.figure:44} {one.value:12,.2f} {one.unit:10} {floor:>12} {one.ratio():>6}"
                f"  {one.database}",
                flush=True,
            )
            out.write(json.dumps(asdict(one)) + "\n")
            out.flush()
            yield one
