"""Questions written as a package: one item a file, pictures and sounds beside them, a manifest over all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from chuyende.meeting.questions.engine.words import Difficulty, Words

from ..archive import file_names, package
from .interactions import Item, build
from .names import QTI_2_1, QTI_3_0, Version, spelled

_LOM: Final = "http://ltsc.ieee.org/xsd/LOM"
_DIFFICULTY: Final = {Difficulty.EASY: "easy", Difficulty.MEDIUM: "medium", Difficulty.HARD: "difficult"}
_LANGUAGE: Final = "vi"


def write_2_1(questions: Iterable[Words], media: Mapping[str, bytes]) -> bytes:
    """Return a package of QTI 2.1. A picture whose bytes are not in `media` is left out."""
    return _write(questions, media, QTI_2_1)


def write_3_0(questions: Iterable[Words], media: Mapping[str, bytes]) -> bytes:
    """Return a package of QTI 3.0. A picture whose bytes are not in `media` is left out."""
    return _write(questions, media, QTI_3_0)


@dataclass(frozen=True)
class _Resource:
    path: str
    words: Words
    files: list[str]


def _write(questions: Iterable[Words], media: Mapping[str, bytes], version: Version) -> bytes:
    asked = list(questions)
    needed = {name for words in asked for name in words.media_names() if name in media}
    files = {name: f"media/{file}" for name, file in file_names(needed).items()}
    parts: dict[str, bytes] = {"imsmanifest.xml": b""}
    resources = []
    for number, words in enumerate(asked, start=1):
        path = f"items/item-{number:04d}.xml"
        item = Item(f"item-{number:04d}", {name: f"../{file}" for name, file in files.items()}, version)
        parts[path] = _bytes(spelled(build(words, item), version))
        used = sorted(files[name] for name in words.media_names() if name in files)
        resources.append(_Resource(path, words, used))
    parts["imsmanifest.xml"] = _bytes(_manifest(resources, version))
    return package(parts | {path: media[name] for name, path in files.items()})


def _manifest(resources: list[_Resource], version: Version) -> Element:
    root = Element("manifest", {"xmlns": version.packaging, "identifier": "questions"})
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = version.schema
    SubElement(metadata, "schemaversion").text = version.schema_version
    SubElement(root, "organizations")
    listed = SubElement(root, "resources")
    for number, one in enumerate(resources, start=1):
        names = {"identifier": f"resource-{number:04d}", "type": version.item_type, "href": one.path}
        resource = SubElement(listed, "resource", names)
        SubElement(resource, "metadata").append(_lom(one.words))
        for path in [one.path, *one.files]:
            SubElement(resource, "file", {"href": path})
    indent(root)
    return root


def _lom(words: Words) -> Element:
    lom = Element("lom", {"xmlns": _LOM})
    if words.tags:
        general = SubElement(lom, "general")
        for tag in words.tags:
            _string(SubElement(general, "keyword"), tag)
    _term(SubElement(SubElement(lom, "educational"), "difficulty"), _DIFFICULTY[words.difficulty])
    if words.source:
        relation = SubElement(lom, "relation")
        _term(SubElement(relation, "kind"), "isbasedon")
        _string(SubElement(SubElement(relation, "resource"), "description"), words.source)
    return lom


def _term(element: Element, value: str) -> None:
    SubElement(element, "source").text = "LOMv1.0"
    SubElement(element, "value").text = value


def _string(element: Element, text: str) -> None:
    SubElement(element, "string", {"language": _LANGUAGE}).text = text


def _bytes(root: Element) -> bytes:
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written
