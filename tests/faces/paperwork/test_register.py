"""Numbers run without a gap for each type and term, however many people issue at once."""

import datetime as dt
import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from chuyende.faces.paperwork import errors, queries, services
from chuyende.faces.paperwork.composing import voice_of
from chuyende.faces.paperwork.engine.paper import Paper, Paragraph, runs
from chuyende.faces.paperwork.enums import PaperType
from chuyende.faces.paperwork.models import IssuedPaper
from chuyende.faces.paperwork.papers import Stamp
from chuyende.faces.paperwork.papers.frame import heading_of
from chuyende.foundation.core import audit
from chuyende.foundation.organisation.models import Organisation, Term
from tests.faces.paperwork.factories import user_of
from tests.factories import Body, make_body

DAY = dt.date(2026, 2, 5)


@pytest.fixture
def body(db) -> Body:
    return make_body()


def issue(
    body: Body,
    *,
    type: PaperType = PaperType.PLAN,
    day: dt.date = DAY,
    organisation: Organisation | None = None,
    text: str = "Nội dung",
) -> IssuedPaper:
    issuer = organisation or body.cell
    voice = voice_of(issuer, day)

    def write(stamp: Stamp) -> Paper:
        heading = heading_of(voice, type, stamp, day=day)
        return Paper(heading, "Kế hoạch", f"sinh hoạt chuyên đề: {text}", (Paragraph(runs(text)),))

    return services.issue_paper(
        actor=user_of(body.secretary),
        organisation=issuer,
        type=type,
        day=day,
        write=write,
        signed_by=body.secretary,
    )


def test_numbers_run_for_each_issuer_type_and_term(body):
    assert [issue(body).symbol for _ in range(3)] == ["Số 01-KH/CB", "Số 02-KH/CB", "Số 03-KH/CB"]
    assert issue(body, type=PaperType.MINUTES).symbol == "Số 01-BB/CB"
    assert issue(body, organisation=body.other_cell).symbol == "Số 01-KH/CB"
    assert issue(body, organisation=body.committee).symbol == "Số 01-KH/ĐU"


def test_a_new_term_begins_at_one_and_a_paper_of_the_old_term_goes_on_there(body):
    Term.objects.create(
        organisation=body.cell, name="2026–2030", since=dt.date(2026, 6, 1), until=dt.date(2030, 5, 31)
    )
    issue(body)

    assert issue(body, day=dt.date(2026, 6, 1)).number == 1
    assert issue(body, day=dt.date(2026, 5, 31)).number == 2


def test_without_a_term_nothing_is_numbered_and_nothing_is_written(body):
    Term.objects.all().delete()

    with pytest.raises(errors.TermMissing, match="05/02/2026"):
        issue(body)

    assert IssuedPaper.objects.count() == 0


def test_an_issuing_that_fails_leaves_no_gap(body):
    issue(body)
    with transaction.atomic():
        issue(body)
        transaction.set_rollback(True)

    assert issue(body).number == 2


def test_the_files_are_kept_as_issued_with_the_hash_of_the_pdf(body):
    paper = issue(body)

    content = paper.pdf.read()
    assert content.startswith(b"%PDF")
    assert paper.docx.read().startswith(b"PK")
    assert paper.sha256 == hashlib.sha256(content).hexdigest()
    assert len(paper.code) == 12
    assert queries.paper_by_code(paper.code.lower()) == paper


def test_the_register_is_searched_with_marks_or_without(body):
    issue(body, text="Tự phê bình và phê bình")
    issue(body, text="Nêu gương của người đứng đầu")
    user = user_of(body.member)

    assert queries.register_of(user, text="tu phe binh").count() == 1
    assert queries.register_of(user, text="nêu gương").count() == 1
    assert queries.register_of(user, text="02-KH").count() == 1
    assert queries.register_of(user, type=PaperType.MINUTES).count() == 0


@pytest.mark.django_db(transaction=True)
def test_twenty_papers_issued_by_four_people_at_once_are_numbered_one_to_twenty():
    body = make_body()

    def issue_some(_thread: int) -> list[int]:
        try:
            return [issue(body).number for _ in range(5)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for some in pool.map(issue_some, range(4)) for number in some]

    assert sorted(numbers) == list(range(1, 21))
    assert sorted(IssuedPaper.objects.values_list("number", flat=True)) == list(range(1, 21))
    assert list(audit.broken_entries()) == []
