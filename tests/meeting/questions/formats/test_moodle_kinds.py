"""Moodle XML: every type of question, what of it is carried and what is doubted."""

from collections.abc import Sequence

import pytest

from chuyende.meeting.questions.engine.formats.reading import Doubt
from chuyende.meeting.questions.engine.words import Choice, Difficulty, Gap, Kind, Pair, Words

from .moodle_parts import answer, only, question, sure


class TestChoosing:
    def test_single(self) -> None:
        found = sure(
            question(
                "multichoice",
                "<p>Đảng thành lập năm nào?</p>",
                "<generalfeedback format='html'><text>&lt;p&gt;Ngày 3/2/1930.&lt;/p&gt;</text></generalfeedback>",
                "<single>true</single><shuffleanswers>true</shuffleanswers>",
                "<correctfeedback format='html'><text>Your answer is correct.</text></correctfeedback>",
                answer("100", "<p>1930</p>"),
                answer("0", "<p>1945</p>"),
                "<tags><tag><text>lịch sử</text></tag><tag><text>độ khó: dễ</text></tag></tags>",
            )
        )
        assert found == Words(
            kind=Kind.SINGLE,
            stem="Đảng thành lập năm nào?",
            choices=(Choice("1930", True), Choice("1945")),
            explanation="Ngày 3/2/1930.",
            difficulty=Difficulty.EASY,
            tags=("lịch sử",),
        )

    def test_several_in_their_order(self) -> None:
        found = sure(
            question(
                "multichoice",
                "Chọn hai",
                "<single>false</single><shuffleanswers>0</shuffleanswers>",
                answer("50", "a"),
                answer("-100", "b"),
                answer("50.0", "c"),
            )
        )
        assert (found.kind, found.keys, found.keeps_order) == (Kind.MULTIPLE, (0, 2), True)

    @pytest.mark.parametrize(
        ("single", "shares", "keys", "doubts"),
        [
            ("true", ("100", "50", "0"), (0,), (Doubt.NOT_CARRIED,)),
            ("true", ("100", "-25", "0"), (0,), (Doubt.NOT_CARRIED,)),
            ("true", ("100", "100", "0"), (0, 1), (Doubt.SEVERAL_KEYS,)),
            ("true", ("0", "0", "0"), (), (Doubt.NO_KEY,)),
            ("true", ("90", "0", "0"), (), (Doubt.NO_KEY, Doubt.NOT_CARRIED)),
            ("true", ("100", "nan", "0"), (0,), (Doubt.NOT_CARRIED,)),
            ("false", ("33.33333", "33.33333", "33.33333"), (0, 1, 2), ()),
            ("false", ("70", "30", "0"), (0, 1), (Doubt.NOT_CARRIED,)),
            ("false", ("50", "0", "0"), (0,), (Doubt.NOT_CARRIED,)),
            ("false", ("100", "0", "0"), (0,), ()),
        ],
    )
    def test_shares(
        self, single: str, shares: Sequence[str], keys: tuple[int, ...], doubts: tuple[Doubt, ...]
    ) -> None:
        rows = [answer(share, f"câu {index}") for index, share in enumerate(shares)]
        found = only(question("multichoice", "Hỏi", f"<single>{single}</single>", *rows))
        assert (found.words.keys, found.doubts) == (keys, doubts)

    @pytest.mark.parametrize(
        "part",
        [
            answer("0", "c", feedback="Chưa đúng"),
            "<hint format='html'><text>Xem Điều 5</text></hint>",
            "<incorrectfeedback format='html'><text>Xem lại Điều lệ</text></incorrectfeedback>",
        ],
    )
    def test_what_is_said_to_an_answer_has_no_place(self, part: str) -> None:
        found = only(question("multichoice", "Hỏi", answer("100", "a"), answer("0", "b"), part))
        assert found.doubts == (Doubt.NOT_CARRIED,)


