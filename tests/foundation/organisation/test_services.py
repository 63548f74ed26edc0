"""What one can do with members, positions, the tree and accounts."""

import datetime as dt
import threading
from contextlib import suppress

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, connection, transaction

from chuyende.foundation.accounts.queries import one_time_password
from chuyende.foundation.core.errors import DomainError, NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.organisation import queries, services
from chuyende.foundation.organisation.enums import EndReason, MembershipStatus, OrganisationKind, Role
from chuyende.foundation.organisation.errors import (
    AccountExists,
    AlreadyFounded,
    DaysOutOfOrder,
    MembershipsOverlap,
    NameTaken,
    NotAMember,
    OrganisationNotOpen,
    PositionTaken,
    StillInUse,
)
from chuyende.foundation.organisation.models import (
    Member,
    Membership,
    Organisation,
    Position,
    RoleRequirement,
    Term,
)
from chuyende.foundation.organisation.policy import Reach
from tests import factories

DAY = dt.date(2024, 3, 1)
BEFORE = dt.date(2024, 2, 29)


def memberships_of(member):
    held = Membership.objects.filter(member=member).order_by("since")
    return [(str(each.organisation), each.status, each.since, each.until) for each in held]


# --- the database's own rule ---------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("since", "until"),
    [
        (dt.date(2019, 1, 1), None),
        (dt.date(2019, 1, 1), factories.FOUNDED),
        (dt.date(2024, 1, 1), dt.date(2024, 1, 1)),
        (dt.date(2030, 1, 1), None),
    ],
)
def test_two_memberships_of_a_member_never_share_a_day(since, until):
    body = factories.make_body()

    with pytest.raises(IntegrityError, match="membership_days_apart"), transaction.atomic():
        Membership.objects.create(
            member=body.member, organisation=body.other_cell, status="official", since=since, until=until
        )


@pytest.mark.django_db
def test_two_memberships_that_follow_each_other_are_allowed_and_cannot_be_stretched():
    body = factories.make_body()
    first = Membership.objects.get(member=body.member)
    first.until = BEFORE
    first.save()
    second = Membership.objects.create(
        member=body.member, organisation=body.other_cell, status="official", since=DAY
    )

    second.since = BEFORE
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=first.pk).update(until=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.bulk_create(
            [Membership(member=body.member, organisation=body.cell, status="official", since=DAY)]
        )


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_cannot_put_one_member_into_two_cells():
    body = factories.make_body()
    member = Member.objects.create(full_name="Người Mới Về")
    start, writing, outcomes, met = threading.Barrier(2), threading.Barrier(2), [], []

    def meet(execute, sql, *rest):
        if sql.startswith('INSERT INTO "organisation_membership"'):
            with suppress(threading.BrokenBarrierError):
                met.append(writing.wait(timeout=0.5))
        return execute(sql, *rest)

    def admit(cell):
        try:
            start.wait()
            with connection.execute_wrapper(meet):
                services.readmit_member(
                    actor=body.administrator.user,
                    member=member,
                    organisation=cell,
                    status="official",
                    since=DAY,
                )
            outcomes.append("admitted")
        except MembershipsOverlap as error:
            outcomes.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=admit, args=[cell]) for cell in (body.cell, body.other_cell)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert met == [], "two who insert at once can end in a deadlock: the second has to wait before"
    assert sorted(outcomes)[1] == "admitted"
    assert "Người Mới Về" in sorted(outcomes)[0]
    assert Membership.objects.filter(member=member).count() == 1


# --- members -------------------------------------------------------------------------------------------
pytestmark = pytest.mark.django_db


def test_admit_member_by_the_secretary_of_the_cell_is_recorded_once_even_if_sent_twice():
    body, id = factories.make_body(), new_id()

    for _time in range(2):
        member = services.admit_member(
            actor=body.secretary.user,
            organisation=body.cell,
            full_name="Giàng Thị Mỷ",
            status=MembershipStatus.PROBATIONARY,
            since=DAY,
            id=id,
            phone="0912345678",
        )

    assert memberships_of(member) == [("Chi bộ 1", "probationary", DAY, None)]
    assert member.sort_key
    assert AuditEntry.objects.filter(verb="member_admitted", subject_id=id).count() == 1


