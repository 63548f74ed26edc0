"""Importing a roster: nothing before the confirmation, once after it, and back again."""

import datetime as dt
import threading

import pytest
from django.db import connection

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core.errors import DomainError, NotAllowed
from chuyende.foundation.core.intake import FileRefused
from chuyende.foundation.organisation import queries, services
from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.errors import (
    RosterClosed,
    RosterNotReady,
    RosterUnreadable,
    StillInUse,
)
from chuyende.foundation.organisation.models import (
    Department,
    Member,
    Membership,
    Organisation,
    Position,
    RosterImport,
)
from tests import factories
from tests.foundation.organisation import workbooks
from tests.foundation.organisation.workbooks import person, plain_roster, upload

pytestmark = pytest.mark.django_db

SINCE = dt.date(2020, 6, 1)


@pytest.fixture(autouse=True)
def a_day_in_2024(time_machine):
    time_machine.move_to("2024-05-01 08:00+07:00", tick=False)


@pytest.fixture
def body():
    return factories.make_body()


def preview(body, content, *, organisation=None, actor=None, name="danh-sach.xlsx"):
    return services.preview_roster(
        actor=actor or body.administrator.user,
        organisation=organisation or body.committee,
        file=upload(content, name),
        since=SINCE,
    )


def confirm(body, roster, **choices):
    return services.import_roster(actor=body.administrator.user, roster=roster, **choices)


def counts():
    return {
        model: model.objects.count()
        for model in (Member, Membership, Position, Organisation, Department, User)
    }


def test_dry_run_writes_nothing_and_tells_everything(body):
    before = counts()

    plan = queries.plan_import(
        preview(
            body,
            plain_roster(
                person("Nguyễn Văn An"),
                person("Trần Thị Bích", cell="Chi bộ 3", department="Phòng Tổ chức"),
                person("Hoàng Văn Êm", birth=None),
                person("Lê Văn Dũng", birth=1980),
            ),
        )
    )

    assert counts() == before
    assert [(row.row.full_name, row.outcome) for row in plan.rows] == [
        ("Nguyễn Văn An", "new"),
        ("Hoàng Văn Êm", "known"),
    ]
    assert plan.bad_rows == 2
    assert plan.new_departments == ["Khoa Xây dựng Đảng"]


def test_import_writes_members_memberships_positions_and_departments(body):
    roster = preview(
        body,
        plain_roster(
            person("Nguyễn Văn An", position="Thư ký", phone=912345678, email="an@truong.vn"),
            person("Vàng A Chu", cell="chi bo 2", joined=dt.date(2022, 9, 2), official=dt.date(2023, 9, 2)),
            person("Lò Thị Dung", cell=2, joined=dt.date(2023, 12, 1), official=None),
            person("Đỗ Văn Giáp", position="Phó Bí thư Đảng uỷ"),
        ),
    )

    confirm(body, roster)

    an = Member.objects.get(full_name="Nguyễn Văn An")
    assert (an.phone, an.email, str(an.department)) == ("0912345678", "an@truong.vn", "Khoa Xây dựng Đảng")
    assert an in queries.holders_of(body.cell, Role.MINUTE_TAKER, day=dt.date(2024, 5, 1))
    assert an.user is None
    chu = Membership.objects.filter(member__full_name="Vàng A Chu").order_by("since")
    assert [(each.status, each.since, each.until) for each in chu] == [
        ("probationary", dt.date(2022, 9, 2), dt.date(2023, 9, 1)),
        ("official", dt.date(2023, 9, 2), None),
    ]
    dung = Membership.objects.get(member__full_name="Lò Thị Dung")
    assert (dung.status, dung.since, dung.organisation) == (
        "probationary",
        dt.date(2023, 12, 1),
        body.other_cell,
    )
    giap = Position.objects.get(member__full_name="Đỗ Văn Giáp")
    assert (giap.organisation, giap.role, giap.title) == (body.committee, "deputy", "Phó Bí thư Đảng uỷ")


def test_import_confirmed_twice_writes_once(body):
    roster = preview(body, plain_roster(person()))

    first = confirm(body, roster)
    after = counts()
    second = confirm(body, roster)

    assert counts() == after
    assert second.created == first.created
    assert second.rows == []


