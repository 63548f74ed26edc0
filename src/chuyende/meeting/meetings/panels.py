"""What apps above add to the pages of a meeting: papers, quizzes, minutes. The pages never name an app."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.functional import Promise

from .models import Meeting

#: `todo`: lines of «what must I do»; `page`: sections of the meeting's page; `run`: beside the run of show
Spot = Literal["todo", "page", "run"]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One piece of a meeting's page, owned by another app.

    `context` gives what `template` needs under the name `panel`, or None when this reader sees nothing of it.
    """

    key: str
    spot: Spot
    order: int
    template: str
    context: Callable[[HttpRequest, Meeting], dict[str, Any] | None]


@dataclass(frozen=True)
class ShownPanel:
    template: str
    context: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A page of the meeting for whoever records it; its address takes the meeting's id."""

    key: str
    label: str | Promise
    url_name: str
    order: int


_panels: dict[str, Panel] = {}
_tabs: dict[str, Tab] = {}


def register(panel: Panel) -> None:
    """Add a panel when the app that owns it is loaded."""
    _panels[panel.key] = panel


def add_tab(tab: Tab) -> None:
    """Add a page for whoever records, when the app that owns it is loaded."""
    _tabs[tab.key] = tab


def tabs() -> list[Tab]:
    return sorted(_tabs.values(), key=lambda tab: (tab.order, tab.key))


def panels_for(request: HttpRequest, meeting: Meeting, *spots: Spot) -> dict[str, list[ShownPanel]]:
    """Return what each of `spots` shows to this reader; what no page asks for is not computed."""
    shown: dict[str, list[ShownPanel]] = {spot: [] for spot in spots}
    for panel in sorted(_panels.values(), key=lambda panel: (panel.order, panel.key)):
        if panel.spot in spots and (context := panel.context(request, meeting)) is not None:
            shown[panel.spot].append(ShownPanel(panel.template, context))
    return shown
