import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.planning.governance import queries
from chuyende.planning.governance.models import Document
from tests import factories

from .factories import make_document, make_provision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["42-HD", "huong dan", "Hướng dẫn", "chi bo sinh hoat", "BAN TO CHUC"])
def test_documents_are_found_with_marks_and_without(words):
    body = factories.make_body()
    wanted = make_document(
        body.committee, "42-HD/BTCTW", title="Hướng dẫn sinh hoạt chi bộ", issuer="Ban Tổ chức Trung ương"
    )
    make_document(body.committee, "01-QC/ĐU", title="Quy chế làm việc")

    assert list(queries.documents_found(Document.objects.all(), words)) == [wanted]


def test_documents_in_force_on_a_day():
    body = factories.make_body()
    old = make_document(body.committee, effective_to=dt.date(2022, 12, 31))
    make_document(body.committee, effective_from=dt.date(2023, 1, 1))

    assert list(queries.documents_in_force(Document.objects.all(), dt.date(2022, 12, 31))) == [old]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("member", {"Đảng bộ", "Chi bộ 1", "công khai"}),
        ("other_member", {"Đảng bộ", "Chi bộ 2", "công khai"}),
        ("inspector", {"Đảng bộ", "Chi bộ 1", "Chi bộ 2", "công khai"}),
        ("administrator", {"Đảng bộ", "Chi bộ 1", "Chi bộ 2", "công khai"}),
    ],
)
def test_documents_bind_downwards_and_lists_and_checks_agree(who, seen):
    body = factories.make_body()
    documents = [
        make_document(body.committee, "Đảng bộ"),
        make_document(body.cell, "Chi bộ 1"),
        make_document(body.other_cell, "Chi bộ 2"),
        make_document(factories.make_committee("Đảng bộ khác"), "công khai", is_public=True),
        make_document(factories.make_committee("Đảng bộ khác nữa"), "nơi khác"),
    ]
    user = getattr(body, who).user

    assert {document.symbol for document in queries.documents_visible_to(user)} == seen
    assert {document.symbol for document in documents if can(user, Perm.DOCUMENT_VIEW, document)} == seen


def test_a_visitor_sees_public_documents_only():
    body = factories.make_body()
    make_document(body.committee)
    public = make_document(body.committee, is_public=True)

    assert list(queries.documents_visible_to(AnonymousUser())) == [public]


def test_a_cell_cites_its_own_documents_and_those_above_it():
    body = factories.make_body()
    above = make_provision(make_document(body.committee))
    own = make_provision(make_document(body.cell))
    make_provision(make_document(body.other_cell))

    found = queries.provisions_to_cite(body.cell, body.party_secretary.user)

    assert set(found) == {above, own}
