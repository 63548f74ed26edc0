"""Pictures and sounds of a Moodle file: named in its texts, carried beside them as base64."""

import base64
import binascii
import hashlib
import mimetypes
import re
import unicodedata
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element

_PLUGIN_FILE = "@@PLUGINFILE@@"
_SHOWN = ("image", "audio", "video")
_INLINE = re.compile(r"data:([a-z]+/[a-z0-9.+-]+);base64,", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w .()+-]+")
_LONGEST_NAME = 80


@dataclass
class Files:
    """The files of a whole reading, each under a name of its own."""

    media: dict[str, bytes] = field(default_factory=dict)

    def keep(self, name: str, data: bytes) -> str:
        """Keep a file and return the name by which it is found: its own, with a print of the file where another
        one has that."""
        safe = _safe(name)
        if self.media.setdefault(safe, data) != data:
            stem, dot, extension = safe.rpartition(".")
            safe = f"{stem}-{hashlib.sha256(data).hexdigest()[:16]}{dot}{extension}"
            self.media[safe] = data
        return safe

    def find(self, source: str, beside: list[Element]) -> str | None:
        """Return the name of what a text shows from `source`: a `file` among `beside`, or written into the text.
        None: it is not in this file, or damaged."""
        if inline := _INLINE.match(source):
            data = _decoded(source[inline.end() :])
            return (
                self.keep(f"media{mimetypes.guess_extension(inline[1].lower()) or ''}", data)
                if data
                else None
            )
        if not source.startswith(_PLUGIN_FILE):
            return None
        path = unquote(re.split(r"[?#]", source.removeprefix(_PLUGIN_FILE))[0]).lstrip("/")
        name = path.rpartition("/")[2]
        same_name = [one for one in beside if one.get("name") == name]
        exact = [one for one in same_name if f"{one.get('path') or '/'}{name}".lstrip("/") == path]
        for one in exact or same_name:
            if data := _decoded(one.text or ""):
                return self.keep(name, data)
        return None

    def old_picture(self, name: str, text: str) -> str | None:
        """Return the name of the one picture that a question of Moodle 1.9 has beside its text."""
        data = _decoded(text)
        return self.keep(name, data) if data else None


def is_shown(source: str) -> bool:
    """Whether what a link leads to is shown in the text by itself: a picture, a sound, a film."""
    kind = mimetypes.guess_type(re.split(r"[?#]", source)[0])[0] or ""
    return kind.startswith(_SHOWN)


def tag_of(name: str) -> str:
    """Return the HTML that shows a file."""
    source = f'"{_PLUGIN_FILE}/{name}"'
    kind = (mimetypes.guess_type(name)[0] or "").partition("/")[0]
    if kind in ("audio", "video"):
        return f"<{kind} controls><source src={source}></{kind}>"
    return f'<img src={source} alt="">'


def encoded(data: bytes) -> str:
    """Return a file as it is carried."""
    return base64.b64encode(data).decode()


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _safe(name: str) -> str:
    """Return a file name without a folder or a sign that means something elsewhere."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    plain = _UNSAFE.sub("_", plain).strip(" .")
    stem, dot, extension = plain.rpartition(".")
    short = f"{stem[:_LONGEST_NAME]}{dot}{extension[:10]}" if dot else plain[:_LONGEST_NAME]
    return short or "media"
