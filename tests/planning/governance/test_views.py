import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyende.foundation.core.ids import new_id
from chuyende.planning.governance import queries
from chuyende.planning.governance.models import Document, RuleSet
from tests import factories

from .factories import make_document, make_provision
from .test_services import word_file

pytestmark = pytest.mark.django_db


def typed(body, **more):
    return {
        "id": str(new_id()),
        "organisation": str(body.cell.pk),
        "symbol": "12-HD/BTCTW",
        "type": "guideline",
        "title": "Hướng dẫn nâng cao chất lượng sinh hoạt chi bộ",
        "issuer": "Ban Tổ chức Trung ương",
        "issued_on": "06/07/2018",
        **more,
    }


def test_document_register_page_registers_and_goes_to_the_document(client_of):
    body = factories.make_body()
    client = client_of(body.secretary.user)

    answer = client.post(reverse("governance:document_register"), typed(body, file=word_file("Hướng dẫn")))

    document = Document.objects.get()
    assert answer.url == reverse("governance:document_detail", args=[document.pk])
    page = client.get(answer.url).content.decode()
    assert "Chưa có điểm viện dẫn" in page
    assert "Còn hiệu lực" in page
    assert "Thêm điểm viện dẫn" in page


def test_document_register_of_a_secret_paper_offers_the_reference_on_paper(client_of):
    body = factories.make_body()
    client = client_of(body.secretary.user)

    answer = client.post(reverse("governance:document_register"), typed(body, file=word_file("TỐI MẬT")))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ghi nơi lưu bản giấy" in page
    assert not Document.objects.exists()

    client.post(
        reverse("governance:document_register_paper"),
        {
            "id": str(new_id()),
            "organisation": str(body.cell.pk),
            "symbol": "15-QĐ/TU",
            "issued_on": "2022-03-01",
            "paper_place": "Tủ hồ sơ",
        },
    )
    kept = client.get(
        reverse("governance:document_detail", args=[Document.objects.get().pk])
    ).content.decode()
    assert "Tủ hồ sơ" in kept


