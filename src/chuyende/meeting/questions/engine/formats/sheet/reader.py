"""A file of tables read into questions."""

from ..reading import Progress, Reading, Trouble, Unreadable, silent
from .columns import heading_of
from .grid import Table
from .rows import question
from .separated import read_separated
from .workbook import is_workbook, read_workbook


def read(data: bytes, progress: Progress = silent) -> Reading:
    """Read a workbook or a CSV file in the own template, Kahoot's or ClassQuiz's. A sheet without headings that are
    known is left out. Raises `Unreadable`."""
    tables = list(read_workbook(data)) if is_workbook(data) else [read_separated(data)]
    asking = [(table, columns) for table in tables if (columns := heading_of(table.rows))]
    reading = Reading()
    for table, columns in asking:
        names = _taken(table, reading)
        for row in table.rows[columns.row + 1 :]:
            row.pictures = {
                column: [names.get(name, "") for name in found] for column, found in row.pictures.items()
            }
            place = f"Dòng {row.number}" if len(asking) == 1 else f"{table.title}, dòng {row.number}"
            asked = question(row, columns, place)
            if asked is not None:
                reading.questions.append(asked)
                progress(len(reading.questions))
    if not reading.questions:
        raise Unreadable(Trouble.EMPTY)
    needed = {name for one in reading.questions for name in one.words.media_names()}
    reading.media = {name: content for name, content in reading.media.items() if name in needed}
    return reading


def _taken(table: Table, reading: Reading) -> dict[str, str]:
    """Keep the files of a sheet; return their names among those of all sheets."""
    names = {}
    for name, content in table.media.items():
        free = name
        while free in reading.media and reading.media[free] != content:
            free = f"{table.title}-{free}"
        reading.media[free] = content
        names[name] = free
    return names
