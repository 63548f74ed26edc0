"""Tables: the own template, Kahoot's and ClassQuiz's, what is written comes back."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

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

from .sheet_files import CLASSQUIZ, CSV, HEADINGS, KAHOOT, XLSX, book, only


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
