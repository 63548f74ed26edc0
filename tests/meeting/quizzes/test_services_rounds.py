"""Quizzes of no meeting: rounds of a contest, open to everybody under the organisation that holds it."""

import datetime as dt

import pytest

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.meeting.quizzes import errors, queries, services
from chuyende.meeting.quizzes.models import Quiz
from tests.factories import Body

from .factories import CHOICES, begin, single, user_of

pytestmark = pytest.mark.django_db


def make_round(body: Body, *, questions: int = 2) -> Quiz:
    now = clock.now()
    quiz = services.create_round(
        actor=user_of(body.party_secretary),
        organisation=body.committee,
        title="Vòng 1",
        opens_at=now,
        closes_at=now + dt.timedelta(days=2),
        minutes=15,
    )
    for number in range(questions):
        services.add_question(
            actor=user_of(body.party_secretary), quiz=quiz, words=single(f"Câu {number}?", CHOICES, 0)
        )
    return quiz


def published(body: Body) -> Quiz:
    return services.publish_round(
        actor=user_of(body.party_secretary), quiz=make_round(body), attempts_allowed=1
    )


def test_every_cell_under_the_organisation_takes_it_and_nobody_is_told_by_the_quiz_itself(body):
    told = Notification.objects.count()
    quiz = published(body)

    attempts = {begin(quiz, member).member for member in (body.member, body.other_member)}

    assert attempts == {body.member, body.other_member}
    assert Notification.objects.count() == told
    assert [quiz.pk for quiz in queries.quizzes_to_take(user_of(body.probationary))] == [quiz.pk]


def test_a_cells_own_committee_does_not_prepare_it(body):
    with pytest.raises(NotAllowed):
        services.create_round(
            actor=user_of(body.secretary),
            organisation=body.committee,
            title="Vòng 1",
            opens_at=clock.now(),
            closes_at=clock.now() + dt.timedelta(days=1),
            minutes=15,
        )


def test_sent_twice_it_is_one_round(body):
    pk, now = new_id(), clock.now()

    made = [
        services.create_round(
            actor=user_of(body.party_secretary),
            organisation=body.committee,
            title="Vòng 1",
            opens_at=now,
            closes_at=now + dt.timedelta(days=1),
            minutes=15,
            id=pk,
        )
        for _time in range(2)
    ]

    assert made[0] == made[1]


def test_without_questions_it_is_not_published(body):
    with pytest.raises(errors.QuizWithoutQuestions):
        services.publish_round(
            actor=user_of(body.party_secretary), quiz=make_round(body, questions=0), attempts_allowed=1
        )


def test_its_results_are_nobodys_page(body):
    quiz = published(body)

    for reader in (body.party_secretary, body.inspector, body.secretary):
        assert not can(user_of(reader), Perm.QUIZ_VIEW_RESULTS, quiz)
        assert not queries.quiz_results_visible_to(user_of(reader)).filter(pk=quiz.pk).exists()


def test_a_members_paper_is_entered_by_whoever_prepares_it(body):
    quiz = published(body)

    attempt = services.enter_paper(
        actor=user_of(body.party_secretary), quiz=quiz, member=body.paper_member, responses={}
    )

    assert attempt.member == body.paper_member


def test_where_it_belongs_is_told_by_the_app_that_made_it(body):
    assert queries.home_of(make_round(body)) == "/trac-nghiem/"
