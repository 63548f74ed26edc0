"""Documents: registered once, replaced, cited at places whose anchor never moves."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from docx import Document as Word

from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.intake import FileRefused, MarkedSecret
from chuyende.foundation.core.models import AuditEntry
from chuyende.planning.governance import errors, queries, services
from chuyende.planning.governance.enums import DocumentType, Validity
from chuyende.planning.governance.models import Document, Provision
from tests import factories

from .factories import make_document, make_provision

pytestmark = pytest.mark.django_db

FACTS = {
    "symbol": "12-HD/BTCTW",
    "type": DocumentType.GUIDELINE,
    "title": "Hướng dẫn một số vấn đề về nâng cao chất lượng sinh hoạt chi bộ",
    "issuer": "Ban Tổ chức Trung ương",
    "issued_on": dt.date(2018, 7, 6),
}


def word_file(*lines: str, name: str = "huong-dan.docx") -> SimpleUploadedFile:
    paper, stream = Word(), io.BytesIO()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(stream)
    return SimpleUploadedFile(name, stream.getvalue())


def test_register_document_binds_from_its_date_of_issue_and_keeps_its_file():
    body = factories.make_body()

    document = services.register_document(
        actor=body.party_secretary.user,
        organisation=body.committee,
        file=word_file("Hướng dẫn nâng cao chất lượng sinh hoạt chi bộ"),
        **FACTS,
    )

    assert document.effective_from == dt.date(2018, 7, 6)
    assert document.file.name == f"documents/{document.pk}.docx"
    assert AuditEntry.objects.get(subject_id=document.pk).verb == "document_registered"


def test_register_document_replayed_registers_nothing_new():
    body = factories.make_body()
    given = {"actor": body.secretary.user, "organisation": body.cell, "id": new_id()}

    first = services.register_document(**given, **FACTS)
    second = services.register_document(**given, **FACTS)

    assert first == second
    assert Document.objects.count() == 1


def test_register_document_twice_is_refused():
    body = factories.make_body()
    services.register_document(actor=body.secretary.user, organisation=body.cell, **FACTS)

    with pytest.raises(errors.DocumentAlreadyRegistered):
        services.register_document(actor=body.secretary.user, organisation=body.cell, **FACTS)


def test_register_document_whose_file_is_marked_secret_stores_nothing():
    body = factories.make_body()

    with pytest.raises(MarkedSecret):
        services.register_document(
            actor=body.secretary.user, organisation=body.cell, file=word_file("MẬT", "Nội dung"), **FACTS
        )

    assert not Document.objects.exists()


@pytest.mark.parametrize("field", ["symbol", "title"])
def test_register_document_whose_words_are_marked_secret_stores_nothing(field):
    body = factories.make_body()

    with pytest.raises(errors.DocumentMarkedSecret):
        services.register_document(
            actor=body.secretary.user, organisation=body.cell, **{**FACTS, field: "15-QĐ/TU (TỐI MẬT)"}
        )

    assert not Document.objects.exists()


def test_register_document_about_protecting_secrets_is_taken():
    body = factories.make_body()
    title = "Bảo vệ bí mật nhà nước trong soạn thảo, lưu trữ văn bản"

    document = services.register_document(
        actor=body.secretary.user, organisation=body.cell, **{**FACTS, "title": title}
    )

    assert document.title == title


def test_register_document_with_a_program_called_pdf_is_refused():
    body = factories.make_body()

    with pytest.raises(FileRefused):
        services.register_document(
            actor=body.secretary.user,
            organisation=body.cell,
            file=SimpleUploadedFile("nghi-quyet.pdf", b"MZ\x90\x00 program"),
            **FACTS,
        )


def test_paper_reference_keeps_the_place_and_no_content():
    body = factories.make_body()

    reference = services.register_paper_reference(
        actor=body.secretary.user,
        organisation=body.cell,
        symbol="15-QĐ/TU",
        issued_on=dt.date(2022, 3, 1),
        paper_place="Tủ hồ sơ Văn phòng Đảng uỷ",
    )

    assert (reference.title, reference.issuer, reference.file.name) == ("", "", "")
    with pytest.raises(errors.PaperOnlyHasNoContent):
        services.add_provision(actor=body.secretary.user, document=reference, article="1", text="Nội dung")
    with pytest.raises(errors.PaperOnlyHasNoContent):
        services.change_document(
            actor=body.secretary.user, document=reference, effective_from=dt.date(2022, 3, 1), **FACTS
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=reference.pk).update(title="Trích yếu")


@pytest.mark.parametrize("who", ["member", "minute_taker", "other_secretary", "inspector", "editor"])
def test_documents_of_a_cell_are_kept_by_its_own_committee(who):
    body = factories.make_body()

    with pytest.raises(NotAllowed):
        services.register_document(actor=getattr(body, who).user, organisation=body.cell, **FACTS)


def test_replace_document_ends_the_old_one_the_day_before_the_new_one_begins():
    body = factories.make_body()
    old = make_document(body.committee, "12-HD/BTCTW", effective_from=dt.date(2018, 7, 6))
    new = make_document(body.committee, "42-HD/BTCTW", effective_from=dt.date(2025, 10, 28))

    services.replace_document(actor=body.party_secretary.user, document=old, successor=new)

    assert queries.document_validity(old, dt.date(2025, 10, 27)) is Validity.IN_FORCE
    assert queries.document_validity(old, dt.date(2025, 10, 28)) is Validity.REPLACED
    assert queries.document_validity(new, dt.date(2025, 10, 27)) is Validity.NOT_YET

    services.replace_document(actor=body.party_secretary.user, document=old, successor=None)

    assert queries.document_validity(old, dt.date(2026, 1, 1)) is Validity.IN_FORCE


def test_replace_document_in_a_circle_is_refused():
    body = factories.make_body()
    old, new = make_document(body.committee), make_document(body.committee, issued_on=dt.date(2021, 1, 1))
    services.replace_document(
        actor=body.party_secretary.user, document=old, successor=new, from_day=dt.date(2021, 1, 1)
    )

    with pytest.raises(errors.ReplacesItself):
        services.replace_document(actor=body.party_secretary.user, document=new, successor=old)
    with pytest.raises(errors.ReplacesItself):
        services.replace_document(actor=body.party_secretary.user, document=new, successor=new)


def test_an_expired_document_without_successor_says_so():
    body = factories.make_body()
    document = make_document(body.committee, effective_to=dt.date(2021, 1, 1))

    assert queries.document_validity(document, dt.date(2021, 1, 2)) is Validity.EXPIRED


def test_renumber_provision_changes_the_label_and_keeps_the_anchor():
    body = factories.make_body()
    document = make_document(body.cell)
    provision = services.add_provision(
        actor=body.secretary.user, document=document, article="5", clause="2", point="a", text="Nội dung"
    )
    anchor = provision.pk
    assert provision.label == "điểm a, khoản 2, Điều 5"

    services.renumber_provision(actor=body.secretary.user, provision=provision, article="6", clause="1")

    kept = Provision.objects.get(pk=anchor)
    assert kept.label == "khoản 1, Điều 6"
    assert kept.text == "Nội dung"
    detail = AuditEntry.objects.get(verb="provision_renumbered").detail
    assert detail == {"before": "điểm a, khoản 2, Điều 5", "after": "khoản 1, Điều 6"}


def test_add_provision_needs_a_place_and_keeps_the_order_of_entry():
    body = factories.make_body()
    document = make_document(body.cell)
    make_provision(document, "1", position=1)

    with pytest.raises(errors.ProvisionWithoutPlace):
        services.add_provision(actor=body.secretary.user, document=document, text="Nội dung")
    second = services.add_provision(
        actor=body.secretary.user, document=document, part="mục B.2", text="Nội dung"
    )

    assert second.position == 2
    assert str(second) == f"mục B.2, {document.symbol}"


def test_add_provision_with_a_marking_in_its_text_is_refused():
    body = factories.make_body()

    with pytest.raises(errors.DocumentMarkedSecret):
        services.add_provision(
            actor=body.secretary.user,
            document=make_document(body.cell),
            article="1",
            text="TUYỆT MẬT\nNội dung",
        )
