"""Renders a paper as HTML, for the preview on screen and the print view: classes only, every word escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from chuyende.faces.paperwork.engine.layout import Layout
from chuyende.faces.paperwork.engine.page import PARTY_TITLE
from chuyende.faces.paperwork.engine.paper import (
    Band,
    Basis,
    Block,
    Centred,
    Facts,
    Item,
    Paper,
    Paragraph,
    Run,
    Runs,
    Section,
    Signature,
    Table,
    Verification,
)
from chuyende.faces.paperwork.engine.set_out import set_out
from chuyende.faces.paperwork.engine.text import place_and_date


def render_html(paper: Paper, layout: Layout) -> str:
    """The paper as one ``<article class="official">``; its look is the stylesheet's (``official.css``)."""
    paper = set_out(paper, layout)
    classes = "official official--landscape" if paper.landscape else "official"
    parts = [
        f'<article class="{classes}" lang="vi">',
        *_heading(paper, layout),
        *(part for block in paper.blocks for part in _block(block, layout)),
        *_foot(paper, layout),
        *(_verification(paper.verification) if paper.verification else ()),
        "</article>",
    ]
    return "\n".join(parts)


def _heading(paper: Paper, layout: Layout) -> Iterator[str]:
    heading = paper.heading
    yield '<header class="official__heading"><div class="official__issuer">'
    yield from (f'<p class="official__superior">{_text(line)}</p>' for line in heading.superior_lines)
    yield from (f'<p class="official__issuer-name">{_text(line)}</p>' for line in heading.issuer_lines)
    yield f'<p aria-hidden="true">*</p><p class="official__number">{_text(heading.number)}</p>'
    if heading.draft:
        yield f'<p class="official__draft">{_text(heading.draft)}</p>'
    yield f'</div><div class="official__party"><p class="official__party-title">{PARTY_TITLE}</p>'
    italic = " official__date--italic" if layout.place_date_italic else ""
    date = _text(place_and_date(heading.place, heading.date))
    yield f'<p class="official__date{italic}">{date}</p></div></header>'
    yield f'<h2 class="official__title">{_text(paper.type_name)}'
    if paper.abstract:
        yield f' <span class="official__abstract">{_text(paper.abstract)}</span>'
    yield "</h2>"
    if layout.title_rule:
        yield f'<p class="official__rule" aria-hidden="true">{_text(layout.title_rule)}</p>'


def _block(block: Block, layout: Layout) -> Iterator[str]:
    match block:
        case Section():
            tag = f"h{block.level + 2}"
            yield f'<{tag} class="official__section official__section--{block.level}">'
            yield f"{_text(block.marker + block.title)}</{tag}>"
        case Paragraph():
            yield f'<p class="official__text">{_runs(block.runs)}</p>'
        case Basis():
            italic = " official__basis--italic" if layout.basis_italic else ""
            yield f'<p class="official__text official__basis{italic}">{_runs(block.runs)}</p>'
        case Item():
            marked = (Run(block.marker), *block.runs)
            yield f'<p class="official__text official__item official__item--{block.kind}">{_runs(marked)}</p>'
        case Centred():
            yield f'<p class="official__text official__text--centred">{_runs(block.runs)}</p>'
        case Facts():
            for name, value in block.pairs:
                yield f'<p class="official__text official__fact"><strong>{_text(name)}:</strong> {_runs(value)}</p>'
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield '<div class="official__table-scroll"><table class="official__table"><thead><tr>'
    yield from (f'<th scope="col">{_text(column.title)}</th>' for column in table.columns)
    yield "</tr></thead><tbody>"
    for row in table.rows:
        if isinstance(row, Band):
            span = f'scope="colgroup" colspan="{len(table.columns)}"'
            yield f'<tr><th class="official__band" {span}>{_text(row.text)}</th></tr>'
        else:
            cells = zip(table.columns, row, strict=True)
            line = "".join(
                f'<td class="official__cell--{column.align}">{_runs(cell)}</td>' for column, cell in cells
            )
            yield f"<tr>{line}</tr>"
    yield "</tbody></table></div>"


def _foot(paper: Paper, layout: Layout) -> Iterator[str]:
    if not paper.signatures and not paper.recipients:
        return
    pair = len(paper.signatures) == 2
    yield '<footer class="official__foot">'
    if not pair:
        yield from _recipients(paper.recipients)
    for signature in paper.signatures:
        yield from _signature(signature, layout)
    yield "</footer>"
    if pair and paper.recipients:
        yield '<footer class="official__foot">'
        yield from _recipients(paper.recipients)
        yield "</footer>"


def _signature(signature: Signature, layout: Layout) -> Iterator[str]:
    yield '<div class="official__signature">'
    yield from (f'<p class="official__authority">{_text(line)}</p>' for line in signature.authority)
    if signature.position:
        bold = " official__position--bold" if layout.position_bold else ""
        yield f'<p class="official__position{bold}">{_text(signature.position)}</p>'
    yield f'<p class="official__signed">{_text(signature.note)}</p>'
    yield f'<p class="official__signer">{_text(signature.name)}</p></div>'


def _recipients(recipients: tuple[str, ...]) -> Iterator[str]:
    yield '<div class="official__recipients">'
    if recipients:
        yield '<p class="official__recipients-title">Nơi nhận:</p>'
        yield from (f"<p>{_text(line)}</p>" for line in recipients)
    yield "</div>"


def _verification(verification: Verification) -> Iterator[str]:
    address = _text(verification.url)
    caption = _text(verification.caption)
    yield f'<p class="official__verification">{caption} <a href="{address}">{address}</a></p>'


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _runs(text: Runs) -> str:
    return "".join(_run(run) for run in text)


def _run(run: Run) -> str:
    words = _text(run.text)
    if run.italic:
        words = f"<em>{words}</em>"
    return f"<strong>{words}</strong>" if run.bold else words
