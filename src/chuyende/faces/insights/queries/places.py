"""Which part of the tree, and which years."""

from django.db.models import QuerySet

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.policy import AnyUser, reach_of
from chuyende.planning.programmes.models import Topic

from .. import rules


def places_visible_to(user: AnyUser) -> QuerySet[Organisation]:
    """The committees and cells over which `user` may look, the highest first."""
    return rules.VIEW.filter(Organisation.objects.all(), user).order_by("depth", "path")


def years_of(place: Organisation) -> list[int]:
    """The years for which there are topics under `place`, latest first."""
    kept = Topic.objects.filter(organisation__path__startswith=place.path).order_by()
    return sorted(kept.values_list("year", flat=True).distinct(), reverse=True)


def year_to_show(years: list[int]) -> int:
    """This year if there are facts of it, else the last year before it that has some."""
    this_year = clock.today().year
    return max((year for year in years if year <= this_year), default=this_year)


def looks_over_others(user: AnyUser) -> bool:
    """Tell whether `user` directs, inspects or administers more than the own cell. Reads the reach alone."""
    reach = reach_of(user)
    return bool(reach.paths(rules.WATCHING) - set(reach.home_paths))


def looks_over_own_cell(user: AnyUser) -> bool:
    """Tell whether `user` leads the own cell and nothing more."""
    reach = reach_of(user)
    return bool(reach.paths(rules.WATCHING)) and not looks_over_others(user)
