"""Tables as files: what workbooks do to squares, how CSV is saved, hostile bytes."""

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from PIL import Image as Picture

from chuyende.meeting.questions.engine.formats.archive import package
from chuyende.meeting.questions.engine.formats.reading import (
    Doubt,
    Trouble,
    Unreadable,
)
from chuyende.meeting.questions.engine.formats.sheet import read
from chuyende.meeting.questions.engine.words import Choice, Difficulty, Kind, Words

from .sheet_files import CSV, HEADINGS, XLSX, book, only, saved, unzipped
from .taken import taken_or_refused


class TestSquares:
    def test_numbers_shares_and_dates_as_they_are_shown(self):
        workbook = Workbook()
        sheet = workbook.active
        sheet.append(HEADINGS)
        sheet.append(["Một lựa chọn", "Bao nhiêu?", 3.0, 0.5, 1234567, 0.1 + 0.2, "B"])
        sheet["D2"].number_format = "0%"
        sheet["E2"].number_format = "#,##0"
        question = only(saved(workbook))
        assert [choice.text for choice in question.words.choices] == ["3", "50%", "1.234.567", "0,3"]
        assert question.doubts == ()

    def test_a_date_is_doubted(self):
        import datetime as dt

        question = only(book(HEADINGS, ["", "Ngày?", dt.date(1930, 2, 3), "hôm nay", None, None, "A"]))
        assert question.words.choices[0].text == "03/02/1930"
        assert question.doubts == (Doubt.NOT_CARRIED,)

    def test_formulas_give_their_last_value(self):
        parts = unzipped(book(HEADINGS, ["", "1 + 1?", "=1+1", "=5-2", "4", None, "A"]))
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        parts["xl/worksheets/sheet1.xml"] = (
            sheet.replace("<f>1+1</f><v />", "<f>1+1</f><v>2</v>")
            .replace("<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")
            .encode()
        )
        question = only(package(parts))
        assert [choice.text for choice in question.words.choices] == ["2", "", "4"]
        assert set(question.doubts) == {Doubt.FORMULA, Doubt.EMPTY_CHOICE}

    def test_raised_letters(self):
        question = only(
            with_shared_texts(
                "<r><t>10 m</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r>",
                "<r><t>x</t></r><r><rPr><b/></rPr><t>y</t></r>",
            )
        )
        assert [choice.text for choice in question.words.choices] == ["10 m²", "xy"]
        assert question.doubts == ()

    def test_raised_letters_that_stand_in_the_sheet_itself_are_doubted(self):
        raised = CellRichText("10 m", TextBlock(InlineFont(vertAlign="superscript"), "2"))
        question = only(book(HEADINGS, ["", "Diện tích?", raised, "x", "", "", "A"]))
        assert question.doubts == (Doubt.NOT_CARRIED,)

    def test_squares_merged_downward_hold_for_each_row(self):
        workbook = Workbook()
        sheet = workbook.active
        sheet.append(HEADINGS)
        sheet.append(["Đúng/Sai", "Một", "", "", "", "", "Đúng", "", "Khó", "", "Điều 1"])
        sheet.append(["", "Hai", "", "", "", "", "Sai", "", "", "", ""])
        for column in "AIK":
            sheet.merge_cells(f"{column}2:{column}3")
        second = read(saved(workbook)).questions[1]
        assert second.words == Words(
            kind=Kind.TRUE_FALSE, stem="Hai", is_true=False, difficulty=Difficulty.HARD, source="Điều 1"
        )
        assert second.doubts == ()

    def test_pictures_lying_over_a_row(self):
        picture = io.BytesIO()
        Picture.new("RGB", (4, 4), "red").save(picture, "PNG")
        workbook = Workbook()
        sheet = workbook.active
        sheet.append(HEADINGS)
        sheet.append(["", "Cờ nào?", "", "khác", "", "", "A"])
        sheet.append(["", "Hình gì?", "tròn", "vuông", "", "", "B"])
        sheet.add_image(Image(io.BytesIO(picture.getvalue())), "C2")
        sheet.add_image(Image(io.BytesIO(picture.getvalue())), "M3")
        reading = read(saved(workbook))
        first, second = reading.questions
        assert (first.doubts, second.doubts) == ((), ())
        assert reading.media[first.words.choices[0].media].startswith(b"\x89PNG")
        assert second.words.media in reading.media
        assert len(reading.media) == 2

    def test_two_sheets_and_one_that_is_hidden(self):
        workbook = Workbook()
        for title in ("Chương 1", "Chương 2", "Ẩn"):
            sheet = workbook.create_sheet(title)
            sheet.append(HEADINGS)
            sheet.append(["Đúng/Sai", title, "", "", "", "", "Đúng"])
        workbook["Ẩn"].sheet_state = "hidden"
        places = [one.place for one in read(saved(workbook)).questions]
        assert places == ["Chương 1, dòng 2", "Chương 2, dòng 2"]

    def test_a_row_at_the_very_end(self):
        workbook = Workbook()
        sheet = workbook.active
        sheet.append(HEADINGS)
        for column, value in enumerate(["Đúng/Sai", "Cuối cùng", "", "", "", "", "Sai"], start=1):
            sheet.cell(1_000_000, column, value or None)
        assert only(saved(workbook)).place == "Dòng 1000000"


