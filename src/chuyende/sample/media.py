"""Files of the sample, drawn when it is built: a clip, a lead paper, a photograph. None comes from elsewhere."""

import io
from functools import cache
from pathlib import Path

import av
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

import chuyende.faces.paperwork as paperwork
from chuyende.faces.paperwork.engine import Layout, render_pdf
from chuyende.faces.paperwork.engine.paper import Heading, Paper, Paragraph, Section, Signature, runs

_FONTS = Path(paperwork.__file__).parent / "fonts"
WIDTH, HEIGHT = 640, 360
FRAMES_A_SECOND = 5
SECONDS_A_SLIDE = 4
_GROUND, _INK, _RED, _GOLD = "#f6f4f0", "#1d1b18", "#a61b1b", "#cbb9a0"
_SLIDES = (
    ("Trường Chính trị tỉnh", "Ba mươi năm tái lập và phát triển"),
    ("Những ngày đầu", "Lớp mượn, thầy trò cùng đi cơ sở"),
    ("Hôm nay", "Dạy học gắn với thực tế của tỉnh"),
    ("Câu hỏi thảo luận", "Mỗi đồng chí sẽ làm gì để giữ truyền thống ấy?"),
)


@cache
def clip_bytes() -> bytes:
    """An MP4 (H.264) of sixteen seconds: four slides in words."""
    out = io.BytesIO()
    with av.open(out, mode="w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=FRAMES_A_SECOND)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for title, line in _SLIDES:
            frame = av.VideoFrame.from_image(_slide(title, line))
            for _number in range(FRAMES_A_SECOND * SECONDS_A_SLIDE):
                frame.pts = None
                container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()


def clip_file() -> "ContentFile[bytes]":
    return ContentFile(clip_bytes(), name="phim-tu-lieu.mp4")


def lead_paper_file(cell: str, title: str, objective: str, layout: Layout) -> "ContentFile[bytes]":
    """The lead paper of a topic as PDF."""
    paper = Paper(
        heading=Heading(
            superior_lines=("Đảng bộ Trường Chính trị tỉnh",),
            issuer_lines=(cell,),
            number="",
            place="Lào Cai",
            date=None,
        ),
        type_name="Đề dẫn",
        abstract=title,
        blocks=(
            Section("Mục đích, yêu cầu"),
            Paragraph(runs(objective)),
            Section("Nội dung gợi ý thảo luận"),
            Paragraph(runs("1. Đồng chí tâm đắc nhất với nội dung nào, vì sao?")),
            Paragraph(runs("2. Liên hệ với công việc của bản thân và của khoa, phòng.")),
            Paragraph(runs("3. Một việc cụ thể đồng chí sẽ làm trong quý.")),
        ),
        signatures=(Signature(authority=("T/M CHI UỶ",), position="Người soạn đề dẫn", name=""),),
    )
    return ContentFile(render_pdf(paper, layout), name="de-dan.pdf")


def photograph() -> "ContentFile[bytes]":
    """A drawn picture of a meeting hall, as JPEG: a table, people, a screen."""
    picture = Image.new("RGB", (1600, 900), _GOLD)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 620, 1600, 900), fill="#8d7a62")
    draw.rectangle((420, 90, 1180, 420), fill=_RED)
    draw.multiline_text(
        (800, 255),
        "SINH HOẠT CHUYÊN ĐỀ\nChi bộ 1",
        fill="#fff8e6",
        font=_font(58),
        anchor="mm",
        align="center",
        spacing=20,
    )
    for row, (top, size) in enumerate(((500, 46), (590, 58), (700, 72))):
        for place in range(9):
            x = 110 + place * 172 + (row % 2) * 60
            draw.ellipse((x - size // 2, top, x + size // 2, top + size), fill="#4a3d31")
            draw.rounded_rectangle((x - size, top + size, x + size, top + size * 3), 30, fill=_INK)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return ContentFile(out.getvalue(), name="quang-canh.jpg")


def _slide(title: str, line: str) -> Image.Image:
    picture = Image.new("RGB", (WIDTH, HEIGHT), _GROUND)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, WIDTH, 8), fill=_RED)
    draw.text((WIDTH / 2, 140), title, fill=_RED, font=_font(40), anchor="mm")
    draw.text((WIDTH / 2, 210), line, fill=_INK, font=_font(24), anchor="mm")
    return picture


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(next(_FONTS.glob("*Bold.ttf")), size)
