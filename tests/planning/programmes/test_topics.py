"""A topic: three groundings or no approval, two writers, two levels, amended as a new version."""

import datetime as dt

import pytest

from chuyende.foundation.core.errors import EditedMeanwhile, NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.review.enums import ReviewLevel, ReviewStatus
from chuyende.foundation.review.errors import NotEditableNow, OwnWork
from chuyende.foundation.review.queries import changes_of, reviews_waiting_for
from chuyende.foundation.review.services import amend_review, approve_review, return_review, submit_review
from chuyende.planning.governance.queries import citations_of
from chuyende.planning.governance.services import renumber_provision, set_rules
from chuyende.planning.programmes import errors, queries, services
from chuyende.planning.programmes.enums import GroundingKind
from chuyende.planning.programmes.models import FunctionArea, MeetingForm, Topic
from chuyende.planning.programmes.services import Ground
from tests import factories
from tests.planning.governance.factories import make_document, make_provision

from .factories import approve, make_grounds, make_year_programme, propose

pytestmark = pytest.mark.django_db


def change(topic, actor, **facts):
    kept = {
        "revision": topic.revision,
        "year": topic.year,
        "quarter": topic.quarter,
        "title": topic.title,
        "function_area": topic.function_area,
        "objective": topic.objective,
        "forms": list(topic.forms.all()),
        "author": topic.author,
        "presenter": topic.presenter,
    }
    return services.change_topic(actor=actor, topic=topic, **{**kept, **facts})


def receive_only(body):
    return set_rules(
        actor=body.administrator.user,
        organisation=body.committee,
        code="approval",
        title="Duyệt",
        citation="Quy chế làm việc",
        effective_from=dt.date(2020, 1, 1),
        parameters={"topic": "receive", "programme": "receive"},
    )


def test_the_catalogues_are_there_from_the_start():
    assert FunctionArea.objects.count() == 6
    assert MeetingForm.objects.filter(code="ve-nguon", name="Về nguồn").exists()


def test_propose_topic_joins_the_programme_of_its_year():
    body = factories.make_body()
    programme = make_year_programme(body)

    topic = propose(body)

    assert topic.programme == programme
    assert topic.review.status == ReviewStatus.DRAFT
    assert queries.missing_groundings(topic) == []


def test_propose_topic_replayed_makes_nothing_new():
    body = factories.make_body()
    identity = new_id()

    first, second = propose(body, id=identity), propose(body, id=identity)

    assert first == second
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("missing", list(GroundingKind))
def test_a_topic_without_one_grounding_cannot_be_submitted_and_says_which(missing):
    body = factories.make_body()
    grounds = make_grounds(body)
    del grounds[missing]
    topic = propose(body, groundings=grounds)

    with pytest.raises(errors.GroundingsMissing) as refused:
        submit_review(actor=body.secretary.user, review=topic.review)

    assert refused.value.kinds == [missing]
    assert str(missing.label) in str(refused.value)
    topic.review.refresh_from_db()
    assert topic.review.status == ReviewStatus.DRAFT


def test_a_topic_without_any_grounding_names_all_three():
    body = factories.make_body()
    topic = propose(body, groundings={})

    with pytest.raises(errors.GroundingsMissing) as refused:
        submit_review(actor=body.secretary.user, review=topic.review)

    assert str(refused.value) == (
        "Chuyên đề chưa gửi duyệt được. Còn thiếu căn cứ: nghị quyết đại hội, yêu cầu của cấp trên, "
        "chức năng, nhiệm vụ của chi bộ."
    )


def test_a_topic_that_lost_a_grounding_meanwhile_is_not_approved():
    body = factories.make_body()
    topic = propose(body)
    review = submit_review(actor=body.secretary.user, review=topic.review)
    topic.groundings.filter(kind="superior").delete()

    with pytest.raises(errors.GroundingsMissing):
        approve_review(actor=body.deputy.user, review=review)


def test_a_topic_returned_once_amended_and_approved_keeps_every_version():
    body = factories.make_body()
    topic = propose(body)
    review = submit_review(actor=body.secretary.user, review=topic.review)
    assert review.level == ReviewLevel.CELL
    review = approve_review(actor=body.deputy.user, review=review)
    assert review.level == ReviewLevel.COMMITTEE
    assert list(reviews_waiting_for(body.party_secretary.user)) == [review]

    review = return_review(actor=body.party_secretary.user, review=review, reason="Nêu rõ việc cụ thể.")
    topic.refresh_from_db()
    topic = change(topic, body.member.user, objective="Mỗi đảng viên sửa một bài giảng trong quý.")
    review = submit_review(actor=body.secretary.user, review=topic.review, note="Đã nêu việc cụ thể.")
    review = approve_review(actor=body.deputy.user, review=review)
    review = approve_review(actor=body.party_secretary.user, review=review)

    assert review.status == ReviewStatus.APPROVED
    with pytest.raises(NotEditableNow):
        change(topic, body.secretary.user, title="Khác")

    review = amend_review(actor=body.secretary.user, review=review, reason="Đổi người trình bày.")
    topic.refresh_from_db()
    topic = change(topic, body.secretary.user, presenter=body.deputy)
    review = submit_review(actor=body.secretary.user, review=review)

    assert review.version == 3
    changed = {heading: pieces for heading, pieces in changes_of(review, 3) if len(pieces) > 1}
    assert list(changed) == ["Người trình bày"]


