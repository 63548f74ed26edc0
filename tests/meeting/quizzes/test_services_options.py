"""Several attempts, blueprints, accommodations, certainty, the moment of the key: options that are true."""

import datetime as dt
from typing import Any

import pytest

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.models import AuditEntry
from chuyende.meeting.questions.engine.words import Difficulty
from chuyende.meeting.quizzes import errors, queries, services
from chuyende.meeting.quizzes.engine import Part
from chuyende.meeting.quizzes.enums import ReviewMoment
from chuyende.meeting.quizzes.models import Accommodation, Attempt, Quiz
from chuyende.planning.governance.models import RuleSet
from tests import factories

from .factories import CHOICES, answer, begin, make_draft, make_quiz, single, take, user_of
from .pages import MONDAY, after_closing

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def monday(time_machine: Any) -> None:
    time_machine.move_to(MONDAY, tick=False)


def with_options(quiz: Quiz, **options: Any) -> Quiz:
    """Change what a published quiz allows, as its committee might have chosen before."""
    Quiz.objects.filter(pk=quiz.pk).update(**options)
    return Quiz.objects.select_related("organisation").get(pk=quiz.pk)


def varied_draft(body: factories.Body) -> Quiz:
    """Four easy and two hard questions, tagged by turns."""
    draft = make_draft(body, questions=0)
    for number in range(6):
        words = single(
            f"Câu số {number} hỏi gì?",
            CHOICES,
            number % 4,
            difficulty=Difficulty.EASY if number < 4 else Difficulty.HARD,
            tags=("điều lệ",) if number % 2 else (),
        )
        services.add_question(actor=user_of(body.secretary), quiz=draft, words=words)
    return draft


# --- several attempts ----------------------------------------------------------------------------------------


def test_a_second_attempt_begins_only_where_it_is_allowed_and_the_first_is_over(
    body: factories.Body, opened: Quiz
) -> None:
    assert take(opened, body.member, right=1).number == begin(opened, body.member).number == 1

    twice = with_options(opened, attempts_allowed=2)
    second = begin(twice, body.member)
    assert (second.number, begin(twice, body.member)) == (2, second)
    services.submit_attempt(actor=user_of(body.member), attempt=second)
    assert begin(twice, body.member) == second
    assert Attempt.objects.count() == 2


def test_the_page_that_offered_an_attempt_sent_again_leads_to_that_attempt(
    body: factories.Body, opened: Quiz
) -> None:
    quiz, actor = with_options(opened, attempts_allowed=5), user_of(body.member)
    first = services.start_attempt(actor=actor, quiz=quiz, number=1)
    services.submit_attempt(actor=actor, attempt=first)

    assert services.start_attempt(actor=actor, quiz=quiz, number=1) == first
    assert Attempt.objects.count() == 1


