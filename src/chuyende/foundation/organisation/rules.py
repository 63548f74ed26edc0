"""Who sees and changes the organisation, its members, their accounts and the log of acts."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from .enums import OrganisationKind, Role
from .models import Membership, Position
from .permissions import Perm
from .policy import CHAIRS, LEADERS, Policy, Reach, above, at, belongs, grant, mine, over, same_body, when

_HERE = ""  # the object is the organisation itself


@dataclass(frozen=True)
class _Today(Policy):
    """The policy holds for the membership that the member has today."""

    policy: Policy

    def q(self, reach: Reach) -> Q:
        held = Membership.objects.on(reach.day).filter(self.policy.q(reach))
        return Q(pk__in=held.values("member"))

    def allows(self, reach: Reach, obj: Any) -> bool:
        held = Membership.objects.on(reach.day).filter(member=obj).select_related("organisation")
        return any(self.policy.allows(reach, membership) for membership in held)


@dataclass(frozen=True)
class _Ever(Policy):
    """The policy holds for some membership or position that the member has or had."""

    policy: Policy

    def q(self, reach: Reach) -> Q:
        condition = self.policy.q(reach)
        memberships = Membership.objects.filter(condition).values("member")
        positions = Position.objects.filter(condition).values("member")
        return Q(pk__in=memberships) | Q(pk__in=positions)

    def allows(self, reach: Reach, obj: Any) -> bool:
        return any(
            self.policy.allows(reach, held)
            for model in (Membership, Position)
            for held in model.objects.filter(member=obj).select_related("organisation")
        )


@dataclass(frozen=True)
class _Gone(Policy):
    """The member belongs to no cell today: the records stay with whoever kept them last."""

    def q(self, reach: Reach) -> Q:
        return ~Q(pk__in=Membership.objects.on(reach.day).values("member"))

    def allows(self, reach: Reach, obj: Any) -> bool:
        return not Membership.objects.on(reach.day).filter(member=obj).exists()


@dataclass(frozen=True)
class _Never(Policy):
    """The policy holds for none of the positions that the member has today."""

    policy: Policy

    def q(self, reach: Reach) -> Q:
        return ~Q(pk__in=Position.objects.on(reach.day).filter(self.policy.q(reach)).values("member"))

    def allows(self, reach: Reach, obj: Any) -> bool:
        held = Position.objects.on(reach.day).filter(member=obj).select_related("organisation")
        return not any(self.policy.allows(reach, position) for position in held)


@dataclass(frozen=True)
class _Not(Policy):
    """The other policy does not hold."""

    policy: Policy

    def q(self, reach: Reach) -> Q:
        return ~self.policy.q(reach)

    def allows(self, reach: Reach, obj: Any) -> bool:
        return not self.policy.allows(reach, obj)


_COMMITTEE_ITSELF = when(kind=OrganisationKind.COMMITTEE) & at(*CHAIRS, via=_HERE)
#: the structure is the Party committee's affair: a cell does not open, merge or close itself
_STRUCTURE = over(Role.ADMINISTRATOR, via=_HERE) | above(*CHAIRS, via=_HERE) | _COMMITTEE_ITSELF

VIEW = grant(Perm.ORGANISATION_VIEW, same_body(_HERE))
CHANGE = grant(Perm.ORGANISATION_CHANGE, _STRUCTURE)

#: names: one's own cell, who leads or inspects it, who keeps the records
MEMBER_VIEW = grant(
    Perm.MEMBER_VIEW,
    mine("")
    | _Today(belongs() | at(*LEADERS))
    | _Ever(over(Role.ADMINISTRATOR, Role.INSPECTOR) | above(*LEADERS)),
)
_KEEPERS = over(Role.ADMINISTRATOR) | above(*LEADERS)
#: dates, telephone, history: oneself, who leads the cell today, who leads above, who keeps the records
MEMBER_VIEW_DETAILS = grant(
    Perm.MEMBER_VIEW_DETAILS, mine("") | _Today(at(*LEADERS) | _KEEPERS) | _Gone() & _Ever(_KEEPERS)
)
MEMBER_CHANGE = grant(Perm.MEMBER_CHANGE, _Today(at(*CHAIRS) | _KEEPERS) | _Gone() & _Ever(_KEEPERS))
MEMBER_ADMIT = grant(
    Perm.MEMBER_ADMIT, over(*CHAIRS, Role.ADMINISTRATOR, via=_HERE) | above(*LEADERS, via=_HERE)
)
POSITION_CHANGE = grant(Perm.POSITION_CHANGE, _STRUCTURE)
MINUTE_TAKER_CHANGE = grant(Perm.MINUTE_TAKER_CHANGE, over(*CHAIRS, Role.ADMINISTRATOR, via=_HERE))
ROSTER_IMPORT = grant(Perm.ROSTER_IMPORT, _STRUCTURE)

#: who sets passwords could act as that person: an administrator of a part never for whoever has a role outside it
ACCOUNT_MANAGE = grant(
    Perm.ACCOUNT_MANAGE,
    (_Today(over(Role.ADMINISTRATOR)) | _Gone() & _Ever(over(Role.ADMINISTRATOR)))
    & _Never(_Not(over(Role.ADMINISTRATOR))),
)
SECOND_FACTOR_REQUIRE = grant(Perm.SECOND_FACTOR_REQUIRE, over(Role.ADMINISTRATOR, via=_HERE))
AUDIT_VIEW = grant(
    Perm.AUDIT_VIEW, over(Role.ADMINISTRATOR, Role.INSPECTOR, via=_HERE) | over(*CHAIRS, via=_HERE)
)
