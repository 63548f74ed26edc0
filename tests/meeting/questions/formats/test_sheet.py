"""Tables: the own template, Kahoot's and ClassQuiz's, what workbooks do to cells, hostile bytes."""

import io
import re
import zipfile
from collections.abc import Sequence

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
    Format,
    Reading,
    ReadQuestion,
    Trouble,
    Unreadable,
)
from chuyende.meeting.questions.engine.formats.sheet import FORMATS, read
from chuyende.meeting.questions.engine.words import Choice, Difficulty, Gap, Kind, Pair, Words
from tests.meeting.questions.strategies import words

XLSX, CSV, KAHOOT, CLASSQUIZ = FORMATS
HEADINGS = ["Loại", "Câu hỏi", "A", "B", "C", "D", "Đáp án", "Giải thích", "Mức độ", "Thẻ", "Căn cứ"]


def book(*rows: Sequence[object]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(list(row))
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def only(data: bytes) -> ReadQuestion:
    (question,) = read(data).questions
    return question


def row(**cells: str) -> ReadQuestion:
    """One row of the own template, by heading without marks."""
    names = dict(
        zip(
            ["loai", "cau_hoi", *"abcd", "dap_an", "giai_thich", "muc_do", "the", "can_cu"],
            HEADINGS,
            strict=True,
        )
    )
    return only(book(HEADINGS, [cells.get(key, "") for key in names]))


class TestOwnTemplate:
    def test_one_choice_with_all_its_columns(self):
        question = row(
            loai="Một lựa chọn", cau_hoi="Đảng ta thành lập năm nào?", a="1925", b="1930", c="1945",
            dap_an="B", giai_thich="Ngày 03/02/1930", muc_do="Dễ", the="lịch sử Đảng, thành lập",
            can_cu="Cương lĩnh 2011",
        )  # fmt: skip
        assert question.words == Words(
            kind=Kind.SINGLE,
            stem="Đảng ta thành lập năm nào?",
            choices=(Choice("1925"), Choice("1930", True), Choice("1945")),
            explanation="Ngày 03/02/1930",
            difficulty=Difficulty.EASY,
            tags=("lịch sử Đảng", "thành lập"),
            source="Cương lĩnh 2011",
        )
        assert (question.doubts, question.place) == ((), "Dòng 2")
        assert "Câu hỏi: Đảng ta thành lập năm nào?" in question.original

    @pytest.mark.parametrize(
        ("key", "kind", "keys"),
        [
            ("B", Kind.SINGLE, (1,)),
            ("b.", Kind.SINGLE, (1,)),
            ("(C)", Kind.SINGLE, (2,)),
            ("Đáp án: D", Kind.SINGLE, (3,)),
            ("Câu A", Kind.SINGLE, (0,)),
            ("ba", Kind.SINGLE, (2,)),  # the text of the third choice
            ("A, C", Kind.MULTIPLE, (0, 2)),
            ("A;C", Kind.MULTIPLE, (0, 2)),
            ("a và d", Kind.MULTIPLE, (0, 3)),
            ("ACD", Kind.MULTIPLE, (0, 2, 3)),
            ("A\nB", Kind.MULTIPLE, (0, 1)),
        ],
    )
    def test_keys_as_people_write_them(self, key: str, kind: Kind, keys: tuple[int, ...]):
        question = row(loai=str(kind), cau_hoi="Số?", a="một", b="hai", c="ba", d="bốn", dap_an=key)
        assert (question.words.kind, question.words.keys, question.doubts) == (kind, keys, ())

    @pytest.mark.parametrize(
        ("key", "keys", "doubt"),
        [
            ("", (), Doubt.NO_KEY),
            ("E", (), Doubt.KEY_OUTSIDE),
            ("A, F", (0,), Doubt.KEY_OUTSIDE),
            ("năm", (), Doubt.KEY_OUTSIDE),
            ("A, B", (0, 1), Doubt.SEVERAL_KEYS),
            ("2", (1,), Doubt.WEAK_SIGN),
        ],
    )
    def test_keys_that_are_doubted(self, key: str, keys: tuple[int, ...], doubt: Doubt):
        question = row(loai="Một lựa chọn", cau_hoi="Số?", a="một", b="hai", c="ba", d="bốn", dap_an=key)
        assert question.words.keys == keys
        assert doubt in question.doubts

    def test_a_number_that_may_be_a_place_or_a_text(self):
        question = row(loai="Một lựa chọn", cau_hoi="Số?", a="2", b="4", c="1", dap_an="2")
        assert Doubt.KEYS_DISAGREE in question.doubts

    def test_a_hole_among_the_choices_keeps_the_letters(self):
        question = row(loai="Một lựa chọn", cau_hoi="Số?", a="một", c="ba", dap_an="C")
        assert question.words.keys == (2,)
        assert question.doubts == (Doubt.EMPTY_CHOICE,)

    @pytest.mark.parametrize(
        ("key", "is_true"), [("Đúng", True), ("đ", True), ("SAI", False), ("S", False), ("TRUE", True)]
    )
    def test_true_or_false(self, key: str, is_true: bool):
        question = row(loai="Đúng/Sai", cau_hoi="Trái đất tròn.", dap_an=key)
        assert question.words == Words(kind=Kind.TRUE_FALSE, stem="Trái đất tròn.", is_true=is_true)
        assert question.doubts == ()

    def test_true_or_false_written_as_choices(self):
        question = row(cau_hoi="Trái đất tròn.", a="Sai", b="Đúng", dap_an="B")
        assert question.words == Words(kind=Kind.TRUE_FALSE, stem="Trái đất tròn.", is_true=True)
        assert question.doubts == ()

    def test_matching(self):
        question = row(loai="Ghép đôi", cau_hoi="Ghép", a="1930 | Thành lập Đảng", b="1945 => Lập nước")
        assert question.words.pairs == (Pair("1930", "Thành lập Đảng"), Pair("1945", "Lập nước"))
        assert question.doubts == ()

    def test_ordering_by_a_key(self):
        question = row(loai="Sắp xếp", cau_hoi="Xếp", a="ba", b="một", c="hai", dap_an="B, C, A")
        assert question.words.items == ("một", "hai", "ba")
        assert question.doubts == ()

    def test_short_answers(self):
        question = row(loai="Trả lời ngắn", cau_hoi="Thủ đô?", dap_an="Hà Nội | Thủ đô Hà Nội")
        assert question.words.answers == ("Hà Nội", "Thủ đô Hà Nội")
        assert question.doubts == ()

    def test_short_answers_parted_by_a_sign_that_may_belong_to_them(self):
        question = row(loai="Trả lời ngắn", cau_hoi="Thủ đô?", dap_an="Hà Nội; Thăng Long")
        assert question.doubts == (Doubt.WEAK_SIGN,)

    def test_gaps(self):
        question = row(loai="Điền chỗ trống", cau_hoi="[[1]] là [[2]]", a="Đảng|ĐẢNG", b="*gốc | ngọn")
        assert question.words.gaps == (Gap(("Đảng", "ĐẢNG")), Gap(("gốc",), ("gốc", "ngọn")))
        assert question.doubts == ()

    def test_gaps_of_another_number_than_the_stem_has(self):
        question = row(loai="Điền chỗ trống", cau_hoi="[[1]] là [[2]]", a="Đảng")
        assert question.doubts == (Doubt.NUMBER_JUMPS,)

    def test_a_kind_that_nobody_knows(self):
        question = row(loai="Ô chữ", cau_hoi="Số?", a="một", b="hai", dap_an="A")
        assert Doubt.KIND_UNKNOWN in question.doubts

    def test_a_row_without_its_question(self):
        question = row(a="một", b="hai", dap_an="A")
        assert question.doubts == (Doubt.NO_STEM,)

    def test_headings_in_any_order_case_and_marks_below_a_title(self):
        data = book(
            ["NGÂN HÀNG CÂU HỎI"],
            [],
            ["STT", "DAP AN DUNG", "Phương án A", "phương án b", "NỘI DUNG CÂU HỎI", "Ghi chú"],
            [],
            [1, "B", "không", "có", "Được không?", ""],
            [2, "A", "không", "có", "Cấm không?", "hỏi lại"],
            [3, "", "", "", "", ""],
        )
        first, second = read(data).questions
        assert (first.place, first.words.keys, first.doubts) == ("Dòng 5", (1,), ())
        assert (second.place, second.words.keys, second.doubts) == ("Dòng 6", (0,), (Doubt.STRAY_TEXT,))


def decoded_rows(data: bytes) -> list[list[object]]:
    return [list(one) for one in load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)]


