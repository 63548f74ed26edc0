"""What apps above add to the page of a question: what its sittings have shown. The page never names an app."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from .models import Question


@dataclass(frozen=True)
class Panel:
    """One piece of a question's page: `template` finds what it needs under the name `panel`."""

    template: str
    context: dict[str, Any]


PanelSource = Callable[[HttpRequest, Question], Panel | None]
_sources: list[PanelSource] = []


def add(source: PanelSource) -> None:
    """Let `source` add a panel when the app that owns it is loaded; None where a reader sees nothing of it."""
    if source not in _sources:
        _sources.append(source)


def panels_for(request: HttpRequest, question: Question) -> list[Panel]:
    """The panels of a question that this reader sees."""
    return [panel for source in _sources if (panel := source(request, question)) is not None]
