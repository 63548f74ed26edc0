"""The pages of the organisation: who gets in, what they show, what they do."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.organisation import queries, services
from chuyende.foundation.organisation.engine.roster import read_roster
from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.models import (
    Department,
    Member,
    Membership,
    Organisation,
    Position,
    RoleRequirement,
    RosterImport,
)
from tests import factories
from tests.foundation.organisation import workbooks
from tests.foundation.organisation.workbooks import person, plain_roster, upload

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"organisation:{name}", args=args)


@pytest.fixture
def body():
    return factories.make_body()


@pytest.fixture
def admin(body, client_of):
    return client_of(body.administrator.user)


def text(answer):
    return answer.content.decode()


def post(client, address, expect=302, **data):
    answer = client.post(address, data)
    assert answer.status_code == expect, text(answer)[-4000:]
    return answer


# --- an empty system -----------------------------------------------------------------------------------
FOUNDING = {
    "name": "Đảng bộ Trường Chính trị tỉnh",
    "short_name": "Đảng bộ Trường",
    "superior_name": "Đảng bộ các cơ quan tỉnh",
    "place": "Lào Cai",
    "since": "01/01/1992",
    "term_name": "Nhiệm kỳ 2025–2030",
    "term_since": "2025-06-01",
    "term_until": "2030-05-31",
    "full_name": "Cao Văn Sơn",
    "email": "son@truong.vn",
    "username": "quan-tri",
    "password": "một câu dài dễ nhớ",
}


def test_start_page_sets_up_the_committee_and_signs_the_administrator_in(client_of):
    client = client_of()

    assert client.get(url("start")).status_code == 200
    answer = post(client, url("start"), **FOUNDING)

    assert answer.url == url("organisation_tree")
    tree = text(client.get(answer.url))
    assert "0 chi bộ, 0 đảng viên" in tree
    assert "Nhập danh sách đảng viên" in tree


def test_start_page_is_gone_once_an_organisation_exists(body, client_of):
    assert client_of().get(url("start")).status_code == 404
    assert client_of(body.administrator.user).post(url("start"), FOUNDING).status_code == 404


def test_start_page_says_what_is_wrong_beside_the_field(client_of):
    answer = post(client_of(), url("start"), expect=422, **{**FOUNDING, "password": "123", "term_until": ""})

    assert "để trống cả ba" in text(answer)
    assert not Organisation.objects.exists()
    weak = post(client_of(), url("start"), expect=422, **{**FOUNDING, "password": "1234567890"})
    assert "Mật khẩu" in text(weak)
    assert not User.objects.exists()


# --- reading -------------------------------------------------------------------------------------------
def test_tree_shows_computed_counts(admin, body):
    page = text(admin.get(url("organisation_tree")))

    assert "2 chi bộ, 15 đảng viên, trong đó 1 dự bị, 1 được miễn sinh hoạt." in " ".join(page.split())
    assert "Trần Thị Bích" in page


def test_cell_page_shows_its_members_to_itself_and_hides_them_from_another_cell(body, client_of):
    own = text(client_of(body.member.user).get(url("organisation_detail", body.cell.pk)))
    other = text(client_of(body.member.user).get(url("organisation_detail", body.other_cell.pk)))

    assert "Vàng A Giàng" in own
    assert "Ngô Thị Mai" not in other
    assert "Bùi Văn Lâm" in other  # who leads is known to the whole body
    assert "chỉ hiện với đảng viên trong chi bộ" in other


def test_stranger_sees_no_organisation(body, client_of):
    stranger = client_of(factories.make_user())

    assert stranger.get(url("organisation_detail", body.cell.pk)).status_code == 404
    assert "chưa thuộc tổ chức nào" in text(stranger.get(url("organisation_tree")))


def test_visitor_is_led_to_sign_in(body, client_of):
    for name, args in (("organisation_tree", []), ("member_detail", [body.member.pk]), ("audit_log", [])):
        answer = client_of().get(url(name, *args))
        assert answer.status_code == 302
        assert "/tai-khoan/" in answer.url


def test_member_list_filters_sorts_and_counts(admin, body):
    page = text(admin.get(url("member_list"))).split("<table")[1]
    assert page.index("Ngô Thị Mai") < page.index("Vũ Thị Oanh") < page.index("Cao Văn Sơn")

    found = text(
        admin.get(url("member_list"), {"ten": "giang", "dien": "probationary", "chi-bo": body.cell.pk})
    )
    assert "Vàng A Giàng" in found
    assert "Ngô Thị Mai" not in found
    assert "Không tìm thấy ai" in text(admin.get(url("member_list"), {"ten": "zzz"}))
    backwards = text(admin.get(url("member_list"), {"sort": "-ten", "chi-bo": "no-id"})).split("<table")[1]
    assert backwards.index("Cao Văn Sơn") < backwards.index("Ngô Thị Mai")


@pytest.mark.parametrize("count", [1, 3])
def test_member_list_asks_the_database_the_same_for_any_number(
    body, admin, count, django_assert_max_num_queries
):
    for number in range(count * 10):
        factories.make_member(body.cell, f"Nguyễn Văn Số {number}", role=Role.EDITOR, account=False)

    with django_assert_max_num_queries(18):
        assert admin.get(url("member_list")).status_code == 200
    with django_assert_max_num_queries(22):
        assert admin.get(url("organisation_detail", body.cell.pk)).status_code == 200


def test_export_is_read_back_by_the_import_and_recorded(admin, body):
    Member.objects.filter(pk=body.member.pk).update(full_name="=cmd|' /C calc'!A0 Em", phone="0912345678")

    answer = admin.get(url("member_export"))

    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    read = read_roster(io.BytesIO(answer.content), today=dt.date(2026, 5, 1))
    assert len(read.rows) + len({problem.row for problem in read.problems}) == 15
    secretary = next(row for row in read.rows if row.full_name == "Trần Thị Bích")
    assert [(post.role, post.committee) for post in secretary.posts] == [("secretary", False)]
    assert AuditEntry.objects.get(verb="members_exported").detail == {"members": 15}
    assert queries.acts_about(body.member.user).filter(verb="members_exported").exists()


def test_export_holds_only_whom_the_reader_knows(body, client_of):
    answer = client_of(body.secretary.user).get(url("member_export"))
    assert len(list(load_workbook(io.BytesIO(answer.content)).active.iter_rows())) == 1 + 8

    for nobody in (body.member, body.inspector, body.editor):
        assert client_of(nobody.user).get(url("member_export")).status_code == 404


def test_member_page_shows_details_to_those_who_keep_them_and_records_the_look(body, client_of):
    Member.objects.filter(pk=body.member.pk).update(phone="0912345678", birth_date=dt.date(1985, 4, 3))
    address = url("member_detail", body.member.pk)

    mate = text(client_of(body.probationary.user).get(address))
    secretary = text(client_of(body.secretary.user).get(address))
    client_of(body.secretary.user).get(address)
    own = text(client_of(body.member.user).get(address))

    assert "0912345678" not in mate
    assert "0912345678" in secretary
    assert "03/04/1985" in own
    assert client_of(body.other_member.user).get(address).status_code == 404
    assert [entry.actor_name for entry in queries.acts_about(body.member.user)] == ["Trần Thị Bích"]


def test_who_holds_which_position_is_known_to_the_whole_body(body, client_of):
    page = text(client_of(body.other_member.user).get(url("position_list")))

    assert "Bí thư chi bộ" in page
    assert "Trần Thị Bích" in page
    assert url("member_detail", body.secretary.pk) not in page
    assert url("member_detail", body.other_secretary.pk) in page


# --- changing ------------------------------------------------------------------------------------------
def test_secretary_adds_a_member_and_the_form_sent_twice_makes_one(body, client_of):
    client = client_of(body.secretary.user)
    address = url("member_admit", body.cell.pk)
    form = client.get(address).context["form"]
    data = {
        "id": form["id"].value(),
        "full_name": "Giàng Thị Mỷ",
        "status": "probationary",
        "since": "05/02/2026",
    }

    first = post(client, address, **data)
    second = post(client, address, **data)

    assert first.url == second.url
    assert Member.objects.filter(full_name="Giàng Thị Mỷ").count() == 1
    assert "Dự bị" in text(client.get(first.url))


def test_forms_that_the_service_would_refuse_are_not_shown(body, client_of):
    member = client_of(body.member.user)
    for name, pk in (
        ("member_admit", body.cell.pk),
        ("organisation_change", body.cell.pk),
        ("organisation_create", body.committee.pk),
        ("organisation_close", body.cell.pk),
        ("cell_merge", body.cell.pk),
        ("term_open", body.cell.pk),
        ("roster_upload", body.committee.pk),
        ("member_change", body.probationary.pk),
        ("status_change", body.probationary.pk),
        ("member_move", body.probationary.pk),
        ("member_transfer", body.probationary.pk),
        ("member_readmit", body.probationary.pk),
        ("position_appoint", body.probationary.pk),
        ("position_end", Position.objects.get(member=body.deputy).pk),
    ):
        assert member.get(url(name, pk)).status_code == 403, name


def test_administrator_changes_a_member_through_the_pages(admin, body):
    member, today = body.member, dt.date.today()  # noqa: DTZ011  # the form's own default
    Department.objects.create(organisation=body.committee, name="Khoa Xây dựng Đảng")
    for name in ("member_change", "status_change", "member_move", "member_transfer", "position_appoint"):
        assert admin.get(url(name, member.pk)).status_code == 200

    post(admin, url("member_change", member.pk), full_name="Hoàng Văn Em", email="em@truong.vn")
    post(admin, url("status_change", member.pk), status="exempt", since="01/02/2026")
    post(
        admin,
        url("position_appoint", member.pk),
        id="0190b5a0-0000-7000-8000-000000000001",
        organisation=body.cell.pk,
        role="editor",
        since="01/02/2026",
    )
    position = Position.objects.get(member=member)
    assert "Biên tập viên" in text(admin.get(url("member_detail", member.pk)))
    post(admin, url("position_end", position.pk), until="01/03/2026")
    post(admin, url("member_move", member.pk), to=body.other_cell.pk, since="01/04/2026")
    post(admin, url("member_transfer", member.pk), on="01/05/2026", reason="transferred", decision="QĐ 5")
    refused = post(admin, url("member_transfer", member.pk), on="01/06/2026", reason="removed", expect=422)
    assert "không thuộc chi bộ nào" in text(refused)
    post(
        admin,
        url("member_readmit", member.pk),
        organisation=body.cell.pk,
        status="official",
        since="02/05/2026",
    )

    held = (
        Membership.objects.filter(member=member).order_by("since").values_list("organisation__name", "status")
    )
    assert list(held) == [
        ("Chi bộ 1", "official"),
        ("Chi bộ 1", "exempt"),
        ("Chi bộ 2", "exempt"),
        ("Chi bộ 1", "official"),
    ]
    assert today


def test_administrator_changes_the_tree_through_the_pages(admin, body):
    answer = post(
        admin,
        url("organisation_create", body.committee.pk),
        id="0190b5a0-0000-7000-8000-000000000002",
        kind="cell",
        name="Chi bộ 3",
        since="01/01/2026",
    )
    assert "Chi bộ 3" in text(admin.get(answer.url))
    third = Organisation.objects.get(name="Chi bộ 3")
    post(admin, url("organisation_change", third.pk), name="Chi bộ Phòng Tổ chức", short_name="CB PTC")
    post(admin, url("cell_merge", third.pk), cells=[body.other_cell.pk], since="01/02/2026")
    refused = post(admin, url("organisation_close", third.pk), on="01/03/2026", expect=422)
    assert "7 đảng viên" in text(refused)
    post(
        admin,
        url("term_open", body.committee.pk),
        id="0190b5a0-0000-7000-8000-000000000003",
        name="Nhiệm kỳ 2030–2035",
        since="01/06/2030",
        until="31/05/2035",
    )
    detail = text(admin.get(url("organisation_detail", body.committee.pk)))
    assert "Nhiệm kỳ 2030–2035" in detail
    assert "Kết thúc ngày 31/01/2026" in text(admin.get(url("organisation_tree"), {"xem": "ca-da-dong"}))
    assert "Kết thúc ngày" in text(admin.get(url("organisation_detail", body.other_cell.pk)))


def test_departments_are_added_renamed_and_counted(admin, body):
    address = url("department_list", body.committee.pk)
    assert "Chưa có khoa, phòng" in text(admin.get(address))
    post(admin, address, name="Khoa Lý luận cơ sở")
    department = Department.objects.get()
    Member.objects.filter(pk=body.member.pk).update(department=department)

    assert admin.get(url("department_rename", department.pk)).status_code == 200
    post(admin, url("department_rename", department.pk), name="Khoa Lý luận")

    page = admin.get(address)
    assert [(each.name, each.members_count) for each in page.context["departments"]] == [("Khoa Lý luận", 1)]


# --- the import ----------------------------------------------------------------------------------------
def send(client, organisation, content, name="danh-sach.xlsx"):
    return client.post(
        url("roster_upload", organisation.pk), {"file": upload(content, name), "since": "01/06/2020"}
    )


def test_roster_is_read_shown_confirmed_printed_and_undone(admin, body):
    assert "Tệp mẫu" in text(admin.get(url("roster_upload", body.committee.pk)))
    answer = send(
        admin,
        body.committee,
        plain_roster(
            person("Nguyễn Văn An", position="Thư ký"),
            person("Lê Thị Hà", cell="Chi bộ 3"),
            person("Lý A Dê", birth=1980),
            person("Hoàng Văn Êm"),
        ),
    )
    assert answer.status_code == 302
    roster = RosterImport.objects.get()

    page = text(admin.get(answer.url))
    assert "Dòng 4" in page
    assert "Chỉ có năm." in page
    assert "01/01/1980" in page
    assert "Nguyễn Văn An" in page
    assert not Member.objects.filter(full_name="Nguyễn Văn An").exists()

    confirm = url("roster_confirm", roster.pk)
    refused = post(admin, confirm, expect=422)
    assert "bỏ qua" in text(refused)
    choices = {"make_cells": "on", "leave_out_bad_rows": "on", "make_accounts": "on"}
    for _click in range(2):
        post(admin, confirm, **choices)
    assert Member.objects.filter(full_name="Nguyễn Văn An").count() == 1

    assert "Mở danh sách để in" in text(admin.get(answer.url))
    printed = text(admin.get(url("roster_passwords", roster.pk)))
    assert "nguyen-van-an" in printed
    sheet = load_workbook(io.BytesIO(admin.get(url("roster_passwords_file", roster.pk)).content)).active
    assert [cell.value for cell in next(sheet.iter_rows(min_row=2))][:3] == [
        "Nguyễn Văn An",
        "Chi bộ 1",
        "nguyen-van-an",
    ]

    post(admin, url("roster_undo", roster.pk))
    assert not Member.objects.filter(full_name="Nguyễn Văn An").exists()
    assert "Đã hoàn tác" in text(admin.get(answer.url))


def test_undo_that_cannot_be_done_says_why_on_the_page(admin, body):
    send(admin, body.committee, plain_roster(person("Lê Thị Hà")))
    roster = RosterImport.objects.get()
    post(admin, url("roster_confirm", roster.pk))
    services.appoint_member(
        actor=body.administrator.user,
        member=Member.objects.get(full_name="Lê Thị Hà"),
        organisation=body.cell,
        role=Role.EDITOR,
        since=dt.date(2026, 1, 1),
    )

    answer = admin.post(
        url("roster_undo", roster.pk),
        headers={"referer": f"http://testserver{url('roster_preview', roster.pk)}"},
    )

    assert "Lê Thị Hà" in text(admin.get(answer.url))
    assert Member.objects.filter(full_name="Lê Thị Hà").exists()


def test_bad_file_is_refused_beside_the_field(admin, body):
    answer = send(admin, body.committee, b"PK\x03\x04 broken")

    assert answer.status_code == 422
    assert "hỏng" in text(answer)


def test_dry_run_can_be_thrown_away(admin, body):
    send(admin, body.committee, plain_roster(person()))

    post(admin, url("roster_discard", RosterImport.objects.get().pk))

    assert not RosterImport.objects.exists()


def test_list_without_anybody_new_cannot_be_confirmed(admin, body):
    answer = send(admin, body.committee, plain_roster(person("Hoàng Văn Êm")))

    assert "Không có gì để nhập" in text(admin.get(answer.url))


def test_sample_file_is_read_without_a_fault(admin):
    content = admin.get(url("roster_sample")).content

    read = read_roster(io.BytesIO(content), today=dt.date(2026, 5, 1))
    assert (len(read.rows), read.problems, read.unknown) == (1, [], [])


def test_import_of_somebody_elses_place_is_not_found(body, client_of, admin):
    send(admin, body.committee, plain_roster(person()))
    roster = RosterImport.objects.get()

    secretary = client_of(body.secretary.user)
    assert secretary.get(url("roster_preview", roster.pk)).status_code == 404
    assert secretary.post(url("roster_confirm", roster.pk)).status_code == 404
    assert secretary.get(url("roster_passwords", roster.pk)).status_code == 404
    assert workbooks.HEADINGS


# --- accounts, second factor, log ----------------------------------------------------------------------
def test_account_is_opened_and_its_password_shown_reset_forbidden_allowed(admin, body):
    member = body.paper_member
    page = url("member_detail", member.pk)
    assert "Mở tài khoản" in text(admin.get(page))

    answer = post(admin, url("account_create", member.pk))
    shown = text(admin.get(answer.url))
    assert "ly-thi-khe" in shown
    again = text(admin.get(post(admin, url("account_reset", member.pk)).url))
    assert again != shown
    post(admin, url("account_forbid", member.pk))
    assert "đã khoá" in text(admin.get(page))
    post(admin, url("account_allow", member.pk))
    post(admin, url("second_factor_reset", member.pk))
    member.refresh_from_db()
    acts = set(queries.acts_about(member.user).values_list("verb", flat=True))
    assert {"account_created", "passwords_read", "password_reset", "account_forbidden"} <= acts


def test_account_pages_are_for_administrators_only(body, client_of):
    secretary = client_of(body.secretary.user)

    for name in ("account_create", "account_reset", "account_forbid", "account_allow", "second_factor_reset"):
        assert secretary.post(url(name, body.member.pk)).status_code == 403, name
    assert secretary.get(url("account_password", body.member.pk)).status_code == 403


def test_password_page_is_gone_when_there_is_none_to_show(admin, body):
    assert admin.get(url("account_password", body.member.pk)).status_code == 404


def test_required_roles_are_saved_and_those_without_are_listed(admin, body):
    assert admin.get(url("second_factor")).status_code == 200
    post(admin, url("second_factor"), roles=["secretary"])

    assert list(RoleRequirement.objects.values_list("role", flat=True)) == ["secretary"]
    page = text(admin.get(url("second_factor")))
    assert "Trần Thị Bích" in page
    assert "Ngô Thị Mai" not in page


def test_required_roles_are_for_administrators(body, client_of):
    assert client_of(body.party_secretary.user).get(url("second_factor")).status_code == 404


def test_log_is_read_by_those_who_watch_over_the_place(body, client_of):
    services.appoint_member(
        actor=body.party_secretary.user,
        member=body.other_member,
        organisation=body.other_cell,
        role=Role.EDITOR,
        since=dt.date(2026, 1, 1),
    )
    seen = text(client_of(body.administrator.user).get(url("audit_log"), {"nguoi": "Đặng"}))

    assert "Giao chức vụ" in seen
    assert "Đặng Văn Nam" in seen
    assert "Giao chức vụ" not in text(client_of(body.secretary.user).get(url("audit_log")))
    assert client_of(body.member.user).get(url("audit_log")).status_code == 403
