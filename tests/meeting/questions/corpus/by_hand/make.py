"""Write the Word files of this folder: `python -m tests.meeting.questions.corpus.by_hand.make`.

The keys beside them are written by hand and are not touched. Two files are conversions by LibreOffice of the HTML that
stands here; without it they stay as they are.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from ..word import (
    BOLD,
    ITALIC,
    RED,
    UNDERLINE,
    Level,
    Paper,
    cell,
    deleted,
    equation,
    inserted,
    listed,
    paragraph,
    run,
    table,
)
from .doubtful import explained, messy, several
from .pages import LIST_PAGE, TABLE_PAGE
from .tables import merged_heads, one_cell_each, statements

HERE = Path(__file__).parent
_VIET_TAIL = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/>'


def word_red() -> Paper:
    """Word: runs torn by corrections, names of fonts everywhere, the right choice red, a heading of the school."""
    paper = Paper()
    paper.add(
        table(
            [
                [
                    cell(
                        paragraph(run("TRƯỜNG CHÍNH TRỊ TỈNH"), props='<w:jc w:val="center"/>'),
                        paragraph(run("CHI BỘ 1", BOLD)),
                    ),
                    cell(paragraph(run("CÂU HỎI SINH HOẠT CHUYÊN ĐỀ QUÝ I", BOLD))),
                ]
            ]
        )
    )
    for stem, choices, right in (
        (
            "Câu 1: Đảng ta lấy chủ nghĩa nào làm nền tảng tư tưởng?",
            [
                "A. Chủ nghĩa Mác - Lênin, tư tưởng Hồ Chí Minh",
                "B. Chủ nghĩa tam dân",
                "C. Chủ nghĩa duy tâm",
                "D. Chủ nghĩa dân tộc",
            ],
            0,
        ),
        (
            "Câu 2: Cơ quan lãnh đạo cao nhất của Đảng là gì?",
            [
                "A. Bộ Chính trị",
                "B. Ban Bí thư",
                "C. Đại hội đại biểu toàn quốc",
                "D. Ban Chấp hành Trung ương",
            ],
            2,
        ),
        (
            "Câu 3: Giữa hai kỳ đại hội, cơ quan lãnh đạo của Đảng ở toàn quốc là",
            [
                "A. Bộ Chính trị",
                "B. Ban Chấp hành Trung ương",
                "C. Ban Bí thư",
                "D. Uỷ ban Kiểm tra Trung ương",
            ],
            1,
        ),
    ):
        head, tail = stem.split(":", 1)
        paper.add(
            paragraph(
                run(head, BOLD + _VIET_TAIL),
                '<w:proofErr w:type="spellStart"/>',
                run(":" + tail[:9], BOLD + _VIET_TAIL),
                '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>',
                run(tail[9:], BOLD + _VIET_TAIL),
                props='<w:spacing w:before="120"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>',
            )
        )
        for at, choice in enumerate(choices):
            look = (
                '<w:color w:val="FF0000"/>'
                if at == right
                else '<w:color w:val="000000" w:themeColor="text1"/>'
            ) + _VIET_TAIL
            paper.add(paragraph(run(choice[:1], look), run(choice[1:6], look), run(choice[6:], look)))
    return paper


def styled_lists() -> Paper:
    """Word: numbers come from paragraph styles, «Câu 1:» and «A.» of one list of several levels."""
    paper = Paper()
    number = paper.new_list(Level("decimal", "Câu %1:", BOLD), Level("upperLetter", "%2.", BOLD))
    paper.styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="CauHoi"><w:name w:val="Cau hoi"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        f'<w:style w:type="paragraph" w:styleId="TraLoi"><w:name w:val="Tra loi"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="{number}"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="character" w:styleId="Dung"><w:name w:val="Dung"/><w:rPr><w:color w:val="C00000"/><w:u w:val="single"/></w:rPr></w:style>'
    )
    for stem, choices, right in (
        ("Đại hội XI của Đảng họp năm nào?", ["2006", "2011", "2016"], 1),
        (
            "Đảng kỳ của Đảng là lá cờ đỏ, ở giữa có hình gì?",
            ["Ngôi sao vàng năm cánh", "Búa liềm màu vàng", "Bông lúa và bánh xe"],
            1,
        ),
        ("Quê hương của Chủ tịch Hồ Chí Minh ở tỉnh nào?", ["Nghệ An", "Hà Tĩnh", "Thanh Hoá"], 0),
        ("Chủ tịch Hồ Chí Minh sinh năm nào?", ["1889", "1890", "1891"], 1),
    ):
        paper.say(stem, props='<w:pStyle w:val="CauHoi"/>')
        for at, choice in enumerate(choices):
            paper.say(
                choice, '<w:rStyle w:val="Dung"/>' if at == right else "", props='<w:pStyle w:val="TraLoi"/>'
            )
    return paper


def google_docs() -> Paper:
    """Google Docs: every property said in every run, b="1" and b="0", one list for questions, one for each choice list."""
    paper = Paper()
    questions = paper.new_list(Level("decimal", "%1."))
    kind = len(paper.lists)
    first = paper.new_list(Level("lowerLetter", "%1."))
    off, on = (
        '<w:b w:val="0"/><w:color w:val="000000"/><w:u w:val="none"/><w:shd w:fill="auto" w:val="clear"/><w:rtl w:val="0"/>',
        '<w:b w:val="1"/><w:color w:val="000000"/><w:u w:val="none"/><w:shd w:fill="auto" w:val="clear"/><w:rtl w:val="0"/>',
    )
    for place, (stem, choices, right) in enumerate((
        ("Ai soạn thảo Luận cương chính trị tháng 10/1930?", ["Trần Phú", "Nguyễn Ái Quốc", "Hà Huy Tập", "Lê Duẩn"], 0),
        ("Phong trào Xô viết Nghệ Tĩnh diễn ra trong những năm nào?", ["1930 - 1931", "1936 - 1939", "1939 - 1945", "1925 - 1927"], 0),
        ("Báo Thanh niên ra số đầu tiên ngày nào?", ["03/02/1930", "21/6/1925", "05/6/1911", "19/5/1941"], 1),
    )):  # fmt: skip
        paper.say(stem, off, props=listed(questions, mark=off))
        number = first if not place else paper.new_number(kind, restarts=True)
        for at, choice in enumerate(choices):
            paper.say(choice, on if at == right else off, props=listed(number, mark=off))
    return paper


def two_parts() -> Paper:
    """Two parts, both numbered from 1, and their keys at the end, part by part."""
    paper = Paper()
    parts = (
        ("PHẦN I. LỊCH SỬ ĐẢNG", (("Hội nghị hợp nhất do ai chủ trì?", "Trần Phú", "Nguyễn Ái Quốc", "Lê Hồng Phong"), ("Đại hội I họp năm nào?", "1930", "1935", "1951"), ("Đại hội II họp năm nào?", "1951", "1960", "1976"))),
        ("PHẦN II. ĐIỀU LỆ ĐẢNG", (("Thời gian dự bị là", "6 tháng", "12 tháng", "24 tháng"), ("Đảng viên dự bị có quyền nào?", "Biểu quyết", "Bầu cử", "Được thông tin"))),
    )  # fmt: skip
    for title, questions in parts:
        paper.say(title, BOLD)
        for number, (stem, *choices) in enumerate(questions, start=1):
            paper.say(f"{number}. {stem}")
            for letter, choice in zip("ABC", choices, strict=True):
                paper.say(f"\t{letter}. {choice}")
    paper.say("ĐÁP ÁN", BOLD)
    paper.say("Phần I", ITALIC)
    paper.add(
        table(
            [
                [cell(paragraph(run(text))) for text in ("Câu", "1", "2", "3")],
                [cell(paragraph(run(text))) for text in ("Đáp án", "B", "B", "A")],
            ]
        )
    )
    paper.say("Phần II", ITALIC)
    paper.add(
        table(
            [
                [cell(paragraph(run(text))) for text in ("Câu", "1", "2")],
                [cell(paragraph(run(text))) for text in ("Đáp án", "B", "C")],
            ]
        )
    )
    return paper


def one_line() -> Paper:
    """Everything of a question in one paragraph with single spaces; the letter of the right choice underlined."""
    paper = Paper()
    for parts in (
        ("Câu 1. Đảng ta được thành lập năm nào? A. 1929 ", "B", ". 1930 C. 1931 D. 1945"),
        ("Câu 2. Cách mạng tháng Tám thành công năm nào? A. 1930 B. 1940 ", "C", ". 1945 D. 1954"),
        (
            "Câu 3. Tác giả của Tuyên ngôn của Đảng Cộng sản là ai? ",
            "A",
            ". C. Mác và Ph. Ăngghen B. V.I. Lênin C. Hồ Chí Minh D. Trần Phú",
        ),
        (
            "Câu 4. Chiến dịch Hồ Chí Minh toàn thắng ngày nào? A. 07/5/1954 B. 27/01/1973 C. 30/3/1975 ",
            "D",
            ". 30/4/1975",
        ),
    ):
        paper.add(paragraph(run(parts[0]), run(parts[1], UNDERLINE), run(parts[2])))
    return paper


def circled() -> Paper:
    """The letter of the right choice stands in a circle."""
    paper = Paper()
    for line in (
        ("Câu 1) Ngày thành lập Đoàn TNCS Hồ Chí Minh là", "A. 26/3/1931", "B. 26/3/1930", "C. 15/5/1941"),
        (
            "Câu 2) Ngày thành lập Đội Thiếu niên Tiền phong là",
            "A. 26/3/1931",
            "B. 01/6/1950",
            "C. 15/5/1941",
        ),
    ):
        paper.say(line[0], BOLD)
        for at, text in enumerate(line[1:]):
            right = at == (0 if "Đoàn" in line[0] else 2)
            paper.say(("ⒶⒷⒸ"[at] + " " + text[3:]) if right else text)
    return paper


def numbered_choices() -> Paper:
    """Choices with digits, key with a digit."""
    paper = Paper()
    for number, (stem, choices, right) in enumerate(
        (
            (
                "Đảng viên được khen thưởng bằng hình thức nào?",
                ("Kỷ niệm chương", "Huy hiệu Đảng", "Cờ thi đua"),
                2,
            ),
            ("Chi bộ bầu chi uỷ khi có từ bao nhiêu đảng viên chính thức?", ("5", "7", "9"), 3),
        ),
        start=1,
    ):
        paper.say(f"Câu {number}. {stem}", BOLD)
        for at, choice in enumerate(choices, start=1):
            paper.say(f"{at}) {choice}")
        paper.say(f"Đáp án: {right}")
    return paper


def tracked() -> Paper:
    """Changes not yet accepted: inserted, deleted and moved words, a choice rewritten, a question struck out."""
    paper = Paper()
    paper.add(paragraph(run("Câu 1. Chi bộ "), deleted("trực thuộc đảng bộ bộ phận "), run("họp thường lệ")))
    paper.add(paragraph(deleted("A. mỗi tuần một lần"), inserted(run("A. mỗi tháng một lần", BOLD))))
    paper.say("B. mỗi quý một lần")
    paper.add(
        '<w:p><w:pPr><w:rPr><w:del w:id="9" w:author="x"/></w:rPr></w:pPr>'
        + deleted("C. mỗi năm một lần")
        + "</w:p>"
    )
    paper.add(paragraph(inserted(run("C. hai tháng một lần"))))
    paper.add(
        '<w:p><w:pPr><w:rPr><w:del w:id="9" w:author="x"/></w:rPr></w:pPr>'
        + deleted("Câu 2. Câu này bỏ")
        + "</w:p>"
    )
    paper.add(paragraph(inserted(run("Câu 2. Đại hội VI họp năm nào?"))))
    paper.say("A. 1982")
    paper.add(
        '<w:p><w:moveTo w:id="5" w:author="x"><w:r><w:rPr><w:b/></w:rPr><w:t>B. 1986</w:t></w:r></w:moveTo></w:p>'
    )
    paper.say("C. 1991")
    paper.add(
        '<w:p><w:pPr><w:rPr><w:moveFrom w:id="6" w:author="x"/></w:rPr></w:pPr><w:moveFrom w:id="6" w:author="x"><w:r><w:t>B. 1986</w:t></w:r></w:moveFrom></w:p>'
    )
    return paper


def unnumbered() -> Paper:
    """No numbers at all: the question bold, the choices, the key behind an arrow."""
    paper = Paper()
    for stem, choices, right in (
        ("Bác Hồ viết “Nhật ký trong tù” khi bị giam ở đâu?", ("Hương Cảng", "Quảng Tây", "Côn Đảo"), "B"),
        ("Nước Việt Nam Dân chủ Cộng hoà ra đời ngày nào?", ("19/8/1945", "02/9/1945", "06/01/1946"), "B"),
        ("Ngày giải phóng Thủ đô là ngày nào?", ("10/10/1954", "07/5/1954", "21/7/1954"), "A"),
    ):
        paper.say(stem, BOLD)
        for letter, choice in zip("ABC", choices, strict=True):
            paper.say(f"{letter}) {choice}")
        paper.say(f"=> {right}")
        paper.add("<w:p/>")
    return paper


def check_boxes() -> Paper:
    """Boxes to tick: content controls of Word, and signs of the font Wingdings behind the right choice."""
    paper = Paper()

    def box(is_ticked: bool) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{run('☒' if is_ticked else '☐')}</w:sdtContent></w:sdt>"

    paper.say("Câu 1. Văn kiện nào được coi là Cương lĩnh chính trị đầu tiên của Đảng?")
    for text, ticked in (
        ("Chánh cương vắn tắt, Sách lược vắn tắt", True),
        ("Luận cương chính trị tháng 10/1930", False),
        ("Chính cương Đảng Lao động Việt Nam", False),
    ):
        paper.add(paragraph(box(ticked), run(" " + text)))
    paper.say("Câu 2. Đảng viên được miễn công tác và sinh hoạt đảng do ai quyết định?")
    for text, ticked in (("Tỉnh uỷ", False), ("Chi bộ", True), ("Đoàn thanh niên", False)):
        paper.add(paragraph(box(ticked), run(" " + text)))
    paper.say("Câu 3. Tự phê bình và phê bình là gì của Đảng?")
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    paper.add(
        paragraph(run("A. Quy luật phát triển của Đảng "), tick),
        paragraph(run("B. Hình thức kỷ luật")),
        paragraph(run("C. Hình thức khen thưởng")),
    )
    return paper


def pictures() -> Paper:
    """Pictures in stem and choices; one of a link that leads nowhere."""
    paper = Paper()
    paper.add(paragraph(run("Câu 1. Đây là lá cờ nào?")), paragraph(paper.picture()))
    paper.say("A. Đảng kỳ", RED)
    paper.say("B. Quốc kỳ")
    paper.say("Câu 2. Hình nào là Đảng kỳ?")
    paper.add(paragraph(run("A. ", RED), paper.picture()), paragraph(run("B. "), paper.picture()))
    paper.add(paragraph(run("Câu 3. Ảnh chụp sự kiện nào? "), paper.picture().replace("rIdP4", "rIdNone")))
    paper.say("A. Lễ thành lập Đội Việt Nam Tuyên truyền Giải phóng quân", RED)
    paper.say("B. Lễ tuyên ngôn Độc lập")
    return paper


def equations() -> Paper:
    paper = Paper()
    paper.add(
        paragraph(run("Câu 1. Chi bộ có 45 đảng viên, tỷ lệ dự họp tính theo công thức "), equation("n/45"))
    )
    paper.say("A. có mặt chia tổng số", BOLD)
    paper.say("B. tổng số chia có mặt")
    paper.say("Câu 2. Số đảng viên tối thiểu để lập chi bộ là")
    paper.say("A. 3", BOLD)
    paper.say("B. 9")
    return paper


FILES = {
    "word-chu-do": word_red, "word-kieu-danh-so": styled_lists, "google-docs-danh-sach": google_docs, "hai-phan-dap-an-cuoi": two_parts,
    "mot-dong-gach-chan": one_line, "khoanh-tron": circled, "phuong-an-so": numbered_choices, "theo-doi-sua-doi": tracked,
    "khong-danh-so": unnumbered, "o-danh-dau": check_boxes, "hinh-anh": pictures, "cong-thuc": equations, "lon-xon": messy,
    "giai-thich-dai": explained, "nhieu-dap-an": several, "wps-bang-hai-tang": merged_heads, "bang-mot-o-mot-cau": one_cell_each,
    "bang-dung-sai": statements,
}  # fmt: skip


def main() -> None:
    for name, make in FILES.items():
        (HERE / f"{name}.docx").write_bytes(make().bytes())
    (HERE / "strict.docx").write_bytes(word_red().bytes(strict=True))
    if office := shutil.which("soffice"):
        for name, page in (("libreoffice-danh-sach", LIST_PAGE), ("libreoffice-bang", TABLE_PAGE)):
            with tempfile.TemporaryDirectory() as folder:
                source = Path(folder) / f"{name}.html"
                source.write_text(page, encoding="utf-8")
                command = [
                    office,
                    "--headless",
                    f"-env:UserInstallation=file://{folder}/profile",
                    "--convert-to",
                    "docx:MS Word 2007 XML",
                    "--infilter=HTML (StarWriter)",
                    "--outdir",
                    str(HERE),
                    str(source),
                ]
                subprocess.run(command, check=True, timeout=180)


if __name__ == "__main__":
    main()
