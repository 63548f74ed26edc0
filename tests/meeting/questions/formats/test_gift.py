"""GIFT: its documented corners, what is doubted, and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuyende.meeting.questions.engine.formats import gift
from chuyende.meeting.questions.engine.formats.reading import Doubt, ReadQuestion, Trouble, Unreadable
from chuyende.meeting.questions.engine.words import Choice, Difficulty, Kind, Pair, Words

from ..strategies import words
from .taken import taken_or_refused


def questions(text: str) -> list[ReadQuestion]:
    return gift.read(text.encode()).questions


def only(text: str) -> ReadQuestion:
    (question,) = questions(text)
    return question


def sure(text: str) -> Words:
    """The words of the only question of a text, which nothing is doubted in."""
    question = only(text)
    assert question.doubts == ()
    return question.words


def test_single_choice() -> None:
    assert sure("Đảng thành lập năm nào? {\n  ~1925\n  =1930\n  ~1945 }") == Words(
        kind=Kind.SINGLE,
        stem="Đảng thành lập năm nào?",
        choices=(Choice("1925"), Choice("1930", True), Choice("1945")),
    )


def test_choices_on_one_line() -> None:
    assert sure("Thủ đô?{~Huế =Hà Nội ~Đà Nẵng}").choices == (
        Choice("Huế"),
        Choice("Hà Nội", True),
        Choice("Đà Nẵng"),
    )


def test_several_choices_by_weights() -> None:
    words = sure("Chọn hai:{~%-50%Một ~%50%Hai ~%50%Ba ~Bốn}")
    assert words.kind is Kind.MULTIPLE
    assert words.choices == (Choice("Một"), Choice("Hai", True), Choice("Ba", True), Choice("Bốn"))


def test_three_thirds_are_a_whole() -> None:
    words = sure("Chọn ba:{~%33.33333%a ~%33.33333%b ~%33,33333%c ~%-100%d}")
    assert words.keys == (0, 1, 2)


@pytest.mark.parametrize(
    ("said", "is_true"), [("T", True), ("TRUE", True), ("true", True), ("F", False), ("FALSE", False)]
)
def test_true_or_false(said: str, is_true: bool) -> None:
    assert sure(f"Mặt trời mọc ở đằng đông.{{{said}}}") == Words(
        kind=Kind.TRUE_FALSE, stem="Mặt trời mọc ở đằng đông.", is_true=is_true
    )


def test_short_answers() -> None:
    words = sure("Hai cộng hai bằng mấy?{=bốn =4 =%100%4,0}")
    assert (words.kind, words.answers) == (Kind.SHORT, ("bốn", "4", "4,0"))


def test_marker_of_a_short_answer_is_not_to_be_typed() -> None:
    words = sure("Hai cộng hai?{=[plain]4 =%100%[html]<b>b&ocirc;n</b> =[bốn]}")
    assert words.answers == ("4", "bôn", "[bốn]")


def test_matching_with_a_right_side_too_many() -> None:
    words = sure("Ghép nước với thủ đô. {\n =Lào -> Viêng Chăn\n =Nga->Mát-xcơ-va\n = -> Huế\n}")
    assert words.pairs == (Pair("Lào", "Viêng Chăn"), Pair("Nga", "Mát-xcơ-va"))
    assert words.decoys == ("Huế",)


def test_ordering_of_the_plugin() -> None:
    words = sure("Xếp theo thời gian {>3 ALL VERTICAL ABSOLUTE_POSITION SHOW\n1930\n1945\n1975\n}")
    assert (words.kind, words.stem, words.items) == (
        Kind.ORDERING,
        "Xếp theo thời gian",
        ("1930", "1945", "1975"),
    )


@pytest.mark.parametrize(
    "head", ["", "3", "2     none", "3 ALL HORIZONTAL ABSOLUTE_POSITION SHOW abc", "3 ALL 0 1 1 123"]
)
def test_ordering_however_it_begins(head: str) -> None:
    assert sure(f"Xếp theo bảng chữ cái {{>{head}\nA\nĂ\nÂ\n}}").items == ("A", "Ă", "Â")


def test_ordering_of_which_some_are_drawn_is_doubted() -> None:
    assert only("Xếp {>2 RANDOM VERTICAL RELATIVE_TO_CORRECT SHOW\na\nb\nc\n}").doubts == (Doubt.NOT_CARRIED,)


def test_missing_word() -> None:
    words = sure("::Lễ::Lễ Tạ ơn vào thứ năm {~thứ hai =thứ tư} của tháng 11.")
    assert words.stem == "Lễ Tạ ơn vào thứ năm _____ của tháng 11."
    assert words.choices == (Choice("thứ hai"), Choice("thứ tư", True))


def test_title_is_the_place_and_lines_stay_lines() -> None:
    question = only("::Câu\\: một::Dòng đầu\ndòng hai\\ndòng ba{T}")
    assert question.place == "#1 Câu: một"
    assert question.words.stem == "Dòng đầu\ndòng hai\ndòng ba"


def test_escaped_signs() -> None:
    words = sure(r"\:\:a \{x\} 1 \= 1 \# \~ \\n{~ \= 2 + 2 = \= 2 + 3 \\ ~\~\#\{\}}")
    assert words.stem == r"::a {x} 1 = 1 # ~ \n"
    assert words.choices == (Choice("= 2 + 2"), Choice("= 2 + 3 \\", True), Choice("~#{}"))


def test_general_feedback_is_the_explanation_and_its_last_line_the_source() -> None:
    words = sure("Hỏi{=a ~b\n####Vì thế.\\nNguồn\\: Điều 5 Điều lệ Đảng}")
    assert (words.explanation, words.source) == ("Vì thế.", "Điều 5 Điều lệ Đảng")


def test_comments_tags_and_categories() -> None:
    text = """\
