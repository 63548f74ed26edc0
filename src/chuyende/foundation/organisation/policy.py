"""Who may, and which: one declaration read both ways.

A policy is built from a few atoms and answers two questions: may this person do it to this object
(`allows`), and to which objects (`filter`). Lists and checks therefore cannot disagree.

    MEETING = over(*LEADERS, Role.INSPECTOR) | belongs() | mine("chair")
    grant(Perm.MEETING_VIEW, MEETING)

Paths name the way from the object to an organisation or member with Django's double underscores;
"" means that the object itself is the organisation.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import rules
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet, Value

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.prepared import Prepared

from .enums import OrganisationKind, Role
from .models import Member, Membership, Organisation, Position
from .permissions import Perm

M = TypeVar("M", bound=Model)
AnyUser = User | AnonymousUser

#: The committee of a node: who prepares, decides and answers for it.
LEADERS = (Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER)
#: Who chairs and signs.
CHAIRS = (Role.SECRETARY, Role.DEPUTY)


def _places(user: uuid.UUID, day: dt.date) -> QuerySet[Any, tuple[str, str]]:
    positions = Position.objects.on(day).filter(member__user=user)
    cells = Membership.objects.on(day).filter(member__user=user).annotate(role=Value(""))
    either = (rows.order_by().values_list("role", "organisation__path") for rows in (positions, cells))
    return next(either).union(*either, all=True)


_MEMBER = Prepared(lambda user: Member.objects.filter(user=user), uuid.UUID)
_PLACES = Prepared(_places, uuid.UUID, dt.date)


class Reach:
    """Where a person stands in the tree on one day: read once, asked often."""

    def __init__(self, user: AnyUser, day: dt.date) -> None:
        self.user, self.day = user, day

    @classmethod
    def belonging(cls, under: tuple[str, ...]) -> "Reach":
        """A reach of which nothing else is known: what a prepared question is built by."""
        reach = cls(AnonymousUser(), dt.date.min)
        reach.under = under
        return reach

    @cached_property
    def member(self) -> Member | None:
        return _MEMBER.first(self.user.pk) if self.user.is_authenticated else None

    @cached_property
    def _places(self) -> list[tuple[str, str]]:
        """(role, path) of every position held on the day, and ("", path) of the cell: one question for both."""
        return _PLACES.ask(self.user.pk, self.day) if self.user.is_authenticated else []

    @property
    def positions(self) -> list[tuple[str, str]]:
        """(role, path of the node) of each position held on the day."""
        return [place for place in self._places if place[0]]

    @property
    def home_paths(self) -> list[str]:
        """Path of the cell that the person belongs to on the day: at most one, by the database's rule."""
        return [path for role, path in self._places if not role]

    @cached_property
    def under(self) -> tuple[str, ...]:
        """Paths of the nodes that the person belongs to on the day: the cell and every committee above it."""
        step = Organisation.steplen
        ends = ((home, end) for home in self.home_paths for end in range(step, len(home) + 1, step))
        return tuple(sorted({home[:end] for home, end in ends}))

    def paths(self, roles: Iterable[str]) -> set[str]:
        return {path for role, path in self.positions if role in roles}

    def has_role(self, *roles: Role) -> bool:
        return bool(self.paths(roles))


def reach_of(user: AnyUser) -> Reach:
    """Return the user's reach today; kept on the user object, which lives as long as one request."""
    kept = getattr(user, "_reach", None)
    if kept is None or kept.day != clock.today():
        kept = Reach(user, clock.today())
        user._reach = kept  # type: ignore[union-attr]  # one request, one reading
    return kept


class Policy:
    """A condition on a person and an object, composable with `|` and `&`."""

    def q(self, reach: Reach) -> Q:
        raise NotImplementedError(f"{type(self).__name__} must say which objects")

    def allows(self, reach: Reach, obj: Any) -> bool:
        raise NotImplementedError(f"{type(self).__name__} must say whether")

    def __or__(self, other: "Policy") -> "Policy":
        return _Any((self, other))

    def __and__(self, other: "Policy") -> "Policy":
        return _All((self, other))

    def filter(self, queryset: "QuerySet[M]", user: AnyUser) -> "QuerySet[M]":
        """Keep the objects of `queryset` that this policy allows to `user`."""
        return queryset.filter(self.q(reach_of(user)))


