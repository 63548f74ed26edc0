"""Two sign: the minute taker, then the chair. With the second signature minutes are locked and numbered."""

from typing import Any

from django.db import transaction

from chuyende.faces.paperwork.enums import Signer
from chuyende.faces.paperwork.errors import NotYourSignature, TakerSignsFirst, TextChanged
from chuyende.faces.paperwork.models import Minutes
from chuyende.faces.paperwork.queries import seen_by_signer
from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.foundation.review.enums import ReviewStatus
from chuyende.foundation.review.models import Review
from chuyende.foundation.review.rules import is_editable
from chuyende.foundation.review.services import (
    amend_review,
    approve_review,
    lock_review,
    return_review,
    submit_review,
)

from .issuing import issue_minutes
from .minutes import active

_SIGNED = (ReviewStatus.APPROVED, ReviewStatus.LOCKED)


@transaction.atomic
def sign_minutes(*, actor: User, minutes: Minutes, signer: Signer | str, seen: str | None = None) -> Minutes:
    """Sign as the minute taker or as the chair; a second press changes nothing.

    Each signs with their own account. For one who has none, a leader of the cell or the minute taker records that
    the hand is on the printed copy; the log says so. `seen` (of `seen_by_signer`) is what the page showed.
    Raises `NotYourSignature`, `TakerSignsFirst`, `TextChanged`, and for want of a number or a part what
    `check_minutes` and `issue_paper` raise.
    """
    require(actor, Perm.MINUTES_SIGN, minutes)
    minutes = hold_minutes(minutes)
    review = minutes.review
    if signer == Signer.TAKER and not is_editable(review):
        return minutes
    if signer == Signer.CHAIR and review.status in _SIGNED:
        return minutes
    if signer == Signer.CHAIR and is_editable(review):
        raise TakerSignsFirst(minutes.meeting.minute_taker.full_name)
    if seen is not None and seen != seen_by_signer(minutes):
        raise TextChanged
    if signer == Signer.TAKER:
        _require_hand_of(minutes.meeting.minute_taker, actor)
        _give_to(
            review,
            author=active(minutes.meeting.minute_taker.user),
            decider=active(minutes.meeting.chair.user),
        )
        submit_review(actor=actor, review=review)
    else:
        _decide_as(actor, minutes)
        approve_review(actor=actor, review=review)
    return hold_minutes(minutes)


@transaction.atomic
def return_minutes(*, actor: User, minutes: Minutes, reason: str) -> Minutes:
    """The chair gives the minutes back to the minute taker, with the reason.

    Raises `NotYourSignature`, `ReasonMissing`, `NotWaiting`.
    """
    require(actor, Perm.MINUTES_SIGN, minutes)
    minutes = hold_minutes(minutes)
    _decide_as(actor, minutes)
    return_review(actor=actor, review=minutes.review, reason=reason)
    return hold_minutes(minutes)


@transaction.atomic
def amend_minutes(*, actor: User, minutes: Minutes, reason: str) -> Minutes:
    """Open signed minutes again, for a reason: what was signed stays, a new version is written and signed again.

    Raises `NotApproved` or `ReasonMissing`.
    """
    require(actor, Perm.MINUTES_CHANGE, minutes)
    amend_review(actor=actor, review=minutes.review, reason=reason)
    return hold_minutes(minutes)


@transaction.atomic
def taker_has_signed(*, actor: User, review: Review) -> Minutes:
    """The text was handed in, by which button ever: that is the minute taker's signature. Raises `NotYourSignature`."""
    minutes = hold_minutes(review.minutes)
    _require_hand_of(minutes.meeting.minute_taker, actor)
    minutes.taker_signed_by, minutes.taker_signed_at = actor, clock.now()
    minutes.save()
    _record(actor, minutes, minutes.meeting.minute_taker, Signer.TAKER)
    return minutes


@transaction.atomic
def chair_has_signed(*, actor: User, review: Review) -> Minutes:
    """The text was approved: that is the chair's signature. Minutes get their number and files, and are locked.

    Raises `NotYourSignature` and what `issue_minutes` raises; then nothing is signed.
    """
    minutes = hold_minutes(review.minutes)
    _require_hand_of(minutes.meeting.chair, actor)
    minutes.chair_signed_by, minutes.chair_signed_at = actor, clock.now()
    minutes.save()
    _record(actor, minutes, minutes.meeting.chair, Signer.CHAIR)
    issue_minutes(actor=actor, minutes=minutes)
    lock_review(actor=actor, review=review)
    return minutes


@transaction.atomic
def take_back_signatures(*, review: Review) -> Minutes:
    """The text is in its writer's hands again: whoever signed it signs the next version."""
    minutes = hold_minutes(review.minutes)
    minutes.taker_signed_by = minutes.chair_signed_by = None
    minutes.taker_signed_at = minutes.chair_signed_at = None
    minutes.save()
    return minutes


def hold_minutes(minutes: Minutes) -> Minutes:
    """The minutes as stored now, held with their review: first the review, then the minutes, as everywhere."""
    review = Review.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    held = review.get(pk=minutes.review_id)
    found = Minutes.objects.select_for_update(of=("self",), no_key=True).select_related(
        "meeting__organisation", "meeting__chair__user", "meeting__minute_taker__user", "issued"
    )
    minutes = found.get(pk=minutes.pk)
    minutes.review = held
    return minutes


def _require_hand_of(member: Member, actor: User) -> None:
    """Each signs with their own account; only for one without an account somebody else records the hand on paper."""
    own = active(member.user)
    if own is not None and own.pk != actor.pk:
        raise NotYourSignature(member.full_name)


def _decide_as(actor: User, minutes: Minutes) -> None:
    _require_hand_of(minutes.meeting.chair, actor)
    _give_to(minutes.review, decider=actor)


def _give_to(review: Review, **people: User | None) -> None:
    """Who writes and who decides, by the accounts that can be used now."""
    changed = {name: user for name, user in people.items() if name == "decider" or user is not None}
    if any(getattr(review, f"{name}_id") != (user.pk if user else None) for name, user in changed.items()):
        for name, user in changed.items():
            setattr(review, name, user)
        review.save(update_fields=[*changed, "updated_at"])


def _record(actor: User, minutes: Minutes, member: Member, signer: Signer) -> None:
    on_paper = member.user_id != actor.pk
    detail: dict[str, Any] = {"signer": signer.value, "member": member.full_name}
    audit.record(
        actor,
        "minutes_signed_on_paper" if on_paper else "minutes_signed",
        minutes,
        organisation=minutes.meeting.organisation,
        about=member.user,
        version=minutes.review.version,
        **detail,
    )