@pytest.mark.django_db(transaction=True)
def test_import_confirmed_by_two_clicks_at_once_writes_once(body):
    roster = preview(body, plain_roster(person()))
    start, failures = threading.Barrier(2), []

    def click():
        try:
            start.wait()
            confirm(body, RosterImport.objects.get(pk=roster.pk))
        except Exception as error:  # noqa: BLE001  # told to the main thread
            failures.append(error)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _number in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()

    assert failures == []
    assert Member.objects.filter(full_name="Nguyễn Văn An").count() == 1


def test_missing_cells_are_opened_only_by_choice(body):
    roster = preview(body, plain_roster(person(cell="Chi bộ 3"), person("Lê Thị Hà", cell="Chi bộ số 2")))
    plan = queries.plan_import(roster)

    assert [(cell.name, cell.members, cell.near) for cell in plan.new_cells] == [
        ("Chi bộ 3", 1, ""),
        ("Chi bộ số 2", 1, "Chi bộ 2"),
    ]
    with pytest.raises(RosterNotReady, match="Chi bộ 3"):
        confirm(body, roster)
    confirm(body, roster, make_cells=True)
    assert queries.committee_of(Organisation.objects.get(name="Chi bộ 3")) == body.committee


def test_rows_with_faults_are_left_out_only_by_choice(body):
    roster = preview(body, plain_roster(person(), person("Lê Thị Hà", birth="không nhớ")))

    with pytest.raises(RosterNotReady) as refused:
        confirm(body, roster)
    assert refused.value.field == "leave_out_bad_rows"
    confirm(body, roster, leave_out_bad_rows=True)
    assert Member.objects.filter(full_name="Nguyễn Văn An").exists()
    assert not Member.objects.filter(full_name="Lê Thị Hà").exists()


def test_unknown_column_stops_the_import_until_it_is_left_out_by_choice(body):
    headings = [*workbooks.HEADINGS, "Sở thích"]
    roster = preview(body, plain_roster((*person(), "Đọc sách"), headings=headings))

    with pytest.raises(RosterNotReady, match="Sở thích"):
        confirm(body, roster)
    confirm(body, roster, leave_out_unknown_columns=True)
    assert Member.objects.filter(full_name="Nguyễn Văn An").exists()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([person(), person()], "dòng 2"),
        ([person(email="a@b.vn"), person("Lê Thị Hà", email="a@b.vn")], "dòng 2"),
        ([person("Hoàng Văn Êm", cell="Chi bộ 2")], "Chi bộ 1"),
        ([person(position="Bí thư")], "Trần Thị Bích"),
        (
            [
                person(position="Bí thư", cell="Chi bộ 9"),
                person("Lê Thị Hà", position="Bí thư", cell="Chi bộ 9"),
            ],
            "Nguyễn Văn An",
        ),
    ],
)
def test_row_that_contradicts_the_list_or_the_base_is_refused_with_the_reason(body, rows, words):
    plan = queries.plan_import(preview(body, plain_roster(*rows)))

    (problem,) = plan.row_problems
    assert words in problem.reason
    assert problem.suggestion


def test_two_people_of_one_name_are_told_apart_by_their_dates_of_birth(body):
    roster = preview(body, plain_roster(person(), person(birth=dt.date(1981, 1, 1))))

    confirm(body, roster)

    assert Member.objects.filter(full_name="Nguyễn Văn An").count() == 2


def test_names_that_differ_in_a_mark_are_two_people_and_two_spellings_are_one(body):
    factories.make_member(body.cell, "Nguyễn Thị Hoà")

    plan = queries.plan_import(
        preview(
            body,
            plain_roster(
                person("Nguyễn Thị Hoa"),
                person("Nguyễn Thị Hòa", birth=None),
                person("NGUYỄN THỊ HOÃ"),
            ),
        )
    )

    assert [row.outcome for row in plan.rows] == ["new", "known", "new"]


def test_somebody_known_who_belongs_nowhere_is_admitted_and_not_made_twice(body):
    roster = preview(body, plain_roster(person("Cao Văn Bằng")))
    known = Member.objects.create(full_name="Cao Văn Bằng")

    confirm(body, roster)

    assert Member.objects.filter(full_name="Cao Văn Bằng").count() == 1
    assert queries.membership_on(known, dt.date(2024, 5, 1)).organisation == body.cell


def test_accounts_are_made_by_choice_with_names_from_names(body):
    roster = preview(body, plain_roster(person(), person(birth=dt.date(1981, 1, 1))))

    imported = confirm(body, roster, make_accounts=True)

    users = User.objects.filter(pk__in=imported.created["users"]).order_by("username")
    assert [user.username for user in users] == ["nguyen-van-an", "nguyen-van-an-2"]
    assert all(user.one_time_password_at for user in users)
    assert {user.member.full_name for user in users} == {"Nguyễn Văn An"}


