"""Counting a view of a public page: after the page has gone out, and never at its cost."""

import datetime as dt
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

import structlog
from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from chuyende.foundation.core import clock

from . import visits
from .models import Article, Reading, VisitDay, Visitor, VisitSalt

log = structlog.get_logger(__name__)
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

#: today's salt as this process read it from the database
_salts: dict[dt.date, bytes] = {}


def counted(view: View[P]) -> View[P]:
    """Count each page that `view` shows as a visit, once the reader has it.

    A view of an article names it in `request.article_read`. Only whole pages count: no redirects, errors,
    HEAD requests, prefetching or parts of a page.
    """

    @wraps(view)
    def counting(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and _is_read_by_somebody(request):
            address, agent = request.META.get("REMOTE_ADDR", ""), request.headers.get("User-Agent", "")
            article = getattr(request, "article_read", None)
            # the server closes the response after its last byte: the reader waits for no counter
            response._resource_closers.append(lambda: count_visit(address, agent, article))  # type: ignore[attr-defined]  # Django's list of what to do at closing
        return response

    return cast("View[P]", counting)


def count_visit(address: str, agent: str, article: uuid.UUID | None = None) -> None:
    """Add one view of a page by whoever has this address and browser; with `article`, one view of that too.

    One transaction; a database that is busy or down costs the count, never the page.
    """
    try:
        with transaction.atomic():
            salt, now = _salt_of(clock.today()), clock.now()
            _add_page_view(clock.today())
            _note_visitor(visits.visitor_key(salt, address, agent), now)
            if article is not None:
                key = visits.visitor_key(salt, address, agent, page=article.hex)
                _add_article_view(article, key, now)
    except DatabaseError:
        log.warning("visit_not_counted", exc_info=True)


def _is_read_by_somebody(request: HttpRequest) -> bool:
    if request.method != "GET" or request.headers.get("HX-Request"):
        return False
    purpose = request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose", "")
    return "prefetch" not in purpose and not visits.is_robot(request.headers.get("User-Agent", ""))


def _salt_of(day: dt.date) -> bytes:
    if day not in _salts:
        VisitSalt.objects.exclude(day=day).delete()
        VisitSalt.objects.bulk_create([VisitSalt(day=day, salt=visits.new_salt())], ignore_conflicts=True)
        _salts.clear()
        _salts[day] = bytes(VisitSalt.objects.get(day=day).salt)
    return _salts[day]


def _add_page_view(day: dt.date) -> None:
    today = VisitDay.objects.filter(day=day)
    if not today.update(views=F("views") + 1):
        VisitDay.objects.bulk_create([VisitDay(day=day)], ignore_conflicts=True)
        today.update(views=F("views") + 1)


def _note_visitor(key: str, now: dt.datetime) -> None:
    if Visitor.objects.filter(key=key, seen_at__gt=now - visits.SEEN_AGAIN).exists():
        return
    Visitor.objects.bulk_create(
        [Visitor(key=key, seen_at=now)],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["seen_at"],
    )
    Visitor.objects.filter(seen_at__lte=now - visits.ONLINE).delete()


def _add_article_view(article: uuid.UUID, key: str, now: dt.datetime) -> None:
    if Reading.objects.filter(key=key, read_at__gt=now - visits.READ_AGAIN).exists():
        return
    Reading.objects.bulk_create(
        [Reading(key=key, read_at=now)],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["read_at"],
    )
    Reading.objects.filter(read_at__lte=now - visits.READ_AGAIN).delete()
    Article.objects.filter(pk=article).update(views=F("views") + 1)
