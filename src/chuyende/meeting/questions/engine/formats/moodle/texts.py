"""Texts of a Moodle question, with what they show."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ..markup import Plain, from_auto, from_html, from_markdown, from_plain
from ..reading import Doubt
from .files import Files, is_shown
from .source import text_in

_READERS: dict[str, Callable[[str], Plain]] = {
    "html": from_html,
    "moodle_auto_format": from_auto,
    "plain_text": from_plain,
    "markdown": from_markdown,
}
#: the same in several languages, of which a platform shows one
_LANGUAGES = re.compile(r"class=[\"']multilang|\{mlang ", re.IGNORECASE)
#: a text that shows more is not looked through
_MOST_SHOWN = 20


@dataclass
class Texts:
    """Reads the texts of one question and gathers its doubts."""

    files: Files
    doubts: set[Doubt] = field(default_factory=set)

    def of(self, element: Element | None) -> tuple[str, str]:
        """Return the plain text of an element that has a `text`, and the name of the file it shows or ""."""
        return self.of_source(element, text_in(None if element is None else element.find("text")))

    def of_source(self, element: Element | None, source: str) -> tuple[str, str]:
        """The same for an element whose text has been changed into `source`."""
        if element is None:
            return "", ""
        plain = reader_of(element)(source)
        if not plain.is_whole or _LANGUAGES.search(source):
            self.doubts.add(Doubt.NOT_CARRIED)
        return plain.text, self._shown(plain.files, element.findall("file"))

    def without_media(self, element: Element | None) -> str:
        """Return a text that has no place for a picture."""
        text, media = self.of(element)
        if media:
            self.doubts.add(Doubt.NOT_CARRIED)
        return text

    def typed(self, element: Element | None) -> str:
        """Return a text that is never HTML: what is typed, and right sides."""
        return " ".join(text_in(None if element is None else element.find("text")).split())

    def _shown(self, sources: tuple[str, ...], beside: list[Element]) -> str:
        """Return the name of the first file that is there; a second one has no place."""
        names: list[str] = []
        different = list(dict.fromkeys(sources))
        for source in different[:_MOST_SHOWN]:
            name = self.files.find(source, beside)
            if name is None:
                self.doubts.add(Doubt.MEDIA_MISSING)
            elif not is_shown(name):
                self.doubts.add(Doubt.NOT_CARRIED)
            else:
                names.append(name)
        if len(names) > 1 or len(different) > _MOST_SHOWN:
            self.doubts.add(Doubt.NOT_CARRIED)
        return names[0] if names else ""


def reader_of(element: Element) -> Callable[[str], Plain]:
    """Return what reads the texts of an element, by its `format`."""
    return _READERS.get(element.get("format") or "", from_auto)