// Tệp này có hai câu
$CATEGORY: $course$/top/Điều lệ Đảng

// question: 12  name: Một
// [id:a1] [tag:chi bộ] [tag:a\\]b] [tag:độ khó: khó]
::Một::Câu một{T} // không phải chú thích

  // chú thích giữa chừng
Câu hai{
// trong câu hỏi
=a
~b
}
"""
    first, second = questions(text)
    assert first.words.stem == "Câu một_____ // không phải chú thích"
    assert first.words.tags == ("chi bộ", "a]b", "Điều lệ Đảng")
    assert first.words.difficulty is Difficulty.HARD
    assert second.words == Words(
        kind=Kind.SINGLE, stem="Câu hai", choices=(Choice("a", True), Choice("b")), tags=("Điều lệ Đảng",)
    )


@pytest.mark.parametrize(
    "name", ["$course$/Default for Lớp A", "$course$/top", "$system$", "Mặc định cho Lớp A"]
)
def test_category_that_the_program_made_up_is_no_tag(name: str) -> None:
    assert sure(f"$CATEGORY: {name}\n\nCâu{{T}}").tags == ()


def test_html_is_plain_text_and_choices_are_as_the_question_is() -> None:
    words = sure(r"[html]<p>Một &amp; hai</p><ul><li>x</li></ul>{=<b>a</b><br>b ~[plain]<i> ~3 &lt; 4}")
    assert words.stem == "Một & hai\n– x"
    assert words.choices == (Choice("a\nb", True), Choice("<i>"), Choice("3 < 4"))


def test_sign_below_is_no_tag_in_a_bare_text() -> None:
    assert sure("Khi 3 < 5 & 6 > 2 thì sao?{T}").stem == "Khi 3 < 5 & 6 > 2 thì sao?"


def test_markdown_without_signs_is_sure_and_with_signs_doubted() -> None:
    assert sure("[markdown]Câu thường{T}").stem == "Câu thường"
    question = only("[markdown]Câu **đậm**{T}")
    assert (question.words.stem, question.doubts) == ("Câu **đậm**", (Doubt.NOT_CARRIED,))


def test_braces_may_hold_empty_lines() -> None:
    first, second = questions("Một{\n=a\n\n~b\n}\n\nHai{F}")
    assert first.words.choices == (Choice("a", True), Choice("b"))
    assert second.words.kind is Kind.TRUE_FALSE


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Khó{~sai ~%50%nửa đúng =đúng}", (Doubt.NOT_CARRIED,)),
        ("Khó{~sai#không phải =đúng}", (Doubt.NOT_CARRIED,)),
        ("Khó{T#sai rồi#đúng rồi}", (Doubt.NOT_CARRIED,)),
        ("Khó{=a =%75%b}", (Doubt.NOT_CARRIED,)),
        ("Khó{=*a*}", (Doubt.NOT_CARRIED,)),
        ("Khó{~%60%a ~%40%b ~c}", (Doubt.NOT_CARRIED,)),
        ("Khó{~%100%a ~%100%b ~c}", (Doubt.NOT_CARRIED,)),
        ("Khó{=a =b ~c}", (Doubt.SEVERAL_KEYS,)),
        ("Khó{~a ~b}", (Doubt.NO_KEY,)),
        ("Khó{=a ~}", (Doubt.EMPTY_CHOICE,)),
        ("Khó{=a ~A}", (Doubt.SAME_CHOICE,)),
        ("Khó{a ~b =c}", (Doubt.STRAY_TEXT,)),
        ("Khó{=a ~b}\nthừa", (Doubt.STRAY_TEXT,)),
        ("{=a ~b}", (Doubt.NO_STEM,)),
        ("Khó{Đúng}", (Doubt.WEAK_SIGN,)),
        ("Khó{#1822:5}", (Doubt.NOT_CARRIED,)),
        (r"[html]$$x^2$$ là gì?{=a ~b}", (Doubt.NOT_CARRIED,)),
        (r'[html]<img src\="a.png">Gì đây?{=a ~b}', (Doubt.MEDIA_MISSING,)),
        ("[html]<table><tr><td>1</td></tr></table>{T}", (Doubt.NOT_CARRIED,)),
        ("[html]Khi a<b thì sao{T}", (Doubt.NOT_CARRIED,)),
    ],
)
def test_what_is_doubted(text: str, doubts: tuple[Doubt, ...]) -> None:
    assert only(text).doubts == doubts


def test_partly_right_answers_are_not_taken_for_right() -> None:
    assert only("Khó{~sai ~%50%nửa =đúng}").words.keys == (2,)
    assert only("Khó{=a =%75%b =%0%c}").words.answers == ("a",)


@pytest.mark.parametrize("text", ["{#3.141..3.142}", "{}", "{####vì thế}"])
def test_kinds_without_a_place_keep_their_texts(text: str) -> None:
    question = only(f"Số pi?{text}")
    assert question.words.stem == "Số pi?"
    assert Doubt.KIND_UNKNOWN in question.doubts


def test_number_is_kept_as_typed() -> None:
    assert only("Năm nào?{#\n=1930:0\n=%50%1930:2\n~#sai}").words.answers == ("1930",)


def test_description_and_broken_braces_are_unknown() -> None:
    told, broken, second = questions("Lời dẫn không có câu hỏi.\n\nMột {=a} hai {=b} ba\n\nCâu{T}")
    assert (told.words.stem, told.doubts) == ("Lời dẫn không có câu hỏi.", (Doubt.NO_KEY, Doubt.KIND_UNKNOWN))
    assert broken.words.stem == "Một {=a} hai {=b} ba"
    assert broken.doubts == (Doubt.NO_KEY, Doubt.KIND_UNKNOWN)
    assert second.doubts == ()


def test_questions_without_an_empty_line_between_are_parted_and_doubted() -> None:
    first, second = questions("Một{T}\nHai{F}")
    assert (first.words.stem, second.words.stem) == ("Một", "Hai")
    assert first.doubts == second.doubts == (Doubt.NUMBER_JUMPS,)
    assert [one.doubts for one in questions("::a::Một{T}\n::b::Hai{F}")] == [(), ()]


def test_original_is_what_the_file_has() -> None:
    text = "// [tag:a]\n::Một\\:::Câu \\{1\\}{\n=a\n~b\n}"
    assert only(text).original == text


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_codings(coding: str) -> None:
    assert gift.read("Đảng bộ?{T}".encode(coding)).questions == questions("Đảng bộ?{T}")


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", Trouble.EMPTY),
        (b"// ch\n\n", Trouble.EMPTY),
        ("Một bài viết.\n\nKhông có ngoặc.".encode(), Trouble.BROKEN),
        (b"{" * 100_000, Trouble.BROKEN),
        (b"[tag:" * 100_000, Trouble.BROKEN),
        (b"\0" * 50, Trouble.BROKEN),
        (b"a{T}\n\n" * 20_001, Trouble.TOO_LARGE),
        (b"x" * (20 * 2**20 + 1), Trouble.TOO_LARGE),
    ],
)
def test_unreadable(data: bytes, trouble: Trouble) -> None:
    with pytest.raises(Unreadable) as caught:
        gift.read(data)
    assert caught.value.trouble is trouble


def test_written_file() -> None:
    several = Words(
        kind=Kind.MULTIPLE,
        stem="Chọn:",
        choices=(Choice("a=b", True), Choice("c", True), Choice("5%")),
        explanation="Vì.",
        source="Điều 1",
        difficulty=Difficulty.EASY,
        tags=("chi bộ",),
    )
    truth = Words(kind=Kind.TRUE_FALSE, stem="2 < 3", is_true=True)
    assert gift.write([several, truth], {}).decode() == (
        "// [tag:chi bộ] [tag:độ khó: dễ]\n"
        "Chọn\\:{\n"
        "\t~%50%a\\=b\n"
        "\t~%50%c\n"
        "\t~%-50%5%\n"
        "\t####Vì.\\nNguồn\\: Điều 1\n"
        "}\n"
        "\n"
        "[plain]2 < 3{TRUE}\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        Words(
            kind=Kind.SINGLE, stem="// a", choices=(Choice("%50%a", True), Choice("%1%b"), Choice("[html]c"))
        ),
        Words(kind=Kind.SINGLE, stem="$CATEGORY: a", choices=(Choice("// a", True), Choice("->"))),
        Words(
            kind=Kind.SHORT,
            stem="[plain]a",
            answers=("a -> b", "T", "*", "&gt;", "// a", "[html]b", "[a] -> b"),
        ),
        Words(kind=Kind.MATCHING, stem="::a::b", pairs=(Pair("a->b", "->"), Pair("[html]", "%5%"))),
        Words(kind=Kind.ORDERING, stem="a {>", items=("// a", "[plain]<b>", "x\ny", "}"), explanation="// a"),
        Words(kind=Kind.TRUE_FALSE, stem="a{T}", explanation="####", tags=("a]\\", "[b\\]c")),
    ],
)
def test_signs_of_the_format_come_back(words: Words) -> None:
    assert sure(gift.write([words], {}).decode()) == words


@settings(deadline=None)
@given(st.lists(words(kinds=gift.FORMAT.carries), min_size=1, max_size=3))
def test_round_trip(written: list[Words]) -> None:
    assert [question.words for question in gift.read(gift.write(written, {})).questions] == written


@settings(deadline=None)
@given(
    st.one_of(st.binary(), st.text().map(str.encode), st.text("{}=~#%->\\:n [html]T/$<&;").map(str.encode))
)
def test_hostile_bytes(data: bytes) -> None:
    taken_or_refused(gift.read, data)
