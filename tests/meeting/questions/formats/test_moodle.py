"""Moodle XML: whole files, hostile ones, and back."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuyende.meeting.questions.engine.formats import moodle
from chuyende.meeting.questions.engine.formats.reading import Doubt, Trouble, Unreadable
from chuyende.meeting.questions.engine.words import Choice, Difficulty, Gap, Kind, Words

from ..strategies import words
from .moodle_parts import OTHER_PICTURE, PICTURE, SOUND, answer, only, question, quiz, sure
from .taken import taken_or_refused


class TestWholeFile:
    def test_category_name_place_and_original(self) -> None:
        category = "<question type='category'><category><text>$course$/top/A//B</text></category></question>"
        found = only(
            category, question("truefalse", "<p>Hỏi</p>", answer("100", "true"), answer("0", "false"))
        )
        assert found.words.tags == ("A/B",)
        assert found.place == "#1 Tên"
        assert found.original == "truefalse\nTên\n<p>Hỏi</p>\nanswer 100 %:\ntrue\nanswer 0 %:\nfalse"

    def test_source_is_the_last_line_of_the_explanation(self) -> None:
        feedback = "<generalfeedback format='html'><text><![CDATA[<p>Vì thế.</p><p>Nguồn: Điều 5</p>]]></text></generalfeedback>"
        found = sure(question("truefalse", "Hỏi", feedback, answer("100", "true"), answer("0", "false")))
        assert (found.explanation, found.source) == ("Vì thế.", "Điều 5")

    @pytest.mark.parametrize(
        ("form", "text", "stem"),
        [
            ("plain_text", "a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
            ("moodle_auto_format", "a\nb &lt; c", "a\nb < c"),
            ("moodle_auto_format", "&lt;b&gt;a&lt;/b&gt;\nb", "a\nb"),
            ("markdown", "a b", "a b"),
            ("html", "a\nb", "a b"),
            ("html", "<p>không bọc</p>", "không bọc"),
        ],
    )
    def test_forms_of_texts(self, form: str, text: str, stem: str) -> None:
        found = sure(
            f'<question type="truefalse"><questiontext format="{form}"><text>{text}</text></questiontext>'
            f"{answer('100', 'true')}{answer('0', 'false')}</question>"
        )
        assert found.stem == stem

    def test_formula_is_kept_and_doubted(self) -> None:
        found = only(question("truefalse", r"\(x^2\) > 0", answer("100", "true"), answer("0", "false")))
        assert (found.words.stem, found.doubts) == (r"\(x^2\) > 0", (Doubt.NOT_CARRIED,))

    def test_damage_that_is_mended(self) -> None:
        text = quiz(question("truefalse", "Đảng bộ", answer("100", "true"), answer("0", "false"))).decode()
        marked = text.replace("<name><text>Tên", "<name><text>T&ecirc;n\x0b &amp; x")
        wrongly_declared = text.encode("utf-16")
        for data in (
            marked.encode(),
            wrongly_declared,
            text.replace("UTF-8", "windows-1258").encode("utf-8-sig"),
        ):
            assert moodle.read(data).questions[0].words.stem == "Đảng bộ"
        assert moodle.read(marked.encode()).questions[0].place == "#1 Tên & x"

    @pytest.mark.parametrize(
        ("data", "trouble"),
        [
            (b"", Trouble.EMPTY),
            (b"  \n", Trouble.EMPTY),
            (b"<quiz></quiz>", Trouble.EMPTY),
            (b"<html></html>", Trouble.BROKEN),
            (b"<quiz><question type='truefalse'>", Trouble.BROKEN),
            ("Một bài viết".encode(), Trouble.BROKEN),
            (b"\x89PNG\r\n\x1a\n\0", Trouble.BROKEN),
            (b"<?xml version='1.0' encoding='x-none'?><quiz/>", Trouble.EMPTY),
            (b"<a>" * 100_000, Trouble.BROKEN),
            (b"<a>" * 10_000 + b"</a>" * 10_000, Trouble.TOO_LARGE),
            (b"<" * 5_000_001, Trouble.TOO_LARGE),
        ],
    )
    def test_unreadable(self, data: bytes, trouble: Trouble) -> None:
        with pytest.raises(Unreadable) as caught:
            moodle.read(data)
        assert caught.value.trouble is trouble

    def test_bombs_and_outside_references(self) -> None:
        bomb = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10))
        for entities in (f'<!ENTITY a0 "x">{bomb}', '<!ENTITY a9 SYSTEM "file:///etc/passwd">'):
            data = f"<!DOCTYPE quiz [{entities}]><quiz><question type='essay'><name><text>&a9;</text></name></question></quiz>"
            with pytest.raises(Unreadable) as caught:
                moodle.read(data.encode())
            assert caught.value.trouble is Trouble.TOO_LARGE

    def test_progress_is_told(self) -> None:
        told: list[int] = []
        one = question("truefalse", "Hỏi", answer("100", "true"), answer("0", "false"))
        moodle.read(quiz(*[one] * 120), told.append)
        assert told == [50, 100, 120]


def test_written_file() -> None:
    written = Words(
        kind=Kind.MULTIPLE,
        stem="Chọn <hai>:",
        media="a.png",
        choices=(Choice("a", True), Choice("b", True, "b.mp3"), Choice("c")),
        explanation="Vì.",
        source="Điều 1",
        difficulty=Difficulty.HARD,
        keeps_order=True,
    )
    picture, sound = base64.b64encode(PICTURE).decode(), base64.b64encode(SOUND).decode()
    assert (
        moodle.write([written], {"a.png": PICTURE, "b.mp3": SOUND}).decode()
        == f"""\