class TestTemplatesOfOthers:
    def test_kahoot(self):
        headings = [
            None, "Question - max 120 characters", *(f"Answer {n} - max 75 characters" for n in range(1, 5)),
            "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s) - choose at least one",
        ]  # fmt: skip
        data = book(
            [], [None, "Quiz template"], [None, "Add questions…"], [], [], [], [], headings,
            [1, "1 + 1?", 1, 2, 3, 4, 20, 2],
            [2, "Số lẻ?", 1, 2, 3, None, 20, "1,3"],
            [3, "Đúng không?", "Đúng", "Sai", None, None, 5, "2"],
            [4], [5],
        )  # fmt: skip
        first, second, third = read(data).questions
        assert first.words.choices == (Choice("1"), Choice("2", True), Choice("3"), Choice("4"))
        assert (first.doubts, first.place) == ((), "Dòng 9")
        assert (second.words.kind, second.words.keys) == (Kind.MULTIPLE, (0, 2))
        assert second.doubts == (Doubt.SEVERAL_KEYS,)  # there, either counts
        assert third.words == Words(kind=Kind.TRUE_FALSE, stem="Đúng không?", is_true=False)

    def test_classquiz(self):
        data = book(
            *[[]] * 4, [None, "Title", "Ôn tập"], [None, "Description", "x"], *[[]] * 6,
            [None, "Question", "1st Answer", "2nd Answer", "3rd Answer", "4th Answer", "Time Limit (max. 120)",
             "Correct Answers"],
            [1, "Ai?", "Bác Hồ", "Người khác", None, None, "20", "1"],
            [2, "Bình chọn", "a", "b", None, None, "20", ""],
        )  # fmt: skip
        first, second = read(data).questions
        assert (first.words.keys, first.doubts, first.place) == ((0,), (), "Dòng 14")
        assert second.doubts == (Doubt.NO_KEY,)

    @pytest.mark.parametrize(("form", "heading", "row"), [(KAHOOT, 8, 9), (CLASSQUIZ, 13, 14)])
    def test_what_is_written_stands_where_they_look(self, form: Format, heading: int, row: int):
        assert form.write is not None
        question = Words(kind=Kind.SINGLE, stem="Số?", choices=(Choice("một"), Choice("hai", True)))
        rows = decoded_rows(form.write([question], {}))
        assert str(rows[heading - 1][1]).startswith("Question")
        assert rows[row - 1] == [1, "Số?", "một", "hai", None, None, 30, "2"]

    def test_what_has_no_room_there(self):
        five = Words(kind=Kind.SINGLE, stem="Số?", choices=tuple(Choice(str(n), n == 1) for n in range(5)))
        long = Words(kind=Kind.TRUE_FALSE, stem="x" * 121)
        assert [KAHOOT.fits(five), CLASSQUIZ.fits(five), KAHOOT.fits(long), CLASSQUIZ.fits(long)] == [
            False, False, False, True,
        ]  # fmt: skip


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


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


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


