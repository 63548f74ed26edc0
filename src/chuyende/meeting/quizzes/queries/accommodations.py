"""Who has been granted what for taking quizzes."""

from dataclasses import dataclass

from django.db.models import QuerySet

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import OrganisationKind
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.foundation.organisation.queries import members_on
from chuyende.meeting.quizzes import rules
from chuyende.meeting.quizzes.models import Accommodation


@dataclass(frozen=True)
class MemberNeeds:
    """A member of the cell and what was granted; None: nothing."""

    member: Member
    accommodation: Accommodation | None


def cells_to_accommodate(user: AnyUser) -> QuerySet[Organisation]:
    """The cells whose members' needs `user` keeps."""
    cells = Organisation.objects.filter(until=None, kind=OrganisationKind.CELL)
    return rules.ACCOMMODATE.filter(cells, user)


def members_to_accommodate(cell: Organisation) -> QuerySet[Member]:
    """Today's members of a cell."""
    return Member.objects.filter(pk__in=members_on(cell, clock.today()).values("member"))


def needs_in(cell: Organisation) -> list[MemberNeeds]:
    """Today's members of a cell by name, with what each has been granted."""
    members = [one.member for one in members_on(cell, clock.today()).select_related("member")]
    granted = {one.member_id: one for one in Accommodation.objects.filter(member__in=members)}
    return [
        MemberNeeds(member, granted.get(member.pk))
        for member in sorted(members, key=lambda member: member.sort_key)
    ]