def test_list_of_one_cell_needs_no_column_of_the_cell(body):
    content = workbooks.workbook([("Họ và tên", "Ngày sinh"), ("Nguyễn Văn An", "5/2/1980")])

    roster = preview(body, content, organisation=body.cell)
    confirm(body, roster)

    assert (
        queries.members_on(body.cell, dt.date(2024, 5, 1)).filter(member__full_name="Nguyễn Văn An").exists()
    )


def test_undo_removes_exactly_what_the_import_made(body):
    before = counts()
    roster = preview(body, plain_roster(person(position="Thư ký"), person("Lê Thị Hà", cell="Chi bộ 3")))
    confirm(body, roster, make_cells=True, make_accounts=True)
    assert counts() != before

    for _time in range(2):
        services.undo_import(actor=body.administrator.user, roster=roster)

    assert counts() == before
    with pytest.raises(RosterClosed):
        confirm(body, roster)


def test_undo_says_what_stands_in_the_way_and_changes_nothing(body):
    roster = preview(body, plain_roster(person(), person("Lê Thị Hà")))
    confirm(body, roster)
    services.appoint_member(
        actor=body.administrator.user,
        member=Member.objects.get(full_name="Lê Thị Hà"),
        organisation=body.cell,
        role=Role.MINUTE_TAKER,
        since=dt.date(2024, 1, 1),
    )
    before = counts()

    with pytest.raises(StillInUse, match="Lê Thị Hà") as refused:
        services.undo_import(actor=body.administrator.user, roster=roster)

    assert "Nguyễn Văn An" not in str(refused.value)
    assert counts() == before


def test_undo_stops_when_somebody_has_signed_in(body):
    roster = preview(body, plain_roster(person()))
    imported = confirm(body, roster, make_accounts=True)
    User.objects.filter(pk__in=imported.created["users"]).update(last_login=dt.datetime.now(dt.UTC))

    with pytest.raises(StillInUse, match="Nguyễn Văn An"):
        services.undo_import(actor=body.administrator.user, roster=roster)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "trong.xlsx"),
        (b"Ho va ten;Ngay sinh\nAn;1980", "danh-sach.csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "cu.xls"),
        (b"PK\x03\x04 broken", "hong.xlsx"),
        (workbooks.without_part(plain_roster(person()), "xl/workbook.xml"), "thieu.xlsx"),
        (workbooks.without_part(plain_roster(person()), "xl/worksheets/sheet1.xml"), "thieu-trang.xlsx"),
        (b"%PDF-1.7 not a list", "danh-sach.pdf"),
        (plain_roster(person()), "MẬT danh sách.xlsx"),
    ],
)
def test_file_that_is_no_list_is_refused_in_vietnamese_and_nothing_is_kept(body, content, name):
    with pytest.raises((FileRefused, RosterUnreadable)) as refused:
        preview(body, content, name=name)

    assert any(letter in str(refused.value) for letter in "ệạảộọ")
    assert not RosterImport.objects.exists()


def test_preview_by_a_cells_secretary_is_refused(body):
    for person_ in (body.secretary, body.member, body.inspector, body.editor):
        with pytest.raises(NotAllowed):
            preview(body, plain_roster(person()), actor=person_.user)


def test_a_new_dry_run_replaces_the_one_before_and_one_can_be_thrown_away(body):
    preview(body, plain_roster(person()))
    second = preview(body, plain_roster(person()))
    assert RosterImport.objects.count() == 1

    services.discard_roster(actor=body.administrator.user, roster=second)

    assert not RosterImport.objects.exists()
    with pytest.raises(DomainError):
        confirm(body, second)


def test_thousands_of_rows_are_compared_and_written_with_few_queries(body, django_assert_max_num_queries):
    people = [
        person(
            f"Nguyễn Văn {given} {number}".replace(str(number), "Số" + "abcdefghij"[number % 10]),
            birth=dt.date(1960 + number // 365, 1, 1) + dt.timedelta(days=number % 365),
        )
        for number, given in enumerate(["An", "Bình", "Chi", "Dũng"] * 500)
    ]
    roster = preview(body, plain_roster(*people))

    with django_assert_max_num_queries(80):
        imported = confirm(body, roster)

    assert len(imported.created["members"]) == 2000
