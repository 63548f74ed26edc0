"""What may come in as a file: judged by its bytes, its size and its marking, never by its name's ending."""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import IO
from xml.etree.ElementTree import ParseError

import filetype
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.core.files.base import File
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from PIL import Image

from .errors import DomainError
from .marking import marking_in_lines, marking_in_name

MB = 1024 * 1024
#: what an office file may hold when opened: more is a bomb, not a paper
_MAX_UNZIPPED = 200 * MB
_MAX_PARTS = 5000
_FIRST_PAGES = 3
_FIRST_LINES = 150
_FIRST_ELEMENTS = 50_000
#: of a package or a text, what is looked through for a marking
_FIRST_PARTS = 40
_FIRST_BYTES = 256 * 1024
_TAG = re.compile(r"<[^<>]*>")
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BLOCKS = (f"{_WORD}p", f"{_SHEET}si", f"{_SHEET}is")
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
_BROKEN_XML = (*_BROKEN_ZIP, ParseError, DefusedXmlException)
# pypdf meets files made by anybody; these are what a damaged one makes it raise
_BROKEN_PDF = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
_BROKEN_IMAGE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


class FileKind(StrEnum):
    """A kind of file that the program takes in."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    MP4 = "mp4"
    MP3 = "mp3"
    M4A = "m4a"
    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    TIFF = "tif"
    ZIP = "zip"  # a package of another program
    H5P = "h5p"
    XML = "xml"
    CSV = "csv"
    TEXT = "txt"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def content_type(self) -> str:
        return _CONTENT_TYPES[self]

    @property
    def extension(self) -> str:
        """With its dot, as `accept` attributes and file names want it."""
        return f".{self.value}"


PAPERS = (FileKind.PDF, FileKind.DOCX)
PHOTOS = (FileKind.JPEG, FileKind.PNG, FileKind.WEBP)

_LABELS = {
    FileKind.PDF: "PDF",
    FileKind.DOCX: "Word (.docx)",
    FileKind.XLSX: "Excel (.xlsx)",
    FileKind.MP4: "MP4",
    FileKind.MP3: "MP3",
    FileKind.M4A: "M4A",
    FileKind.JPEG: "JPEG",
    FileKind.PNG: "PNG",
    FileKind.WEBP: "WebP",
    FileKind.TIFF: "TIFF",
    FileKind.ZIP: "ZIP",
    FileKind.H5P: "H5P",
    FileKind.XML: "XML",
    FileKind.CSV: "CSV",
    FileKind.TEXT: "TXT",
}
_OOXML = "application/vnd.openxmlformats-officedocument."
_CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: f"{_OOXML}wordprocessingml.document",
    FileKind.XLSX: f"{_OOXML}spreadsheetml.sheet",
    FileKind.MP4: "video/mp4",
    FileKind.MP3: "audio/mpeg",
    FileKind.M4A: "audio/mp4",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
    FileKind.TIFF: "image/tiff",
    FileKind.ZIP: "application/zip",
    FileKind.H5P: "application/zip",
    FileKind.XML: "application/xml",
    FileKind.CSV: "text/csv",
    FileKind.TEXT: "text/plain",
}
_BY_CONTENT_TYPE = {content_type: kind for kind, content_type in _CONTENT_TYPES.items()} | {
    "video/x-m4v": FileKind.MP4
}


class FileRefused(DomainError):
    """The file cannot be taken: wrong kind, too large, empty, broken or locked."""


class MarkedSecret(FileRefused):
    """The file carries the marking of a State secret: it stays on paper."""


def check_upload(file: File, *, kinds: Iterable[FileKind], max_bytes: int) -> FileKind:
    """Return what `file` really is, or refuse it: `FileRefused`, `MarkedSecret`. The file is rewound.

    Office files and packages are opened and checked part by part (bombs, broken or encrypted archives, macros); PDFs
    must open; pictures must be what they say. Two texts look alike: a CSV is one whose name says so. Name and first
    pages are read for a marking of secrecy.
    """
    kinds = tuple(kinds)
    name = file.name or ""
    _check_size(file, name, max_bytes)
    try:
        kind = _kind_of(file, name, kinds)
        if found := marking_in_name(name):
            raise MarkedSecret(
                _(
                    "The name of the file «%(name)s» carries the marking «%(marking)s». Secret papers are not kept "
                    "on a machine with a network: keep it on paper and register only its symbol and where it lies. "
                    "If the file is not secret, rename it and send it again."
                )
                % {"name": name, "marking": found}
            )
        if found := marking_in_lines(_first_lines(file, kind, name)):
            raise MarkedSecret(
                _(
                    "The file «%(name)s» is marked «%(marking)s». Nothing of it was stored. Secret papers are not "
                    "kept on a machine with a network: keep it on paper and register only its symbol and where it "
                    "lies."
                )
                % {"name": name, "marking": found}
            )
    finally:
        file.seek(0)
    return kind


def size_label(size: int) -> str:
    """Return a size as people say it: «50 MB», «1,5 MB», «300 KB»."""
    for unit, factor in (("GB", 1024 * MB), ("MB", MB), ("KB", 1024)):
        if size >= factor:
            return f"{number_format(round(size / factor, 1)).removesuffix(',0').removesuffix('.0')} {unit}"
    return f"{size} B"


def _check_size(file: File, name: str, max_bytes: int) -> None:
    if not file.size:
        raise FileRefused(_("The file «%(name)s» is empty. Choose it again.") % {"name": name})
    if file.size > max_bytes:
        raise FileRefused(
            _(
                "The file «%(name)s» is %(size)s; at most %(limit)s can be taken. Make it smaller and send it again."
            )
            % {"name": name, "size": size_label(file.size), "limit": size_label(max_bytes)}
        )


def _kind_of(file: File, name: str, kinds: tuple[FileKind, ...]) -> FileKind:
    file.seek(0)
    head = file.read(8192)
    file.seek(0)
    if head.startswith(_ZIP):
        kind = _office_kind(file, name)
    elif head.startswith(_OLE):
        raise _old_or_locked(file, name)
    else:
        guessed = filetype.guess(head)
        known = _BY_CONTENT_TYPE.get(guessed.mime) if guessed else None
        kind = known or _text_kind(head, name)  # a text may begin with the letters of a bitmap: «BMI là gì?»
    if kind is None or kind not in kinds:
        accepted = ", ".join(kind.label for kind in kinds)
        raise FileRefused(
            _("The file «%(name)s» is not of a kind that is taken here: %(kinds)s.")
            % {"name": name, "kinds": accepted}
        )
    if kind in (*PHOTOS, FileKind.TIFF):
        _check_picture(file, name)
    return kind


def _text_kind(head: bytes, name: str) -> FileKind | None:
    if head[:2] not in _WIDE_MARKS and _NO_TEXT.search(head):
        return None
    if _text(head).lstrip().startswith("<"):
        return FileKind.XML
    return FileKind.CSV if name.lower().endswith((".csv", ".tsv")) else FileKind.TEXT


def _text(data: bytes) -> str:
    """The text of a file as far as it can be read; what is no letter in its coding is shown as a sign."""
    return data.decode(_WIDE_MARKS.get(data[:2], "utf-8-sig"), errors="replace")


def _broken(name: str) -> FileRefused:
    return FileRefused(
        _(
            "The file «%(name)s» is broken and cannot be opened. Open it on your machine, save it again and resend it."
        )
        % {"name": name}
    )


def _locked(name: str) -> FileRefused:
    return FileRefused(
        _("The file «%(name)s» is locked by a password. Remove the password and send it again.")
        % {"name": name}
    )


def _old_or_locked(file: File, name: str) -> FileRefused:
    file.seek(0)
    if any("EncryptedPackage".encode("utf-16-le") in chunk for chunk in file.chunks()):
        return _locked(name)
    return FileRefused(
        _(
            "The file «%(name)s» has the old format of Word or Excel. Save it as .docx, .xlsx or PDF and send it again."
        )
        % {"name": name}
    )


def _office_kind(file: File, name: str) -> FileKind | None:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNZIPPED:
                raise FileRefused(
                    _("The file «%(name)s» unpacks to far more than a paper holds, and is not opened.")
                    % {"name": name}
                )
            if any(part.flag_bits & 0x1 for part in parts):
                raise _locked(name)
            names = {part.filename for part in parts}
            if archive.testzip() is not None:
                raise _broken(name)
            if "[Content_Types].xml" not in names:
                return FileKind.H5P if "h5p.json" in names else FileKind.ZIP
            if any(part.endswith("vbaProject.bin") for part in names):
                raise FileRefused(
                    _(
                        "The file «%(name)s» holds macros. Save it without macros (.docx, .xlsx) and send it again."
                    )
                    % {"name": name}
                )
            if "word/document.xml" in names:
                return FileKind.DOCX
            return FileKind.XLSX if "xl/workbook.xml" in names else None
    except _BROKEN_ZIP as error:
        raise _broken(name) from error


def _check_picture(file: File, name: str) -> None:
    try:
        with Image.open(file) as picture:
            picture.verify()
    except _BROKEN_IMAGE as error:
        raise _broken(name) from error


def _first_lines(file: File, kind: FileKind, name: str) -> list[str]:
    """The lines among which a marking would stand."""
    file.seek(0)
    if kind is FileKind.PDF:
        return _pdf_lines(file, name)
    if kind in (FileKind.XML, FileKind.CSV, FileKind.TEXT):
        return _text_lines(_text(file.read(_FIRST_BYTES)))
    if kind in (FileKind.ZIP, FileKind.H5P):
        return list(_package_lines(file))
    if kind not in (FileKind.DOCX, FileKind.XLSX):
        return []
    start = ("word/document", "word/header", "word/footer")
    if kind is FileKind.XLSX:
        start = ("xl/workbook", "xl/sharedStrings", "xl/worksheets/sheet1.")
    try:
        with zipfile.ZipFile(file) as archive:
            parts = [part for part in archive.namelist() if part.startswith(start) and part.endswith(".xml")]
            return [line for part in parts for line in _xml_lines(archive, part)]
    except _BROKEN_XML as error:
        raise _broken(name) from error


def _text_lines(text: str) -> list[str]:
    """Lines as somebody reads them: what stands between tags, between quotes of a table, on a line."""
    return re.split(r"[\n\r\"]+", _TAG.sub("\n", text))


def _package_lines(file: File) -> Iterator[str]:
    with zipfile.ZipFile(file) as archive:
        texts = [part for part in archive.namelist() if part.endswith((".xml", ".json", ".html", ".txt"))]
        for part in texts[:_FIRST_PARTS]:
            with archive.open(part) as stream:
                yield from _text_lines(_text(stream.read(_FIRST_BYTES)))


def _xml_lines(archive: zipfile.ZipFile, part: str) -> list[str]:
    with archive.open(part) as stream:
        return list(islice(_blocks(stream), _FIRST_LINES))


def _blocks(stream: IO[bytes]) -> Iterator[str]:
    """Yield the text of each paragraph (Word) or cell (Excel), text boxes apart from what holds them."""
    open_blocks: list[list[str]] = []
    for event, element in islice(iterparse(stream, events=("start", "end")), _FIRST_ELEMENTS):
        if element.tag in _BLOCKS:
            if event == "start":
                open_blocks.append([])
            else:
                yield "".join(open_blocks.pop())
                element.clear()
        elif event == "end" and open_blocks:
            if element.tag in (f"{_WORD}t", f"{_SHEET}t"):
                open_blocks[-1].append(element.text or "")
            elif element.tag in (f"{_WORD}tab", f"{_WORD}br"):
                open_blocks[-1].append("\t")


def _pdf_lines(file: File, name: str) -> list[str]:
    # imported here: it would take half a second of every start, and few requests bring a PDF
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(name)
        pages = [reader.pages[number] for number in range(min(_FIRST_PAGES, len(reader.pages)))]
        # as laid out: columns stay apart, and a marking beside the issuer's name stands alone
        text = [page.extract_text(extraction_mode="layout") for page in pages]
    except (PyPdfError, *_BROKEN_PDF) as error:
        raise _broken(name) from error
    if not pages:
        raise _broken(name)
    return [line for page in text for line in page.splitlines()]


def accept_attribute(kinds: Iterable[FileKind]) -> str:
    """Return the value of a file field's `accept` for `kinds`."""
    return ",".join(f"{kind.extension},{kind.content_type}" for kind in kinds)
