import pytest
from django.urls import reverse

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.models import Position
from chuyende.foundation.review import services
from chuyende.foundation.review.enums import ReviewStatus
from tests.factories import make_body
from tests.planning.programmes.factories import propose

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2022-09-05 09:00+07:00", tick=False)


@pytest.fixture
def body():
    return make_body()


def submitted(body, **facts):
    return services.submit_review(actor=body.secretary.user, review=propose(body, **facts).review)


def test_inbox_with_nothing_says_what_will_stand_there(client_of, body):
    page = client_of(body.deputy.user).get(reverse("review:inbox")).content.decode()
    assert "Không có việc nào chờ duyệt" in page


@pytest.mark.parametrize("count", [1, 3])
def test_inbox_asks_the_same_number_of_queries_for_any_number(
    client_of, body, count, django_assert_max_num_queries
):
    for quarter in range(1, count + 1):
        submitted(body, quarter=quarter, title=f"Chuyên đề {quarter}")
    client = client_of(body.deputy.user)
    client.get(reverse("review:inbox"))
    with django_assert_max_num_queries(16):
        page = client.get(reverse("review:inbox"))
    assert page.content.decode().count('scope="row"') == count


def test_review_detail_shows_the_text_the_way_and_the_decision(client_of, body):
    review = submitted(body)
    page = client_of(body.deputy.user).get(reverse("review:review_detail", args=[review.pk])).content.decode()
    assert "Mỗi đảng viên chọn một việc cụ thể để sửa trong quý." in page
    assert "Quyết định của đồng chí" in page
    assert "Trần Thị Bích" in page


def test_review_detail_is_not_found_for_another_cell(client_of, body):
    review = submitted(body)
    answer = client_of(body.other_secretary.user).get(reverse("review:review_detail", args=[review.pk]))
    assert answer.status_code == 404


def test_review_approve_then_return_by_the_committee_leads_back_to_the_author(client_of, body):
    review = submitted(body)
    client_of(body.deputy.user).post(
        reverse("review:review_approve", args=[review.pk]), {"reason": "Nhất trí"}
    )
    client_of(body.party_secretary.user).post(
        reverse("review:review_return", args=[review.pk]), {"reason": "Nêu rõ sản phẩm"}
    )
    review.refresh_from_db()
    assert review.status == ReviewStatus.RETURNED
    page = (
        client_of(body.secretary.user).get(reverse("review:review_detail", args=[review.pk])).content.decode()
    )
    assert "Nêu rõ sản phẩm" in page
    assert "Gửi duyệt" in page


def test_review_return_without_a_reason_says_so_beside_the_field(client_of, body):
    review = submitted(body)
    answer = client_of(body.deputy.user).post(
        reverse("review:review_return", args=[review.pk]), {"reason": ""}
    )
    assert answer.status_code == 422
    assert "Đồng chí ghi lý do để người soạn biết phải sửa gì." in answer.content.decode()


def seen_by(client, review):
    page = client.get(reverse("review:review_detail", args=[review.pk]))
    return page.context["decision_form"]["seen"].value()


@pytest.mark.parametrize("sits_on_both", [False, True])
def test_a_double_click_on_approve_is_told_and_changes_nothing_more(client_of, body, sits_on_both):
    if sits_on_both:
        Position.objects.create(
            member=body.deputy,
            organisation=body.committee,
            role=Role.COMMITTEE_MEMBER,
            title="Đảng uỷ viên",
            since=body.committee.since,
        )
    review = submitted(body)
    client = client_of(body.deputy.user)
    sent = {"seen": seen_by(client, review), "reason": "Chuyên đề thiết thực"}

    client.post(reverse("review:review_approve", args=[review.pk]), sent)
    again = client.post(reverse("review:review_approve", args=[review.pk]), sent)

    assert again.status_code == 422
    page = again.content.decode()
    assert "không còn chờ duyệt" in page
    assert "Chuyên đề thiết thực" in page
    review.refresh_from_db()
    assert (review.status, review.level) == (ReviewStatus.SUBMITTED, "committee")
    assert seen_by(client, review) == review.waits_at


def test_a_double_click_on_submit_says_that_it_lies_with_others(client_of, body):
    review = propose(body).review
    client = client_of(body.secretary.user)
    client.post(reverse("review:review_submit", args=[review.pk]), {"note": "Bản đầu"})

    again = client.post(reverse("review:review_submit", args=[review.pk]), {"note": "Bản đầu"})

    assert again.status_code == 422
    assert "đã gửi duyệt hoặc đã được duyệt" in again.content.decode()
    assert review.versions.count() == 1


def test_an_old_page_does_not_approve_the_version_that_came_after_it(client_of, body):
    review = submitted(body)
    client = client_of(body.deputy.user)
    sent = {"seen": seen_by(client, review)}
    services.return_review(actor=body.deputy.user, review=review, reason="Viết rõ hơn")
    services.submit_review(actor=body.secretary.user, review=review)

    answer = client.post(reverse("review:review_approve", args=[review.pk]), sent)

    assert answer.status_code == 422
    review.refresh_from_db()
    assert (review.version, review.level) == (2, "cell")


def test_review_comment_stands_on_the_page(client_of, body):
    review = submitted(body)
    client = client_of(body.committee_member.user)
    client.post(reverse("review:review_comment", args=[review.pk]), {"text": "Nên thêm ví dụ của khoa"})
    page = client.get(reverse("review:review_detail", args=[review.pk])).content.decode()
    assert "Nên thêm ví dụ của khoa" in page


def test_review_submit_from_the_page_with_a_note(client_of, body):
    review = propose(body).review
    client_of(body.secretary.user).post(
        reverse("review:review_submit", args=[review.pk]), {"note": "Bản đầu"}
    )
    review.refresh_from_db()
    assert review.status == ReviewStatus.SUBMITTED
    assert review.versions.get().note == "Bản đầu"


def test_review_amend_and_the_difference_between_versions(client_of, body):
    review = submitted(body)
    passed = services.approve_review(actor=body.deputy.user, review=review)
    services.approve_review(actor=body.party_secretary.user, review=passed)
    client = client_of(body.secretary.user)
    client.post(reverse("review:review_amend", args=[review.pk]), {"reason": "Đổi mục tiêu"})
    topic = review.topic
    topic.objective = "Mỗi đảng viên chọn hai việc cụ thể để sửa trong quý."
    topic.save()
    review.refresh_from_db()
    services.submit_review(actor=body.secretary.user, review=review)
    page = client.get(reverse("review:review_changes", args=[review.pk, 2])).content.decode()
    assert "<ins" in page
    assert "<del" in page
    assert client.get(reverse("review:review_changes", args=[review.pk, 9])).status_code == 404
