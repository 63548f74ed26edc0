"""What one can do with a sitting, outside the live path."""

import pytest

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.meeting.live import errors, services
from chuyende.meeting.live.engine import Act
from chuyende.meeting.live.models import LiveAnswer, LiveSitting, SeatCard
from chuyende.meeting.live.services import journal
from chuyende.meeting.live.services.journal import AnswerRow
from chuyende.meeting.quizzes.enums import QuizStage
from chuyende.meeting.quizzes.errors import QuizOfTheHall
from chuyende.meeting.quizzes.models import Attempt
from chuyende.meeting.quizzes.queries import quizzes_to_take, standings
from chuyende.meeting.quizzes.services import start_attempt
from tests.factories import make_member
from tests.meeting.quizzes.factories import make_draft, make_quiz, user_of

from .factories import act, answer, join, make_hall_quiz, make_sitting, seat_of

pytestmark = pytest.mark.django_db


# --- opening -----------------------------------------------------------------------------------------------------


def test_sitting_opens_in_its_lobby_with_a_code_of_six_digits(body):
    sitting = make_sitting(body, seconds=20)

    assert (sitting.phase, sitting.version, sitting.seconds, sitting.speed_counts) == ("lobby", 1, 20, False)
    assert len(sitting.code) == 6
    assert sitting.code.isdecimal()
    assert AuditEntry.objects.filter(verb="sitting_created", subject_id=sitting.pk).exists()


def test_form_sent_twice_opens_one_sitting(body):
    quiz, id = make_hall_quiz(body), new_id()

    first, second = (
        services.create_sitting(actor=user_of(body.secretary), quiz=quiz, id=id) for _n in range(2)
    )

    assert first == second
    with pytest.raises(errors.SittingRuns):
        services.create_sitting(actor=user_of(body.deputy), quiz=quiz)


@pytest.mark.parametrize("seconds", [4, 601])
def test_time_out_of_bounds_is_refused(body, seconds):
    with pytest.raises(errors.SecondsOutOfBounds):
        make_sitting(body, seconds=seconds)


def test_speed_counts_only_where_there_is_a_time(body):
    with pytest.raises(errors.SpeedWithoutTime):
        make_sitting(body, seconds=None, speed_counts=True)


def test_quiz_taken_alone_or_still_a_draft_is_not_opened_in_the_hall(body):
    alone = make_quiz(body)
    for quiz in (alone, make_draft(body, meeting=alone.meeting)):
        with pytest.raises(errors.QuizNotForTheHall):
            services.create_sitting(actor=user_of(body.secretary), quiz=quiz)


def test_ordinary_members_and_other_cells_hold_nothing(body):
    sitting = make_sitting(body)

    for stranger in (body.member, body.other_secretary, body.party_secretary):
        with pytest.raises(NotAllowed):
            services.perform_act(actor=user_of(stranger), sitting=sitting, act=Act.SEAL, version=1)
        with pytest.raises(NotAllowed):
            services.host_ticket(actor=user_of(stranger), sitting=sitting)


def test_quiz_of_the_hall_is_taken_by_nobody_alone(body):
    quiz = make_hall_quiz(body)

    assert quiz.stage_at(clock.now()) == QuizStage.SCHEDULED
    assert quiz not in quizzes_to_take(user_of(body.member))
    with pytest.raises(QuizOfTheHall):
        start_attempt(actor=user_of(body.member), quiz=quiz)


# --- acts --------------------------------------------------------------------------------------------------------


def test_of_two_acts_on_one_version_the_second_finds_it_moved(body):
    sitting = make_sitting(body)
    services.perform_act(actor=user_of(body.secretary), sitting=sitting, act=Act.SEAL, version=1)

    with pytest.raises(errors.SittingMoved):
        services.perform_act(actor=user_of(body.deputy), sitting=sitting, act=Act.SEAL, version=1)
    assert sitting.rounds.count() == 1
    assert AuditEntry.objects.filter(verb="sitting_seal").count() == 1