_NOTHING = Q(pk__in=[])


def _join(path: str, field: str) -> str:
    return f"{path}__{field}" if path else field


def _follow(obj: Any, path: str) -> Any:
    for step in path.split("__") if path else ():
        if obj is None:
            return None
        obj = getattr(obj, step)
    return obj


@dataclass(frozen=True)
class _Any(Policy):
    parts: tuple[Policy, ...]

    def q(self, reach: Reach) -> Q:
        found = Q()
        for part in self.parts:
            found |= part.q(reach)
        return found

    def allows(self, reach: Reach, obj: Any) -> bool:
        return any(part.allows(reach, obj) for part in self.parts)


@dataclass(frozen=True)
class _All(Policy):
    parts: tuple[Policy, ...]

    def q(self, reach: Reach) -> Q:
        found = Q()
        for part in self.parts:
            found &= part.q(reach)
        return found

    def allows(self, reach: Reach, obj: Any) -> bool:
        return all(part.allows(reach, obj) for part in self.parts)


@dataclass(frozen=True)
class _At(Policy):
    """Holds one of the roles exactly at the object's node."""

    roles: tuple[str, ...]
    via: str

    def q(self, reach: Reach) -> Q:
        paths = reach.paths(self.roles)
        return Q(**{_join(self.via, "path__in"): paths}) if paths else _NOTHING

    def allows(self, reach: Reach, obj: Any) -> bool:
        node = _follow(obj, self.via)
        return node is not None and node.path in reach.paths(self.roles)


@dataclass(frozen=True)
class _Over(Policy):
    """Holds one of the roles at the object's node or above it; `strictly`: above it only."""

    roles: tuple[str, ...]
    via: str
    strictly: bool

    def q(self, reach: Reach) -> Q:
        found = _NOTHING
        for path in reach.paths(self.roles):
            under = Q(**{_join(self.via, "path__startswith"): path})
            if self.strictly:
                under &= ~Q(**{_join(self.via, "path"): path})
            found = under if found is _NOTHING else found | under
        return found

    def allows(self, reach: Reach, obj: Any) -> bool:
        node = _follow(obj, self.via)
        return node is not None and any(
            node.path.startswith(path) and not (self.strictly and node.path == path)
            for path in reach.paths(self.roles)
        )


@dataclass(frozen=True)
class _Belongs(Policy):
    """Is a member of the object's node today: of that cell, or of a cell under that committee."""

    via: str

    def q(self, reach: Reach) -> Q:
        return Q(**{_join(self.via, "path__in"): reach.under}) if reach.under else _NOTHING

    def allows(self, reach: Reach, obj: Any) -> bool:
        node = _follow(obj, self.via)
        return node is not None and node.path in reach.under


@dataclass(frozen=True)
class _Mine(Policy):
    """The object names this person: a member, or (with `account`) a user."""

    via: str
    account: bool

    def q(self, reach: Reach) -> Q:
        me = reach.user if self.account and reach.user.is_authenticated else reach.member
        return Q(**{_join(self.via, "pk"): me.pk}) if me is not None else _NOTHING

    def allows(self, reach: Reach, obj: Any) -> bool:
        me = reach.user if self.account and reach.user.is_authenticated else reach.member
        way, _step, last = self.via.rpartition("__")
        holder = _follow(obj, way)
        if me is None or holder is None:
            return False
        named = getattr(holder, f"{last}_id") if last else holder.pk  # the key alone: no query for the person
        return bool(named == me.pk)


@dataclass(frozen=True)
class _When(Policy):
    """A plain field has a value: `when(is_public=True)`; holds for everybody, signed in or not."""

    field: str
    value: Any

    def q(self, reach: Reach) -> Q:
        return Q(**{self.field: self.value})

    def allows(self, reach: Reach, obj: Any) -> bool:
        *way, last = self.field.split("__")
        if last == "isnull":
            return (_follow(obj, "__".join(way)) is None) == self.value
        return bool(_follow(obj, self.field) == self.value)