def test_admit_member_by_an_ordinary_member_or_another_cell_is_refused():
    body = factories.make_body()

    for person in (body.member, body.other_secretary, body.editor, body.inspector):
        with pytest.raises(NotAllowed):
            services.admit_member(
                actor=person.user, organisation=body.cell, full_name="A B", status="official", since=DAY
            )


def test_admit_member_before_the_cell_was_founded_is_refused():
    body = factories.make_body()

    with pytest.raises(OrganisationNotOpen, match="01/01/2020"):
        services.admit_member(
            actor=body.secretary.user,
            organisation=body.cell,
            full_name="Giàng Thị Mỷ",
            status="official",
            since=dt.date(2019, 12, 31),
        )
    assert not Member.objects.filter(full_name="Giàng Thị Mỷ").exists()


def test_change_status_ends_one_membership_and_begins_the_next():
    body = factories.make_body()

    services.change_status(
        actor=body.secretary.user, member=body.probationary, status=MembershipStatus.OFFICIAL, since=DAY
    )

    assert memberships_of(body.probationary) == [
        ("Chi bộ 1", "probationary", factories.FOUNDED, BEFORE),
        ("Chi bộ 1", "official", DAY, None),
    ]
    assert body.probationary.official_on == DAY


def test_change_status_on_the_first_day_corrects_it():
    body = factories.make_body()

    services.change_status(
        actor=body.secretary.user, member=body.probationary, status="official", since=factories.FOUNDED
    )

    assert memberships_of(body.probationary) == [("Chi bộ 1", "official", factories.FOUNDED, None)]


def test_change_status_before_joining_is_refused():
    body = factories.make_body()

    with pytest.raises(NotAMember):
        services.change_status(
            actor=body.secretary.user, member=body.member, status="exempt", since=dt.date(2019, 1, 1)
        )


def test_move_member_ends_positions_in_the_cell_left():
    body = factories.make_body()

    services.move_member(
        actor=body.party_secretary.user, member=body.committee_member, to=body.other_cell, since=DAY
    )

    assert memberships_of(body.committee_member) == [
        ("Chi bộ 1", "official", factories.FOUNDED, BEFORE),
        ("Chi bộ 2", "official", DAY, None),
    ]
    assert Position.objects.get(member=body.committee_member).until == BEFORE


def test_move_member_by_the_secretary_of_the_cell_left_is_refused():
    body = factories.make_body()

    with pytest.raises(NotAllowed):
        services.move_member(actor=body.secretary.user, member=body.member, to=body.other_cell, since=DAY)


def test_transfer_member_ends_everything_and_the_past_stays():
    body = factories.make_body()

    services.transfer_member(
        actor=body.secretary.user, member=body.deputy, on=DAY, reason=EndReason.TRANSFERRED, decision="QĐ 12"
    )

    assert memberships_of(body.deputy) == [("Chi bộ 1", "official", factories.FOUNDED, DAY)]
    assert Position.objects.get(member=body.deputy).until == DAY
    assert queries.membership_on(body.deputy, dt.date(2024, 3, 2)) is None
    assert queries.members_on(body.cell, DAY).filter(member=body.deputy).exists()


def test_readmit_member_who_belongs_somewhere_says_where():
    body = factories.make_body()

    with pytest.raises(MembershipsOverlap, match="Chi bộ 1"):
        services.readmit_member(
            actor=body.administrator.user,
            member=body.member,
            organisation=body.other_cell,
            status="official",
            since=DAY,
        )


def test_change_member_keeps_what_was_there_before_in_the_log():
    body = factories.make_body()

    services.change_member(
        actor=body.secretary.user, member=body.member, full_name="Hoàng Văn Em", phone="0912345678"
    )

    entry = AuditEntry.objects.get(verb="member_changed")
    assert entry.detail["before"] == {"full_name": "Hoàng Văn Êm", "phone": ""}
    assert entry.about == body.member.user.pk
    assert entry in queries.acts_about(body.member.user)


def test_reading_the_details_of_another_person_is_recorded_and_of_oneself_is_not():
    body = factories.make_body()

    services.record_member_read(actor=body.secretary.user, member=body.member)
    services.record_member_read(actor=body.member.user, member=body.member)

    assert [entry.actor_name for entry in queries.acts_about(body.member.user)] == ["Trần Thị Bích"]