def test_closed_round_takes_no_answer_and_keeps_what_it_has(body):
    sitting = act(make_sitting(body), body, "seal", "open")
    early, late = seat_of(sitting, body.member), seat_of(sitting, body.deputy)
    answer(sitting, early, 1)
    act(sitting, body, "close")

    assert answer(sitting, late, 1) is None
    assert answer(sitting, early, 3).answer == 1  # sent again: what is stored is told
    assert LiveAnswer.objects.count() == 1


def test_only_the_first_answer_of_a_seat_is_stored(body):
    sitting = act(make_sitting(body), body, "seal", "open")
    seat = seat_of(sitting, body.member)

    assert (answer(sitting, seat, 2).answer, answer(sitting, seat, 1).answer) == (2, 2)
    assert LiveAnswer.objects.get().response == 2


def test_many_answers_in_one_batch_are_each_stored_once(body):
    sitting = act(make_sitting(body), body, "seal", "open")
    seats = [seat_of(sitting, make_member(body.cell, f"Người {n}")) for n in range(7)]
    asked = str(sitting.rounds.get().pk)
    rows = [
        AnswerRow(asked, str(seat.pk), place % 4, new_id(), 5, 5, False, 1_700_000_000_000)
        for place, seat in enumerate([*seats, *seats[:3]])
    ]

    found = journal.write_answers(rows)

    assert sorted(stored.answer for stored in found.values()) == [0, 0, 1, 1, 2, 2, 3]
    assert LiveAnswer.objects.count() == 7


# --- seats and teams ---------------------------------------------------------------------------------------------


def test_a_member_has_one_seat_however_often_they_come(body):
    sitting = make_sitting(body)

    assert seat_of(sitting, body.member) == seat_of(sitting, body.member)
    with pytest.raises(NotAllowed):
        seat_of(sitting, body.other_member)


def test_suspended_member_gets_no_seat(body):
    sitting = make_sitting(body)
    suspended = make_member(body.cell, "Lý Văn Tạm", status=MembershipStatus.SUSPENDED)

    with pytest.raises(errors.NoSeatWhileSuspended):
        seat_of(sitting, suspended)


def test_team_has_one_seat_and_each_of_its_members_the_result(body, django_capture_on_commit_callbacks):
    sitting = make_sitting(body, team_mode=True)
    team = services.make_team(
        actor=user_of(body.secretary), sitting=sitting, name="Đội Một", members=[body.member, body.deputy]
    )
    one, other = seat_of(sitting, body.deputy), seat_of(sitting, body.member)

    assert one == other
    assert str(one) == "Đội Một"
    join(sitting, one)
    act(sitting, body, "seal", "open")
    answer(sitting, one, 1)
    act(sitting, body, "close", "reveal", "end")
    services.write_results(sitting=sitting)
    assert {attempt.member: attempt.score for attempt in Attempt.objects.all()} == {
        body.member: 1,
        body.deputy: 1,
    }
    assert team.members.count() == 2


def test_teams_are_made_before_the_first_question_of_members_who_are_in_none(body):
    sitting = make_sitting(body, team_mode=True)
    secretary = user_of(body.secretary)
    services.make_team(actor=secretary, sitting=sitting, name="Một", members=[body.member])

    with pytest.raises(errors.InAnotherTeam):
        services.make_team(actor=secretary, sitting=sitting, name="Hai", members=[body.member])
    with pytest.raises(errors.TeamNameTaken):
        services.make_team(actor=secretary, sitting=sitting, name=" Một ", members=[body.deputy])
    with pytest.raises(errors.NotOfTheCell):
        services.make_team(actor=secretary, sitting=sitting, name="Hai", members=[body.other_member])
    act(sitting, body, "seal")
    with pytest.raises(errors.TeamAfterStart):
        services.make_team(actor=secretary, sitting=sitting, name="Hai", members=[body.deputy])
    with pytest.raises(errors.TeamAfterStart):
        services.remove_team(actor=secretary, team=sitting.teams.get())


# --- cards -------------------------------------------------------------------------------------------------------