def with_shared_texts(*texts: str) -> bytes:
    """A workbook of one question whose choices stand among the shared texts, as Excel keeps them."""
    parts = unzipped(book(HEADINGS, ["", "Diện tích?", "C2", "D2", "", "", "A"]))
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for place, name in enumerate(["C2", "D2"]):
        sheet, count = re.subn(
            rf'<c r="{name}"[^>]*>.*?</c>', f'<c r="{name}" t="s"><v>{place}</v></c>', sheet
        )
        assert count == 1
    shared = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = parts["[Content_Types].xml"].decode()
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{shared}"/>'
    items = "".join(f"<si>{text}</si>" for text in texts)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return package(
        parts
        | {
            "xl/worksheets/sheet1.xml": sheet.encode(),
            "[Content_Types].xml": types.replace("</Types>", f"{override}</Types>").encode(),
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{items}</sst>'.encode(),
        }
    )


class TestSeparated:
    TEXT = 'Câu hỏi;A;B;Đáp án\r\nĐảng ta, ra đời năm nào?;1930;1945;A\r\n\r\n"Hai dòng\r\nmột câu";x;y;B\r\n'

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_delimiters(self, delimiter: str):
        row = f'"Một, hai; ba"{delimiter}"a{delimiter}b"{delimiter}c{delimiter}A'
        heading = delimiter.join(["Câu hỏi", "A", "B", "Đáp án"])
        question = only(f"{heading}\n{row}".encode())
        assert question.words.stem == "Một, hai; ba"
        assert question.words.choices == (Choice(f"a{delimiter}b", True), Choice("c"))
        assert question.doubts == ()

    @pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
    def test_codings(self, coding: str):
        text = self.TEXT
        if coding == "cp1258":  # tones stand behind their letters there
            import unicodedata

            for tone in "\u0300\u0301\u0303\u0309\u0323":
                text = "".join(
                    unicodedata.normalize("NFC", unicodedata.normalize("NFD", one).replace(tone, "")) + tone
                    if tone in unicodedata.normalize("NFD", one)
                    else one
                    for one in text
                )
        first, second = read(text.encode(coding)).questions
        assert (first.words.stem, first.place) == ("Đảng ta, ra đời năm nào?", "Dòng 2")
        assert (second.words.stem, second.place) == ("Hai dòng\nmột câu", "Dòng 4")
        assert (first.doubts, second.doubts) == ((), ())

    def test_a_western_coding_is_doubted_where_it_matters(self):
        text = "Question,Answer 1,Answer 2,Correct answer\nÇa va à Besançon?,oui,non,1\nWho?,x,y,2\n"
        first, second = read(text.encode("cp1252")).questions
        assert (first.words.stem, first.doubts) == ("Ça va à Besançon?", (Doubt.WEAK_SIGN,))
        assert second.doubts == ()

    def test_the_line_that_names_the_separator(self):
        assert only(b"sep=;\r\nCau hoi;A;B;Dap an\r\nx;1;2;A\r\n").words.keys == (0,)

    def test_nothing_written_is_a_formula(self):
        assert CSV.write is not None
        stems = ["=1+1", "+84", "-5", "@SUM(A1)", "'=1", "'tốt'", "a=b"]
        data = CSV.write([Words(kind=Kind.TRUE_FALSE, stem=stem) for stem in stems], {})
        assert [one.words.stem for one in read(data).questions] == stems
        cells = [line.split(",")[1] for line in data.decode("utf-8-sig").split("\r\n")[1:-1]]
        assert cells == ["'=1+1", "'+84", "'-5", "'@SUM(A1)", "''=1", "'tốt'", "a=b"]

    def test_nothing_written_is_a_formula_in_a_workbook(self):
        assert XLSX.write is not None
        data = XLSX.write([Words(kind=Kind.TRUE_FALSE, stem="=1+1", explanation="#N/A")], {})
        cell = load_workbook(io.BytesIO(data)).worksheets[0]["B2"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
        assert only(data).words.stem == "=1+1"
        assert only(data).doubts == ()


class TestHostile:
    SHEET = "xl/worksheets/sheet1.xml"

    @pytest.mark.parametrize(
        ("data", "trouble"),
        [
            (b"", Trouble.EMPTY),
            (b"\x00\x01\x02\xff", Trouble.BROKEN),
            (b"PK\x03\x04 nothing", Trouble.BROKEN),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", Trouble.BROKEN),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Trouble.LOCKED),
            ("Một, hai\n1,2".encode(), Trouble.EMPTY),
            (package({"readme.txt": b"x"}), Trouble.BROKEN),
            (b"Cau hoi,A,B,Dap an\n" + b"x,1,2,A\n" * 20_001, Trouble.TOO_LARGE),
            (b"Cau hoi,A,B,Dap an\n" + b"x" * 200_000 + b",1,2,A\n", Trouble.BROKEN),
        ],
    )
    def test_troubles(self, data: bytes, trouble: Trouble):
        with pytest.raises(Unreadable) as caught:
            read(data)
        assert caught.value.trouble is trouble

    @pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
    @pytest.mark.parametrize(
        "bomb",
        [
            b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>',
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>',
            b"<a>" * 100_000,
            b"<worksheet/>",
            b"",
        ],
    )
    def test_a_part_that_is_a_bomb_or_damaged(self, part: str, bomb: bytes):
        parts = unzipped(book(HEADINGS, ["", "x", "1", "2", "", "", "A"]))
        parts[part] = bomb
        with pytest.raises(Unreadable):
            read(package(parts))

    def test_a_sheet_that_would_fill_the_memory(self):
        parts = unzipped(book(HEADINGS))
        parts[self.SHEET] = b"<worksheet><sheetData>" + b" " * (61 * 1024 * 1024)
        with pytest.raises(Unreadable) as caught:
            read(package(parts))
        assert caught.value.trouble is Trouble.TOO_LARGE

    @settings(deadline=None, max_examples=100)
    @given(st.binary(max_size=200), st.integers(0, 6000))
    def test_damage_anywhere(self, noise: bytes, at: int):
        whole = self.WHOLE
        for data in (noise, b"PK" + noise, whole[:at] + noise + whole[at + len(noise) :], whole[:at]):
            taken_or_refused(read, data)

    WHOLE = book(HEADINGS, ["", "x", "1", "2", "", "", "A"])
