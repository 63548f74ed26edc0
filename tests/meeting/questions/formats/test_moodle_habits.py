"""Moodle XML as plugins and other programs write it."""

import pytest

from chuyende.meeting.questions.engine.formats.reading import Doubt
from chuyende.meeting.questions.engine.words import Choice, Gap, Kind, Pair

from .moodle_parts import answer, only, question, sure


@pytest.mark.parametrize("kind", ["multichoiceset", "oumultiresponse"])
@pytest.mark.parametrize("rights", [("2",), ("2", "4")])
def test_choices_that_are_simply_right_or_wrong(kind: str, rights: tuple[str, ...]) -> None:
    rows = [answer("100" if text in rights else "0", text) for text in ("1", "2", "4")]
    words = sure(question(kind, "Chọn số chẵn.", *rows))
    assert words.kind is Kind.MULTIPLE
    assert words.choices == tuple(Choice(text, text in rights) for text in ("1", "2", "4"))


def test_right_sides_that_are_dragged_are_no_tags() -> None:
    pairs = [("Lào", "Viêng Chăn"), ("Nga", "Mát-xcơ-va")]
    rows = [
        f'<subquestion format="html"><text><![CDATA[<p>{left}</p>]]></text>'
        f'<answer format="html"><text><![CDATA[<p>{right}</p>]]></text></answer></subquestion>'
        for left, right in pairs
    ]
    assert sure(question("ddmatch", "Ghép.", *rows)).pairs == tuple(
        Pair(left, right) for left, right in pairs
    )


def test_a_gap_of_one_choice_is_doubted() -> None:
    asked = only(question("cloze", "Thủ đô là {1:MULTICHOICE:=Hà Nội}."))
    assert (asked.words.gaps, asked.doubts) == ((Gap(("Hà Nội",), ("Hà Nội",)),), (Doubt.FEW_CHOICES,))


def test_what_an_editor_left_in_a_typed_gap_is_not_to_be_typed() -> None:
    words = sure(question("cloze", "Thủ đô là {1:SHORTANSWER:=<b>Hà&nbsp;Nội</b>~=Thăng&nbsp;Long}."))
    assert words.gaps == (Gap(("Hà Nội", "Thăng Long")),)


@pytest.mark.parametrize(
    "stem",
    [
        '<span class="multilang" lang="en">Capital?</span><span class="multilang" lang="vi">Thủ đô?</span>',
        "{mlang en}Capital?{mlang}{mlang vi}Thủ đô?{mlang}",
    ],
)
def test_a_text_in_two_languages_is_doubted(stem: str) -> None:
    rows = (answer("100", "true"), answer("0", "false"))
    assert only(question("truefalse", stem, *rows)).doubts == (Doubt.NOT_CARRIED,)


@pytest.mark.parametrize("name", ["Exercise 1", "Exercise 07"])
def test_files_that_are_only_counted_give_no_tag(name: str) -> None:
    category = f'<question type="category"><category><text>$course$/thi/{name}</text></category></question>'
    rows = (answer("100", "true"), answer("0", "false"))
    assert sure(category, question("truefalse", "Đúng không?", *rows)).tags == ()


def test_paragraphs_within_a_list_stand_behind_its_signs() -> None:
    stem = "<p>Xét:</p><ul>\n<li>\n<p>một</p>\n</li><li><div>hai</div></li></ul><ol><li><p>ba</p><p>bốn</p></li></ol>"
    rows = (answer("100", "true"), answer("0", "false"))
    assert sure(question("truefalse", stem, *rows)).stem == "Xét:\n– một\n– hai\n1. ba\nbốn"