def test_document_register_with_a_wrong_file_keeps_what_was_typed(client_of):
    body = factories.make_body()

    answer = client_of(body.secretary.user).post(
        reverse("governance:document_register"),
        typed(body, file=SimpleUploadedFile("nghi-quyet.pdf", b"GIF89a not a paper")),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "12-HD/BTCTW" in page
    assert "Chưa lưu" in page


def test_document_register_is_closed_to_ordinary_members(client_of):
    body = factories.make_body()

    assert client_of(body.member.user).get(reverse("governance:document_register")).status_code == 404


def test_document_list_narrows_by_words_type_and_day(client_of):
    body = factories.make_body()
    make_document(body.committee, "42-HD/BTCTW", type="guideline", effective_from=dt.date(2025, 10, 28))
    make_document(body.committee, "01-QC/ĐU", type="working_regulation")
    client = client_of(body.member.user)

    def shown(**chosen):
        page = client.get(reverse("governance:document_list"), chosen).content.decode()
        return [symbol for symbol in ("42-HD/BTCTW", "01-QC/ĐU") if f">{symbol}</a>" in page]

    assert shown() == ["42-HD/BTCTW", "01-QC/ĐU"]
    assert shown(q="hd btctw") == ["42-HD/BTCTW"]
    assert shown(loai="working_regulation") == ["01-QC/ĐU"]
    assert shown(ngay="01/01/2022") == ["01-QC/ĐU"]
    assert shown(q="khong co") == []


def test_document_list_asks_as_many_queries_for_three_documents_as_for_one(client_of):
    body = factories.make_body()
    client = client_of(body.member.user)
    client.get(reverse("governance:document_list"))
    asked = []
    for more in (1, 2):
        for _ in range(more):
            make_document(body.committee)
        with CaptureQueriesContext(connection) as queries_asked:
            assert client.get(reverse("governance:document_list")).status_code == 200
        asked.append(len(queries_asked))

    assert asked[0] == asked[1]
    assert asked[0] <= 15


def test_document_replace_shows_on_both_pages(client_of):
    body = factories.make_body()
    old = make_document(body.cell, "12-HD/BTCTW")
    new = make_document(body.cell, "42-HD/BTCTW", effective_from=dt.date(2025, 10, 28))
    client = client_of(body.secretary.user)

    form = client.get(reverse("governance:document_replace", args=[old.pk]))
    assert "42-HD/BTCTW" in form.content.decode()
    client.post(reverse("governance:document_replace", args=[old.pk]), {"successor": str(new.pk)})

    assert "Thay bằng" in client.get(reverse("governance:document_detail", args=[old.pk])).content.decode()
    assert "Thay cho" in client.get(reverse("governance:document_detail", args=[new.pk])).content.decode()


def test_document_change_saves_and_refuses_days_in_disorder(client_of):
    body = factories.make_body()
    document = make_document(body.cell, "12-HD/BTCTW")
    client = client_of(body.secretary.user)
    url = reverse("governance:document_change", args=[document.pk])
    facts = typed(body, effective_from="06/07/2018")

    assert client.get(url).status_code == 200
    refused = client.post(url, {**facts, "effective_to": "01/01/2018"})
    assert "Ngày hết hiệu lực trước ngày bắt đầu." in refused.content.decode()
    assert client.post(url, {**facts, "is_public": "on"}).status_code == 302

    document.refresh_from_db()
    assert document.is_public


def test_provision_add_and_renumber(client_of):
    body = factories.make_body()
    document = make_document(body.cell)
    client = client_of(body.secretary.user)

    client.post(
        reverse("governance:provision_add", args=[document.pk]),
        {"id": str(new_id()), "article": "5", "text": "Mỗi quý một lần."},
    )
    provision = document.provisions.get()
    renumber = reverse("governance:provision_renumber", args=[provision.pk])
    assert "Mỗi quý một lần." in client.get(renumber).content.decode()
    client.post(renumber, {"article": "6", "text": "Mỗi quý ít nhất một lần."})

    page = client.get(reverse("governance:document_detail", args=[document.pk])).content.decode()
    assert f'id="dieu-{provision.pk}"' in page
    assert "Điều 6" in page


def test_provision_add_without_a_place_says_what_is_missing(client_of):
    body = factories.make_body()
    document = make_document(body.cell)

    answer = client_of(body.secretary.user).post(
        reverse("governance:provision_add", args=[document.pk]), {"id": str(new_id()), "text": "Nội dung"}
    )

    assert "Hãy ghi vị trí" in answer.content.decode()


@pytest.mark.parametrize("page", ["0", "10000", "99999999999999999999"])
def test_provision_add_with_a_page_that_no_document_has_is_refused(client_of, page):
    body = factories.make_body()
    document = make_document(body.cell)

    answer = client_of(body.secretary.user).post(
        reverse("governance:provision_add", args=[document.pk]),
        {"id": str(new_id()), "article": "5", "page": page, "text": "Nội dung"},
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"page"}
    assert not document.provisions.exists()


@pytest.mark.parametrize("name", ["document_change", "document_replace", "provision_add"])
def test_changing_a_document_is_closed_to_its_readers(client_of, name):
    body = factories.make_body()
    document = make_document(body.cell)

    assert (
        client_of(body.member.user).get(reverse(f"governance:{name}", args=[document.pk])).status_code == 403
    )


def test_document_of_another_cell_is_not_found(client_of):
    body = factories.make_body()
    document = make_document(body.cell)
    provision = make_provision(document)
    client = client_of(body.other_secretary.user)

    assert client.get(reverse("governance:document_detail", args=[document.pk])).status_code == 404
    assert client.get(reverse("governance:provision_renumber", args=[provision.pk])).status_code == 404


def test_document_file_of_a_public_document_opens_for_visitors_and_no_other(client_of):
    body = factories.make_body()
    public = make_document(body.committee, "01-NQ/ĐU", is_public=True)
    public.file.save("a.docx", word_file("Nghị quyết"))
    closed = make_document(body.committee, "02-NQ/ĐU")
    closed.file.save("b.docx", word_file("Nghị quyết"))
    without = make_document(body.committee, is_public=True)
    visitor = client_of()

    answer = visitor.get(reverse("governance:document_file", args=[public.pk]))

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert visitor.get(reverse("governance:document_file", args=[closed.pk])).status_code == 404
    assert visitor.get(reverse("governance:document_file", args=[without.pk])).status_code == 404


def test_rule_pages_show_every_version_with_its_certainty(client_of):
    body = factories.make_body()
    client = client_of(body.administrator.user)

    overview = client.get(reverse("governance:rule_list")).content.decode()
    page = client.get(reverse("governance:rule_detail", args=["thematic_procedure"])).content.decode()

    assert "Số lần sinh hoạt chuyên đề" in overview
    assert "Chỉ có nguồn gián tiếp" in overview
    assert "đối chiếu nguồn công khai" in page
    assert "42-HD/BTCTW" in page
    assert "Trình bày chuyên đề (20 phút)" in page
    assert "Thêm phiên bản" in page
    assert client.get(reverse("governance:rule_detail", args=["nothing"])).status_code == 404


def test_rule_pages_are_read_by_members_and_set_by_administrators_only(client_of):
    body = factories.make_body()
    client = client_of(body.member.user)

    assert client.get(reverse("governance:rule_list")).status_code == 200
    assert (
        "Thêm phiên bản"
        not in client.get(reverse("governance:rule_detail", args=["approval"])).content.decode()
    )
    assert client.get(reverse("governance:rule_set", args=["approval"])).status_code == 404


def rule_typed(body, **more):
    return {
        "id": str(new_id()),
        "organisation": str(body.committee.pk),
        "title": "Quy định riêng",
        "citation": "Quy chế làm việc của Đảng uỷ",
        "certainty": "own",
        "effective_from": "01/01/2026",
        **more,
    }


def test_rule_set_adds_a_version_from_the_form_of_its_parameters(client_of):
    body = factories.make_body()
    client = client_of(body.administrator.user)
    url = reverse("governance:rule_set", args=["vote_basis"])

    assert 'value="summoned"' in client.get(url).content.decode()
    answer = client.post(url, rule_typed(body, p_basis="present", p_majority_over="2/3"))

    assert answer.status_code == 302
    rule = queries.rule_in_force("vote_basis", day=dt.date(2026, 2, 1), organisation=body.cell)
    assert rule.parameters == {"basis": "present", "majority_over": "2/3"}


def test_rule_set_says_beside_the_field_what_is_wrong(client_of):
    body = factories.make_body()
    url = reverse("governance:rule_set", args=["vote_basis"])

    answer = client_of(body.administrator.user).post(
        url, rule_typed(body, p_basis="present", p_majority_over="hai phần ba")
    )

    assert "Hãy ghi tỷ lệ như 1/2 hoặc 2/3." in answer.content.decode()
    assert not RuleSet.objects.filter(organisation=body.committee).exists()


def test_rule_set_of_a_procedure_reorders_adds_and_removes_steps(client_of):
    body = factories.make_body()
    client = client_of(body.administrator.user)
    url = reverse("governance:rule_set", args=["thematic_procedure"])
    assert "Trình bày" in client.get(url).content.decode()
    steps = [
        ("discussion", "Thảo luận", "40", "", "2", ""),
        ("opening", "Mở đầu", "10", "chair", "1", ""),
        ("minutes", "Đọc biên bản", "5", "minute_taker", "3", "on"),
        ("", "Xem phim tư liệu", "15", "presenter", "4", ""),
    ]
    data = rule_typed(body, **{"steps-TOTAL_FORMS": "4", "steps-INITIAL_FORMS": "3"})
    for number, (step, title, minutes, presenter, order, delete) in enumerate(steps):
        row = {"step": step, "title": title, "minutes": minutes, "presenter": presenter, "ORDER": order}
        data |= {f"steps-{number}-{key}": value for key, value in (row | {"DELETE": delete}).items() if value}

    assert client.post(url, data).status_code == 302

    rule = queries.rule_in_force("thematic_procedure", day=dt.date(2026, 2, 1), organisation=body.cell)
    assert [(row["step"], row["title"], row["presenter"]) for row in rule.parameters["steps"]] == [
        ("opening", "Mở đầu", "chair"),
        ("discussion", "Thảo luận", None),
        ("step-3", "Xem phim tư liệu", "presenter"),
    ]


@pytest.mark.parametrize("code", ["paper_layout", "reward_authority", "house_style", "meeting_duration"])
def test_rule_set_form_begins_with_the_rule_in_force_and_takes_it_back_unchanged(client_of, code):
    body = factories.make_body()
    client = client_of(body.administrator.user)
    before = queries.rule_in_force(code, day=dt.date(2022, 1, 1))
    typed_values = {}
    for key, value in before.parameters.items():
        if value is not False:
            typed_values[f"p_{key}"] = (
                value if isinstance(value, list) else "on" if value is True else str(value)
            )

    answer = client.post(
        reverse("governance:rule_set", args=[code]),
        rule_typed(body, effective_from="01/01/2022", **typed_values),
    )

    assert answer.status_code == 302, answer.context["form"].errors
    after = queries.rule_in_force(code, day=dt.date(2022, 1, 2), organisation=body.cell)
    assert after.parameters == before.parameters
