import io
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image
from pypdf import PdfReader, PdfWriter

from chuyende.foundation.core.intake import (
    MB,
    PAPERS,
    PHOTOS,
    FileKind,
    FileRefused,
    MarkedSecret,
    accept_attribute,
    check_upload,
    size_label,
)

EVERYTHING = tuple(FileKind)
MP4_HEAD = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00" * 64


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def word(*paragraphs: str, header: str = "", cell: str = "") -> bytes:
    paper = docx.Document()
    for text in paragraphs:
        paper.add_paragraph(text)
    if cell:
        paper.add_table(rows=1, cols=2).cell(0, 1).text = cell
    if header:
        paper.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def sheet(*cells: str) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(cells))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(markup: str) -> bytes:
    return typst.compile(markup.encode())


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, kind)
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def refusal(
    file: SimpleUploadedFile, *, kinds: tuple[FileKind, ...] = EVERYTHING, limit: int = 20 * MB
) -> str:
    with translation.override("vi"), pytest.raises(FileRefused) as caught:
        check_upload(file, kinds=kinds, max_bytes=limit)
    assert file.tell() == 0
    return str(caught.value)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (FileKind.PDF, lambda: pdf("Kế hoạch sinh hoạt chuyên đề")),
        (FileKind.DOCX, lambda: word("Kế hoạch sinh hoạt chuyên đề")),
        (FileKind.XLSX, lambda: sheet("Họ và tên")),
        (FileKind.MP4, lambda: MP4_HEAD),
        (FileKind.JPEG, lambda: picture("JPEG")),
        (FileKind.PNG, lambda: picture("PNG")),
        (FileKind.WEBP, lambda: picture("WEBP")),
    ],
)
def test_check_upload_tells_the_kind_by_bytes_whatever_the_name(
    kind: FileKind, content: Callable[[], bytes]
) -> None:
    file = upload("khong-duoi", content())

    assert check_upload(file, kinds=EVERYTHING, max_bytes=MB) == kind
    assert file.tell() == 0


def test_check_upload_refuses_a_program_that_is_called_pdf() -> None:
    assert refusal(upload("bao-cao.pdf", b"MZ\x90\x00" + b"\x00" * 100), kinds=PAPERS) == (
        "Tệp «bao-cao.pdf» không đúng loại. Ở đây chỉ nhận: PDF, Word (.docx)."
    )


def test_check_upload_takes_a_text_that_begins_with_the_letters_of_a_bitmap() -> None:
    said = SimpleUploadedFile(
        "cau-hoi.txt", "BMI là chỉ số gì?\nA. Khối cơ thể\nB. Huyết áp\nANSWER: A\n".encode()
    )

    assert check_upload(said, kinds=[FileKind.TEXT], max_bytes=MB) is FileKind.TEXT


def test_check_upload_refuses_a_kind_that_is_not_asked_for() -> None:
    assert "chỉ nhận: JPEG, PNG, WebP" in refusal(upload("a.docx", word("Chào")), kinds=PHOTOS)


def test_check_upload_names_the_size_and_the_limit_of_a_50_mb_photo() -> None:
    photo = upload("anh.jpg", picture("JPEG"))
    photo.size = 50 * MB

    assert refusal(photo, kinds=PHOTOS) == (
        "Tệp «anh.jpg» nặng 50 MB, vượt mức cho phép là 20 MB. Xin giảm dung lượng rồi gửi lại."
    )


def test_check_upload_refuses_an_empty_file() -> None:
    assert "không có nội dung" in refusal(upload("rong.pdf", b""))


