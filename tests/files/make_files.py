"""How the files beside this one were made, as the people of the journey keep them on their machines.

    .venv/bin/python tests/files/make_files.py

They are committed, because what LibreOffice, a phone or an encoder writes is what the program meets; run it only to
change them. Needs LibreOffice Writer and Debian's fonts-dejavu-core. All people are invented.
"""

import datetime as dt
import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import av
import docx
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from people import DEPARTMENTS, PEOPLE
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
BOLD = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
RED, INK, PAPER = "#a61b1b", "#1d1b18", "#f6f4f0"
HEADINGS = (
    "TT",
    "Họ và tên",
    "Ngày, tháng, năm sinh",
    "Giới tính",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Chi bộ",
    "Khoa/phòng",
    "Chức vụ",
    "E-mail",
    "Điện thoại",
    "Ghi chú",
)


def roster(at: Path) -> None:
    """The list as the Party office prints it: titles over it, dates in three ways, signatures under it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "DS đảng viên"
    sheet.append(["ĐẢNG UỶ CÁC CƠ QUAN ĐẢNG TỈNH", None, None, None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"])
    sheet.append(["ĐẢNG UỶ TRƯỜNG CHÍNH TRỊ"])
    sheet.append([])
    sheet.append(["DANH SÁCH ĐẢNG VIÊN"])
    sheet.append([])
    sheet.append(HEADINGS)
    for number, (cell, name, female, office, department) in enumerate(PEOPLE, start=1):
        sheet.append(_member(number, cell, name, female, office, department))
    sheet.append(["Tổng cộng: 45 đảng viên, trong đó có 02 đảng viên dự bị"])
    sheet.append([])
    sheet.append([None, "NGƯỜI LẬP BIỂU", None, None, None, None, "T/M ĐẢNG UỶ"])
    for area in ("A4:L4", f"A{6 + len(PEOPLE) + 1}:L{6 + len(PEOPLE) + 1}"):
        sheet.merge_cells(area)
    sheet["A4"].font, sheet["A4"].alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    for square in sheet[6]:
        square.font = Font(bold=True)
    book.save(at)


def _member(number: int, cell: int, name: str, female: bool, office: str, department: int) -> list[object]:
    birth = dt.date(1966 + number * 7 % 31, 1 + number % 12, 1 + number * 5 % 28)
    joined = birth.replace(year=birth.year + 26, day=3 if number % 2 else 19)
    official: dt.date | None = joined.replace(year=joined.year + 1)
    if office == "dự bị":
        office, joined, official = "", dt.date(2026, 5, 19), None
    written: object = birth
    if number % 3 == 1:
        written = f"{birth:%d/%m/%Y}"
    elif number % 3 == 2:
        written = f"{birth.day}.{birth.month}.{birth.year}"
    return [
        number,
        name.upper() if office else name,
        written,
        "Nữ" if female else "Nam",
        joined,
        official,
        f"Chi bộ {cell}",
        DEPARTMENTS[department],
        office or None,
        f"dangvien{number:02d}@truongchinhtri.example",
        f"0912 000 {number:03d}",
        None,
    ]


def paper(at: Path, head: tuple[str, str], number: str, title: str, lines: tuple[str, ...]) -> None:
    """A paper as an office writes it in Word, or as it sends it: PDF."""
    document = docx.Document()
    for line in (head[0], head[1], number):
        document.add_paragraph(line)
    document.add_heading(title, level=1)
    for line in lines:
        document.add_paragraph(line)
    with tempfile.TemporaryDirectory() as folder:
        made, out = Path(folder) / f"{at.stem}.docx", Path(folder) / "out"
        document.save(str(made))
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        subprocess.run([*command, "--convert-to", at.suffix[1:], "--outdir", str(out), str(made)], check=True)
        shutil.copyfile(out / at.name, at)


def clip(at: Path) -> None:
    """Six seconds of H.264 and AAC, as a phone's editor saves them."""
    with av.open(str(at), mode="w", format="mp4", options={"movflags": "+faststart"}) as container:
        film = container.add_stream("libx264", rate=10)
        film.width, film.height, film.pix_fmt = 640, 360, "yuv420p"
        sound = container.add_stream("aac", rate=22050, layout="mono")
        for words in ("Tự soi", "Tự sửa", "Mỗi ngày một việc"):
            picture = Image.new("RGB", (640, 360), PAPER)
            draw = ImageDraw.Draw(picture)
            draw.rectangle((0, 0, 640, 10), fill=RED)
            draw.text((320, 180), words, fill=INK, font=ImageFont.truetype(BOLD, 48), anchor="mm")
            frame = av.VideoFrame.from_image(picture)
            for _number in range(20):
                frame.pts = None
                container.mux(film.encode(frame))
        container.mux(film.encode(None))
        for start in range(0, 6 * 22050, 1024):
            silence = av.AudioFrame(format="fltp", layout="mono", samples=1024)
            silence.sample_rate, silence.pts = 22050, start
            for plane in silence.planes:
                plane.update(bytes(plane.buffer_size))
            container.mux(sound.encode(silence))
        container.mux(sound.encode(None))


