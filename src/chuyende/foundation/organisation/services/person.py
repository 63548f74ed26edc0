"""What is written about a person: the name in one spelling, dates that can be true, nobody twice."""

import datetime as dt
from typing import Any, Final

from django.utils.translation import gettext as _

from chuyende.foundation.core import clock, vietnamese
from chuyende.foundation.organisation.engine.life import contradictions
from chuyende.foundation.organisation.errors import DatesImpossible, MemberKnown
from chuyende.foundation.organisation.models import Member, Membership
from chuyende.foundation.organisation.queries import same_name

#: what is kept about a member beside the name
DETAILS: Final = (
    "birth_date",
    "sex",
    "joined_on",
    "official_on",
    "department",
    "job_title",
    "email",
    "phone",
)
_DATES: Final = ("birth_date", "joined_on", "official_on")


def checked_details(details: dict[str, Any], known: Member | None = None) -> dict[str, Any]:
    """Return `details` when their dates can be true of one life, together with those `known` already.

    Raises `DatesImpossible`.
    """
    if unknown := set(details) - set(DETAILS):
        raise TypeError(f"nothing called {', '.join(sorted(unknown))} is kept about a member")
    days = {name: details.get(name, getattr(known, name, None)) for name in _DATES}
    for wrong in contradictions(**days, today=clock.today()):
        raise DatesImpossible(f"{wrong.reason} {wrong.suggestion}", field=wrong.field)
    return details


def require_new_person(full_name: str, birth_date: dt.date | None) -> None:
    """Stop with `MemberKnown` when somebody of that name, not born on another day, is on the list already."""
    for member in Member.objects.filter(folded_name=vietnamese.fold(full_name)):
        told_apart = birth_date and member.birth_date and birth_date != member.birth_date
        if told_apart or same_name(member.full_name) != same_name(full_name):
            continue
        last = (
            Membership.objects.filter(member=member).select_related("organisation").order_by("-since").first()
        )
        place = last.organisation.name if last else "–"
        raise MemberKnown(_known(last) % {"name": member, "cell": place}, field="full_name")


def _known(last: Membership | None) -> str:
    if last is None or (last.until is not None and last.until < clock.today()):
        return _(
            "%(name)s was on the list before (%(cell)s). Take the member in again on the member's own page; for "
            "another person of the same name, write the dates of birth of both."
        )
    return _(
        "%(name)s belongs to %(cell)s already. If this is another person of the same name, write the dates of "
        "birth of both."
    )
