"""QR codes of the hall."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str) -> SafeString:
    """Return the QR code of an address as SVG that fills its box, dark on white in light and dark colours."""
    picture = io.BytesIO()
    segno.make(text, micro=False, error="m").save(
        picture, kind="svg", border=2, light="#fff", xmldecl=False, svgns=True, omitsize=True
    )
    return mark_safe(picture.getvalue().decode())  # noqa: S308  # made here, of an address of our own
