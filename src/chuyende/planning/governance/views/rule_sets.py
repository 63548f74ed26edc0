from collections import defaultdict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.policy import reach_of
from chuyende.foundation.organisation.queries import home_of
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..engine import SUBJECTS, Subject
from ..forms import RuleForm
from ..models import RuleSet


@require_GET
def rule_list(request: HttpRequest) -> HttpResponse:
    """Every subject that rules settle, and what binds the reader's organisation today."""
    today = clock.today()
    versions: dict[str, list[RuleSet]] = defaultdict(list)
    for rule in queries.rules_visible_to(request.user).order_by("-effective_from"):
        versions[rule.code].append(rule)
    member = reach_of(request.user).member
    place = queries.places_to_set_rules_at(request.user).first() or (home_of(member) if member else None)
    rows = [
        (subject, queries.chosen_rule(versions[code], place, today), len(versions[code]))
        for code, subject in SUBJECTS.items()
    ]
    return render(request, "governance/rule_list.html", {"rows": rows, "place": place})


@require_GET
def rule_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Every dated version of one rule, with what it rests on and how sure that is."""
    subject = _subject(code)
    versions = list(queries.rules_visible_to(request.user).filter(code=code).order_by("-effective_from"))
    states = queries.states_of(versions, clock.today())
    return render(
        request,
        "governance/rule_detail.html",
        {
            "subject": subject,
            "versions": [(rule, queries.rule_in_words(rule), states[rule.pk]) for rule in versions],
            "may_set": queries.places_to_set_rules_at(request.user).exists(),
        },
    )


@require_http_methods(["GET", "POST"])
def rule_set(request: HttpRequest, code: str) -> HttpResponse:
    """Add a dated version, beginning from the one in force."""
    subject = _subject(code)
    places = queries.places_to_set_rules_at(request.user)
    place = get_object_or_404(places[:1])
    today = clock.today()
    kept = queries.chosen_rule(queries.rules_visible_to(request.user).filter(code=code), place, today)
    documents = queries.documents_visible_to(request.user).filter(paper_only=False)
    form = RuleForm(request.POST or None, subject=subject, kept=kept, places=places, documents=documents)
    if form.is_valid():
        try:
            services.set_rules(actor=request.user, **form.arguments())  # type: ignore[arg-type]  # signed in
        except DomainError as error:
            field = error.field if error.field in form.fields else f"p_{error.field}"
            form.add_error(field if field in form.fields else None, str(error))
        else:
            toast(request, _("The new version is kept. Days before it keep their own rule."))
            return redirect("governance:rule_detail", code)
    status = 422 if form.is_bound else 200
    return render(request, "governance/rule_set.html", {"form": form, "subject": subject}, status=status)


def _subject(code: str) -> Subject:
    if code not in SUBJECTS:
        raise Http404
    return SUBJECTS[code]
