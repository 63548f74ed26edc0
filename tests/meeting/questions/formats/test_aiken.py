"""Aiken: what people write, what is doubted, and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuyende.meeting.questions.engine.formats import aiken
from chuyende.meeting.questions.engine.formats.reading import Doubt, ReadQuestion, Trouble, Unreadable
from chuyende.meeting.questions.engine.words import Choice, Kind, Words

from ..strategies import words
from .taken import taken_or_refused

HAND_WRITTEN = """\
Điều lệ Đảng hiện hành được thông qua tại Đại hội nào?
A. Đại hội X
B. Đại hội XI
C. Đại hội XII
ANSWER: B

Chi bộ họp thường lệ
mấy tháng một lần?
A) Một tháng
B) Hai tháng
ANSWER: A
"""


def questions(text: str) -> list[ReadQuestion]:
    return aiken.read(text.encode()).questions


def only(text: str) -> ReadQuestion:
    (question,) = questions(text)
    return question


def test_file_as_documented() -> None:
    first, second = questions(HAND_WRITTEN)
    assert first.words == Words(
        kind=Kind.SINGLE,
        stem="Điều lệ Đảng hiện hành được thông qua tại Đại hội nào?",
        choices=(Choice("Đại hội X"), Choice("Đại hội XI", True), Choice("Đại hội XII")),
    )
    assert second.words.stem == "Chi bộ họp thường lệ\nmấy tháng một lần?"
    assert second.words.choices == (Choice("Một tháng", True), Choice("Hai tháng"))
    assert (first.place, second.place) == ("#1", "#2")
    assert first.doubts == second.doubts == ()
    assert second.original.endswith("B) Hai tháng\nANSWER: A")


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("ANSWER:B", (1,)),
        ("Answer: b", (1,)),
        ("ĐÁP ÁN: B", (1,)),
        ("Đáp án đúng: B.", (1,)),
        ("Đáp án B", (1,)),
        ("ANSWER: B. Hai", (1,)),
        ("ANSWER: (B)", (1,)),
    ],
)
def test_key_as_people_write_it(line: str, keys: tuple[int, ...]) -> None:
    question = only(f"Hỏi\nA. Một\nB. Hai\n{line}\n")
    assert question.words.keys == keys
    assert question.doubts == ()


@pytest.mark.parametrize(
    ("line", "kind", "keys", "doubts"),
    [
        ("ANSWER: A, C", Kind.MULTIPLE, (0, 2), (Doubt.SEVERAL_KEYS,)),
        ("ĐÁP ÁN: A và B", Kind.MULTIPLE, (0, 1), (Doubt.SEVERAL_KEYS,)),
        ("ANSWER: BC", Kind.MULTIPLE, (1, 2), (Doubt.SEVERAL_KEYS, Doubt.WEAK_SIGN)),
        ("ANSWER: E", Kind.SINGLE, (), (Doubt.NO_KEY, Doubt.KEY_OUTSIDE)),
        ("ANSWER: Đ", Kind.SINGLE, (), (Doubt.NO_KEY,)),
        ("ANSWER:", Kind.SINGLE, (), (Doubt.NO_KEY,)),
        ("ANSWER: Hai", Kind.SINGLE, (1,), (Doubt.WEAK_SIGN,)),
        ("ANSWER: B. Ba", Kind.SINGLE, (1,), (Doubt.WEAK_SIGN,)),
    ],
)
def test_key_that_is_doubted(line: str, kind: Kind, keys: tuple[int, ...], doubts: tuple[Doubt, ...]) -> None:
    question = only(f"Hỏi\nA. Một\nB. Hai\nC. Ba\n{line}\n")
    assert (question.words.kind, question.words.keys, question.doubts) == (kind, keys, doubts)


def test_letters_that_jump_are_doubted() -> None:
    question = only("Hỏi\nA. Một\nC. Ba\nANSWER: C\n")
    assert question.words.choices == (Choice("Một"), Choice("Ba", True))
    assert question.doubts == (Doubt.NUMBER_JUMPS,)


def test_stem_that_begins_like_a_choice_is_doubted_but_whole() -> None:
    question = only("A. Einstein là ai?\nA. Nhà bác học\nB. Nhà thơ\nANSWER: A\n")
    assert question.words.stem == "A. Einstein là ai?"
    assert question.words.choices == (Choice("Nhà bác học", True), Choice("Nhà thơ"))
    assert question.doubts == (Doubt.NUMBER_JUMPS,)


def test_question_without_answer_does_not_swallow_the_next() -> None:
    first, second = questions("Một?\nA. a\nB. b\n\nHai?\nA. c\nB. d\nANSWER: B\n")
    assert first.words.stem == "Một?"
    assert first.doubts == (Doubt.NO_KEY,)
    assert (second.words.stem, second.words.keys, second.doubts) == ("Hai?", (1,), ())


def test_line_behind_a_choice_is_taken_into_it_and_doubted() -> None:
    question = only("Hỏi\nA. Một\nB. Hai dòng\ntiếp theo\nANSWER: B\n")
    assert question.words.choices[1] == Choice("Hai dòng tiếp theo", True)
    assert question.doubts == (Doubt.STRAY_TEXT,)


def test_text_after_the_last_answer_is_doubted() -> None:
    assert only("Hỏi\nA. Một\nB. Hai\nANSWER: B\n\nHết.\n").doubts == (Doubt.STRAY_TEXT,)


def test_second_answer_is_doubted() -> None:
    assert only("Hỏi\nA. Một\nB. Hai\nANSWER: B\nANSWER: A\n").doubts == (Doubt.KEYS_DISAGREE,)


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_codings(coding: str) -> None:
    assert aiken.read(HAND_WRITTEN.encode(coding)).questions == aiken.read(HAND_WRITTEN.encode()).questions


def test_windows_1258() -> None:
    """Marks of tone stand behind their letters there: «ạ» is a and 0xF2."""
    data = "Sinh ho\u1ea1t chi b\u1ed9?\nA. \u0110\u00fang\nB. Sai\nANSWER: A\n"
    apart = data.replace("\u1ea1", "a\u0323").replace("\u1ed9", "\u00f4\u0323")
    assert aiken.read(apart.encode("cp1258")).questions[0].words.stem == "Sinh hoạt chi bộ?"


def test_tcvn3_letters() -> None:
    """By the table of TCVN 5712: Đ A7, ả B6, ộ E9, ạ B9."""
    data = b"\xa7\xb6ng b\xe9 h\xb9n\nA. \xa7\xb6ng\nB. h\xb9n\nANSWER: B\n"
    assert aiken.read(data).questions[0].words.stem == "Đảng bộ hạn"
    saved_again = data.decode("cp1252").encode()
    assert aiken.read(saved_again).questions[0].words.stem == "Đảng bộ hạn"


def test_few_signs_are_no_reason_to_believe_in_another_coding() -> None:
    """E9 alone is «é» in one coding and «ộ» in the other; a valid «§ 5» stays what it is."""
    with pytest.raises(Unreadable):
        aiken.read(b"b\xe9?\nA. a\nB. b\nANSWER: B\n")
    assert only("«Theo § 5»?\nA. à\nB. b\nANSWER: B\n").words.stem == "«Theo § 5»?"


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", Trouble.EMPTY),
        (b" \n\n", Trouble.EMPTY),
        ("Chỉ là một bài viết.\n\nKhông có câu hỏi.".encode(), Trouble.BROKEN),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Trouble.BROKEN),
        (b"\xff\xfe\x00", Trouble.BROKEN),
        ("Hỏi về Đảng bộ?".encode()[:-9] + b"\xe1\xbb", Trouble.BROKEN),
        (b"A. x\n" * 5000 + b"ANSWER: A\n", Trouble.BROKEN),
        (b"x" * (20 * 2**20 + 1), Trouble.TOO_LARGE),
    ],
)
def test_unreadable(data: bytes, trouble: Trouble) -> None:
    with pytest.raises(Unreadable) as caught:
        aiken.read(data)
    assert caught.value.trouble is trouble


def test_written_file() -> None:
    words = Words(
        kind=Kind.SINGLE, stem="Mấy?\nChọn một.", choices=(Choice("Một\ntháng"), Choice("Hai", True))
    )
    assert aiken.write([words, words], {}).decode() == (
        "Mấy?\nChọn một.\nA. Một tháng\nB. Hai\nANSWER: B\n\nMấy?\nChọn một.\nA. Một tháng\nB. Hai\nANSWER: B\n"
    )


def test_stem_that_would_be_taken_for_signs_is_written_so_that_it_is_not() -> None:
    choices = (Choice("Một", True), Choice("Hai"))
    for stem, meant in [("A. Einstein?", "– A. Einstein?"), ("Một\nANSWER: B", "Một ANSWER: B")]:
        data = aiken.write([Words(kind=Kind.SINGLE, stem=stem, choices=choices)], {})
        question = aiken.read(data).questions[0]
        assert (question.words.stem, question.words.choices, question.doubts) == (meant, choices, ())


def test_progress_is_told() -> None:
    told: list[int] = []
    aiken.read(HAND_WRITTEN.encode() * 30, told.append)
    assert told == [50, 60]


@settings(deadline=None)
@given(st.lists(words(kinds={Kind.SINGLE}, lines=False), min_size=1, max_size=4))
def test_round_trip(written: list[Words]) -> None:
    plain = [Words(kind=Kind.SINGLE, stem=one.stem, choices=one.choices) for one in written]
    read = aiken.read(aiken.write(plain, {})).questions
    assert [question.words.choices for question in read] == [one.choices for one in plain]
    assert [question.words.stem.removeprefix("– ") for question in read] == [
        one.stem.removeprefix("– ") for one in plain
    ]


@settings(deadline=None)
@given(st.one_of(st.binary(), st.text().map(str.encode), st.text("A.) \nb:ANSWERđáp").map(str.encode)))
def test_hostile_bytes(data: bytes) -> None:
    taken_or_refused(aiken.read, data)
