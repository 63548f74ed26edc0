"""What the pages of the hall are made of: the same for a sign-in and for a card."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..models import LiveSeat
from ..services import seat_ticket


def phone_page(request: HttpRequest, seat: LiveSeat, home_url: str) -> HttpResponse:
    """The page of one seat, with its ticket; it is kept nowhere but in the phone."""
    sitting = seat.sitting
    context = {
        "sitting": sitting,
        "ticket": seat_ticket(seat),
        "title": sitting.quiz.title,
        "home_url": home_url,
    }
    answer = render(request, "live/sitting_phone.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
