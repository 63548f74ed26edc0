"""The sizes in which an article's photograph goes out."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models.fields.files import ImageFieldFile
from easy_thumbnails.files import get_thumbnailer

#: by the name that stands in the address; a phone takes 480 or 800, a wide screen 1200, a list the cut card
SIZES: Final[dict[str, dict[str, Any]]] = {
    "480": {"size": (480, 0)},
    "800": {"size": (800, 0)},
    "1200": {"size": (1200, 0)},
    "the": {"size": (480, 320), "crop": "smart"},
}
WIDTHS: Final = (480, 800, 1200)
CARD: Final = "the"
#: at which a photograph of 800 points stays under 60 KB
_QUALITY: Final = 70


@dataclass(frozen=True)
class Shown:
    """A photograph as a page shows it: one address for each size, and its shape, so that nothing jumps."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    caption: str


def derivative(photo: ImageFieldFile, size: str) -> bytes:
    """Return the photograph in one of `SIZES` as WebP, made at the first call and kept beside the original."""
    thumbnailer = get_thumbnailer(photo)
    thumbnailer.thumbnail_extension = thumbnailer.thumbnail_transparency_extension = "webp"
    made = thumbnailer.get_thumbnail({**SIZES[size], "quality": _QUALITY})
    with made.storage.open(made.name) as file:
        content: bytes = file.read()
    return content


def shape(width: int, height: int, wanted: int) -> tuple[int, int]:
    """Return width and height of the derivative `wanted` points wide; nothing is enlarged."""
    shown = min(width, wanted)
    return shown, max(1, round(height * shown / width))
