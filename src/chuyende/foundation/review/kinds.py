"""What can be reviewed. An app above registers its kind when it is loaded."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise

from .enums import ReviewLevel
from .models import Review

#: The text as headings and paragraphs: what is kept of a version, compared and shown.
Sections = list[tuple[str, str]]


def _nothing_missing(obj: Any) -> None:
    """Accept."""


@dataclass(frozen=True)
class ReviewKind:
    """How one kind of thing is reviewed.

    `levels` says who decides, in order; `sections` gives the text; `check` raises a `DomainError` when the
    thing is not fit to be submitted or approved.
    """

    kind: str
    label: str | Promise
    model: str
    url_name: str
    levels: Callable[[Any], tuple[ReviewLevel, ...]]
    sections: Callable[[Any], Sections]
    check: Callable[[Any], None] = field(default=_nothing_missing)

    def subject_of(self, review: Review) -> Model:
        """Return the thing under review."""
        return apps.get_model(self.model)._default_manager.get(review=review)

    def url_of(self, review: Review) -> str:
        return reverse(self.url_name, args=[self.subject_of(review).pk])


_kinds: dict[str, ReviewKind] = {}


def register(kind: ReviewKind) -> None:
    """Make a kind of thing reviewable."""
    _kinds[kind.kind] = kind


def kind_of(review: Review) -> ReviewKind:
    return _kinds[review.kind]
