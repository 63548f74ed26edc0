"""Reads finished files back."""

import io
from typing import Any

import docx
import pypdf
from docx.document import Document
from docx.oxml.ns import qn


def word(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def word_text(content: bytes) -> str:
    """All text of the body, in order, tables included."""
    body = word(content).element.body
    return "\n".join(paragraph_text(p) for p in body.iter(qn("w:p")))


def paragraph_text(paragraph: Any) -> str:
    parts = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(
        parts.get(node.tag, node.text or "")
        for node in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:noBreakHyphen"))
    )


def pdf_pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def one_line(text: str) -> str:
    return " ".join(text.split())