@pytest.mark.parametrize(
    "content",
    [
        lambda: pdf("Chào")[:300],
        lambda: b"%PDF-1.7\nnothing",
        lambda: word("Chào")[:-400],
        lambda: sheet("a")[:200],
        lambda: picture("PNG")[:40] + b"\x00" * 30,
        lambda: zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<w:document>"}),
        lambda: zipped(
            {
                "[Content_Types].xml": b"<x/>",
                "word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            }
        ),
    ],
)
def test_check_upload_refuses_a_broken_file(content: Callable[[], bytes]) -> None:
    assert "bị hỏng" in refusal(upload("hong", content()))


def test_check_upload_refuses_a_locked_pdf() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Chào"))))
    writer.encrypt("mat-khau", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)

    assert "đang đặt mật khẩu" in refusal(upload("khoa.pdf", out.getvalue()))


def test_check_upload_tells_a_locked_office_file_from_an_old_one() -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600

    locked = refusal(upload("a.docx", head + "EncryptedPackage".encode("utf-16-le")))
    old = refusal(upload("a.doc", head + "WordDocument".encode("utf-16-le")))

    assert "đang đặt mật khẩu" in locked
    assert "định dạng Word hoặc Excel cũ" in old


def test_check_upload_does_not_open_a_bomb() -> None:
    bomb = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"\x00" * (201 * MB)})
    assert len(bomb) < MB

    assert "lớn bất thường" in refusal(upload("bom.docx", bomb))


def test_check_upload_refuses_macros() -> None:
    parts = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>", "word/vbaProject.bin": b"x"}

    assert "macro" in refusal(upload("a.docx", zipped(parts)))


def test_check_upload_refuses_an_archive_that_is_no_paper() -> None:
    assert "không đúng loại" in refusal(upload("a.docx", zipped({"anh.jpg": b"x"})), kinds=PAPERS)


@pytest.mark.parametrize(
    "content",
    [
        lambda: word("TUYỆT MẬT", "Kế hoạch"),
        lambda: word("Kế hoạch", header="TUYỆT MẬT"),
        lambda: word("Kế hoạch", cell="TUYỆT MẬT"),
        lambda: sheet("Họ và tên", "TUYỆT MẬT"),
        lambda: pdf("#box(stroke: 1pt, inset: 4pt)[TUYỆT MẬT]\n\nKế hoạch"),
        lambda: pdf("#grid(columns: (1fr, 1fr), [TỈNH UỶ], [TUYỆT MẬT])\n\nKế hoạch"),
    ],
)
def test_check_upload_refuses_a_paper_marked_secret(content: Callable[[], bytes]) -> None:
    with translation.override("vi"), pytest.raises(MarkedSecret) as caught:
        check_upload(upload("ke-hoach", content()), kinds=EVERYTHING, max_bytes=MB)

    assert "«TUYỆT MẬT»" in str(caught.value)
    assert "bản giấy" in str(caught.value)


def test_check_upload_refuses_a_name_marked_secret() -> None:
    with translation.override("vi"), pytest.raises(MarkedSecret, match="đổi tên tệp"):
        check_upload(upload("Báo cáo MẬT.docx", word("Chào")), kinds=PAPERS, max_bytes=MB)


def test_check_upload_takes_a_paper_that_speaks_about_secrets() -> None:
    text = [
        "QUY CHẾ BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Điều 1. Độ mật gồm Tuyệt mật, Tối mật và Mật.",
        "Gắn bó mật thiết.",
    ]

    assert check_upload(upload("quy-che.docx", word(*text)), kinds=PAPERS, max_bytes=MB) == FileKind.DOCX
    assert (
        check_upload(upload("quy-che.pdf", pdf("\n\n".join(text))), kinds=PAPERS, max_bytes=MB)
        == FileKind.PDF
    )


@pytest.mark.parametrize(
    ("size", "label"), [(50 * MB, "50 MB"), (MB * 3 // 2, "1,5 MB"), (300 * 1024, "300 KB"), (12, "12 B")]
)
def test_size_label_is_written_as_people_say_it(size: int, label: str) -> None:
    with translation.override("vi"):
        assert size_label(size) == label


def test_accept_attribute_names_endings_and_types() -> None:
    assert accept_attribute([FileKind.PDF, FileKind.MP4]) == ".pdf,application/pdf,.mp4,video/mp4"
