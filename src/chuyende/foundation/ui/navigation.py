"""The places of the product, as the rail, the bottom bar and the public menu show them.

An app adds its own places in `AppConfig.ready()`; the layouts never name an app:

    navigation.add(Place(key="today", label=_("Today"), url_name="desk:today", icon="home", area="member", order=10))
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Area = Literal["public", "top", "member", "cell", "committee", "administrator"]

BOTTOM_BAR_PLACES = 5

HEADINGS: dict[Area, str | Promise] = {
    "member": "",
    "cell": _("Cell's committee"),
    "committee": _("Party committee"),
    "administrator": _("Administration"),
}


def _always(_request: HttpRequest) -> bool:
    return True


def _no_badge(_request: HttpRequest) -> int | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Place:
    """One entry of the navigation.

    `area` "public" is the menu of the public site; "top" stands as an icon beside the title bar (search,
    notifications); the others are the groups of the rail. `owns` lists view-name prefixes ("meetings:",
    "library:clip_") whose pages light this place up. `visible` decides per request; `badge` gives a count
    of things that wait, None or 0 for no mark. `short` is the name in the phone's bottom bar, where the whole label
    has no room.
    """

    key: str
    label: str | Promise
    url_name: str
    icon: str
    area: Area
    order: int
    short: str | Promise = ""
    owns: tuple[str, ...] = ()
    visible: Callable[[HttpRequest], bool] = _always
    badge: Callable[[HttpRequest], int | None] = _no_badge

    @cached_property
    def words(self) -> tuple[str, str]:
        """The name and the short one, as they are read."""
        return str(self.label), str(self.short or self.label)

    def closeness(self, view_name: str) -> int:
        """How closely this place answers for the page `view_name`; 0 when it does not."""
        if view_name == self.url_name:
            return len(view_name) + 1
        return max((len(prefix) for prefix in self.owns if view_name.startswith(prefix)), default=0)


@dataclass(frozen=True)
class ShownPlace:
    """A place as one visitor sees it on one page."""

    key: str
    label: str
    short: str
    url: str
    icon: str
    active: bool
    badge: int | None


@dataclass(frozen=True)
class Group:
    """Places of one area under their small heading (empty for the member's own)."""

    area: Area
    heading: str
    places: tuple[ShownPlace, ...]


_places: dict[str, Place] = {}
_unit_providers: list[Callable[[HttpRequest], str]] = []


def add(place: Place) -> None:
    """Register a place. A key used twice is a mistake of the programmer: ValueError."""
    if place.key in _places and _places[place.key] != place:
        raise ValueError(f"navigation place {place.key!r} is registered twice")
    _places[place.key] = place


@cache
def _address(url_name: str) -> str:
    return reverse(url_name)


def name_unit_by(provider: Callable[[HttpRequest], str]) -> None:
    """Let `provider` name the organisation under the product's name (rail and public masthead)."""
    _unit_providers[:] = [provider]


class Navigation:
    """The places that one request may see; nothing is asked until a layout shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def _visible(self) -> list[Place]:
        ordered = sorted(_places.values(), key=lambda place: (place.order, place.key))
        return [place for place in ordered if place.visible(self._request)]

    @cached_property
    def _active_key(self) -> str:
        match = getattr(self._request, "resolver_match", None)
        if match is None:
            return ""
        best = max(self._visible, key=lambda place: place.closeness(match.view_name), default=None)
        return best.key if best and best.closeness(match.view_name) else ""

    def _area(self, area: Area) -> tuple[ShownPlace, ...]:
        return tuple(
            ShownPlace(
                key=place.key,
                label=place.words[0],
                short=place.words[1],
                url=_address(place.url_name),
                icon=place.icon,
                active=place.key == self._active_key,
                badge=place.badge(self._request),
            )
            for place in self._visible
            if place.area == area
        )

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The rail: one group per area that has a visible place."""
        groups = (Group(area, str(heading), self._area(area)) for area, heading in HEADINGS.items())
        return tuple(group for group in groups if group.places)

    @cached_property
    def bottom(self) -> tuple[ShownPlace, ...]:
        """The phone's bottom bar: the member's first five places."""
        own = (place for group in self.groups if group.area == "member" for place in group.places)
        return tuple(own)[:BOTTOM_BAR_PLACES]

    @cached_property
    def top(self) -> tuple[ShownPlace, ...]:
        return self._area("top")

    @cached_property
    def public(self) -> tuple[ShownPlace, ...]:
        return self._area("public")

    @cached_property
    def home(self) -> str:
        """Where the product's name leads: the member's first place, the public site for everybody else."""
        return self.bottom[0].url if self.bottom else "/"

    @cached_property
    def waiting(self) -> int:
        """How many things wait in places that the phone's bottom bar does not show."""
        shown = {place.key for place in self.bottom}
        return sum(
            place.badge or 0 for group in self.groups for place in group.places if place.key not in shown
        )

    @cached_property
    def unit(self) -> str:
        """The organisation whose site this is; empty until one exists."""
        return next((provider(self._request) for provider in _unit_providers), "")
