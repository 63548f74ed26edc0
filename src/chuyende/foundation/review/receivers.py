"""Who is told what, when a review moves."""

from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.notifications.services import notify

from . import events
from .enums import ReviewLevel
from .kinds import kind_of
from .models import Review
from .queries import deciders_of


@receiver([events.review_submitted, events.review_advanced])
def tell_deciders(review: Review, actor: User, **_signal: Any) -> None:
    names = {
        "kind": kind_of(review).label,
        "title": review.title,
        "level": ReviewLevel(review.level).label,
        "from": review.organisation.name,
    }
    notify(
        recipients=deciders_of(review),
        title=_("For approval: %(title)s") % names,
        body=_("%(kind)s of %(from)s, waiting for %(level)s.") % names,
        url=reverse("review:review_detail", args=[review.pk]),
    )


@receiver(events.review_due)
def remind_deciders(review: Review, **_signal: Any) -> None:
    names = {
        "kind": kind_of(review).label,
        "title": review.title,
        "day": date_format(review.due_on, "SHORT_DATE_FORMAT") if review.due_on else "",
        "from": review.organisation.name,
    }
    heading = _("Overdue for approval: %(title)s") if review.is_overdue else _("Due for approval: %(title)s")
    notify(
        recipients=deciders_of(review),
        title=heading % names,
        body=_("%(kind)s of %(from)s, to be decided by %(day)s.") % names,
        url=reverse("review:review_detail", args=[review.pk]),
    )


@receiver(events.review_returned)
def tell_author_of_return(review: Review, actor: User, **_signal: Any) -> None:
    step = review.steps.order_by("-created_at", "-id").first()
    notify(
        recipients=[review.author],
        title=_("Returned for revision: %(title)s") % {"title": review.title},
        body=step.reason if step else "",
        url=kind_of(review).url_of(review),
    )


@receiver(events.review_approved)
def tell_author_of_approval(review: Review, actor: User, **_signal: Any) -> None:
    notify(
        recipients=[review.author],
        title=_("Approved: %(title)s") % {"title": review.title},
        url=kind_of(review).url_of(review),
    )
