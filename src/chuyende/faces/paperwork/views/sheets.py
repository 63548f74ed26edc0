"""A paper as a page shows it, and as a file."""

import dataclasses
import datetime as dt

from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from chuyende.faces.paperwork.engine import render_docx, render_html, render_pdf
from chuyende.faces.paperwork.engine.paper import Paper
from chuyende.faces.paperwork.engine.text import file_name
from chuyende.faces.paperwork.papers import layout_on
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.models import Organisation

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}


@dataclasses.dataclass(frozen=True)
class Preview:
    """The sheet, or why it cannot be shown."""

    html: SafeString
    problem: str = ""


def preview(paper: Paper, organisation: Organisation, day: dt.date) -> Preview:
    """The paper as it looks by the rule of its day; without a rule, what is to be done about it."""
    try:
        layout = layout_on(organisation, day)
    except DomainError as error:
        return Preview(SafeString(), str(error))
    return Preview(mark_safe(render_html(paper, layout)))  # noqa: S308  # the engine escapes every word


def rendered(paper: Paper, organisation: Organisation, day: dt.date, suffix: str) -> HttpResponse:
    """A file of a paper that has not been issued. Raises `RuleMissing` or `LayoutUnusable`."""
    layout = layout_on(organisation, day)
    content = render_pdf(paper, layout) if suffix == "pdf" else render_docx(paper, layout)
    return attachment(content, paper.title, suffix)


def attachment(content: bytes, title: str, suffix: str) -> HttpResponse:
    """A file to be kept, under a name that every system takes."""
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(title, suffix)}"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=CONTENT_TYPES[suffix], headers=headers)


def known(suffix: str) -> str:
    """The kind of file asked for, if papers have it."""
    if suffix not in ("pdf", "docx"):
        raise Http404
    return suffix
