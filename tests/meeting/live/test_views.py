"""The pages of the hall."""

import pytest
from django.urls import reverse

from chuyende.meeting.live import services
from chuyende.meeting.live.engine import tickets
from chuyende.meeting.live.engine.tickets import Role
from chuyende.meeting.live.models import LiveSeat, LiveSitting, SeatCard
from chuyende.meeting.live.signing import card_code, ticket_key
from tests.meeting.meetings.factories import make_meeting
from tests.meeting.quizzes.factories import user_of

from .factories import act, make_hall_quiz, make_sitting, seat_of

pytestmark = pytest.mark.django_db


def ticket_on(answer):
    text = answer.content.decode().split('data-ticket="')[1].split('"')[0]
    return tickets.read(text, ticket_key(), now=0)


def test_quiz_is_opened_by_a_form_and_shows_its_ways_in(body, client_of):
    client = client_of(user_of(body.secretary))
    url = reverse("live:sitting_create", args=[make_hall_quiz(body).pk])
    form = client.get(url).context["form"]

    answer = client.post(url, {"id": form["id"].value(), "seconds": "20"}, follow=True)

    sitting = LiveSitting.objects.get()
    assert (sitting.seconds, sitting.team_mode) == (20, False)
    page = answer.content.decode()
    assert sitting.code in page
    assert reverse("live:sitting_host", args=[sitting.pk]) in page


def test_a_quiz_of_the_hall_says_so_and_leads_there_whom_it_may(body, client_of):
    quiz = make_hall_quiz(body)
    url, opening = (reverse(name, args=[quiz.pk]) for name in ("quizzes:quiz_detail", "live:sitting_create"))

    before = [client_of(user_of(who)).get(url).content.decode() for who in (body.secretary, body.member)]

    assert all("cùng nhau tại hội trường" in page for page in before)
    assert not any("có thể làm bài từ" in page for page in before)
    assert [opening in page for page in before] == [True, False]


def test_wrong_time_is_told_beside_its_field(body, client_of):
    url = reverse("live:sitting_create", args=[make_hall_quiz(body).pk])

    answer = client_of(user_of(body.secretary)).post(url, {"seconds": "2"})

    assert answer.status_code == 422
    assert not LiveSitting.objects.exists()


def test_each_page_carries_the_ticket_of_its_role(body, client_of):
    sitting = make_sitting(body)
    secretary, member = client_of(user_of(body.secretary)), client_of(user_of(body.member))

    host = ticket_on(secretary.get(reverse("live:sitting_host", args=[sitting.pk])))
    screen = ticket_on(secretary.get(reverse("live:sitting_screen", args=[sitting.pk])))
    seat = ticket_on(member.get(reverse("live:sitting_phone", args=[sitting.pk])))

    assert (host.role, host.bearer) == (Role.HOST, str(body.secretary.user_id))
    assert (screen.role, screen.bearer) == (Role.SCREEN, "")
    assert (seat.role, seat.bearer) == (Role.SEAT, str(LiveSeat.objects.get(member=body.member).pk))
    assert {one.sitting for one in (host, screen, seat)} == {str(sitting.pk)}


def test_page_of_a_seat_is_the_same_seat_each_time(body, client_of):
    sitting = make_sitting(body)
    url = reverse("live:sitting_phone", args=[sitting.pk])

    seats = {ticket_on(client_of(user_of(body.member)).get(url)).bearer for _n in range(3)}

    assert len(seats) == 1


def test_screen_shows_a_code_to_scan_and_the_digits_to_type(body, client_of):
    sitting = make_sitting(body)

    page = (
        client_of(user_of(body.secretary))
        .get(reverse("live:sitting_screen", args=[sitting.pk]))
        .content.decode()
    )

    assert "<svg" in page
    assert "testserver/hoi-truong/vao/" in page
    assert sitting.code in page


def test_digits_lead_a_member_to_the_seat_and_a_stranger_nowhere(body, client_of):
    sitting = make_sitting(body)
    url = f"{reverse('live:sitting_join')}?code={sitting.code[:3]}+{sitting.code[3:]}"

    member = client_of(user_of(body.member)).get(url)
    stranger = client_of(user_of(body.other_member)).get(url)
    visitor = client_of().get(url)

    assert member["Location"] == reverse("live:sitting_phone", args=[sitting.pk])
    assert stranger.status_code == 422
    assert "Không có phần thi nào" in stranger.content.decode()
    assert visitor.status_code == 302
    assert not LiveSeat.objects.exists()


def test_printed_card_opens_the_seat_without_a_password(body, client_of):
    make_sitting(body)
    services.issue_cards(actor=user_of(body.secretary), organisation=body.cell)
    card = SeatCard.objects.get(member=body.paper_member)

    answer = client_of().get(reverse("live:seat_card_join", args=[card_code(card.pk)]))

    assert ticket_on(answer).bearer == str(LiveSeat.objects.get(member=body.paper_member).pk)
    assert answer["Cache-Control"] == "no-store"