class TestTrueFalse:
    def test_either(self) -> None:
        for right, wrong, is_true in [("true", "false", True), ("false", "true", False)]:
            found = sure(question("truefalse", "Hỏi", answer("0", wrong), answer("100", right)))
            assert found == Words(kind=Kind.TRUE_FALSE, stem="Hỏi", is_true=is_true)

    def test_doubts(self) -> None:
        both = only(question("truefalse", "Hỏi", answer("100", "true"), answer("100", "false")))
        none = only(question("truefalse", "Hỏi", answer("0", "true"), answer("0", "false")))
        assert both.doubts == (Doubt.KEYS_DISAGREE,)
        assert none.doubts == (Doubt.NO_KEY,)


def subquestion(left: str, right: str) -> str:
    return (
        f'<subquestion format="html"><text><![CDATA[{left}]]></text>'
        f"<answer><text>{right}</text></answer></subquestion>"
    )


@pytest.mark.parametrize("kind", ["matching", "ddmatch"])
def test_matching(kind: str) -> None:
    found = sure(
        question(
            kind,
            "Ghép",
            subquestion("<p>Lào</p>", "Viêng Chăn"),
            subquestion("Nga", "x &lt; y"),
            subquestion("", "Huế"),
        )
    )
    assert found.pairs == (Pair("Lào", "Viêng Chăn"), Pair("Nga", "x < y"))
    assert found.decoys == ("Huế",)


class TestOrdering:
    def test_places_are_told_by_shares(self) -> None:
        rows = [answer("2.0000000", "1945"), answer("1.0000000", "1930"), answer("3.0000000", "1975")]
        found = sure(question("ordering", "Xếp", "<selecttype>ALL</selecttype>", *rows))
        assert (found.kind, found.items) == (Kind.ORDERING, ("1930", "1945", "1975"))

    def test_shares_that_tell_nothing(self) -> None:
        same = only(question("ordering", "Xếp", answer("1", "b"), answer("1", "a")))
        odd = only(question("ordering", "Xếp", answer("1", "b"), answer("1", "a"), answer("2", "c")))
        assert (same.words.items, same.doubts) == (("b", "a"), ())
        assert odd.doubts == (Doubt.WEAK_SIGN,)

    def test_drawn_items_are_doubted(self) -> None:
        found = only(
            question("ordering", "Xếp", "<selecttype>RANDOM</selecttype>", answer("1", "a"), answer("2", "b"))
        )
        assert found.doubts == (Doubt.NOT_CARRIED,)


class TestShort:
    def test_answers(self) -> None:
        found = sure(
            question(
                "shortanswer",
                "Hỏi",
                "<usecase>0</usecase>",
                answer("100", "Hà Nội"),
                answer("100", r"2 \* 3"),
            )
        )
        assert (found.kind, found.answers) == (Kind.SHORT, ("Hà Nội", "2 * 3"))

    @pytest.mark.parametrize(
        ("parts", "answers"),
        [
            ((answer("100", "a"), answer("50", "b")), ("a",)),
            ((answer("100", "*a*"),), ("a",)),
            (("<usecase>1</usecase>", answer("100", "a")), ("a",)),
        ],
    )
    def test_doubts(self, parts: tuple[str, ...], answers: tuple[str, ...]) -> None:
        found = only(question("shortanswer", "Hỏi", *parts))
        assert (found.words.answers, found.doubts) == (answers, (Doubt.NOT_CARRIED,))

    def test_catch_all_for_the_wrong_is_no_answer(self) -> None:
        assert sure(question("shortanswer", "Hỏi", answer("100", "a"), answer("0", "*"))).answers == ("a",)

    def test_number(self) -> None:
        found = only(
            question(
                "numerical",
                "Năm?",
                '<answer fraction="100"><text>1930</text><tolerance>0</tolerance></answer>',
            )
        )
        assert (found.words.answers, found.doubts) == (("1930",), (Doubt.NOT_CARRIED,))


