"""Answer cards given, taken back, printed, and what a sweep of them stores."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Membership
from chuyende.meeting.live import errors, queries, services
from chuyende.meeting.live.engine import Given, Stored
from chuyende.meeting.live.models import AnswerCard, LiveAnswer, LiveSeat
from chuyende.meeting.live.queries import rooms
from tests.meeting.quizzes.factories import user_of

from .factories import act, answer, join, make_sitting, seat_of

pytestmark = pytest.mark.django_db


def give(body, member, number=None):
    return services.give_answer_card(
        actor=user_of(body.secretary), organisation=body.cell, member=member, number=number
    )


def sweep(body, sitting, letters, *, id=None, actor=None):
    """Store answers by card number; return what became of them, None where the round was closed."""
    given = {card: Given(place, 900, 900, False) for card, place in letters.items()}
    swept = services.store_raised(
        actor=str((actor or body.secretary).user_id),
        sitting=str(sitting.pk),
        round=str(sitting.rounds.last().pk),
        id=id or new_id(),
        given=given,
        at=1_700_000_000_000,
    )
    return swept and {card: outcome.value for card, outcome in swept.outcomes.items()}


# --- who holds which ---------------------------------------------------------------------------------------------


def test_cards_are_given_with_the_lowest_free_number_or_the_one_asked_for(body):
    assert give(body, body.paper_member).number == 1
    assert give(body, body.member, 40).number == 40
    assert give(body, body.deputy).number == 2

    services.take_answer_card_back(
        actor=user_of(body.secretary), card=AnswerCard.objects.get(member=body.paper_member)
    )

    assert give(body, body.exempt).number == 1
    assert [card.number for card in queries.answer_cards_of(body.cell)] == [1, 2, 40]
    assert AuditEntry.objects.filter(verb="answer_card_given").count() == 4
    assert AuditEntry.objects.filter(verb="answer_card_taken_back").count() == 1


def test_all_who_hold_none_are_given_one(body):
    give(body, body.member, 3)

    assert services.give_answer_cards(actor=user_of(body.secretary), organisation=body.cell) == 7

    numbers = [card.number for card in queries.answer_cards_of(body.cell)]
    assert numbers == list(range(1, 9))
    assert AnswerCard.objects.get(number=3).member == body.member
    assert services.give_answer_cards(actor=user_of(body.secretary), organisation=body.cell) == 0


def test_a_card_that_cannot_be_given(body):
    give(body, body.member, 3)

    with pytest.raises(errors.HasAnswerCard):
        give(body, body.member)
    with pytest.raises(errors.AnswerCardHeld):
        give(body, body.deputy, 3)
    for number in (0, -1, 101):
        with pytest.raises(errors.AnswerCardUnknown):
            give(body, body.deputy, number)
    with pytest.raises(errors.NotOfTheCell):
        give(body, body.other_member)
    with pytest.raises(NotAllowed):
        services.give_answer_card(
            actor=user_of(body.member), organisation=body.cell, member=body.deputy, number=None
        )
    with pytest.raises(NotAllowed):
        services.take_answer_card_back(actor=user_of(body.other_secretary), card=AnswerCard.objects.get())
    assert AnswerCard.objects.count() == 1


def test_pages_give_print_and_take_back(body, client_of):
    client = client_of(user_of(body.secretary))
    url = reverse("live:answer_card_list", args=[body.cell.pk])
    printed = reverse("live:answer_cards_print", args=[body.cell.pk])
    assert "Chưa phát phiếu nào" in client.get(url).content.decode()
    assert client.get(printed).status_code == 404

    assert client.post(url, {"member": str(body.paper_member.pk), "number": "12"}).status_code == 302
    assert client.post(url, {"member": str(body.member.pk), "number": "12"}).status_code == 422
    client.post(reverse("live:answer_cards_give", args=[body.cell.pk]))

    assert client.get(url).context["cards"].count() == 8
    file = client.get(printed)
    assert file["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(file.content)).pages
    assert len(pages) == 4
    text = " ".join(page.extract_text() for page in pages)
    assert "Lý Thị Khé" in text
    assert "12" in text
    card = AnswerCard.objects.get(member=body.paper_member)
    client.post(reverse("live:answer_card_take_back", args=[card.pk]))
    assert client.get(url).context["cards"].count() == 7


# --- a sweep -----------------------------------------------------------------------------------------------------


def test_a_sweep_makes_seats_and_stores_answers_in_the_journal(body):
    give(body, body.paper_member, 5)
    give(body, body.exempt, 6)
    sitting = act(make_sitting(body), body, "seal", "open")

    assert sweep(body, sitting, {5: 1, 6: 0}) == {5: "stored", 6: "stored"}

    asked = sitting.rounds.get()
    assert {
        given.seat.member.pk: (given.response, given.ms)
        for given in LiveAnswer.objects.select_related("seat")
    } == {body.paper_member.pk: (1, 900), body.exempt.pk: (0, 900)}
    assert all(seat.joined_at and seat.joined_round == 0 for seat in LiveSeat.objects.all())
    counts = rooms.read_counts(str(sitting.pk), str(asked.pk))
    assert (counts.seated, counts.answers) == (2, 2)
    assert AuditEntry.objects.filter(verb="seat_taken").count() == 2
    assert AuditEntry.objects.filter(verb="answer_cards_read").count() == 1


def test_the_same_frame_again_stores_nothing_new_and_says_the_same(body):
    give(body, body.paper_member, 5)
    sitting = act(make_sitting(body), body, "seal", "open")
    name = new_id()

    assert sweep(body, sitting, {5: 1}, id=name) == {5: "stored"}
    assert sweep(body, sitting, {5: 1}, id=name) == {5: "stored"}
    assert sweep(body, sitting, {5: 3}) == {5: "answered"}

    assert LiveAnswer.objects.get().response == 1
    assert LiveSeat.objects.count() == 1


def test_an_answer_given_by_phone_stays(body):
    give(body, body.member, 5)
    sitting = make_sitting(body)
    seat = seat_of(sitting, body.member)
    join(sitting, seat)
    act(sitting, body, "seal", "open")
    answer(sitting, seat, 2)

    assert sweep(body, sitting, {5: 1}) == {5: "answered"}

    assert LiveAnswer.objects.get().response == 2
    act(sitting, body, "close", "reveal", "seal", "open")
    assert sweep(body, sitting, {5: 1}) == {5: "stored"}
    assert answer(sitting, seat, 3) == Stored(1, 900)


def test_cards_of_nobody_and_of_who_may_not_sit_hold_up_no_other(body):
    give(body, body.paper_member, 5)
    give(body, body.exempt, 6)
    services.take_answer_card_back(actor=user_of(body.secretary), card=give(body, body.deputy, 7))
    Membership.objects.filter(member=body.exempt).update(status=MembershipStatus.SUSPENDED)
    services.give_answer_card(
        actor=user_of(body.other_secretary), organisation=body.other_cell, member=body.other_member, number=8
    )
    sitting = act(make_sitting(body), body, "seal", "open")

    outcomes = sweep(body, sitting, {5: 1, 6: 1, 7: 1, 8: 1, 100: 1})

    assert outcomes == {5: "stored", 6: "not_seated", 7: "not_given", 8: "not_given", 100: "not_given"}
    assert LiveAnswer.objects.get().seat.member == body.paper_member


def test_a_closed_round_takes_nothing_and_makes_no_seat(body):
    give(body, body.paper_member, 5)
    sitting = act(make_sitting(body), body, "seal", "open", "close")

    assert sweep(body, sitting, {5: 1}) is None

    assert not LiveAnswer.objects.exists()
    assert not LiveSeat.objects.exists()


def test_a_card_answers_for_its_holders_team_and_two_of_a_team_for_neither(body):
    give(body, body.paper_member, 5)
    give(body, body.exempt, 6)
    give(body, body.member, 7)
    sitting = make_sitting(body, team_mode=True)
    team = services.make_team(
        actor=user_of(body.secretary),
        sitting=sitting,
        name="Đội Một",
        members=[body.paper_member, body.exempt],
    )
    act(sitting, body, "seal", "open")

    assert sweep(body, sitting, {5: 1, 6: 2, 7: 0}) == {5: "seat_twice", 6: "seat_twice", 7: "stored"}
    assert sweep(body, sitting, {6: 2}) == {6: "stored"}

    assert LiveAnswer.objects.get(seat__team=team).response == 2
    asked = str(sitting.rounds.get().pk)
    holders = queries.holders_for_host(str(sitting.pk), str(body.secretary.user_id), asked)
    assert [(one.number, one.has_answered) for one in holders] == [(5, True), (6, True), (7, True)]


def test_only_who_may_hold_the_sitting_has_cards_read(body):
    give(body, body.paper_member, 5)
    sitting = act(make_sitting(body), body, "seal", "open")

    for stranger in (body.member, body.other_secretary):
        with pytest.raises(NotAllowed):
            sweep(body, sitting, {5: 1}, actor=stranger)
        with pytest.raises(NotAllowed):
            queries.holders_for_host(str(sitting.pk), str(stranger.user_id), None)
    User.objects.filter(pk=body.deputy.user_id).update(is_active=False)
    with pytest.raises(NotAllowed):
        sweep(body, sitting, {5: 1}, actor=body.deputy)
    assert not LiveAnswer.objects.exists()
