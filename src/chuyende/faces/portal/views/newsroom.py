"""Where news is written, handed in, put on the public site and taken off."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core.errors import DomainError, EditedMeanwhile
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.organisation.queries import whole_body
from chuyende.foundation.review.errors import NotEditableNow
from chuyende.foundation.review.rules import is_editable
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..enums import Work
from ..forms import (
    ArticleForm,
    BeforeItGoesOutForm,
    CounterStartForm,
    DraftForm,
    ViewsBeforeForm,
    WithdrawForm,
)
from ..models import Article
from .public import photo_response

A_PAGE = 30


@require_safe
def newsroom(request: SignedInRequest) -> HttpResponse:
    """Articles in work and published, of everywhere that this person's office reaches."""
    if not queries.works_on_news(request.user):
        raise Http404
    work = Work(chosen) if (chosen := request.GET.get("viec", "")) in Work else None
    articles = queries.articles_in_work(request.user, work)
    context = {
        "page": Paginator(articles, A_PAGE).get_page(request.GET.get("page")),
        "is_all": work is None,
        "works": [
            {"label": each.label, "url": f"?viec={each.value}", "is_open": each == work} for each in Work
        ],
        "may_write": queries.places_to_write(request.user).exists(),
        "may_count": queries.sites_to_count(request.user).exists(),
    }
    return render(request, "portal/newsroom.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def article_draft(request: SignedInRequest) -> HttpResponse:
    """Begin an article: from a closed meeting, or on something else."""
    if not queries.places_to_write(request.user).exists():
        raise Http404
    form = DraftForm(
        request.POST or None, user=request.user, initial={"meeting": request.GET.get("buoi", "")}
    )
    if form.is_valid():
        article = services.draft_article(actor=request.user, **form.cleaned_data)
        return redirect("portal:article_change", pk=article.pk)
    status = 422 if form.is_bound else 200
    return render(request, "portal/article_draft.html", {"form": form}, status=status)


@require_safe
def article_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The article as it stands, where it is on its way, and what can be done with it."""
    return render(request, "portal/article_detail.html", _detail(_in_work(request, pk)))


@require_http_methods(["GET", "HEAD", "POST"])
def article_change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write. Somebody else's text saved meanwhile is shown beside one's own; neither is lost."""
    article = _in_work(request, pk)
    require(request.user, Perm.ARTICLE_CHANGE, article)
    if request.method != "POST":
        if not is_editable(article.review):
            return _handed_in(request, article)
        return _editor(request, article, ArticleForm.of(article))
    form = ArticleForm(request.POST, request.FILES)
    theirs = None
    if form.is_valid():
        try:
            services.save_article(actor=request.user, article=article, **form.cleaned_data)
        except EditedMeanwhile as error:
            theirs = _in_work(request, pk)
            form.data = QueryDict(mutable=True)
            form.data.update({**request.POST.dict(), "revision": str(theirs.revision)})
            form.add_error(None, str(error))
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("The article is saved."))
            return redirect("portal:article_detail", pk=pk)
    return _editor(request, article, form, theirs=theirs)


@require_safe
def article_preview(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The text being written as the public would see it."""
    article = _in_work(request, pk)
    context = {
        "article": article,
        "text": article,
        "is_preview": True,
        "site": whole_body(),
        "latest": queries.published()[:5],
        "statistics": queries.statistics(),
    }
    return render(request, "portal/article_read.html", context)


@require_safe
def draft_photo(request: SignedInRequest, pk: uuid.UUID, size: str) -> HttpResponse:
    """The photograph of a text being written, for those who may read it."""
    article = get_object_or_404(queries.articles_in_work(request.user).exclude(photo=""), pk=pk)
    response = photo_response(article, size)
    patch_cache_control(response, private=True, max_age=300)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def article_submit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The list «before it goes out», line by line, then to those who approve."""
    article = _in_work(request, pk)
    require(request.user, Perm.ARTICLE_CHANGE, article)
    if not is_editable(article.review):
        return _handed_in(request, article)
    form = BeforeItGoesOutForm(request.POST or None, article=article)
    if form.is_valid():
        try:
            services.submit_article(actor=request.user, article=article, note=form.cleaned_data["note"])
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            toast(request, _("The article has been handed in. Those who approve it have been told."))
            return redirect("portal:article_detail", pk=pk)
    context = {"article": article, "form": form, "named": queries.members_named_in(article)}
    return render(request, "portal/article_submit.html", context, status=422 if form.is_bound else 200)


@require_POST
def article_publish(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    services.publish_article(actor=request.user, article=_in_work(request, pk))
    toast(request, _("The article is on the public site."))
    return redirect("portal:article_detail", pk=pk)


@require_POST
def article_withdraw(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take it off the public site, for a reason."""
    article, form = _in_work(request, pk), WithdrawForm(request.POST)
    if form.is_valid():
        try:
            services.withdraw_article(actor=request.user, article=article, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("The article is off the public site. Its text is kept here."))
            return redirect("portal:article_detail", pk=pk)
    return render(request, "portal/article_detail.html", _detail(article, withdraw_form=form), status=422)


@require_POST
def article_views(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Bring over how often the article was viewed on an earlier site."""
    article, form = _in_work(request, pk), ViewsBeforeForm(request.POST)
    require(request.user, Perm.STATISTICS_CHANGE, article.organisation)
    if form.is_valid():
        services.set_views_before(actor=request.user, article=article, **form.cleaned_data)
        toast(request, _("The number is brought over."))
        return redirect("portal:article_detail", pk=pk)
    return render(request, "portal/article_detail.html", _detail(article, views_form=form), status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def counter_start(request: SignedInRequest) -> HttpResponse:
    """Bring over what an earlier visitor counter had reached; who did it, and when, stays to be seen."""
    site = get_object_or_404(queries.sites_to_count(request.user))
    form = CounterStartForm(request.POST or None)
    if form.is_valid():
        services.set_counter_start(actor=request.user, organisation=site, **form.cleaned_data)
        toast(request, _("The total goes on from this number."))
        return redirect("portal:counter_start")
    context = {"form": form, "starts": queries.counter_starts(), "statistics": queries.statistics()}
    return render(request, "portal/counter_start.html", context, status=422 if form.is_bound else 200)


def _in_work(request: SignedInRequest, pk: uuid.UUID) -> Article:
    return get_object_or_404(queries.articles_in_work(request.user), pk=pk)


def _handed_in(request: SignedInRequest, article: Article) -> HttpResponse:
    """Show where an article is that is not its writers' to change now."""
    messages.warning(request, str(NotEditableNow()))
    return redirect("portal:article_detail", pk=article.pk)


def _detail(article: Article, **forms_with_errors: forms.Form) -> dict[str, Any]:
    return {
        "article": article,
        "is_editable": is_editable(article.review),
        "is_to_publish": queries.is_to_publish(article),
        "withdraw_form": WithdrawForm(),
        "views_form": ViewsBeforeForm(initial={"views": article.views_before}),
    } | forms_with_errors


def _editor(
    request: SignedInRequest, article: Article, form: ArticleForm, theirs: Article | None = None
) -> HttpResponse:
    context = {"article": article, "form": form, "theirs": theirs, "categories": queries.categories()}
    return render(request, "portal/article_change.html", context, status=422 if form.is_bound else 200)
