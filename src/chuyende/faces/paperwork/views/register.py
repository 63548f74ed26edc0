"""The register of issued papers, and the page where anybody checks a printed one."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuyende.foundation.core.spreadsheets import CONTENT_TYPE

from .. import exports, queries
from ..forms import RegisterFilter

A_PAGE = 50


@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    """The register: number, date, type, abstract, who issued and signed."""
    form = RegisterFilter(request.GET, user=request.user)
    found = queries.register_of(request.user, **form.chosen())
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "filtered": any(form.chosen().values()),
        "to_issue": queries.papers_to_issue(request.user),
    }
    return render(request, "paperwork/paper_list.html", context)


@require_safe
def paper_list_xlsx(request: HttpRequest) -> HttpResponse:
    """The same papers as an Excel file."""
    form = RegisterFilter(request.GET, user=request.user)
    content = exports.register_file(queries.register_of(request.user, **form.chosen()))
    headers = {"Content-Disposition": 'attachment; filename="so-van-ban.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


@login_not_required
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """That the paper with this printed code was issued: its symbol, date, issuer and hash, and nothing of its text."""
    paper = queries.paper_by_code(code)
    if paper is None:
        raise Http404
    response = render(request, "paperwork/verify.html", {"paper": paper})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