# --- positions -----------------------------------------------------------------------------------------
def test_appoint_member_gives_the_role_its_usual_title_and_a_single_secretary():
    body = factories.make_body()

    with pytest.raises(PositionTaken, match="Trần Thị Bích"):
        services.appoint_member(
            actor=body.party_secretary.user,
            member=body.member,
            organisation=body.cell,
            role=Role.SECRETARY,
            since=DAY,
        )
    services.end_position(
        actor=body.party_secretary.user,
        position=Position.objects.get(member=body.secretary, role=Role.SECRETARY),
        until=BEFORE,
    )
    position = services.appoint_member(
        actor=body.party_secretary.user,
        member=body.member,
        organisation=body.cell,
        role=Role.SECRETARY,
        since=DAY,
    )

    assert position.title == "Bí thư chi bộ"
    assert list(queries.holders_of(body.cell, Role.SECRETARY, day=DAY)) == [body.member]
    assert list(queries.holders_of(body.cell, Role.SECRETARY, day=BEFORE)) == [body.secretary]


def test_cells_secretary_appoints_the_minute_taker_and_nobody_else():
    body = factories.make_body()

    services.appoint_member(
        actor=body.secretary.user,
        member=body.member,
        organisation=body.cell,
        role=Role.MINUTE_TAKER,
        since=DAY,
    )
    with pytest.raises(NotAllowed):
        services.appoint_member(
            actor=body.secretary.user, member=body.member, organisation=body.cell, role="deputy", since=DAY
        )


def test_end_position_before_it_began_is_refused():
    body = factories.make_body()

    with pytest.raises(DaysOutOfOrder):
        services.end_position(
            actor=body.administrator.user,
            position=Position.objects.get(member=body.deputy),
            until=dt.date(2019, 1, 1),
        )


# --- the tree ------------------------------------------------------------------------------------------
def founding(**changed):
    return {
        "name": "Đảng bộ Trường Chính trị tỉnh",
        "short_name": "Đảng bộ Trường",
        "since": dt.date(2020, 1, 1),
        "username": "quan-tri",
        "password": "một-mật-khẩu-rất-dài",
        "full_name": "Cao Văn Sơn",
        "place": "Lào Cai",
        "term": ("Nhiệm kỳ 2020–2025", dt.date(2020, 6, 1), dt.date(2025, 5, 31)),
        **changed,
    }


def test_found_committee_makes_an_administrator_who_can_do_the_rest():
    user = services.found_committee(**founding())

    committee = queries.whole_body()
    assert committee.name == "Đảng bộ Trường Chính trị tỉnh"
    assert queries.term_on(committee, DAY).name == "Nhiệm kỳ 2020–2025"
    assert authenticate(username="quan-tri", password="một-mật-khẩu-rất-dài") == user
    cell = services.create_organisation(
        actor=user, parent=committee, name="Chi bộ 1", short_name="Chi bộ 1", since=DAY
    )
    assert cell.place == "Lào Cai"
    assert queries.headcount(committee, DAY).total == 0


def test_found_committee_works_once_only():
    services.found_committee(**founding())

    with pytest.raises(AlreadyFounded):
        services.found_committee(**founding(username="khac"))
    assert Organisation.objects.count() == 1


def test_found_committee_refuses_a_weak_password_and_writes_nothing():
    with pytest.raises(DomainError) as refused:
        services.found_committee(**founding(password="12345678"))

    assert refused.value.field == "password"
    assert not Organisation.objects.exists()


def test_create_organisation_refuses_a_name_that_is_taken():
    body = factories.make_body()

    with pytest.raises(NameTaken):
        services.create_organisation(
            actor=body.administrator.user,
            parent=body.committee,
            name="Chi bộ 1",
            short_name="CB1",
            since=DAY,
        )


def test_close_organisation_with_members_is_refused():
    body = factories.make_body()

    with pytest.raises(StillInUse, match="Chi bộ 1"):
        services.close_organisation(actor=body.administrator.user, organisation=body.cell, on=DAY)


def test_merge_cells_moves_everybody_and_closes_the_others():
    body = factories.make_body()
    total = queries.headcount(body.committee, BEFORE).total

    moved = services.merge_cells(
        actor=body.party_secretary.user, cells=[body.other_cell], into=body.cell, since=DAY
    )

    assert moved == 7
    assert queries.headcount(body.cell, DAY).total == total
    assert queries.headcount(body.other_cell, DAY).total == 0
    assert queries.headcount(body.other_cell, BEFORE).total == 7
    body.other_cell.refresh_from_db()
    assert body.other_cell.until == BEFORE
    assert not queries.holders_of(body.other_cell, Role.SECRETARY, day=DAY).exists()
    assert queries.headcount(body.committee, DAY).cells == 1