@settings(deadline=None, max_examples=80)
@given(st.lists(words(), min_size=1, max_size=4), st.sampled_from([XLSX, CSV]))
def test_what_is_written_comes_back(questions: list[Words], form: Format):
    assert form.write is not None
    assert form.read is not None
    kept = [question for question in questions if form.fits(question)]
    assert kept == questions
    reading: Reading = form.read(form.write(questions, {}), lambda _count: None)
    assert [one.words for one in reading.questions] == questions
    assert [one.doubts for one in reading.questions] == [()] * len(questions)


@settings(deadline=None, max_examples=60)
@given(st.lists(words(kinds=KAHOOT.carries), min_size=1, max_size=3), st.sampled_from([KAHOOT, CLASSQUIZ]))
def test_what_games_carry_comes_back(questions: list[Words], form: Format):
    assert form.write is not None
    kept = [question for question in questions if form.fits(question)]
    if not kept:
        return
    back = [one.words for one in read(form.write(kept, {})).questions]
    bare = [Words(kind=one.kind, stem=one.stem, choices=one.choices, is_true=one.is_true) for one in kept]
    assert back == bare


def test_the_empty_template_holds_no_question_but_its_headings():
    assert XLSX.write is not None
    data = XLSX.write([], {})
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.trouble is Trouble.EMPTY
    headings = decoded_rows(data)[0]
    assert headings[:4] == ["Loại", "Câu hỏi", "A", "B"]
    assert headings[11:] == ["J", *HEADINGS[6:7], "Phương án nhiễu", *HEADINGS[7:], "Xét dấu", "Giữ thứ tự"]


def test_a_picture_does_not_fit():
    question = Words(kind=Kind.TRUE_FALSE, stem="x", media="a.png")
    assert [form.fits(question) for form in FORMATS] == [False] * 4


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
            try:
                read(data)
            except Unreadable:
                continue

    WHOLE = book(HEADINGS, ["", "x", "1", "2", "", "", "A"])