def test_card_gives_its_member_the_seat_that_the_sign_in_gives(body):
    sitting = make_sitting(body)
    services.issue_cards(actor=user_of(body.secretary), organisation=body.cell)
    card = SeatCard.objects.get(member=body.member)

    by_card = services.take_seat_by_card(card=card, sitting=sitting)

    assert by_card == seat_of(sitting, body.member)
    assert AuditEntry.objects.filter(verb="seat_taken", about=body.member.user.pk).count() == 1


def test_revoked_card_opens_nothing_and_a_new_one_can_be_issued(body):
    sitting = make_sitting(body)
    secretary = user_of(body.secretary)
    assert services.issue_cards(actor=secretary, organisation=body.cell) == 8
    card = SeatCard.objects.get(member=body.member)

    services.revoke_card(actor=secretary, card=card)

    with pytest.raises(errors.CardRevoked):
        services.take_seat_by_card(card=card, sitting=sitting)
    assert services.issue_cards(actor=secretary, organisation=body.cell) == 1


def test_card_of_another_cell_opens_no_seat_here(body):
    services.issue_cards(actor=user_of(body.other_secretary), organisation=body.other_cell)
    card = SeatCard.objects.get(member=body.other_member)

    with pytest.raises(NotAllowed):
        services.take_seat_by_card(card=card, sitting=make_sitting(body))


# --- results -----------------------------------------------------------------------------------------------------


def play(body, sitting, seats, given):
    """Ask each question; `given` are the answers of the seats, round by round, None where one answers nothing."""
    join(sitting, *seats)
    for answers in given:
        act(sitting, body, "seal", "open")
        for seat, one in zip(seats, answers, strict=True):
            if one is not None:
                answer(sitting, seat, one)
        act(sitting, body, "close", "reveal")


def test_end_writes_attempts_that_the_standings_read(body, run_jobs, transactional_db):
    sitting = make_sitting(body)
    seats = [seat_of(sitting, member) for member in (body.member, body.deputy, body.exempt)]
    play(body, sitting, seats, [(1, 1, None), (2, 0, None), (3, 3, 3)])  # the keys are 1, 2, 3

    act(sitting, body, "end")
    assert run_jobs() >= 1

    quiz = sitting.quiz
    quiz.refresh_from_db()
    assert [(row.rank, row.member, row.score) for row in standings(quiz)] == [
        (1, body.member, 3),
        (2, body.deputy, 2),
        (3, body.exempt, 1),
    ]
    assert Attempt.objects.get(member=body.deputy).answers.count() == 3
    assert quiz.stage_at(clock.now()) == QuizStage.CLOSED
    assert len({attempt.seconds for attempt in Attempt.objects.all()}) == 1  # speed does not count


def test_writing_the_results_again_changes_nothing(body):
    sitting = make_sitting(body)
    play(body, sitting, [seat_of(sitting, body.member)], [(1,), (0,), (3,)])
    act(sitting, body, "end")
    services.write_results(sitting=sitting)
    before = list(Attempt.objects.values("pk", "score", "seconds")), Attempt.objects.get().answers.count()

    services.write_results(sitting=sitting)

    assert (
        list(Attempt.objects.values("pk", "score", "seconds")),
        Attempt.objects.get().answers.count(),
    ) == before


def test_round_left_out_or_asked_again_counts_for_nobody(body):
    sitting = make_sitting(body)
    seat = seat_of(sitting, body.member)
    join(sitting, seat)
    act(sitting, body, "seal", "open")
    answer(sitting, seat, 1)
    act(sitting, body, "again", "open")
    answer(sitting, seat, 0)
    act(sitting, body, "close", "reveal", "seal", "open")
    answer(sitting, seat, 2)
    act(sitting, body, "skip", "end")

    services.write_results(sitting=sitting)

    attempt = Attempt.objects.get()
    assert attempt.score == 0
    assert [one.response for one in attempt.answers.all()] == [0]


def test_results_of_a_running_sitting_are_not_written(body):
    with pytest.raises(errors.SittingMoved):
        services.write_results(sitting=make_sitting(body))
    assert LiveSitting.objects.get().is_running