def photo(at: Path) -> None:
    """A picture of the hall as a phone saves it: on its side, with the place where it was taken."""
    picture = Image.effect_noise((1600, 1067), 18).convert("RGB")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((300, 90, 1300, 430), fill=RED)
    draw.text(
        (800, 260), "SINH HOẠT CHUYÊN ĐỀ", fill="#fff8e6", font=ImageFont.truetype(BOLD, 64), anchor="mm"
    )
    for place in range(8):
        x = 150 + place * 185
        draw.ellipse((x - 50, 560, x + 50, 660), fill="#4a3d31")
        draw.rounded_rectangle((x - 80, 660, x + 80, 960), 40, fill=INK)
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Samsung", "SM-A155F"  # maker and model
    exif[0x0112] = 8  # to be turned by 90 degrees
    exif.get_ifd(0x8825).update({1: "N", 2: (22.0, 29.0, 8.0), 3: "E", 4: (103.0, 58.0, 14.0)})  # Lào Cai
    out = io.BytesIO()
    picture.rotate(-90, expand=True).save(out, "JPEG", quality=70, exif=exif)
    at.write_bytes(out.getvalue())


def main() -> None:
    roster(HERE / "danh-sach-dang-vien.xlsx")
    paper(
        HERE / "nghi-quyet-dai-hoi.pdf",
        ("ĐẢNG UỶ CÁC CƠ QUAN ĐẢNG TỈNH LÀO CAI", "ĐẠI HỘI ĐẢNG BỘ TRƯỜNG CHÍNH TRỊ"),
        "Số 01-NQ/ĐH",
        "NGHỊ QUYẾT Đại hội Đảng bộ Trường Chính trị tỉnh Lào Cai",
        (
            "III- NHIỆM VỤ, GIẢI PHÁP",
            "1. Đổi mới nội dung, hình thức sinh hoạt chi bộ, nhất là sinh hoạt chuyên đề.",
            "2. Nâng cao chất lượng giảng dạy, nghiên cứu thực tế, nghiên cứu khoa học.",
        ),
    )
    paper(
        HERE / "huong-dan-sinh-hoat-chi-bo.docx",
        ("BAN TỔ CHỨC TRUNG ƯƠNG", "*"),
        "Số 12-HD/BTCTW",
        "HƯỚNG DẪN Một số vấn đề về nâng cao chất lượng sinh hoạt chi bộ",
        ("Chi bộ sinh hoạt chuyên đề mỗi quý ít nhất một lần, đi sâu vào một số việc cụ thể của chi bộ.",),
    )
    paper(
        HERE / "de-dan.docx",
        ("ĐẢNG BỘ TRƯỜNG CHÍNH TRỊ TỈNH", "CHI BỘ 1"),
        "",
        "ĐỀ DẪN Tự phê bình và phê bình: từ tác phẩm đến việc làm của giảng viên",
        (
            "1. Đồng chí tâm đắc nhất với nội dung nào của tác phẩm, vì sao?",
            "2. Một việc cụ thể đồng chí tự soi, tự sửa trong quý này.",
        ),
    )
    clip(HERE / "phim-tu-soi-tu-sua.mp4")
    photo(HERE / "anh-hoi-truong.jpg")


if __name__ == "__main__":
    main()
