import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuyende.foundation.accounts.requests import SignedInRequest
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can, require
from chuyende.foundation.ui.toasts import toast
from chuyende.meeting.quizzes.queries import quiz_results_visible_to

from . import queries, services
from .enums import RewardForm, RewardStage
from .forms import DeclineForm, ProposalForm
from .models import Reward


@require_GET
def reward_list(request: SignedInRequest) -> HttpResponse:
    """What waits for the reader's decision, quizzes whose best may be proposed, and every reward in sight."""
    rewards = queries.rewards_visible_to(request.user)
    stage = request.GET.get("xem", "")
    if stage in RewardStage.values:
        rewards = rewards.filter(stage=stage)
    context = {
        "page": Paginator(rewards, 30).get_page(request.GET.get("page")),
        "stage": stage,
        "stages": RewardStage.choices,
        "waiting": queries.rewards_waiting_for(request.user),
        "quizzes": queries.quizzes_to_reward(request.user),
    }
    return render(request, "rewards/reward_list.html", context)


@require_http_methods(["GET", "POST"])
def reward_propose(request: SignedInRequest, quiz: uuid.UUID) -> HttpResponse:
    """Choose members from the standings of a closed quiz, a form of reward, and say why."""
    held = get_object_or_404(quiz_results_visible_to(request.user), pk=quiz)
    require(request.user, Perm.REWARD_PROPOSE, held.organisation)
    reason = _("Result in the quiz «%(title)s»") % {"title": held.title}
    members = Member.objects.filter(attempts__quiz=held)
    form = ProposalForm(
        request.POST or None, members=members, initial={"reason": reason, "form": RewardForm.COMMENDATION}
    )
    if request.method == "POST" and form.is_valid():
        try:
            proposed = services.propose_best(actor=request.user, quiz=held, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            done = ngettext(
                "%(n)s proposal is on its way.", "%(n)s proposals are on their way.", len(proposed)
            )
            toast(request, done % {"n": len(proposed)})
            return redirect("rewards:reward_list")
    rule = queries.authority_on(held.organisation, clock.today())
    context = {"form": form, "quiz": held, "candidates": queries.candidates(held), "rule": rule}
    return render(request, "rewards/reward_propose.html", context, status=422 if form.errors else 200)


@require_GET
def reward_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    reward = _visible(request, pk)
    return render(request, "rewards/reward_detail.html", _page(request, reward, DeclineForm()))


@require_POST
def reward_decide(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    services.decide_reward(actor=request.user, reward=_visible(request, pk))
    toast(request, _("The reward is decided, and the member has been told."))
    return redirect("rewards:reward_detail", pk)


@require_POST
def reward_decline(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    reward, form = _visible(request, pk), DeclineForm(request.POST)
    if form.is_valid():
        try:
            services.decline_reward(actor=request.user, reward=reward, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, str(error))
        else:
            toast(request, _("The proposal is declined, and its proposer has been told why."))
            return redirect("rewards:reward_detail", pk)
    return render(request, "rewards/reward_detail.html", _page(request, reward, form), status=422)


def _visible(request: SignedInRequest, pk: uuid.UUID) -> Reward:
    return get_object_or_404(queries.rewards_visible_to(request.user), pk=pk)


def _page(request: SignedInRequest, reward: Reward, form: DeclineForm) -> dict[str, object]:
    is_open = reward.stage == RewardStage.PROPOSED
    return {
        "reward": reward,
        "may_decide": is_open and can(request.user, Perm.REWARD_DECIDE, reward),
        "is_own": reward.member.user_id == request.user.pk,
        "papers": queries.papers_of(reward, request.user),
        "form": form,
        "changed": queries.changed_since(reward),
    }
