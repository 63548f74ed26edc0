"""Clips and documents for tests: real files, as small as they can be."""

import io
from functools import cache

import av
import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.planning.library.models import Material
from chuyende.planning.library.services import add_material


@cache
def clip_bytes(seconds: int = 4, coding: str = "libx264", side: int = 64) -> bytes:
    """An MP4 of `seconds`, four pictures a second, changing grey."""
    out = io.BytesIO()
    with av.open(out, mode="w", format="mp4") as container:
        stream = container.add_stream(coding, rate=4)
        stream.width = stream.height = side
        stream.pix_fmt = "yuv420p"
        for number in range(seconds * 4):
            picture = Image.new("RGB", (side, side), (number * 5 % 255,) * 3)
            container.mux(stream.encode(av.VideoFrame.from_image(picture)))
        container.mux(stream.encode(None))
    return out.getvalue()


@cache
def document_bytes(text: str = "Đề cương tuyên truyền") -> bytes:
    paper, out = docx.Document(), io.BytesIO()
    paper.add_paragraph(text)
    paper.save(out)
    return out.getvalue()


def clip_file(seconds: int = 4) -> SimpleUploadedFile:
    return SimpleUploadedFile("clip.mp4", clip_bytes(seconds))


def document_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("de-cuong.docx", document_bytes())


def make_clip(
    organisation: Organisation, by: Member, *, seconds: int = 4, title: str = "Phim tư liệu"
) -> Material:
    return add_material(actor=by.user, organisation=organisation, title=title, file=clip_file(seconds))


def make_document(organisation: Organisation, by: Member, *, title: str = "Đề cương") -> Material:
    return add_material(actor=by.user, organisation=organisation, title=title, file=document_file())
