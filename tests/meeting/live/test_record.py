"""Standings of a quiz of the hall follow from its journal."""

import io

import pytest
from django.core.management import CommandError, call_command

from chuyende.meeting.live import services
from chuyende.meeting.live.models import LiveSitting
from chuyende.meeting.quizzes import queries
from chuyende.meeting.quizzes.models import Answer, Attempt
from chuyende.meeting.quizzes.services import enter_paper
from tests.factories import Body
from tests.meeting.quizzes.factories import user_of

from .factories import act, answer, join, make_sitting, seat_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(body: Body) -> LiveSitting:
    """One question was asked: the member answered B, the deputy A; then it was ended."""
    sitting = make_sitting(body)
    seats = [seat_of(sitting, body.member), seat_of(sitting, body.deputy)]
    for seat in seats:
        join(sitting, seat)
    act(sitting, body, "seal", "open")
    for seat, choice in zip(seats, (1, 0), strict=True):
        answer(sitting, seat, choice)
    act(sitting, body, "close", "reveal", "end")
    services.write_results(sitting=sitting)
    return sitting


def test_results_of_the_hall_follow_from_its_journal(held: LiveSitting) -> None:
    out = io.StringIO()

    call_command("standings", str(held.quiz_id), stdout=out)

    assert queries.compared_with_record(held.quiz).holds
    assert "(2 đồng chí)" in out.getvalue()


def test_an_answer_unlike_the_journal_is_found(held: LiveSitting, body: Body) -> None:
    Answer.objects.filter(attempt__quiz=held.quiz, attempt__member=body.deputy).update(response=1)

    compared = queries.compared_with_record(held.quiz)

    assert [member for member, _question in compared.unlike_journal] == [body.deputy.pk]
    with pytest.raises(CommandError):
        call_command("standings", str(held.quiz_id), stdout=io.StringIO(), stderr=io.StringIO())


def test_a_question_that_was_not_asked_in_the_hall_is_no_part_of_the_analysis(held: LiveSitting) -> None:
    asked = [one.report.statistics.answers for one in queries.analysis_of(held.quiz).questions]

    assert asked == [2, *[0] * (len(asked) - 1)]
    assert len(asked) > 1


@pytest.mark.parametrize("came_in", [True, False])
def test_a_sheet_of_paper_counts_beside_the_hall_and_for_who_was_in_it(body: Body, came_in: bool) -> None:
    sitting = make_sitting(body)
    asked = sitting.quiz.quiz_questions.select_related("version")
    enter_paper(
        actor=user_of(body.secretary),
        quiz=sitting.quiz,
        member=body.member,
        responses=dict.fromkeys(asked, 1),
    )
    paper = Attempt.objects.get(quiz=sitting.quiz, member=body.member)
    people = [body.deputy, *([body.member] if came_in else [])]
    seats = [seat_of(sitting, member) for member in people]
    join(sitting, *seats)
    act(sitting, body, "seal", "open")
    for seat in seats:
        answer(sitting, seat, 0)
    act(sitting, body, "close", "reveal", "end")

    assert services.write_results(sitting=sitting) == 1

    kept = Attempt.objects.get(pk=paper.pk)
    assert (kept.score, kept.submitted_at, kept.drawn) == (paper.score, paper.submitted_at, paper.drawn)
    assert list(kept.answers.values_list("response", flat=True)) == [1] * len(asked)
    assert queries.compared_with_record(sitting.quiz).holds
