"""The engine of official papers: one description of a paper, rendered to DOCX, PDF and HTML.

Pure: no Django, no database, no clock. Callers describe what a paper says (``paper``), hand in how
papers looked on that day (``layout``), and get the file.
"""

from chuyende.faces.paperwork.engine.certificate import (
    Certificate,
    render_certificate_docx,
    render_certificate_pdf,
)
from chuyende.faces.paperwork.engine.docx import render_docx
from chuyende.faces.paperwork.engine.html import render_html
from chuyende.faces.paperwork.engine.keeping import as_data, from_data
from chuyende.faces.paperwork.engine.layout import Layout, LayoutError
from chuyende.faces.paperwork.engine.pdf import FontsMissingError, render_pdf

__all__ = [
    "Certificate",
    "FontsMissingError",
    "Layout",
    "LayoutError",
    "as_data",
    "from_data",
    "render_certificate_docx",
    "render_certificate_pdf",
    "render_docx",
    "render_html",
    "render_pdf",
]