def test_an_attempt_that_ran_out_makes_room_for_the_next(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    quiz = with_options(opened, attempts_allowed=2)
    first = begin(quiz, body.member)
    time_machine.move_to(first.deadline + MINUTE, tick=False)

    assert begin(quiz, body.member).number == 2
    first.refresh_from_db()
    assert (first.ran_out, first.submitted_at) == (True, first.deadline)


def test_of_several_attempts_the_best_counts_then_the_shorter_then_the_earlier(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    quiz = with_options(opened, attempts_allowed=4)
    for right, seconds in ((1, 10), (2, 60), (2, 30), (2, 30)):
        attempt = begin(quiz, body.member)
        answer(attempt, right=right)
        time_machine.move_to(clock.now() + dt.timedelta(seconds=seconds), tick=False)
        services.submit_attempt(actor=user_of(body.member), attempt=attempt)
    take(quiz, body.deputy, right=3)

    best, second = queries.standings(quiz)

    assert (best.member, best.rank) == (body.deputy, 1)
    assert (second.member, second.attempt.number, second.attempts) == (body.member, 3, 4)
    assert queries.turnout(quiz).handed_in == 2
    assert queries.question_results(quiz)[0].asked == 2


# --- blueprint -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("monday")
def test_each_attempt_draws_what_the_blueprint_says_and_counts_its_own_questions(
    body: factories.Body,
) -> None:
    draft, actor = varied_draft(body), user_of(body.secretary)
    services.set_blueprint(actor=actor, quiz=draft, parts=[Part(2, "easy"), Part(1, "hard", tag="dieu le")])
    quiz = services.publish_quiz(actor=actor, quiz=draft)

    attempts = [
        begin(quiz, person) for person in (body.member, body.deputy, body.probationary, body.secretary)
    ]

    for attempt in attempts:
        levels = [question.version.difficulty for question in queries.paper_of(attempt)]
        assert sorted(levels) == ["easy", "easy", "hard"]
        assert (attempt.size, quiz.size) == (3, 3)
    assert len({tuple(attempt.drawn) for attempt in attempts}) > 1
    not_drawn = quiz.quiz_questions.exclude(pk__in=attempts[0].drawn).select_related("version").first()
    with pytest.raises(errors.NoSuchChoice):
        services.save_answers(actor=user_of(body.member), attempt=attempts[0], responses={not_drawn: 0})


def test_publish_quiz_names_the_part_that_its_questions_do_not_fill(body: factories.Body) -> None:
    draft, actor = varied_draft(body), user_of(body.secretary)
    services.set_blueprint(actor=actor, quiz=draft, parts=[Part(3, "easy"), Part(4, "hard")])

    with pytest.raises(errors.BlueprintTooLarge) as refused:
        services.publish_quiz(actor=actor, quiz=draft)
    assert str(refused.value) == "Còn thiếu 2 câu cho phần này của đề: 4 câu hỏi, khó."
    with pytest.raises(errors.BlueprintWithoutNumbers):
        services.set_blueprint(actor=actor, quiz=draft, parts=[Part(0, "easy")])
    with pytest.raises(NotAllowed):
        services.set_blueprint(actor=user_of(body.member), quiz=draft, parts=[])
    with pytest.raises(errors.QuizPublished):
        services.set_blueprint(
            actor=actor, quiz=make_quiz(body, meeting=draft.meeting, questions=1), parts=[]
        )


def test_fitting_tells_how_many_questions_suit_each_part(body: factories.Body) -> None:
    draft = varied_draft(body)

    assert queries.fitting(draft, [Part(1, "easy"), Part(1, "hard", tag="dieu le"), Part(1)]) == [4, 1, 6]
    assert queries.tags_of(draft) == ["dieu le"]


# --- order ---------------------------------------------------------------------------------------------------


def test_without_mixing_everybody_sees_questions_and_choices_as_written(
    body: factories.Body, opened: Quiz
) -> None:
    quiz = with_options(opened, mixes_questions=False, mixes_choices=False)

    for person in (body.member, body.deputy, body.secretary):
        paper = queries.paper_of(begin(quiz, person))
        assert [question.quiz_question.position for question in paper] == [1, 2, 3]
        assert [question.order for question in paper] == [(0, 1, 2, 3)] * 3


# --- accommodations ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("monday")
def test_a_member_who_was_granted_more_time_has_it_until_the_quiz_closes(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    services.set_accommodation(
        actor=user_of(body.secretary), organisation=body.cell, member=body.member, more_time=50
    )

    attempt = begin(opened, body.member)
    assert attempt.deadline - attempt.started_at == dt.timedelta(minutes=22, seconds=30)
    assert begin(opened, body.deputy).deadline - clock.now() == 15 * MINUTE

    later = make_quiz(body, meeting=opened.meeting)
    time_machine.move_to(later.closes_at - 5 * MINUTE, tick=False)
    assert begin(later, body.member).deadline == later.closes_at


def test_set_accommodation_is_the_committees_and_the_member_reads_who_set_it(body: factories.Body) -> None:
    wanted = {"organisation": body.cell, "member": body.member, "more_time": 25, "reads_aloud": True}
    for other in (body.member, body.other_secretary, body.party_secretary, body.inspector):
        with pytest.raises(NotAllowed):
            services.set_accommodation(actor=user_of(other), **wanted)
    with pytest.raises(errors.NotOfThisCell):
        services.set_accommodation(
            actor=user_of(body.secretary), organisation=body.cell, member=body.other_member, more_time=25
        )
    with pytest.raises(errors.TooMuchTime):
        services.set_accommodation(actor=user_of(body.secretary), **wanted | {"more_time": 301})

    for _again in range(2):
        services.set_accommodation(actor=user_of(body.secretary), **wanted)

    granted = Accommodation.objects.get()
    assert (granted.more_time, granted.reads_aloud, granted.set_by) == (25, True, body.secretary)
    assert [entry.about for entry in AuditEntry.objects.filter(verb="accommodation_set")] == [
        body.member.user_id
    ]
    assert queries.accommodation_of(user_of(body.member)) == granted
    assert queries.accommodation_of(user_of(body.deputy)) is None


# --- certainty -----------------------------------------------------------------------------------------------


def answer_surely(attempt: Attempt, *levels: tuple[bool, int]) -> Attempt:
    asked = list(attempt.quiz.quiz_questions.select_related("version"))
    responses, sure = {}, {}
    for question, (is_right, level) in zip(asked, levels, strict=False):
        key = question.words.keys[0]
        responses[question], sure[question] = (key if is_right else (key + 1) % 4), level
    actor = user_of(attempt.member)
    services.save_answers(actor=actor, attempt=attempt, responses=responses, certainties=sure)
    return services.submit_attempt(actor=actor, attempt=attempt)


def test_points_by_certainty_stand_beside_the_score_and_do_not_rank(
    body: factories.Body, opened: Quiz
) -> None:
    quiz = with_options(opened, asks_certainty=True)
    bold = answer_surely(begin(quiz, body.member), (True, 3), (True, 1), (False, 3))
    careful = answer_surely(begin(quiz, body.deputy), (True, 3), (False, 1), (False, 1))

    first, second = queries.standings(quiz)

    assert [(first.attempt, first.score, first.points), (second.attempt, second.score, second.points)] == [
        (bold, 2, -2),
        (careful, 1, 3),
    ]
    assert queries.points_by_certainty(quiz, bold) == {bold.pk: -2}
    assert [result.sure_errors for result in queries.question_results(quiz)] == [0, 0, 1]


def test_points_by_certainty_rank_where_the_rule_says_so(body: factories.Body, opened: Quiz) -> None:
    rule = RuleSet.objects.get(code="quiz")
    rule.parameters |= {"certainty_ranks": True}
    rule.save()
    quiz = with_options(opened, asks_certainty=True)
    answer_surely(begin(quiz, body.member), (True, 3), (True, 1), (False, 3))
    careful = answer_surely(begin(quiz, body.deputy), (True, 3), (False, 1), (False, 1))

    assert queries.standings(quiz)[0].attempt == careful


def test_a_quiz_that_does_not_ask_has_no_points(body: factories.Body, opened: Quiz) -> None:
    attempt = take(opened, body.member, right=2)

    assert queries.points_by_certainty(opened, attempt) == {}
    assert queries.standings(opened)[0].points is None


# --- when the key is shown -----------------------------------------------------------------------------------


def test_the_key_is_shown_when_the_quiz_says(body: factories.Body, opened: Quiz, time_machine: Any) -> None:
    attempt = take(opened, body.member, right=1)

    def shown(moment: str, allowed: int = 1) -> bool:
        attempt.quiz = with_options(opened, review_moment=moment, attempts_allowed=allowed)
        return queries.shows_key(attempt, clock.now())

    assert [shown(moment) for moment in ReviewMoment.values] == [False, True, False]
    assert not shown(ReviewMoment.AFTER_LAST, allowed=2)
    time_machine.move_to(after_closing(opened), tick=False)
    assert [shown(moment) for moment in ReviewMoment.values] == [True, True, False]
    assert shown(ReviewMoment.AFTER_LAST, allowed=2)
