"""Packages as others zip them: opened within bounds, nothing outside the package named."""

import io
import posixpath
import re
import zipfile
import zlib
from typing import Final
from urllib.parse import unquote

from .reading import Trouble, Unreadable

MB: Final = 1024 * 1024
LARGEST_FILE: Final = 100 * MB
#: what a package may hold when opened: more is a bomb, not a set of questions
LARGEST_UNZIPPED: Final = 300 * MB
LARGEST_TEXT: Final = 20 * MB
LARGEST_MEDIA: Final = 25 * MB
MOST_PARTS: Final = 20_000
_ENCRYPTED: Final = 0x1
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
BROKEN_ZIP: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    KeyError,
)


class Archive:
    """A zip in memory. Raises `Unreadable` when it is no zip, is locked, or would grow beyond the bounds."""

    def __init__(self, data: bytes) -> None:
        if len(data) > LARGEST_FILE:
            raise Unreadable(Trouble.TOO_LARGE)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_ZIP as error:
            raise Unreadable(Trouble.BROKEN) from error
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNZIPPED:
            raise Unreadable(Trouble.TOO_LARGE)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise Unreadable(Trouble.LOCKED)
        #: by the one spelling of their path; a path that leads out of the package is not there
        self._entries = {path: entry for entry in entries if (path := inside(entry.filename))}

    @property
    def paths(self) -> list[str]:
        """The parts, in the order of the package."""
        return list(self._entries)

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def size(self, path: str) -> int:
        """Return how many bytes a part that is there will have."""
        return self._entries[path].file_size

    def read(self, path: str, *, most: int = LARGEST_TEXT) -> bytes:
        """Return the bytes of a part. Raises `Unreadable`: it is not there, damaged, or larger than `most`."""
        entry = self._entries.get(path)
        if entry is None:
            raise Unreadable(Trouble.BROKEN)
        if entry.file_size > most:
            raise Unreadable(Trouble.TOO_LARGE)
        try:
            return self._zip.read(entry)
        except BROKEN_ZIP as error:
            raise Unreadable(Trouble.BROKEN) from error


class Media:
    """The pictures and sounds that are taken out of a package, each under a name of its own."""

    def __init__(self, archive: Archive | None) -> None:
        self._archive = archive
        self._names: dict[str, str] = {}
        self.files: dict[str, bytes] = {}

    def take(self, reference: str, *, folder: str = "") -> str:
        """Return the name under which the file is kept that `reference` names from within `folder`; "" when the
        package does not hold it, it is damaged, or it is too large."""
        path = resolved(reference, folder=folder)
        if not path or self._archive is None or path not in self._archive:
            return ""
        if path not in self._names:
            try:
                content = self._archive.read(path, most=LARGEST_MEDIA)
            except Unreadable:
                return ""
            name = posixpath.basename(path)
            if name in self.files:
                name = path.replace("/", "-")
            self._names[path] = name
            self.files[name] = content
        return self._names[path]


def inside(path: str) -> str:
    """Return `path` in its one spelling; "" for one that leads out of the package."""
    plain = posixpath.normpath(path.replace("\\", "/"))
    if plain.startswith(("/", "../")) or plain in {".", ".."} or "\x00" in plain or _SCHEME.match(plain):
        return ""
    return plain


def resolved(reference: str, *, folder: str = "") -> str:
    """Return the path in the package that a reference (a URL relative to `folder`) names; "" when it names none."""
    if _SCHEME.match(reference.strip()):
        return ""
    plain = unquote(reference.strip().split("#")[0].split("?")[0])
    return inside(posixpath.join(folder, plain)) if plain else ""


def package(parts: dict[str, bytes]) -> bytes:
    """Return a zip of `parts`, the same bytes for the same parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            entry = zipfile.ZipInfo(path, date_time=(2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def file_names(names: set[str]) -> dict[str, str]:
    """Return for each name of a picture or sound a file name that every system takes; mostly the name itself."""
    return {
        name: name
        if re.fullmatch(r"\w[\w.-]{0,100}", name, re.ASCII)
        else f"{number:04d}{posixpath.splitext(name)[1] if name.isascii() else ''}"
        for number, name in enumerate(sorted(names), start=1)
    }
