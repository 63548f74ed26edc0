"""What everybody may read, signed in or not."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from easy_thumbnails.exceptions import InvalidImageFormatError

from chuyende.foundation.organisation.queries import whole_body

from .. import queries
from ..counting import P, View, counted
from ..models import Article, Edition
from ..photos import SIZES, derivative
from ..texts import excerpt

A_PAGE = 12
LATEST = 5


def public_page(view: View[P]) -> View[P]:
    """A page that everybody may read: compressed, and counted as a visit.

    Compressing is safe here: what a public page answers holds nothing that one could guess at bit by bit.
    """
    return login_not_required(require_safe(gzip_page(counted(view))))


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """The latest news and the newest public documents."""
    news = list(queries.published()[: LATEST + 1])
    return _page(
        request,
        "portal/home.html",
        news=news,
        documents=queries.public_documents()[:LATEST],
        show_latest=False,
    )


@public_page
def article_list(request: HttpRequest) -> HttpResponse:
    """All news, newest first; with `?chuyen-muc=` those of one category."""
    category = request.GET.get("chuyen-muc", "")
    news = queries.published_in(category) if category else queries.published()
    page = Paginator(news, A_PAGE).get_page(request.GET.get("page"))
    address = reverse("portal:article_list")
    tabs = [(_("All categories"), address, not category)] + [
        (name, f"{address}?{urlencode({'chuyen-muc': name})}", name == category)
        for name in queries.categories()
    ]
    return _page(request, "portal/article_list.html", page=page, category=category, tabs=tabs)


@public_page
def article_read(request: HttpRequest, slug: str) -> HttpResponse:
    """One article with its photograph, its counter, and the ways on from it."""
    article = get_object_or_404(queries.published(), slug=slug)
    request.article_read = article.pk  # type: ignore[attr-defined]  # read by `counted`
    older, newer = queries.neighbours_of(article)
    return _page(
        request,
        "portal/article_read.html",
        article=article,
        text=article.edition,
        older=older,
        newer=newer,
        related=queries.related_to(article),
        address=request.build_absolute_uri(request.path),
    )


@login_not_required
@require_safe
@gzip_page
def article_print(request: HttpRequest, slug: str) -> HttpResponse:
    """The article alone on a sheet."""
    article = get_object_or_404(queries.published(), slug=slug)
    return render(
        request,
        "portal/article_print.html",
        {
            "article": article,
            "text": article.edition,
            "site": whole_body(),
            "address": request.build_absolute_uri(reverse("portal:article_read", args=[slug])),
        },
    )


@login_not_required
@require_safe
def article_photo(request: HttpRequest, pk: uuid.UUID, size: str) -> HttpResponse:
    """A photograph of an article that is public now; of nothing else."""
    shown = queries.published().filter(edition=pk).exclude(edition__photo="")
    article: Article = get_object_or_404(shown)
    assert article.edition is not None  # published() says so
    response = photo_response(article.edition, size)
    patch_cache_control(response, public=True, max_age=24 * 3600)
    return response


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """What the organisation is and does, in its own words."""
    return _page(request, "portal/about.html")


@public_page
def document_list(request: HttpRequest) -> HttpResponse:
    """Governing documents that were put on the public site."""
    page = Paginator(queries.public_documents(), 30).get_page(request.GET.get("page"))
    return _page(request, "portal/document_list.html", page=page)


@login_not_required
@require_safe
def document_file(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    """The file of a public document."""
    document = get_object_or_404(queries.public_documents().exclude(file=""), pk=pk)
    ending = str(document.file.name).rpartition(".")[2]
    return FileResponse(document.file.open(), filename=f"{document.symbol}.{ending}".replace("/", "-"))


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Articles that hold the words asked for, typed with or without marks."""
    asked = request.GET.get("q", "").strip()[:100]
    page = Paginator(queries.search(asked), A_PAGE).get_page(request.GET.get("page"))
    found = [(article, excerpt(queries.words_of(article), asked)) for article in page]
    return _page(request, "portal/search.html", asked=asked, page=page, found=found)


@public_page
def visitor_statistics(request: HttpRequest) -> HttpResponse:
    """The four numbers, and how they are counted."""
    return _page(
        request,
        "portal/visitor_statistics.html",
        start=queries.counter_start(),
        since=queries.counted_since(),
    )


@public_page
def site_map(request: HttpRequest) -> HttpResponse:
    """Every public page in one list."""
    return _page(request, "portal/site_map.html", categories=queries.categories())


def photo_response(text: Article | Edition, size: str) -> HttpResponse:
    """The photograph of a text in one of the sizes; 404 for another size or a file that is gone."""
    if size not in SIZES:
        raise Http404
    try:
        content = derivative(text.photo, size)
    except (FileNotFoundError, InvalidImageFormatError) as error:  # the latter when the file is gone, too
        raise Http404 from error
    return HttpResponse(content, content_type="image/webp")


def _page(request: HttpRequest, template: str, *, show_latest: bool = True, **context: Any) -> HttpResponse:
    """Answer with what stands on every public page: whose site it is, the latest news, the statistics."""
    latest = queries.published()[:LATEST] if show_latest else []
    shared = {"site": whole_body(), "latest": latest, "statistics": queries.statistics()}
    return render(request, template, shared | context)
