"""A package, or one item, read."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as altered
from xml.etree.ElementTree import Element

from chuyende.meeting.questions.engine.formats.reading import (
    Doubt,
    Progress,
    Reading,
    ReadQuestion,
    Trouble,
    Unreadable,
    silent,
)
from chuyende.meeting.questions.engine.words import Difficulty, Kind, Words

from ..archive import LARGEST_TEXT, Archive, Media, resolved
from ..safe_xml import camel, parse, parse_leniently
from .items import question

_MANIFEST = "imsmanifest.xml"
#: what a resource of the manifest is: imsqti_item_xmlv2p1, imsqti_apipitem_xmlv2p2, imsqti_test_xmlv3p0
_ITEM = re.compile(r"imsqti_\w*item_", re.IGNORECASE)
_TEST = re.compile(r"imsqti_\w*(?:test|section)_", re.IGNORECASE)
#: the root of QTI 1, also where Blackboard names its file .dat
_OLDER = b"<questestinterop"
_START = 2000
_ZIP = b"PK"
_DIFFICULTIES = {
    "very easy": Difficulty.EASY,
    "easy": Difficulty.EASY,
    "medium": Difficulty.MEDIUM,
    "difficult": Difficulty.HARD,
    "very difficult": Difficulty.HARD,
}


@dataclass(frozen=True)
class _Entry:
    """One item of a package: its path, and what the manifest says of it."""

    path: str
    difficulty: Difficulty = Difficulty.MEDIUM
    tags: tuple[str, ...] = ()
    source: str = ""


def read(data: bytes, progress: Progress = silent) -> Reading:
    """Read a package or a single item. Raises `Unreadable`."""
    if not data.startswith(_ZIP):
        return _single(data)
    archive = Archive(data)
    media = Media(archive)
    reading = Reading()
    for entry in _entries(archive):
        asked = _question(archive, entry, media)
        if asked is not None:
            reading.questions.append(asked)
            progress(len(reading.questions))
    if not reading.questions:
        raise Unreadable(Trouble.OLDER if _is_older(archive) else Trouble.EMPTY)
    needed = {name for one in reading.questions for name in one.words.media_names()}
    reading.media = {name: content for name, content in media.files.items() if name in needed}
    return reading


def _single(data: bytes) -> Reading:
    root = _document(data)
    if root.tag == "questestinterop":
        raise Unreadable(Trouble.OLDER)
    if root.tag != "assessmentItem":
        raise Unreadable(Trouble.EMPTY if root.tag == "assessmentTest" else Trouble.BROKEN)
    place = root.get("identifier", "")
    return Reading([question(root, media=Media(None), folder="", place=place)])


def _question(archive: Archive, entry: _Entry, media: Media) -> ReadQuestion | None:
    try:
        root = _document(archive.read(entry.path))
    except Unreadable:
        words = Words(kind=Kind.SHORT, stem="")
        return ReadQuestion(words, "", entry.path, (Doubt.NO_STEM, Doubt.KIND_UNKNOWN))
    if root.tag != "assessmentItem":
        return None
    asked = question(root, media=media, folder=posixpath.dirname(entry.path), place=entry.path)
    words = altered(asked.words, difficulty=entry.difficulty, tags=entry.tags, source=entry.source)
    return altered(asked, words=words)


def _document(data: bytes) -> Element:
    """Return the root of an item or a test in the names of version 2, whichever version it was written in."""
    root = parse_leniently(data, most=LARGEST_TEXT)
    for element in root.iter():
        if element.tag.startswith("qti-"):
            element.tag = camel(element.tag.removeprefix("qti-"))
            element.attrib = {camel(name): value for name, value in element.attrib.items()}
    return root


def _entries(archive: Archive) -> list[_Entry]:
    """Return the items in the order of the tests, then those that no test asks. A manifest that names none, or a test
    that asks what the manifest forgot, is believed less than the files themselves."""
    manifests = [path for path in archive.paths if posixpath.basename(path).lower() == _MANIFEST]
    documents = [_Entry(path) for path in sorted(archive.paths) if path.lower().endswith(".xml")]
    if not manifests:
        return documents
    path = min(manifests, key=lambda one: one.count("/"))
    folder = posixpath.dirname(path)
    resources = list(parse(archive.read(path)).iter("resource"))
    items = {
        entry.path: entry
        for one in resources
        if _ITEM.match(one.get("type", "")) and (entry := _entry(one, folder)).path
    }
    ordered = [
        found
        for one in resources
        if _TEST.match(one.get("type", ""))
        for found in _asked_by(archive, resolved(_reference(one), folder=folder))
        if found in items or found in archive
    ]
    named = [items.get(one) or _Entry(one) for one in dict.fromkeys([*ordered, *items])]
    return named or [one for one in documents if one.path != path]


def _is_older(archive: Archive) -> bool:
    paths = [one for one in archive.paths if one.lower().endswith((".xml", ".dat", ".qti"))]
    return any(_OLDER in archive.read(one)[:_START].lower() for one in paths)


def _reference(resource: Element) -> str:
    """Return the file of a resource: its `href`, or where it has none the first that it lists."""
    return resource.get("href") or next((one.get("href", "") for one in resource.iter("file")), "")


def _asked_by(archive: Archive, path: str) -> Iterator[str]:
    """Yield the items of a test in its order."""
    try:
        test = _document(archive.read(path))
    except Unreadable:
        return
    for one in test.iter("assessmentItemRef"):
        yield resolved(one.get("href", ""), folder=posixpath.dirname(path))


def _entry(resource: Element, folder: str) -> _Entry:
    values = [_text(one) for place in resource.iter("difficulty") for one in place.iter("value")]
    difficulties = [_DIFFICULTIES[value.lower()] for value in values if value.lower() in _DIFFICULTIES]
    tags = [_text(one) for one in resource.iter("keyword")]
    sources = [_text(one) for place in resource.iter("relation") for one in place.iter("description")]
    return _Entry(
        path=resolved(_reference(resource), folder=folder),
        difficulty=difficulties[0] if difficulties else Difficulty.MEDIUM,
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        source="; ".join(source for source in sources if source),
    )


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
