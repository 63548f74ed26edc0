"""What members of a cell need to take a quiz like everybody else."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.ui.toasts import toast

from .. import queries, services
from ..forms import AccommodationForm


@require_http_methods(["GET", "POST"])
def accommodation_list(request: SignedInRequest, organisation: uuid.UUID) -> HttpResponse:
    """Everybody of the cell, each with a small form that is sent by itself."""
    cell = get_object_or_404(queries.cells_to_accommodate(request.user), pk=organisation)
    needs = queries.needs_in(cell)
    form = AccommodationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        member = get_object_or_404(queries.members_to_accommodate(cell), pk=said.pop("member"))
        services.set_accommodation(actor=request.user, organisation=cell, member=member, **said)
        toast(
            request, _("Saved for %(name)s. It holds from the next attempt on.") % {"name": member.full_name}
        )
        return redirect("quizzes:accommodation_list", organisation)
    rows = [(one, AccommodationForm(initial=_values(one), auto_id=f"id_%s_{one.member.pk}")) for one in needs]
    status = 422 if form.errors else 200
    return render(request, "quizzes/accommodation_list.html", {"cell": cell, "rows": rows}, status=status)


def _values(needs: queries.MemberNeeds) -> dict[str, object]:
    granted = needs.accommodation
    return {
        "member": needs.member.pk,
        "more_time": granted.more_time if granted else 0,
        "reads_aloud": bool(granted and granted.reads_aloud),
    }
