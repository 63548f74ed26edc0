"""Standings as they are shown, and what apps above offer to do with them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from chuyende.foundation.organisation.policy import AnyUser
from chuyende.meeting.contests.models import Contest

from .reckoning import content_of, last_result


def standings_shown(contest: Contest) -> dict[str, Any]:
    """What was announced last; before the results are announced, what the record gives now."""
    announced = last_result(contest)
    return announced.content if announced else content_of(contest)


@dataclass(frozen=True)
class ContestLink:
    """What an app above offers to do with the announced results of a contest."""

    label: str
    url: str


LinkSource = Callable[[Contest, AnyUser], Iterable[ContestLink]]
_sources: list[LinkSource] = []


def add_contest_links(source: LinkSource) -> None:
    """Let `source` offer what may be done with announced results; the app that does it calls this when it is loaded."""
    if source not in _sources:
        _sources.append(source)


def contest_links(contest: Contest, user: AnyUser) -> list[ContestLink]:
    """What `user` may do with the results of `contest`."""
    return [link for source in _sources for link in source(contest, user)]
