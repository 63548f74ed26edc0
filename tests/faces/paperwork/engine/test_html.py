import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from chuyende.faces.paperwork.engine import render_html
from chuyende.faces.paperwork.engine.paper import Column, Paragraph, Run, Table, runs
from tests.faces.paperwork.engine import samples
from tests.faces.paperwork.engine.layouts import LAYOUT_2018, LAYOUT_2026
from tests.faces.paperwork.engine.reading import one_line
from tests.faces.paperwork.engine.test_docx import HOSTILE, bare


class Reader(HTMLParser):
    """Gathers text, tags, classes and attributes; fails on a tag that is closed out of order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.open = "", list[str]()
        self.tags, self.attributes = set[str](), set[str]()
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("paper", [samples.minutes(), samples.summons(), samples.plan(), samples.decision()])
def test_preview_is_well_formed_and_has_classes_only(paper: samples.Paper) -> None:
    reader = Reader(render_html(paper, LAYOUT_2026))
    assert reader.attributes <= {"class", "lang", "scope", "colspan", "href", "aria-hidden"}


def test_preview_says_what_the_paper_says() -> None:
    text = one_line(Reader(render_html(samples.minutes(), LAYOUT_2026)).text)
    for part in ("Số 03-BB/CB", "BIÊN BẢN", "I- THỜI GIAN", "1. Mở đầu", "CHỦ TRÌ HỘI NGHỊ", "Đặng Văn Quý"):
        assert part in text
    decision = one_line(Reader(render_html(samples.decision(), LAYOUT_2018)).text)
    assert "Nơi nhận: - Như Điều 2," in decision
    assert "này./." in decision


def test_headings_go_down_by_one() -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", render_html(samples.minutes(), LAYOUT_2026))]
    assert levels[0] == 2
    assert all(two - one <= 1 for one, two in pairwise(levels))


def test_faces_are_marked() -> None:
    html = render_html(bare(Paragraph((Run("đậm", bold=True, italic=True), Run(" thường")))), LAYOUT_2026)
    assert "<strong><em>đậm</em></strong> thường." in html


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    plain = Reader(
        render_html(bare(Paragraph(runs("x")), Table((Column("x"),), ((runs("x"),),))), LAYOUT_2026)
    )
    hostile = Reader(
        render_html(bare(Paragraph(runs(text)), Table((Column(text),), ((runs(text),),))), LAYOUT_2026)
    )
    assert hostile.tags == plain.tags
    assert hostile.attributes == plain.attributes