<?xml version='1.0' encoding='UTF-8'?>
<quiz>
  <question type="multichoice">
    <name>
      <text>Chọn &lt;hai&gt;:</text>
    </name>
    <questiontext format="html">
      <text>Chọn &amp;lt;hai&amp;gt;:&lt;br&gt;&lt;img src="@@PLUGINFILE@@/a.png" alt=""&gt;</text>
      <file name="a.png" path="/" encoding="base64">{picture}</file>
    </questiontext>
    <generalfeedback format="html">
      <text>Vì.&lt;br&gt;Nguồn: Điều 1</text>
    </generalfeedback>
    <defaultgrade>1</defaultgrade>
    <single>false</single>
    <shuffleanswers>false</shuffleanswers>
    <answernumbering>ABCD</answernumbering>
    <answer fraction="50" format="html">
      <text>a</text>
    </answer>
    <answer fraction="50" format="html">
      <text>b&lt;br&gt;&lt;audio controls&gt;&lt;source src="@@PLUGINFILE@@/b.mp3"&gt;&lt;/audio&gt;</text>
      <file name="b.mp3" path="/" encoding="base64">{sound}</file>
    </answer>
    <answer fraction="-50" format="html">
      <text>c</text>
    </answer>
    <tags>
      <tag>
        <text>độ khó: khó</text>
      </tag>
    </tags>
  </question>
</quiz>"""
    )


def test_written_gaps() -> None:
    written = Words(
        kind=Kind.CLOZE,
        stem="{1:SA:=x} [[2]]\n[[1]]",
        gaps=(Gap(("a~b", "*}")), Gap(("#1",), ("=0", "#1"))),
    )
    text = moodle.write([written], {}).decode()
    assert (
        "&amp;#123;1:SA:=x} {1:MULTICHOICE:&amp;#61;0~=&amp;#35;1}&lt;br&gt;"
        "{1:SHORTANSWER:=a&amp;#126;b~=&amp;#92;*&amp;#125;}" in text
    )
    read = moodle.read(text.encode()).questions[0].words
    assert (read.stem, read.gaps) == ("{1:SA:=x} [[1]]\n[[2]]", written.gaps[::-1])


MEDIA = {"hình 1.png": PICTURE, "tiếng.mp3": SOUND, "c.webp": OTHER_PICTURE}


@settings(deadline=None)
@given(st.lists(words(media=list(MEDIA)), min_size=1, max_size=3))
def test_round_trip(written: list[Words]) -> None:
    reading = moodle.read(moodle.write(written, MEDIA))
    assert [one.words for one in reading.questions] == written
    named = set[str]().union(*(one.media_names() for one in written))
    assert reading.media == {name: MEDIA[name] for name in named}


PIECES = st.sampled_from(
    [
        "<quiz>",
        "</quiz>",
        "<question type='cloze'>",
        "</question>",
        "<questiontext format='html'>",
        "</questiontext>",
        "<text>",
        "</text>",
        "<![CDATA[",
        "]]>",
        "{1:SA:=",
        "}",
        "{:MC:",
        "~",
        "[[1]]",
        "&amp;",
        "&nbsp;",
        "<answer fraction='x'>",
        "</answer>",
        "<file name='../a'>",
        "</file>",
        "<img src='@@PLUGINFILE@@/a'>",
        "<subquestion>",
        "</subquestion>",
        "đ",
    ]
)


@settings(deadline=None)
@given(
    st.one_of(
        st.binary(),
        st.lists(PIECES, max_size=30).map(lambda pieces: f"<quiz>{''.join(pieces)}</quiz>".encode()),
    )
)
def test_hostile_bytes(data: bytes) -> None:
    taken_or_refused(moodle.read, data)


@settings(deadline=None)
@given(words(media=list(MEDIA)), st.data())
def test_truncated_or_damaged(written: Words, data: st.DataObject) -> None:
    whole = moodle.write([written], MEDIA)
    place = data.draw(st.integers(0, len(whole) - 1))
    taken_or_refused(moodle.read, whole[:place])
    taken_or_refused(
        moodle.read, whole[:place] + data.draw(st.binary(min_size=1, max_size=3)) + whole[place + 1 :]
    )
