"""What a scanner writes, a PDF or a TIFF of many sheets, taken apart into pictures of one page each.

Not a part of what the package shows: it is loaded only where a scan comes in.
"""

import io
import threading
from collections.abc import Iterator
from typing import Final

import pypdfium2
from PIL import Image, ImageSequence

#: sheets in one file; longest side of a page, in pixels: 200 dots an inch of A4
MOST_PAGES: Final = 100
LONGEST_SIDE: Final = 2400
#: what may be unpacked into memory of one page, in pixels: A4 at 600 dots an inch
_MOST_PIXELS: Final = 50_000_000
#: what damaged files make the two libraries raise
_BROKEN = (pypdfium2.PdfiumError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)
#: PDFium serves one call at a time
_one_at_a_time = threading.Lock()


class BrokenScan(Exception):
    """The file cannot be opened, or one of its pages cannot be shown."""


def page_count(content: bytes) -> int:
    """Return how many pages a PDF or TIFF has. Raises `BrokenScan`."""
    try:
        if _is_pdf(content):
            with _one_at_a_time, pypdfium2.PdfDocument(content) as document:
                return len(document)
        with Image.open(io.BytesIO(content)) as picture:
            return int(getattr(picture, "n_frames", 1))
    except _BROKEN as error:
        raise BrokenScan from error


def pages_of(content: bytes) -> Iterator[bytes]:
    """Yield each page of a PDF or TIFF, at most `MOST_PAGES`, as a JPEG. Raises `BrokenScan`."""
    yield from map(_jpeg, _pdf_pages(content) if _is_pdf(content) else _tiff_pages(content))


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def _pdf_pages(content: bytes) -> Iterator[Image.Image]:
    for number in range(min(page_count(content), MOST_PAGES)):
        try:
            with _one_at_a_time, pypdfium2.PdfDocument(content) as document:
                page = document[number]
                scale = LONGEST_SIDE / max(page.get_size())
                picture = page.render(scale=scale, grayscale=True).to_pil()
        except _BROKEN as error:
            raise BrokenScan from error
        yield picture


def _tiff_pages(content: bytes) -> Iterator[Image.Image]:
    try:
        with Image.open(io.BytesIO(content)) as opened:
            for number, frame in enumerate(ImageSequence.Iterator(opened)):
                if number == MOST_PAGES:
                    return
                if frame.width * frame.height > _MOST_PIXELS:
                    raise BrokenScan
                picture = frame.convert("L")
                picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
                yield picture
    except _BROKEN as error:
        raise BrokenScan from error


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()
