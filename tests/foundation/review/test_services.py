import datetime as dt
import threading

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuyende.foundation.core.errors import DomainError, NotAllowed
from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.review import errors, events, queries, services
from chuyende.foundation.review.enums import ReviewLevel, ReviewStatus, StepAction
from chuyende.foundation.review.models import Review
from chuyende.planning.programmes.services import change_topic
from tests.factories import make_body
from tests.planning.programmes.factories import propose

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2022-09-05 09:00+07:00", tick=False)


@pytest.fixture
def body():
    return make_body()


@pytest.fixture
def topic(body):
    return propose(body)


@pytest.fixture
def submitted(body, topic):
    return services.submit_review(actor=body.secretary.user, review=topic.review)


@pytest.fixture
def approved(body, submitted):
    passed = services.approve_review(actor=body.deputy.user, review=submitted)
    return services.approve_review(actor=body.party_secretary.user, review=passed)


def test_submit_review_keeps_the_text_as_a_version_and_waits_at_the_first_level(submitted, topic):
    assert (submitted.status, submitted.level) == (ReviewStatus.SUBMITTED, ReviewLevel.CELL)
    version = submitted.versions.get()
    assert version.number == 1
    assert topic.title in [text for _heading, text in version.sections]


def test_submit_review_tells_those_who_decide_and_not_the_author(body, submitted):
    told = set(Notification.objects.values_list("recipient__member__full_name", flat=True))
    assert told == {body.deputy.full_name, body.committee_member.full_name}


def test_submit_review_of_what_lacks_something_changes_nothing(body):
    topic = propose(body, groundings=None)
    with pytest.raises(DomainError):
        services.submit_review(actor=body.secretary.user, review=topic.review)
    topic.review.refresh_from_db()
    assert topic.review.status == ReviewStatus.DRAFT
    assert topic.review.versions.count() == 0


def test_submit_review_twice_says_that_it_lies_with_others(body, submitted):
    with pytest.raises(errors.NotEditableNow):
        services.submit_review(actor=body.secretary.user, review=submitted)


def test_approve_review_passes_level_by_level(body, submitted):
    passed = services.approve_review(actor=body.deputy.user, review=submitted)
    assert (passed.status, passed.level) == (ReviewStatus.SUBMITTED, ReviewLevel.COMMITTEE)
    decided = services.approve_review(actor=body.party_secretary.user, review=passed)
    assert (decided.status, decided.level) == (ReviewStatus.APPROVED, "")


def test_approve_review_of_ones_own_work_is_refused(body, submitted):
    with pytest.raises(errors.OwnWork):
        services.approve_review(actor=body.secretary.user, review=submitted)


@pytest.mark.parametrize(
    "who", ["member", "probationary", "minute_taker", "party_secretary", "other_secretary", "inspector"]
)
def test_the_cells_level_is_decided_by_the_cells_committee_only(body, submitted, who):
    with pytest.raises(NotAllowed):
        services.approve_review(actor=getattr(body, who).user, review=submitted)


def test_the_committees_level_is_not_decided_by_the_cell(body, submitted):
    passed = services.approve_review(actor=body.deputy.user, review=submitted)
    with pytest.raises(NotAllowed):
        services.approve_review(actor=body.committee_member.user, review=passed)


def test_return_review_needs_a_reason_and_gives_the_text_back(body, submitted):
    with pytest.raises(errors.ReasonMissing):
        services.return_review(actor=body.deputy.user, review=submitted, reason=" ")
    returned = services.return_review(actor=body.deputy.user, review=submitted, reason="Nêu rõ việc làm")
    assert returned.status == ReviewStatus.RETURNED
    assert Notification.objects.filter(recipient=body.secretary.user, body="Nêu rõ việc làm").exists()


def test_a_returned_text_is_changed_submitted_again_and_shows_what_changed(body, topic, submitted):
    services.return_review(actor=body.deputy.user, review=submitted, reason="Nêu rõ việc làm")
    topic.refresh_from_db()
    change_topic(
        actor=body.secretary.user,
        topic=topic,
        revision=topic.revision,
        year=topic.year,
        quarter=topic.quarter,
        title=topic.title,
        function_area=topic.function_area,
        objective="Mỗi đảng viên chọn hai việc cụ thể để sửa trong quý.",
        forms=list(topic.forms.all()),
        author=topic.author,
        presenter=topic.presenter,
    )
    again = services.submit_review(actor=body.secretary.user, review=topic.review)
    assert again.version == 2
    changed = [change for _heading, pieces in queries.changes_of(again, 2) for change in pieces]
    assert [(c.kind, c.text) for c in changed if c.kind != "equal"] == [("delete", "một"), ("insert", "hai")]


def test_what_is_decided_cannot_be_decided_again(body, submitted):
    services.return_review(actor=body.deputy.user, review=submitted, reason="Nêu rõ việc làm")
    with pytest.raises(errors.NotWaiting):
        services.approve_review(actor=body.committee_member.user, review=submitted)


def test_comment_review_decides_nothing(body, submitted):
    services.comment_review(actor=body.committee_member.user, review=submitted, text="Nên thêm ví dụ")
    submitted.refresh_from_db()
    assert submitted.status == ReviewStatus.SUBMITTED
    with pytest.raises(errors.NothingWritten):
        services.comment_review(actor=body.committee_member.user, review=submitted, text="  ")


