"""The QR code that leads from a printed paper to the page where it can be checked."""

from __future__ import annotations

import io

import segno


def qr_svg(url: str) -> str:
    """The code of an address as SVG, for PDF."""
    picture = io.BytesIO()
    segno.make(url, micro=False).save(picture, kind="svg", border=2, xmldecl=False)
    return picture.getvalue().decode()


def qr_png(url: str) -> bytes:
    """The code of an address as PNG, for Word 2010, which knows no SVG."""
    picture = io.BytesIO()
    segno.make(url, micro=False).save(picture, kind="png", scale=8, border=2)
    return picture.getvalue()
