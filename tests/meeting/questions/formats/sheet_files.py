"""Workbooks put together by hand."""

import io
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook

from chuyende.meeting.questions.engine.formats.reading import ReadQuestion
from chuyende.meeting.questions.engine.formats.sheet import FORMATS, read

XLSX, CSV, KAHOOT, CLASSQUIZ = FORMATS
HEADINGS = ["Loại", "Câu hỏi", "A", "B", "C", "D", "Đáp án", "Giải thích", "Mức độ", "Thẻ", "Căn cứ"]


def book(*rows: Sequence[object]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(list(row))
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def only(data: bytes) -> ReadQuestion:
    (question,) = read(data).questions
    return question


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
