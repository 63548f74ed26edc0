import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyende.foundation.core.ids import new_id
from chuyende.foundation.review.services import return_review, submit_review
from chuyende.planning.governance.services import replace_document
from chuyende.planning.programmes.models import FunctionArea, MeetingForm, Topic
from tests import factories
from tests.planning.governance.factories import make_document, make_provision

from .factories import approve, propose, provision_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_march_2022(time_machine):
    time_machine.move_to("2022-03-10 08:00+07:00", tick=False)


def page(client, name, *args, **query):
    answer = client.get(reverse(f"programmes:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def typed_topic(body, **more):
    return {
        "id": str(new_id()),
        "quarter": "2022-Q4",
        "title": "Tự phê bình và phê bình",
        "objective": "Mỗi đảng viên sửa một việc.",
        "function_area": str(FunctionArea.objects.first().pk),
        "forms": [str(MeetingForm.objects.first().pk)],
        "author": str(body.member.pk),
        "presenter": str(body.member.pk),
        **more,
    }


def test_plan_leads_to_the_readers_own_cell(client_of):
    body = factories.make_body()

    answer = client_of(body.secretary.user).get(reverse("programmes:plan"))

    assert answer.url == reverse("programmes:organisation_plan", args=[body.cell.pk])


def test_organisation_plan_names_the_guideline_of_a_missing_quarter_and_offers_to_propose(client_of):
    body = factories.make_body()
    propose(body)

    shown = page(client_of(body.secretary.user), "organisation_plan", body.cell.pk)

    assert "Mỗi quý ít nhất 1 buổi sinh hoạt chuyên đề: Hướng dẫn số 12-HD/BTCTW" in shown
    assert shown.count("Chưa có chuyên đề cho quý này") == 3
    assert "?quy=2022-Q2" in shown
    assert "Tự phê bình và phê bình" in shown


def test_organisation_plan_tells_a_member_what_is_approved_and_offers_no_proposing(client_of):
    body = factories.make_body()
    propose(body)

    shown = page(client_of(body.probationary.user), "organisation_plan", body.cell.pk)

    assert "Tự phê bình" not in shown
    assert "Đề xuất" not in shown


def test_organisation_plan_of_another_cell_is_not_found(client_of):
    body = factories.make_body()

    url = reverse("programmes:organisation_plan", args=[body.cell.pk])

    assert client_of(body.other_secretary.user).get(url).status_code == 404
    assert client_of(body.party_secretary.user).get(url).status_code == 200


def test_organisation_plan_switches_place_and_year(client_of):
    body = factories.make_body()
    client = client_of(body.party_secretary.user)
    url = reverse("programmes:organisation_plan", args=[body.cell.pk])

    moved = client.get(url, {"to-chuc": str(body.other_cell.pk)})

    assert moved.url == reverse("programmes:organisation_plan", args=[body.other_cell.pk])
    assert "Kế hoạch sinh hoạt chuyên đề năm 2023" in client.get(url, {"nam": "2023"}).content.decode()
    assert "Kế hoạch sinh hoạt chuyên đề năm 2022" in client.get(url, {"nam": "x"}).content.decode()


def test_organisation_plan_asks_as_many_queries_for_three_topics_as_for_one(client_of):
    body = factories.make_body()
    client = client_of(body.secretary.user)
    page(client, "organisation_plan", body.cell.pk)
    asked = []
    for more in (1, 2):
        for _ in range(more):
            approve(body, propose(body))
        with CaptureQueriesContext(connection) as found:
            page(client, "organisation_plan", body.cell.pk)
        asked.append(len(found))

    assert asked[0] == asked[1]
    assert asked[0] <= 25


def test_topic_propose_keeps_a_draft_with_its_groundings(client_of):
    body = factories.make_body()
    client = client_of(body.secretary.user)
    provision = make_provision(make_document(body.committee, "03-NQ/ĐH"), "3")
    form = page(client, "topic_propose", body.cell.pk, quy="2022-Q4")
    assert '<optgroup label="03-NQ/ĐH.' in form
    assert "Điều 3: Mỗi quý sinh hoạt chuyên đề" in form

    answer = client.post(
        reverse("programmes:topic_propose", args=[body.cell.pk]),
        typed_topic(body, congress_provision=str(provision.pk), congress_explanation="Nhiệm vụ trọng tâm"),
    )

    topic = Topic.objects.get()
    assert answer.url == reverse("programmes:topic_detail", args=[topic.pk])
    shown = client.get(answer.url).content.decode()
    assert "Còn thiếu căn cứ: yêu cầu của cấp trên; chức năng, nhiệm vụ của chi bộ." in shown
    assert "Bổ sung chuyên đề" in shown
    assert reverse("review:review_submit", args=[topic.review.pk]) not in shown


def test_topic_propose_sent_twice_makes_one_topic(client_of):
    body = factories.make_body()
    client = client_of(body.secretary.user)
    typed = typed_topic(body)

    answers = [client.post(reverse("programmes:topic_propose", args=[body.cell.pk]), typed) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert Topic.objects.count() == 1


def test_topic_propose_says_beside_the_field_what_is_wrong_and_keeps_the_text(client_of):
    body = factories.make_body()
    provision = provision_of(body)

    answer = client_of(body.secretary.user).post(
        reverse("programmes:topic_propose", args=[body.cell.pk]),
        typed_topic(body, title="", congress_provision=str(provision.pk), superior_explanation="Chỉ thị"),
    )

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy ghi chuyên đề vận dụng gì từ căn cứ này." in shown
    assert "Hãy chọn điểm viện dẫn cho phần giải thích này." in shown
    assert "Mỗi đảng viên sửa một việc." in shown


def test_topic_propose_is_closed_to_members_and_to_other_cells(client_of):
    body = factories.make_body()
    url = reverse("programmes:topic_propose", args=[body.cell.pk])

    for who in ("member", "minute_taker", "other_secretary", "party_secretary"):
        assert client_of(getattr(body, who).user).get(url).status_code == 404


def test_topic_detail_leads_from_draft_to_convening(client_of):
    body = factories.make_body()
    topic = propose(body)
    client = client_of(body.secretary.user)

    draft = page(client, "topic_detail", topic.pk)
    assert "Đã đủ ba căn cứ" in draft
    assert reverse("review:review_submit", args=[topic.review.pk]) in draft

    review = submit_review(actor=body.secretary.user, review=topic.review)
    return_review(actor=body.deputy.user, review=review, reason="Nêu rõ việc cụ thể.")
    assert "Nêu rõ việc cụ thể." in page(client, "topic_detail", topic.pk)

    topic.review.refresh_from_db()
    approve(body, topic)
    approved = page(client, "topic_detail", topic.pk)
    assert "Đã duyệt, chưa triệu tập" in approved
    assert reverse("meetings:meeting_convene", args=[topic.pk]) in approved
    member = page(client_of(body.probationary.user), "topic_detail", topic.pk)
    assert reverse("meetings:meeting_convene", args=[topic.pk]) not in member


def test_topic_detail_says_that_a_cited_document_was_replaced(client_of):
    body = factories.make_body()
    topic = propose(body)
    old = topic.groundings.get(kind="superior").provision.document
    new = make_document(body.committee, "42-HD/BTCTW", effective_from="2022-01-01")
    new.refresh_from_db()
    replace_document(actor=body.party_secretary.user, document=old, successor=new)

    shown = page(client_of(body.secretary.user), "topic_detail", topic.pk)

    assert "Đã thay bằng 42-HD/BTCTW" in shown


def test_topic_change_saves_and_goes_back(client_of):
    body = factories.make_body()
    topic = propose(body)
    client = client_of(body.member.user)
    assert topic.objective in page(client, "topic_change", topic.pk)

    answer = client.post(
        reverse("programmes:topic_change", args=[topic.pk]), typed_topic(body, revision="0", title="Tên mới")
    )

    assert answer.status_code == 302
    topic.refresh_from_db()
    assert (topic.title, topic.revision, topic.groundings.count()) == ("Tên mới", 1, 0)


def test_topic_change_after_somebody_else_shows_both_texts_and_then_saves(client_of):
    body = factories.make_body()
    topic = propose(body)
    url = reverse("programmes:topic_change", args=[topic.pk])
    client_of(body.secretary.user).post(url, typed_topic(body, revision="0", objective="Của bí thư"))
    client = client_of(body.deputy.user)
    typed = typed_topic(body, revision="0", objective="Của phó bí thư")

    refused = client.post(url, typed)

    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Của bí thư" in shown
    assert "Của phó bí thư" in shown
    assert Topic.objects.get().objective == "Của bí thư"
    assert 'name="revision" value="1"' in shown

    assert client.post(url, {**typed, "revision": "1"}).status_code == 302
    assert Topic.objects.get().objective == "Của phó bí thư"


def test_topic_change_of_what_waits_for_a_decision_is_refused(client_of):
    body = factories.make_body()
    topic = propose(body)
    submit_review(actor=body.secretary.user, review=topic.review)

    answer = client_of(body.secretary.user).post(
        reverse("programmes:topic_change", args=[topic.pk]), typed_topic(body, revision="0", title="Khác")
    )

    assert answer.status_code == 422
    assert Topic.objects.get().title == topic.title


def test_topic_change_is_closed_to_those_who_only_read(client_of):
    body = factories.make_body()
    topic = propose(body)
    url = reverse("programmes:topic_change", args=[topic.pk])

    assert client_of(body.party_secretary.user).get(url).status_code == 403
    assert client_of(body.probationary.user).get(url).status_code == 404
