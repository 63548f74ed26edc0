"""The paper twin of a quiz: an answer sheet printed, filled in by hand, and read back from a photograph or a scan.

    sheet = Sheet(tuple(SheetQuestion(str(n), "ABCD") for n in range(1, 21)))
    pdf = sheets_pdf(sheet, [Copy(SheetCode(sheet=7, variant=1, holder=12), name="…")], words)
    page = open_page(photograph)      # raises Unreadable with a reason
    readings = read_page(page, sheet)  # page.code says which sheet, which variant, whose

Pure: no database, no Django. Lengths are millimetres on the A4 page from its top left corner.
"""

from .booklet import Booklet, BookletChoice, BookletQuestion, KeyTable, booklet_docx, booklet_pdf, key_pdf
from .code import SheetCode
from .layout import NotPrintable, Sheet, SheetQuestion
from .page import Page, Refusal, Unreadable, open_page
from .printing import Copy, SheetWords, sheets_pdf, sheets_png
from .reader import Doubt, Mark, Reading, kept_page, read_page, row_picture

__all__ = [
    "Booklet",
    "BookletChoice",
    "BookletQuestion",
    "Copy",
    "Doubt",
    "KeyTable",
    "Mark",
    "NotPrintable",
    "Page",
    "Reading",
    "Refusal",
    "Sheet",
    "SheetCode",
    "SheetQuestion",
    "SheetWords",
    "Unreadable",
    "booklet_docx",
    "booklet_pdf",
    "kept_page",
    "key_pdf",
    "open_page",
    "read_page",
    "row_picture",
    "sheets_pdf",
    "sheets_png",
]