def test_card_that_is_forged_revoked_or_has_nothing_to_open(body, client_of):
    services.issue_cards(actor=user_of(body.secretary), organisation=body.cell)
    card = SeatCard.objects.get(member=body.member)
    good = card_code(card.pk)
    visitor = client_of()

    def shown(code):
        return visitor.get(reverse("live:seat_card_join", args=[code]))

    assert "Hiện chi bộ không có phần thi nào" in shown(good).content.decode()
    make_sitting(body)
    other = SeatCard.objects.get(member=body.deputy)
    assert shown(good[:-1] + ("A" if good[-1] != "A" else "B")).status_code == 404
    assert shown(card_code(other.pk)[:22] + good[22:]).status_code == 404
    assert shown("x").status_code == 404
    services.revoke_card(actor=user_of(body.secretary), card=card)
    assert "đã bị thu hồi" in shown(good).content.decode()
    assert not LiveSeat.objects.exists()


def test_cards_are_issued_printed_and_revoked_by_pages(body, client_of):
    client = client_of(user_of(body.secretary))
    url = reverse("live:seat_cards_print", args=[body.cell.pk])

    assert "<svg" not in client.get(url).content.decode().split("seat-cards")[1]
    client.post(reverse("live:seat_cards_issue", args=[body.cell.pk]))
    page = client.get(url).content.decode()
    assert page.count('class="seat-card"') == 8
    assert "Lý Thị Khé" in page
    client.post(reverse("live:seat_card_revoke", args=[SeatCard.objects.get(member=body.member).pk]))
    assert client.get(url).content.decode().count('class="seat-card"') == 7


def test_teams_are_made_and_taken_back_by_pages(body, client_of):
    sitting = make_sitting(body, team_mode=True)
    client = client_of(user_of(body.secretary))
    url = reverse("live:team_list", args=[sitting.pk])

    client.post(url, {"name": "Đội Một", "members": [str(body.member.pk), str(body.deputy.pk)]})
    team = sitting.teams.get()
    assert "Đội Một" in client.get(url).content.decode()
    client.post(reverse("live:team_remove", args=[sitting.pk, team.pk]))

    assert not sitting.teams.exists()


def test_sitting_that_was_left_is_ended_by_its_page(body, client_of):
    sitting = act(make_sitting(body), body, "seal", "skip")
    client = client_of(user_of(body.deputy))

    client.post(reverse("live:sitting_end", args=[sitting.pk]))

    sitting.refresh_from_db()
    assert (sitting.phase, sitting.is_running) == ("ended", False)
    page = client.get(reverse("live:sitting_detail", args=[sitting.pk])).content.decode()
    assert "Không có kết quả" in page


def test_results_that_are_being_written_are_looked_for_until_they_are_there(body, client_of):
    from .test_services import play

    sitting = make_sitting(body)
    play(body, sitting, [seat_of(sitting, body.member)], [(1,), (2,), (0,)])
    act(sitting, body, "end")
    client, url = client_of(user_of(body.secretary)), reverse("live:sitting_detail", args=[sitting.pk])

    waiting = client.get(url).content.decode()
    services.write_results(sitting=sitting)
    written = client.get(url).content.decode()

    assert ("Kết quả đang được ghi" in waiting, "every 2s" in waiting) == (True, True)
    assert ("Kết quả đang được ghi" in written, "every 2s" in written) == (False, False)


def test_after_the_end_the_page_shows_standings_and_who_sat_there(body, client_of):
    from .test_services import play

    sitting = make_sitting(body)
    play(body, sitting, [seat_of(sitting, body.member)], [(1,), (2,), (0,)])
    act(sitting, body, "end")
    services.write_results(sitting=sitting)

    page = (
        client_of(user_of(body.secretary))
        .get(reverse("live:sitting_detail", args=[sitting.pk]))
        .content.decode()
    )

    assert "Hoàng Văn Êm" in page
    assert sitting.code not in page


def test_list_shows_what_runs_and_what_was_held(body, client_of):
    held = act(make_sitting(body), body, "end")
    running = make_sitting(body, meeting=held.quiz.meeting)

    page = client_of(user_of(body.member)).get(reverse("live:sitting_list")).content.decode()

    assert reverse("live:sitting_detail", args=[running.pk]) in page
    assert reverse("live:sitting_detail", args=[held.pk]) in page


def test_a_hall_that_runs_waits_on_the_days_page_of_those_who_may_sit_in_it(body, client_of):
    meeting = make_meeting(body)
    sitting = make_sitting(body, meeting=meeting)
    seat = reverse("live:sitting_phone", args=[sitting.pk])

    assert seat in client_of(user_of(body.member)).get(reverse("desk:today")).content.decode()
    assert seat not in client_of(user_of(body.other_secretary)).get(reverse("desk:today")).content.decode()

    act(sitting, body, "end")
    assert seat not in client_of(user_of(body.member)).get(reverse("desk:today")).content.decode()
