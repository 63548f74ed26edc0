"""Tables as Excel files."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 60


def table_file(*, title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return an Excel file of one table, its headings kept in view.

    Text stays text: a name that begins with «=» is no formula. Moments must be naive, in local time.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = "".join(" " if sign in "[]:*?/\\" else sign for sign in title)[:31]
    widths = [len(heading) for heading in headings]
    for values in [headings, *rows]:
        sheet.append(list(values))
        for cell in sheet[sheet.max_row]:
            _keep_text(cell)
            if cell.is_date:
                cell.number_format = (
                    "dd/mm/yyyy hh:mm" if isinstance(cell.value, dt.datetime) else "dd/mm/yyyy"
                )
            widths[cell.column - 1] = max(widths[cell.column - 1], len(str(cell.value or "")))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(width, _WIDEST) + 2
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _keep_text(cell: Cell) -> None:
    if cell.data_type == "f":
        cell.data_type = "s"