def test_open_term_refuses_days_of_another_term():
    body = factories.make_body()

    with pytest.raises(DaysOutOfOrder):
        services.open_term(
            actor=body.administrator.user,
            organisation=body.committee,
            name="Nhiệm kỳ 2025–2030",
            since=dt.date(2025, 6, 1),
            until=dt.date(2030, 6, 1),
        )
    services.open_term(
        actor=body.administrator.user,
        organisation=body.cell,
        name="Nhiệm kỳ 2022–2025",
        since=dt.date(2022, 6, 1),
        until=dt.date(2025, 6, 1),
    )

    assert queries.term_on(body.cell, DAY).name == "Nhiệm kỳ 2022–2025"
    assert queries.term_on(body.other_cell, DAY).organisation == body.committee
    assert Term.objects.count() == 2


# --- accounts ------------------------------------------------------------------------------------------
def test_create_account_gives_a_user_name_and_a_password_that_serves_for_signing_in():
    body = factories.make_body()

    user = services.create_account(actor=body.administrator.user, member=body.paper_member)

    assert user.username == "ly-thi-khe"
    assert authenticate(username="ly-thi-khe", password=one_time_password(user)) == user
    with pytest.raises(AccountExists):
        services.create_account(actor=body.administrator.user, member=body.paper_member)


def test_one_time_password_can_be_looked_at_for_an_hour(time_machine):
    body = factories.make_body()
    time_machine.move_to("2024-03-01 08:00+07:00", tick=False)
    user = services.create_account(actor=body.administrator.user, member=body.paper_member)

    assert one_time_password(user)
    time_machine.move_to("2024-03-01 09:01+07:00", tick=False)
    assert one_time_password(user) is None


def test_reset_password_by_a_secretary_is_refused():
    body = factories.make_body()

    for person in (body.secretary, body.party_secretary, body.inspector):
        with pytest.raises(NotAllowed):
            services.reset_password(actor=person.user, member=body.member)


def test_forbidden_account_cannot_sign_in_until_allowed_again():
    body = factories.make_body()
    user = services.create_account(actor=body.administrator.user, member=body.paper_member)
    password, member = one_time_password(user), Member.objects.get(pk=body.paper_member.pk)

    services.forbid_account(actor=body.administrator.user, member=member)
    assert authenticate(username=user.username, password=password) is None
    services.allow_account(actor=body.administrator.user, member=member)
    assert authenticate(username=user.username, password=password) == user


def test_required_roles_flow_down_the_tree():
    body = factories.make_body()

    services.set_required_roles(
        actor=body.administrator.user, organisation=body.committee, roles=[Role.SECRETARY]
    )

    assert queries.must_have_second_factor(Reach(body.secretary.user, DAY))
    assert queries.must_have_second_factor(Reach(body.party_secretary.user, DAY))
    assert not queries.must_have_second_factor(Reach(body.member.user, DAY))
    services.set_required_roles(actor=body.administrator.user, organisation=body.committee, roles=[])
    assert not RoleRequirement.objects.exists()


# --- queries -------------------------------------------------------------------------------------------
def test_counts_are_computed_over_the_tree():
    body = factories.make_body()

    nodes = queries.tree_on(DAY, Organisation.objects.all())

    assert [(str(node.organisation), node.count.total, node.count.probationary) for node in nodes] == [
        ("Đảng bộ Trường Chính trị tỉnh", 15, 1),
        ("Chi bộ 1", 8, 1),
        ("Chi bộ 2", 7, 0),
    ]
    assert nodes[0].count.cells == 2
    assert nodes[0].count.exempt == 1
    assert nodes[0].count.official == 14
    assert nodes[1].secretaries == [body.secretary]


def test_committee_of_is_the_nearest_one_above():
    committee = factories.make_committee()
    part = Organisation(
        kind=OrganisationKind.COMMITTEE, name="Đảng bộ bộ phận", short_name="ĐBBP", since=factories.FOUNDED
    )
    Organisation.objects.add_child(committee, instance=part)
    cell = factories.make_cell(part)

    assert queries.committee_of(cell) == part
    assert queries.committee_of(part) == committee
    assert queries.committee_of(committee) is None
    assert list(queries.cells_of(committee, DAY)) == [cell]
