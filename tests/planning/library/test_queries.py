import pytest

from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.planning.library import queries, services
from tests import factories

from .factories import make_clip, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> factories.Body:
    return factories.make_body()


def test_materials_of_a_cell_are_seen_by_its_members_and_by_those_above(body: factories.Body) -> None:
    of_cell = make_document(body.cell, body.secretary, title="Của chi bộ 1")
    of_committee = make_document(body.committee, body.party_secretary, title="Của Đảng uỷ")

    def seen(person: object) -> set[object]:
        return set(queries.materials_visible_to(person.user))

    for insider in (body.member, body.probationary, body.exempt, body.minute_taker):
        assert seen(insider) == {of_cell, of_committee}
    for above in (body.party_secretary, body.party_member_of_committee, body.inspector):
        assert seen(above) == {of_cell, of_committee}
    for outsider in (body.other_secretary, body.other_member, body.administrator):
        assert seen(outsider) == {of_committee}


def test_percent_of_counts_seconds_of_a_clip_and_the_word_of_a_reader(body: factories.Body) -> None:
    clip, document = (
        make_clip(body.cell, body.secretary, seconds=10),
        make_document(body.cell, body.secretary),
    )

    assert queries.percent_of(None, clip) == 0
    part = services.record_viewing(actor=body.member.user, material=clip, watched=[(0, 4.5)], position=4.5)
    assert queries.percent_of(part, clip) == 45
    opened = services.open_material(actor=body.member.user, material=document)
    assert queries.percent_of(opened, document) == 0
    assert (
        queries.percent_of(services.finish_reading(actor=body.member.user, material=document), document)
        == 100
    )


def test_watchers_lists_the_counted_members_by_name_with_those_who_have_not_come(
    body: factories.Body,
) -> None:
    clip = make_clip(body.cell, body.secretary, seconds=4)
    services.record_viewing(actor=body.member.user, material=clip, watched=[(0, 4)], position=4)

    rows = queries.watchers(clip, body.secretary.user)

    names = [row.membership.member.full_name for row in rows]
    assert names == [
        "Trần Thị Bích",
        "Lê Văn Cường",
        "Nông Thị Duyên",
        "Phạm Thị Đào",
        "Hoàng Văn Êm",
        "Vàng A Giàng",
        "Lý Thị Khé",
    ]
    assert [row.is_finished for row in rows] == [name == "Hoàng Văn Êm" for name in names]
    assert MembershipStatus.EXEMPT not in {row.membership.status for row in rows}


def test_watchers_of_a_committees_clip_are_split_by_cell(body: factories.Body) -> None:
    clip = make_clip(body.committee, body.party_secretary)

    def cells(person: object) -> set[str]:
        return {row.membership.organisation.name for row in queries.watchers(clip, person.user)}

    assert cells(body.secretary) == {"Chi bộ 1"}
    assert cells(body.other_secretary) == {"Chi bộ 2"}
    assert cells(body.inspector) == {"Chi bộ 1", "Chi bộ 2"}
    own = queries.watchers(clip, body.member.user)
    assert [row.membership.member for row in own] == [body.member]
