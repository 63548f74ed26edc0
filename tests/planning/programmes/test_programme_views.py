import pytest
from django.urls import reverse

from chuyende.foundation.assignments.models import Task
from chuyende.foundation.core.ids import new_id
from chuyende.planning.programmes.models import Programme
from tests import factories

from .factories import approve, make_line, make_year_programme, provision_of
from .test_views import page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_march_2022(time_machine):
    time_machine.move_to("2022-03-10 08:00+07:00", tick=False)


def test_programme_from_draft_to_given_work(client_of):
    body = factories.make_body()
    client = client_of(body.secretary.user)
    assert "Chưa có chương trình" in page(client, "programme_list")
    page(client, "programme_create", body.cell.pk, "year")

    answer = client.post(
        reverse("programmes:programme_create", args=[body.cell.pk, "year"]),
        {"id": str(new_id()), "year": "2022", "title": "Chương trình công tác năm 2022"},
    )
    programme = Programme.objects.get()
    assert answer.url == reverse("programmes:programme_detail", args=[programme.pk])
    assert "Chưa có việc nào" in client.get(answer.url).content.decode()
    assert (
        reverse("review:review_submit", args=[programme.review.pk])
        not in client.get(answer.url).content.decode()
    )

    provision = provision_of(body)
    page(client, "line_add", programme.pk)
    line = {
        "id": str(new_id()),
        "content": "Xây dựng kế hoạch",
        "responsible": str(body.member.pk),
        "deadline": "31/03/2022",
        "product": "Kế hoạch",
    }
    refused = client.post(reverse("programmes:line_add", args=[programme.pk]), line)
    assert "Mỗi việc phải có căn cứ." in refused.content.decode()
    added = {**line, "provision": str(provision.pk)}
    assert client.post(reverse("programmes:line_add", args=[programme.pk]), added).status_code == 302

    approve(body, programme)
    shown = page(client, "programme_detail", programme.pk)
    assert "Giao việc theo chương trình" in shown
    assert "Chưa giao" in shown
    client.post(reverse("programmes:work_give_out", args=[programme.pk]))

    shown = page(client, "programme_detail", programme.pk)
    assert Task.objects.get().owner == body.member
    assert "Đang làm" in shown
    assert "0/1 việc đã xong" in shown
    assert "0/1 việc đã xong" in page(client, "programme_list")


def test_programme_change_and_line_change_and_remove(client_of):
    body = factories.make_body()
    programme = make_year_programme(body)
    line = make_line(body, programme)
    client = client_of(body.deputy.user)

    page(client, "programme_change", programme.pk)
    client.post(
        reverse("programmes:programme_change", args=[programme.pk]),
        {"revision": "0", "title": "Chương trình 2022", "purpose": "Nâng cao chất lượng"},
    )
    late = client.post(
        reverse("programmes:programme_change", args=[programme.pk]), {"revision": "0", "title": "Khác"}
    )
    assert "Nâng cao chất lượng" in late.content.decode()
    assert "Xây dựng kế hoạch" in page(client, "line_change", line.pk)
    client.post(
        reverse("programmes:line_change", args=[line.pk]),
        {
            "content": "Viết đề dẫn",
            "responsible": str(body.member.pk),
            "deadline": "2022-04-30",
            "product": "Đề dẫn",
            "provision": str(line.provision_id),
        },
    )
    line.refresh_from_db()
    programme.refresh_from_db()
    assert (programme.title, line.content) == ("Chương trình 2022", "Viết đề dẫn")

    client.post(reverse("programmes:line_remove", args=[line.pk]))
    assert not programme.lines.exists()


@pytest.mark.parametrize("level", ["term", "quarter", "month"])
def test_programme_create_shows_the_period_of_its_level(client_of, level):
    body = factories.make_body()
    client = client_of(body.secretary.user)
    term = body.committee.terms.get()
    period = {
        "term": {"term": str(term.pk)},
        "quarter": {"year": "2022", "quarter": "2"},
        "month": {"year": "2022", "month": "5"},
    }
    page(client, "programme_create", body.cell.pk, level)

    answer = client.post(
        reverse("programmes:programme_create", args=[body.cell.pk, level]),
        {"id": str(new_id()), "title": "Chương trình", **period[level]},
    )

    assert answer.status_code == 302
    assert Programme.objects.get().level == level


def test_programme_pages_are_closed_to_those_who_may_not(client_of):
    body = factories.make_body()
    programme = make_year_programme(body)
    line = make_line(body, programme)
    addresses = [
        ("programme_detail", programme.pk),
        ("programme_change", programme.pk),
        ("line_add", programme.pk),
        ("line_change", line.pk),
    ]
    other, reader = client_of(body.other_secretary.user), client_of(body.inspector.user)

    assert [other.get(reverse(f"programmes:{name}", args=[pk])).status_code for name, pk in addresses] == [
        404
    ] * 4
    assert [reader.get(reverse(f"programmes:{name}", args=[pk])).status_code for name, pk in addresses] == [
        200,
        403,
        403,
        403,
    ]
    assert (
        client_of(body.party_secretary.user)
        .post(reverse("programmes:work_give_out", args=[programme.pk]))
        .status_code
        == 403
    )
    unknown = reverse("programmes:programme_create", args=[body.cell.pk, "week"])
    assert client_of(body.secretary.user).get(unknown).status_code == 404


def test_programme_list_of_the_committee_shows_its_tree(client_of):
    body = factories.make_body()
    term = make_year_programme(
        body,
        actor=body.party_secretary.user,
        organisation=body.committee,
        level="term",
        year=None,
        title="Chương trình toàn khoá",
    )
    make_year_programme(body, actor=body.party_secretary.user, organisation=body.committee, title="Năm 2022")
    client = client_of(body.party_secretary.user)

    shown = page(client, "programme_list", **{"to-chuc": str(body.committee.pk)})

    assert shown.index("Chương trình toàn khoá") < shown.index("Năm 2022")
    assert "Năm 2022" in page(client, "programme_detail", term.pk)
