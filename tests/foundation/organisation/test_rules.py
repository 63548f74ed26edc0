"""Who sees and changes whom: the list and the check agree, and least visibility holds."""

import pytest

from chuyende.foundation.organisation import policy, queries, rules
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from tests import factories

pytestmark = pytest.mark.django_db

ROLES = (
    "secretary",
    "deputy",
    "committee_member",
    "minute_taker",
    "member",
    "probationary",
    "other_secretary",
    "other_member",
    "party_secretary",
    "party_member_of_committee",
    "inspector",
    "editor",
    "administrator",
)


@pytest.mark.parametrize("role", ROLES)
def test_lists_and_checks_agree_for_every_role_and_object(role):
    body = factories.make_body()
    factories.make_member(factories.make_cell(factories.make_committee("Đảng bộ khác")), "Người Nơi Khác")
    user = getattr(body, role).user
    mine = [perm for perm in policy.GRANTED if perm.value.startswith("organisation.")]

    for perm in mine:
        model = Member if perm.name.startswith(("MEMBER_VIEW", "MEMBER_CHANGE", "ACCOUNT")) else Organisation
        listed = set(policy.GRANTED[perm].filter(model.objects.all(), user))
        allowed = {obj for obj in model.objects.all() if can(user, perm, obj)}
        assert listed == allowed, perm


def names(members):
    return {member.full_name for member in members}


def test_member_sees_the_names_of_the_own_cell_only():
    body = factories.make_body()

    seen = names(queries.members_visible_to(body.member.user))

    assert "Trần Thị Bích" in seen
    assert "Ngô Thị Mai" not in seen
    assert names(queries.members_known_to(body.member.user)) == {"Hoàng Văn Êm"}


def test_secretary_of_a_cell_knows_the_details_of_the_own_cell_only():
    body = factories.make_body()

    known = names(queries.members_known_to(body.secretary.user))

    assert known == names(Member.objects.filter(memberships__organisation=body.cell))


def test_inspector_sees_names_everywhere_and_details_only_of_himself():
    body = factories.make_body()

    assert queries.members_visible_to(body.inspector.user).count() == Member.objects.count()
    assert names(queries.members_known_to(body.inspector.user)) == {"Trịnh Văn Phúc"}


def test_committee_leader_and_administrator_know_everybody():
    body = factories.make_body()

    for person in (body.party_secretary, body.party_member_of_committee, body.administrator):
        assert queries.members_known_to(person.user).count() == Member.objects.count()


def test_organisation_is_visible_to_the_whole_body_and_changed_from_above():
    body = factories.make_body()
    may_change = {
        role for role in ROLES if can(getattr(body, role).user, Perm.ORGANISATION_CHANGE, body.cell)
    }

    assert queries.organisations_visible_to(body.member.user).count() == 3
    assert may_change == {"party_secretary", "administrator"}


def test_administrator_of_a_part_cannot_take_over_whoever_has_a_role_outside_it():
    body = factories.make_body()
    local = factories.make_member(
        body.other_cell, "Quản Trị Viên", role=rules.Role.ADMINISTRATOR, at=body.other_cell
    )

    assert can(local.user, Perm.ACCOUNT_MANAGE, body.other_member)
    assert not can(local.user, Perm.ACCOUNT_MANAGE, body.party_secretary)
    assert can(body.administrator.user, Perm.ACCOUNT_MANAGE, body.party_secretary)


def test_visitor_and_stranger_see_nothing():
    body = factories.make_body()
    stranger = factories.make_user("Người Lạ")

    assert not queries.members_visible_to(stranger).exists()
    assert not queries.organisations_visible_to(stranger).exists()
    assert not queries.acts_visible_to(stranger).exists()
    assert not can(stranger, Perm.MEMBER_VIEW, body.member)
