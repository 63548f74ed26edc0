"""Everything that one can ask about study materials."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import COUNTED
from chuyende.foundation.organisation.models import Member, Membership, Organisation
from chuyende.foundation.organisation.policy import AnyUser, reach_of

from . import ranges, rules
from .models import Material, Viewing


def materials_visible_to(user: AnyUser) -> QuerySet[Material]:
    return rules.VIEW.filter(Material.objects.select_related("organisation", "added_by"), user)


def materials_to_change(user: AnyUser) -> QuerySet[Material]:
    """What `user` may rename or remove."""
    return rules.CHANGE.filter(Material.objects.select_related("organisation"), user)


def places_to_add_at(user: AnyUser) -> QuerySet[Organisation]:
    """Where `user` may add materials."""
    return rules.ADD.filter(Organisation.objects.all(), user)


def viewing_of(material: Material, user: AnyUser) -> Viewing | None:
    """What `user` has seen of the material."""
    member = reach_of(user).member
    return material.viewings.filter(member=member).first() if member else None


def viewings_of_member(member: Member, materials: Iterable[Material]) -> dict[object, Viewing]:
    """What `member` has seen of each of `materials`, by the material's id."""
    return {viewing.material_id: viewing for viewing in member.viewings.filter(material__in=materials)}


def percent_of(viewing: Viewing | None, material: Material) -> int:
    """How much was seen: of a clip the seconds played, of a document all or nothing."""
    if viewing is None:
        return 0
    if viewing.finished_at:
        return 100
    return int(100 * ranges.share(viewing.watched, material.seconds or 0))


@dataclass(frozen=True)
class Watcher:
    """One member of those for whom the material is meant, and how far that member has come."""

    membership: Membership
    viewing: Viewing | None
    percent: int

    @property
    def is_finished(self) -> bool:
        return self.viewing is not None and self.viewing.finished_at is not None


def memberships_followed_by(material: Material, user: AnyUser) -> QuerySet[Membership]:
    """Members for whom the material is meant and whose progress `user` may see: today's, as the cell counts them."""
    meant_for = Membership.objects.on(clock.today()).filter(
        organisation__path__startswith=material.organisation.path, status__in=COUNTED
    )
    return rules.VIEWINGS.filter(meant_for, user).select_related("member", "organisation")


def watchers(material: Material, user: AnyUser) -> list[Watcher]:
    """Who has watched or read the material and who has not, of those whom `user` may see, by cell and name."""
    memberships = memberships_followed_by(material, user).order_by("organisation__path", "member__sort_key")
    seen = {viewing.member_id: viewing for viewing in material.viewings.all()}
    return [
        Watcher(membership, viewing, percent_of(viewing, material))
        for membership in memberships
        for viewing in [seen.get(membership.member_id)]
    ]


def may_follow(user: AnyUser) -> bool:
    """Tell whether `user` sees the progress of others anywhere."""
    return reach_of(user).has_role(*rules.FOLLOWERS)