@dataclass(frozen=True)
class _Same(Policy):
    """Every member of the whole body: the person and the object's node share the same root committee."""

    via: str

    def q(self, reach: Reach) -> Q:
        roots = self._roots(reach)
        found = _NOTHING
        for root in roots:
            under = Q(**{_join(self.via, "path__startswith"): root})
            found = under if found is _NOTHING else found | under
        return found

    def allows(self, reach: Reach, obj: Any) -> bool:
        node = _follow(obj, self.via)
        return node is not None and node.path[: Organisation.steplen] in self._roots(reach)

    @staticmethod
    def _roots(reach: Reach) -> set[str]:
        held = [path for _role, path in reach.positions]
        return {path[: Organisation.steplen] for path in [*reach.home_paths, *held]}


@dataclass(frozen=True)
class _Colleague(Policy):
    """Holds one of the roles somewhere in the whole body of the object's node."""

    roles: tuple[str, ...]
    via: str

    def q(self, reach: Reach) -> Q:
        found = _NOTHING
        for root in self._roots(reach):
            under = Q(**{_join(self.via, "path__startswith"): root})
            found = under if found is _NOTHING else found | under
        return found

    def allows(self, reach: Reach, obj: Any) -> bool:
        node = _follow(obj, self.via)
        return node is not None and node.path[: Organisation.steplen] in self._roots(reach)

    def _roots(self, reach: Reach) -> set[str]:
        return {path[: Organisation.steplen] for path in reach.paths(self.roles)}


def at(*roles: Role, via: str = "organisation") -> Policy:
    """Whoever holds one of `roles` exactly at the node found by `via`."""
    return _At(tuple(roles), via)


def over(*roles: Role, via: str = "organisation") -> Policy:
    """Whoever holds one of `roles` at the node found by `via` or above it."""
    return _Over(tuple(roles), via, strictly=False)


def above(*roles: Role, via: str = "organisation") -> Policy:
    """Whoever holds one of `roles` strictly above the node found by `via`."""
    return _Over(tuple(roles), via, strictly=True)


def belongs(via: str = "organisation") -> Policy:
    """Today's members of the node found by `via` (or of a cell under it)."""
    return _Belongs(via)


def same_body(via: str = "organisation") -> Policy:
    """Everybody of the same whole Party body: titles, calendar, statistics."""
    return _Same(via)


def colleague(*roles: Role, via: str = "organisation") -> Policy:
    """Whoever holds one of `roles` at any node of the same whole Party body."""
    return _Colleague(tuple(roles), via)


def mine(via: str, *, account: bool = False) -> Policy:
    """The member (or with `account` the user) whom the object names by `via`."""
    return _Mine(via, account)


def when(**condition: Any) -> Policy:
    """Objects of which one plain field has this value, for everybody."""
    ((field, value),) = condition.items()
    return _When(field, value)


#: What has been granted, for the architecture tests and the docs.
GRANTED: dict[Perm, Policy] = {}


def grant(perm: Perm, policy: Policy) -> Policy:
    """Declare who has `perm`. Without a grant nobody has."""
    GRANTED[perm] = policy
    rules.add_perm(
        perm, rules.predicate(lambda user, obj: policy.allows(reach_of(user), obj), name=perm.value)
    )
    return policy


def can(user: AnyUser, perm: Perm, obj: Model) -> bool:
    """Tell whether `user` has `perm` for `obj` today."""
    return rules.has_perm(perm, user, obj)


def require(actor: AnyUser, perm: Perm, obj: Model) -> None:
    """Stop with `NotAllowed` unless `actor` has `perm` for `obj` today: the first line of every service."""
    if not can(actor, perm, obj):
        raise NotAllowed(perm)


def is_cell(organisation: Organisation) -> bool:
    return organisation.kind == OrganisationKind.CELL