def test_the_writer_does_not_approve_the_own_topic():
    body = factories.make_body()
    review = submit_review(actor=body.secretary.user, review=propose(body).review)

    with pytest.raises(OwnWork):
        approve_review(actor=body.secretary.user, review=review)


def test_where_the_committee_only_receives_the_cell_decides_and_the_committee_is_told():
    body = factories.make_body()
    receive_only(body)
    topic = propose(body)

    review = submit_review(actor=body.secretary.user, review=topic.review)
    review = approve_review(actor=body.deputy.user, review=review)

    assert review.levels == [ReviewLevel.CELL]
    assert review.status == ReviewStatus.APPROVED
    told = Notification.objects.filter(title__startswith="Chi bộ 1 gửi để báo cáo")
    assert {row.recipient for row in told} == {body.party_secretary.user, body.party_member_of_committee.user}


def test_where_the_committee_approves_it_is_not_told_for_information():
    body = factories.make_body()
    approve(body, propose(body))

    assert not Notification.objects.filter(title__contains="gửi để báo cáo").exists()


def test_a_cell_led_by_one_person_goes_straight_to_the_committee():
    body = factories.make_body()
    topic = propose(
        body,
        actor=body.other_secretary.user,
        organisation=body.other_cell,
        author=body.other_member,
        presenter=body.other_member,
        groundings={},
    )

    assert queries.review_levels(topic) == (ReviewLevel.COMMITTEE,)


def test_author_and_presenter_are_told_of_the_approval():
    body = factories.make_body()
    topic = propose(body, presenter=body.probationary)

    approve(body, topic)

    told = Notification.objects.filter(title__startswith="Đồng chí được phân công chuyên đề")
    assert {row.recipient for row in told} == {body.member.user, body.probationary.user}


def test_two_people_saving_one_topic_lose_nothing():
    body = factories.make_body()
    opened_by_both = propose(body)
    first = change(opened_by_both, body.secretary.user, objective="Mục tiêu của bí thư.")
    assert first.revision == opened_by_both.revision + 1

    with pytest.raises(EditedMeanwhile) as refused:
        change(opened_by_both, body.member.user, objective="Mục tiêu của người soạn.")

    assert "Mục tiêu của bí thư." in refused.value.theirs
    assert Topic.objects.get().objective == "Mục tiêu của bí thư."


def test_change_topic_with_groundings_keeps_exactly_these():
    body = factories.make_body()
    topic = propose(body)
    other = make_provision(make_document(body.cell))

    change(topic, body.secretary.user, groundings={GroundingKind.FUNCTION: Ground(other, "Việc của khoa")})

    assert [(g.kind, g.provision) for g in topic.groundings.all()] == [("function", other)]


def test_change_topic_refuses_a_ground_without_its_explanation():
    body = factories.make_body()
    topic = propose(body)
    other = make_provision(make_document(body.committee))

    with pytest.raises(errors.ExplanationMissing) as refused:
        change(topic, body.member.user, groundings={GroundingKind.CONGRESS: Ground(other, "  ")})

    assert refused.value.field == "congress_explanation"
    assert topic.groundings.count() == 3


def test_a_topic_rests_on_documents_that_bind_its_cell_only():
    body = factories.make_body()
    elsewhere = make_provision(make_document(body.other_cell))

    with pytest.raises(errors.ProvisionOutOfReach) as refused:
        propose(body, groundings={GroundingKind.FUNCTION: Ground(elsewhere, "Việc của khoa")})

    assert refused.value.field == "function_provision"
    assert not Topic.objects.exists()


@pytest.mark.parametrize("field", ["author", "presenter"])
def test_author_and_presenter_are_members_of_the_cell(field):
    body = factories.make_body()

    with pytest.raises(errors.NotOfThisCell) as refused:
        propose(body, **{field: body.other_member})

    assert refused.value.field == field


def test_a_topic_has_a_form_of_meeting_and_a_cell():
    body = factories.make_body()

    with pytest.raises(errors.FormMissing):
        propose(body, forms=[])
    with pytest.raises(errors.NotACell):
        propose(body, actor=body.party_secretary.user, organisation=body.committee)


@pytest.mark.parametrize(
    "who", ["member", "minute_taker", "other_secretary", "party_secretary", "administrator"]
)
def test_only_the_cells_committee_proposes(who):
    body = factories.make_body()

    with pytest.raises(NotAllowed):
        propose(body, actor=getattr(body, who).user)


@pytest.mark.parametrize(
    "who", ["minute_taker", "probationary", "other_secretary", "party_secretary", "inspector"]
)
def test_only_the_cells_committee_and_the_author_change_a_topic(who):
    body = factories.make_body()
    topic = propose(body)

    with pytest.raises(NotAllowed):
        change(topic, getattr(body, who).user, title="Khác")


def test_citations_survive_renumbering_and_are_found_from_the_document():
    body = factories.make_body()
    topic = propose(body)
    provision = topic.groundings.get(kind="function").provision

    renumber_provision(actor=body.secretary.user, provision=provision, article="9")

    assert topic.groundings.get(kind="function").provision.label == "Điều 9"
    (citation,) = citations_of(provision.document, body.secretary.user)
    assert (citation.title, citation.provision.label) == (topic.title, "Điều 9")
    assert citations_of(provision.document, body.probationary.user) == []