class TestCloze:
    def test_typed_and_chosen_gaps(self) -> None:
        found = sure(
            question(
                "cloze",
                "<p>Đảng thành lập năm {1:SHORTANSWER:=1930~=năm 1930~*} tại {2:MULTICHOICE_S:Hà Nội~=H&#432;ơng Cảng~Huế}.</p>"
                "<p>{:mcv:%0%a~%100%b}{1:SA:=x\\}y~%100%z\\#}</p>",
            )
        )
        assert found.stem == "Đảng thành lập năm [[1]] tại [[2]].\n[[3]][[4]]"
        assert found.gaps == (
            Gap(("1930", "năm 1930")),
            Gap(("Hương Cảng",), ("Hà Nội", "Hương Cảng", "Huế")),
            Gap(("b",), ("a", "b")),
            Gap(("x}y", "z#")),
        )

    @pytest.mark.parametrize(
        ("gap", "answers"),
        [
            ("{1:NUMERICAL:=5:0.1}", ("5",)),
            ("{1:NM:=5}", ("5",)),
            ("{1:SHORTANSWER_C:=Bác}", ("Bác",)),
            ("{1:MWC:=Bác}", ("Bác",)),
            ("{1:SA:=a~%50%b}", ("a",)),
            ("{1:SA:=a#Giỏi}", ("a",)),
            ("{1:MC:=a~%50%b}", ("a",)),
            ("{1:MULTIRESPONSE:=a~%50%b~c}", ("a", "b")),
        ],
    )
    def test_what_is_doubted(self, gap: str, answers: tuple[str, ...]) -> None:
        found = only(question("cloze", f"Điền {gap}."))
        assert (found.words.gaps[0].answers, found.doubts) == (answers, (Doubt.NOT_CARRIED,))

    def test_no_key_no_gap_and_gaps_of_another_kind(self) -> None:
        assert only(question("cloze", "Điền {1:MC:a~b}")).doubts == (Doubt.NO_KEY,)
        assert only(question("cloze", "Không có chỗ trống")).doubts == (Doubt.NUMBER_JUMPS,)
        assert only(question("cloze", "[[1]] {1:SA:=a}")).doubts == (Doubt.NUMBER_JUMPS,)
        assert only(question("cloze", "Điền {1:SA:=a} {1:SA:=b")).words.gaps == (Gap(("a",)),)

    def test_words_dragged_into_places(self) -> None:
        found = sure(
            question(
                "ddwtos",
                "<p>[[2]] họp [[3]], rồi lại [[2]].</p>",
                "<dragbox><text>Đảng bộ</text><group>1</group></dragbox>",
                "<dragbox><text>Chi bộ</text><group>1</group><infinite/></dragbox>",
                "<dragbox><text>hằng tháng</text><group>2</group></dragbox>",
                "<dragbox><text>hằng năm</text><group>2</group></dragbox>",
            )
        )
        who = Gap(("Chi bộ",), ("Đảng bộ", "Chi bộ"))
        assert found.stem == "[[1]] họp [[2]], rồi lại [[3]]."
        assert found.gaps == (who, Gap(("hằng tháng",), ("hằng tháng", "hằng năm")), who)

    def test_words_selected_for_places(self) -> None:
        options = [f"<selectoption><text>{text}</text><group>1</group></selectoption>" for text in "ab"]
        assert sure(question("gapselect", "Điền [[1]]", *options)).gaps == (Gap(("a",), ("a", "b")),)
        assert Doubt.KEY_OUTSIDE in only(question("gapselect", "Điền [[5]]", *options)).doubts


@pytest.mark.parametrize(
    "kind", ["essay", "description", "calculated", "calculatedmulti", "ddmarker", "stack", ""]
)
def test_types_without_a_place_keep_their_texts(kind: str) -> None:
    found = only(question(kind, "<p>Hãy viết…</p>", answer("100", "gợi ý")))
    assert (found.words.stem, found.words.answers) == ("Hãy viết…", ("gợi ý",))
    assert found.doubts == (Doubt.KIND_UNKNOWN,)
