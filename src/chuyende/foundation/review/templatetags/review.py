"""What a page shows of a review: `{% review_panel_state review as state %}`."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.foundation.ui.parts import Step, Tone

from ..enums import ReviewLevel, ReviewStatus, StepAction
from ..models import Review, ReviewStep
from ..rules import is_editable

register = template.Library()

_TONES: dict[str, Tone] = {
    ReviewStatus.DRAFT: "neutral",
    ReviewStatus.SUBMITTED: "amber",
    ReviewStatus.RETURNED: "red",
    ReviewStatus.APPROVED: "green",
    ReviewStatus.LOCKED: "green",
}


@dataclass(frozen=True)
class PanelState:
    """Where a review stands and what its reader may do."""

    label: str
    tone: Tone
    steps: list[Step]
    may_submit: bool
    may_comment: bool
    may_decide: bool
    may_amend: bool


@register.simple_tag
def review_label(review: Review) -> str:
    """The state in words: «chờ Đảng uỷ», «trả lại», «đã duyệt»."""
    if review.status == ReviewStatus.SUBMITTED:
        return _("waiting for %(level)s") % {"level": ReviewLevel(review.level).label}
    return str(ReviewStatus(review.status).label)


@register.simple_tag
def review_tone(review: Review) -> Tone:
    return _TONES[review.status]


@register.simple_tag(takes_context=True)
def review_panel_state(context: dict[str, Any], review: Review) -> PanelState:
    """Read the steps of `review` and what the reader may do with it now."""
    user = context["request"].user
    waiting = review.status == ReviewStatus.SUBMITTED
    decided = review.status in (ReviewStatus.APPROVED, ReviewStatus.LOCKED)
    steps = [_step(step) for step in review.steps.select_related("actor")]
    if waiting:
        steps.append(Step(title=review_label(review), state="current", when=_due(review)))
    return PanelState(
        label=review_label(review),
        tone=_TONES[review.status],
        steps=steps,
        may_submit=is_editable(review) and can(user, Perm.REVIEW_SUBMIT, review),
        may_comment=waiting and can(user, Perm.REVIEW_COMMENT, review),
        may_decide=waiting and user.pk != review.author_id and can(user, Perm.REVIEW_DECIDE, review),
        may_amend=decided and can(user, Perm.REVIEW_AMEND, review),
    )


def _step(step: ReviewStep) -> Step:
    title = str(StepAction(step.action).label)
    if step.level:
        title = f"{title} ({ReviewLevel(step.level).label})"
    return Step(
        title=title,
        state="returned" if step.action == StepAction.RETURNED else "done",
        person=step.actor.get_full_name(),
        when=date_format(timezone.localtime(step.created_at), "SHORT_DATETIME_FORMAT"),
        note=step.reason,
    )


def _due(review: Review) -> str:
    if review.due_on is None:
        return ""
    return _("to be decided by %(day)s") % {"day": date_format(review.due_on, "SHORT_DATE_FORMAT")}