def test_lock_and_amend_keep_the_approved_version(body, approved):
    locked = services.lock_review(actor=body.secretary.user, review=approved)
    assert locked.status == ReviewStatus.LOCKED
    with pytest.raises(errors.ReasonMissing):
        services.amend_review(actor=body.secretary.user, review=locked, reason="")
    opened = services.amend_review(actor=body.secretary.user, review=locked, reason="Đổi người trình bày")
    assert opened.status == ReviewStatus.DRAFT
    assert opened.versions.count() == 1


def test_only_what_is_approved_is_locked_or_amended(body, topic):
    with pytest.raises(errors.NotApproved):
        services.lock_review(actor=body.secretary.user, review=topic.review)
    with pytest.raises(errors.NotApproved):
        services.amend_review(actor=body.secretary.user, review=topic.review, reason="Sửa")


def test_the_inbox_holds_what_waits_for_this_person(body, submitted):
    def waiting(who):
        return list(queries.reviews_waiting_for(getattr(body, who).user))

    assert waiting("deputy") == [submitted]
    assert waiting("secretary") == []  # one's own
    assert waiting("party_secretary") == []
    services.approve_review(actor=body.deputy.user, review=submitted)
    assert waiting("deputy") == []
    assert waiting("party_secretary") == [submitted]


def test_a_receiver_that_fails_undoes_the_decision(body, submitted):
    def fail(**_signal):
        raise RuntimeError

    events.review_advanced.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            services.approve_review(actor=body.deputy.user, review=submitted)
    finally:
        events.review_advanced.disconnect(fail)
    submitted.refresh_from_db()
    assert submitted.level == ReviewLevel.CELL


@pytest.mark.django_db(transaction=True)
def test_two_decide_at_once_and_one_is_told_that_it_is_decided(body):
    topic = propose(body)
    waiting = services.submit_review(actor=body.secretary.user, review=topic.review)
    passed = services.approve_review(actor=body.deputy.user, review=waiting)
    outcomes: list[str] = []

    def decide(user, act):
        try:
            act(actor=user, review=Review.objects.get(pk=passed.pk))
            outcomes.append("done")
        except (errors.NotWaiting, NotAllowed):
            outcomes.append("told")
        finally:
            connection.close()

    leaders = [body.party_secretary.user, body.party_member_of_committee.user]
    threads = [
        threading.Thread(target=decide, args=(leaders[0], services.approve_review)),
        threading.Thread(
            target=decide,
            args=(leaders[1], lambda **kwargs: services.return_review(reason="Chưa rõ", **kwargs)),
        ),
    ]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes) == ["done", "told"]


ACTS = st.lists(
    st.sampled_from(
        ["submit", "approve_cell", "approve_party", "return_cell", "return_party", "lock", "amend"]
    ),
    max_size=14,
)
_NEXT = {
    ("draft", "submit"): "cell",
    ("returned", "submit"): "cell",
    ("cell", "approve_cell"): "party",
    ("cell", "return_cell"): "returned",
    ("party", "approve_party"): "approved",
    ("party", "return_party"): "returned",
    ("approved", "lock"): "locked",
    ("approved", "amend"): "draft",
    ("locked", "amend"): "draft",
}


@given(acts=ACTS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_tried_in_whatever_order_only_the_way_is_gone(body, acts):
    review = propose(body).review
    state = "draft"
    doing = {
        "submit": lambda: services.submit_review(actor=body.secretary.user, review=review),
        "approve_cell": lambda: services.approve_review(actor=body.deputy.user, review=review),
        "approve_party": lambda: services.approve_review(actor=body.party_secretary.user, review=review),
        "return_cell": lambda: services.return_review(actor=body.deputy.user, review=review, reason="Sửa"),
        "return_party": lambda: services.return_review(
            actor=body.party_secretary.user, review=review, reason="Sửa"
        ),
        "lock": lambda: services.lock_review(actor=body.secretary.user, review=review),
        "amend": lambda: services.amend_review(actor=body.secretary.user, review=review, reason="Đổi"),
    }
    for act in acts:
        expected = _NEXT.get((state, act))
        if expected is None:
            with pytest.raises((DomainError, NotAllowed)):
                doing[act]()
        else:
            doing[act]()
            state = expected
        review.refresh_from_db()
        assert _state(review) == state
    submissions = review.steps.filter(action=StepAction.SUBMITTED).count()
    assert review.version == submissions == review.versions.count()


def _state(review: Review) -> str:
    if review.status == ReviewStatus.SUBMITTED:
        return {"cell": "cell", "committee": "party"}[review.level]
    return str(review.status)


def test_deciders_are_reminded_once_a_day_from_the_day_before_the_deadline(body, submitted, time_machine):
    Review.objects.filter(pk=submitted.pk).update(due_on=dt.date(2022, 9, 8))
    Notification.objects.all().delete()

    def told(day):
        time_machine.move_to(f"{day} 08:00+07:00", tick=False)
        services.remind_of_deadlines()
        services.remind_of_deadlines()
        return set(Notification.objects.filter(created_at__date=day).values_list("title", "recipient"))

    deciders = {body.deputy.user_id, body.committee_member.user_id}
    assert told("2022-09-06") == set()
    assert told("2022-09-07") == {(f"Sắp đến hạn duyệt: {submitted.title}", pk) for pk in deciders}
    assert told("2022-09-09") == {(f"Quá hạn duyệt: {submitted.title}", pk) for pk in deciders}


def test_what_is_decided_is_not_reminded_of(body, submitted, time_machine):
    services.return_review(actor=body.deputy.user, review=submitted, reason="Bổ sung căn cứ.")
    Review.objects.filter(pk=submitted.pk).update(due_on=dt.date(2022, 9, 1))

    assert services.remind_of_deadlines() == 0
