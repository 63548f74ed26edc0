"""The register: the next number of a type and term, without a gap, for however many writers at once."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from chuyende.faces.paperwork.engine import as_data, render_docx, render_pdf
from chuyende.faces.paperwork.engine.paper import Paper
from chuyende.faces.paperwork.engine.text import file_name
from chuyende.faces.paperwork.enums import PaperType
from chuyende.faces.paperwork.errors import TermMissing
from chuyende.faces.paperwork.models import IssuedPaper
from chuyende.faces.paperwork.papers import Stamp, layout_on
from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit
from chuyende.foundation.organisation.models import Member, Organisation, Term
from chuyende.foundation.organisation.queries import term_on

#: no letters or figures that are mistaken for one another on paper
_CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE_LENGTH = 12


@transaction.atomic
def issue_paper(
    *,
    actor: User,
    organisation: Organisation,
    type: PaperType,
    day: dt.date,
    write: Callable[[Stamp], Paper],
    signed_by: Member | None,
    replaces: IssuedPaper | None = None,
    **about: Any,
) -> IssuedPaper:
    """Give a paper its number and code, make its two files, and put it into the register.

    Called by the services that know what is issued and have asked for the right. `write` gets the number and
    the code; `about` names meeting, topic or reward. A paper that `replaces` another keeps its number.
    Raises `TermMissing`, `RuleMissing` or `LayoutUnusable`; then nothing is written and no number is used.
    """
    audit.lock_chain()  # every issuing takes the chain first and the term after, so that none waits for another
    layout = layout_on(organisation, day)
    term = replaces.term if replaces else term_of(organisation, day)
    Term.objects.select_for_update(no_key=True).get(pk=term.pk)
    number = replaces.number if replaces else _next_number(organisation, term, type)
    code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
    paper = write(Stamp(number=number, code=code))
    pdf, docx = render_pdf(paper, layout), render_docx(paper, layout)
    issued = IssuedPaper(
        organisation=organisation,
        term=term,
        type=type,
        number=number,
        version=replaces.version + 1 if replaces else 1,
        replaces=replaces,
        symbol=paper.heading.number,
        title=paper.abstract[:400],
        issued_on=day,
        signed_by=signed_by,
        content=as_data(paper),
        sha256=hashlib.sha256(pdf).hexdigest(),
        code=code,
        **about,
    )
    for field, content, suffix in ((issued.pdf, pdf, "pdf"), (issued.docx, docx, "docx")):
        name = file_name(f"{issued.symbol} {issued.pk}", suffix)
        field.save(name, ContentFile(content), save=False)
    issued.save(force_insert=True)
    audit.record(
        actor,
        "paper_issued",
        issued,
        organisation=organisation,
        symbol=issued.symbol,
        version=issued.version,
        sha256=issued.sha256,
    )
    return issued


def term_of(organisation: Organisation, day: dt.date) -> Term:
    """The term whose numbers run on `day`. Raises `TermMissing`."""
    term = term_on(organisation, day)
    if term is None:
        raise TermMissing(organisation, day)
    return term


def _next_number(organisation: Organisation, term: Term, type: PaperType) -> int:
    """The caller holds the term: nobody else can be given this number meanwhile."""
    taken = IssuedPaper.objects.filter(organisation=organisation, term=term, type=type)
    return (taken.aggregate(last=Max("number"))["last"] or 0) + 1
