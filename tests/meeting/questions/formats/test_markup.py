"""HTML as plain text: what a reader sees, and whether something of it is missing."""

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuyende.meeting.questions.engine.formats.markup import (
    Plain,
    from_auto,
    from_html,
    from_markdown,
    is_html,
    to_html,
)

from ..strategies import texts


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Một</p>\n<p>Hai <b>ba</b></p>", "Một\nHai ba"),
        ("a<br>b<br/><br><br>c", "a\nb\n\nc"),
        ("<ul><li>x</li><li>y</li></ul>z", "– x\n– y\nz"),
        ("<ol><li>x</li><li>y</li></ol>", "1. x\n2. y"),
        ("<ol type='a' start='2'><li>x</li><li>y</li></ol>", "b. x\nc. y"),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
        ("3 &lt; 5 &amp; &nbsp;&eacute; &#7843;", "3 < 5 & é ả"),
        ("3 < 5", "3 < 5"),
        ("m<sup>2</sup>, CO<sub>2</sub>", "m², CO₂"),
        ("a<!-- b -->c<script>d</script><style>e</style>", "ac"),
        ("x <b> y </b> z", "x y z"),
        ("", ""),
        ("<p>&nbsp;</p>", ""),
    ],
)
def test_what_is_seen(source: str, text: str) -> None:
    plain = from_html(source)
    assert (plain.text, plain.is_whole, plain.files) == (text, True, ())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
        ("x<sup>y</sup>", "x^(y)"),
        ("chọn từ <u>gạch chân</u>", "chọn từ gạch chân"),
        ("<del>bỏ</del> giữ", "bỏ giữ"),
        ('xem <a href="https://example.org">đây</a>', "xem đây"),
        (r"tính \(x^2\)", r"tính \(x^2\)"),
        ("<math><mi>x</mi></math>", "x"),
        ("Khi a<b thì sao", "Khi a"),
        ("Khi a<b thì <br> sao", "Khi a sao"),
        ("<lạ>x", "x"),
        ("<lax>x</lax>", "x"),
        ("<div>" * 2000 + "sâu", ""),
    ],
)
def test_what_plain_text_cannot_say_is_told(source: str, text: str) -> None:
    plain = from_html(source)
    assert (plain.text, plain.is_whole) == (text, False)


def test_files_in_their_order() -> None:
    source = '<img src="a.png"> x <audio><source src="b.mp3"></audio><a href="@@PLUGINFILE@@/c.mp4">c</a>'
    assert from_html(source).files == ("a.png", "b.mp3", "@@PLUGINFILE@@/c.mp4")


def test_text_of_either_kind() -> None:
    assert from_auto("a\nb < c").text == "a\nb < c"
    assert from_auto("a <b>b</b>\nc").text == "a b\nc"
    assert from_markdown("a\nb").is_whole
    assert not from_markdown("- a\n- b").is_whole


@settings(deadline=None)
@given(texts())
def test_round_trip(text: str) -> None:
    assert from_html(to_html(text)).text == text


@pytest.mark.parametrize(
    "piece", ["<a", "<!--", "<a b", "<a b='", "<![CDATA[", "\\(", "<b>", "<ol><li>", "&#", "<sup>"]
)
def test_long_nonsense_takes_no_time_to_speak_of(piece: str) -> None:
    """Each of these takes minutes where a reader looks for every end anew; read once through, a hundredth of a second."""
    assert _seconds(from_html, piece * 100_000) < 2


#: what files of questions may hold; control signs are taken out where they are decoded
TYPED = st.one_of(st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from("\n\t\u0301\u0323"))


@settings(deadline=None)
@given(st.one_of(st.text(TYPED), st.text("<>/apbru=\"'&;# \n![")))
def test_any_text_is_read_and_what_was_read_is_read_again_as_it_is(source: str) -> None:
    for read in (from_html, from_auto):
        text = read(source).text
        assert from_html(to_html(text)).text == text


@settings(deadline=None)
@given(st.text())
def test_no_text_is_too_odd_to_be_read_tidily(source: str) -> None:
    for read in (from_html, from_auto, from_markdown):
        text = read(source).text
        assert text == text.strip()
        assert "\n\n\n" not in text


@pytest.mark.parametrize("read", [from_html, from_auto])
@pytest.mark.parametrize("source", ["{}", "<p>{}</p>", "<b>{}</b><br>", "&#272;a&#777;ng vi&ecirc;n"])
def test_a_letter_kept_as_several_signs_is_composed(read: Callable[[str], Plain], source: str) -> None:
    assert read(source.format(unicodedata.normalize("NFD", "Đảng viên"))).text == "Đảng viên"


@pytest.mark.parametrize("read", [from_html, from_auto, from_markdown, is_html])
@pytest.mark.parametrize(
    "piece", ["<a b", "<", "<p ", "&", "<!--", "<![CDATA[", "<ul>", "<sup>x", "<br> ", "<p>x</p>\n"]
)
def test_hostile_text_takes_time_in_proportion_to_its_length(
    read: Callable[[str], object], piece: str
) -> None:
    short, long = (_repeated(piece, length) for length in (5_000, 80_000))
    # in turn: a machine changes its speed
    taken = [(_seconds(read, short), _seconds(read, long)) for _ in range(5)]

    # sixteen times the length may take sixteen times the time, on a machine that slows down twice that, and a little
    # that does not grow; the square would be 256 times
    assert min(seconds for _, seconds in taken) < 64 * min(seconds for seconds, _ in taken) + 0.005


def _repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def _seconds(read: Callable[[str], object], source: str) -> float:
    started = time.process_time()
    read(source)
    return time.process_time() - started
