"""The file as a package: opened with limits, its parts parsed without entities, its pictures named.

Whatever the bytes, nothing but `Unreadable` is raised.
"""

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from ..archive import MB, Archive, Media
from ..reading import Trouble, Unreadable
from ..safe_xml import parse

LARGEST_XML: Final = 50 * MB  # one part: fifty thousand questions stay below
MOST_TAGS: Final = 5_000_000  # as many as a part of that size may hold and still be opened in memory
MOST_PICTURES: Final = 200 * MB  # all together
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHOWN: Final = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8")


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn whatever a damaged document makes the stages raise into `Unreadable`."""
    try:
        yield
    except Unreadable:
        raise
    except (ValueError, LookupError, RecursionError, OverflowError, MemoryError) as error:
        raise Unreadable(Trouble.BROKEN) from error


@dataclass
class Package:
    """An opened Word file. `styles` and `numbering` are None where the file has none; `pictures` leads from the names
    of relations to the parts."""

    document: Element
    styles: Element | None
    numbering: Element | None
    folder: str
    media: Media
    pictures: dict[str, str]

    def picture(self, relation: str) -> str:
        """Return the name in `media` of the picture that `relation` leads to; empty: it is not there, or of a kind
        that no browser shows."""
        name = self.media.take(self.pictures.get(relation, "").lstrip("/"), folder=self.folder)
        if not name:
            name = self.media.take(self.pictures.get(relation, "").lstrip("/"))
        if sum(map(len, self.media.files.values())) > MOST_PICTURES:
            raise Unreadable(Trouble.TOO_LARGE)
        return name if name and _is_shown(self.media.files[name]) else ""


def open_package(data: bytes) -> Package:
    """Open a Word file. Raises `Unreadable`: broken, too large, locked."""
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable(Trouble.LOCKED if locked else Trouble.BROKEN)
    with damage_told():
        archive = Archive(data)
        name = next(
            (
                to.lstrip("/")
                for _, kind, to in _relations(archive, "_rels/.rels")
                if kind == "officeDocument"
            ),
            "word/document.xml",
        )
        document = _parsed(archive, name)
        if document is None:
            raise Unreadable(Trouble.BROKEN)
        folder = posixpath.dirname(name)
        relations = _relations(archive, posixpath.join(folder, "_rels", f"{posixpath.basename(name)}.rels"))
        by_kind = {
            kind: posixpath.normpath(posixpath.join(folder, to)).lstrip("/") for _, kind, to in relations
        }
        return Package(
            document,
            _parsed(archive, by_kind.get("styles", "")),
            _parsed(archive, by_kind.get("numbering", "")),
            folder,
            Media(archive),
            {name: to for name, kind, to in relations if kind == "image"},
        )


def _relations(archive: Archive, part: str) -> list[tuple[str, str, str]]:
    """Return (name, kind, target) of each relation that leads inside the file."""
    root = _parsed(archive, part)
    return [
        (one.get("Id", ""), one.get("Type", "").rpartition("/")[2], one.get("Target", ""))
        for one in (() if root is None else root)
        if one.get("TargetMode") != "External"
    ]


def _parsed(archive: Archive, part: str) -> Element | None:
    if part not in archive:
        return None
    content = archive.read(part, most=LARGEST_XML)
    if content.count(b"<") > MOST_TAGS:
        raise Unreadable(Trouble.TOO_LARGE)
    return parse(content)


def _is_shown(content: bytes) -> bool:
    """Whether browsers show the picture: not the drawings of Windows (EMF, WMF), not TIFF."""
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return is_webp or content.startswith(_SHOWN)
