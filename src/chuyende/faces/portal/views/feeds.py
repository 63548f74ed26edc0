"""What machines read: the feed of news, the map of the site, the word to robots."""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chuyende.foundation.organisation.queries import whole_body

from .. import queries
from ..models import Article

IN_FEED = 20


class LatestArticles(Feed):
    """The newest articles with their leads, as RSS 2.0."""

    link = reverse_lazy("portal:home")

    def title(self) -> str:
        site = whole_body()
        return site.name if site else "Chuyên Đề"

    def description(self) -> str:
        return _("News of the Party committee and its cells")

    def items(self) -> QuerySet[Article]:
        return queries.published()[:IN_FEED]

    def item_title(self, item: Article) -> str:
        return str(item.edition)

    def item_description(self, item: Article) -> str:
        return item.edition.lead if item.edition else ""

    def item_link(self, item: Article) -> str:
        return reverse("portal:article_read", args=[item.slug])

    def item_pubdate(self, item: Article) -> dt.datetime | None:
        return item.published_at

    def item_updateddate(self, item: Article) -> dt.datetime | None:
        return item.edition.created_at if item.edition else None

    def item_author_name(self, item: Article) -> str:
        return item.edition.author_name if item.edition else ""

    def item_categories(self, item: Article) -> list[str]:
        return [item.edition.category] if item.edition and item.edition.category else []


class Articles(Sitemap):
    """Each published article with the day of its last edition."""

    def items(self) -> QuerySet[Article]:
        return queries.published()

    def location(self, item: Article) -> str:
        return reverse("portal:article_read", args=[item.slug])

    def lastmod(self, item: Article) -> dt.datetime | None:
        return item.edition.created_at if item.edition else None


class Pages(Sitemap):
    """The pages that are always there."""

    def items(self) -> list[str]:
        return ["home", "article_list", "about", "document_list", "search", "visitor_statistics", "site_map"]

    def location(self, item: str) -> str:
        return reverse(f"portal:{item}")


_feed = LatestArticles()


@login_not_required
@require_safe
def latest_articles(request: HttpRequest) -> HttpResponse:
    return _feed(request)


@login_not_required
@require_safe
def sitemap_xml(request: HttpRequest) -> Any:
    return sitemap(request, {"pages": Pages(), "articles": Articles()})


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Robots may read what the public may; the rest asks for a sign-in anyway."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('portal:search')}",
        f"Disallow: {reverse('portal:newsroom')}",
        f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
