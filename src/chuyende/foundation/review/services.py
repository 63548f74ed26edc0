"""Everything that one can do with a review."""

import datetime as dt
import uuid

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require

from . import events
from .enums import ReviewLevel, ReviewStatus, StepAction
from .errors import (
    AmendmentReasonMissing,
    NotApproved,
    NotEditableNow,
    NothingWritten,
    NotWaiting,
    OwnWork,
    ReasonMissing,
)
from .kinds import kind_of
from .models import Review, ReviewStep, ReviewVersion
from .rules import is_editable

DAY = dt.timedelta(days=1)


def start_review(
    *,
    actor: User,
    kind: str,
    organisation: Organisation,
    title: str,
    due_on: dt.date | None = None,
    decider: User | None = None,
) -> Review:
    """Begin the way of a new thing, as a draft of `actor`.

    Called inside the service that creates the thing, which has asked for the right to do so.
    """
    review = Review.objects.create(
        kind=kind, organisation=organisation, author=actor, title=title[:300], due_on=due_on, decider=decider
    )
    _step(review, actor, StepAction.STARTED)
    return review


def require_editable(review: Review) -> None:
    """Stop with `NotEditableNow` unless the text is in its author's hands."""
    if not is_editable(review):
        raise NotEditableNow


@transaction.atomic
def submit_review(*, actor: User, review: Review, note: str = "") -> Review:
    """Hand the text in: keep it as a version and pass it to the first level.

    Raises `NotEditableNow`, or what the kind's own check finds missing.
    """
    require(actor, Perm.REVIEW_SUBMIT, review)
    review = _locked(review)
    require_editable(review)
    kind = kind_of(review)
    subject = kind.subject_of(review)
    kind.check(subject)
    levels = kind.levels(subject)
    review.version += 1
    ReviewVersion.objects.create(
        review=review, number=review.version, sections=kind.sections(subject), note=note, made_by=actor
    )
    review.title = str(subject)[:300]
    review.levels, review.level = list(levels), levels[0]
    review.status, review.submitted_at, review.decided_at = ReviewStatus.SUBMITTED, clock.now(), None
    review.save()
    _step(review, actor, StepAction.SUBMITTED, reason=note)
    events.review_submitted.send(sender=Review, review=review, actor=actor)
    return review


@transaction.atomic
def comment_review(*, actor: User, review: Review, text: str) -> ReviewStep:
    """Add a remark; it decides nothing."""
    require(actor, Perm.REVIEW_COMMENT, review)
    if not text.strip():
        raise NothingWritten
    return _step(review, actor, StepAction.COMMENTED, reason=text.strip())


@transaction.atomic
def return_review(*, actor: User, review: Review, reason: str, seen: str = "") -> Review:
    """Give the text back to its author, with the reason. Raises `ReasonMissing` or `NotWaiting`.

    `seen` is the `waits_at` of the page that decides: what has moved on since then is not decided by it.
    """
    require(actor, Perm.REVIEW_DECIDE, review)
    review = _waiting(actor, review, seen)
    if not reason.strip():
        raise ReasonMissing
    _step(review, actor, StepAction.RETURNED, reason=reason.strip())
    review.status, review.level, review.decided_at = ReviewStatus.RETURNED, "", clock.now()
    review.save()
    events.review_returned.send(sender=Review, review=review, actor=actor)
    return review


@transaction.atomic
def approve_review(*, actor: User, review: Review, reason: str = "", seen: str = "") -> Review:
    """Approve at the level where it waits: it passes to the next one, or is approved.

    `seen` as in `return_review`: a double click of somebody who sits on both committees approves once.
    Raises `NotWaiting`, `OwnWork`, or what the kind's own check finds missing.
    """
    require(actor, Perm.REVIEW_DECIDE, review)
    review = _waiting(actor, review, seen)
    # minutes are signed by two: who the second is, paperwork knows, also for those without an account
    if actor.pk == review.author_id and review.level != ReviewLevel.CHAIR:
        raise OwnWork
    kind = kind_of(review)
    kind.check(kind.subject_of(review))
    _step(review, actor, StepAction.APPROVED, reason=reason.strip())
    passed = review.levels.index(review.level) + 1
    if passed < len(review.levels):
        review.level = review.levels[passed]
        review.save()
        events.review_advanced.send(sender=Review, review=review, actor=actor)
        return review
    review.status, review.level, review.decided_at = ReviewStatus.APPROVED, "", clock.now()
    review.save()
    audit.record(actor, "review_approved", review, organisation=review.organisation, version=review.version)
    events.review_approved.send(sender=Review, review=review, actor=actor)
    return review


@transaction.atomic
def lock_review(*, actor: User, review: Review) -> Review:
    """Close what has been approved for good: a later change is an amendment. Raises `NotApproved`."""
    require(actor, Perm.REVIEW_AMEND, review)
    review = _locked(review)
    if review.status != ReviewStatus.APPROVED:
        raise NotApproved
    review.status = ReviewStatus.LOCKED
    review.save()
    _step(review, actor, StepAction.LOCKED)
    audit.record(actor, "review_locked", review, organisation=review.organisation, version=review.version)
    events.review_locked.send(sender=Review, review=review, actor=actor)
    return review


@transaction.atomic
def amend_review(*, actor: User, review: Review, reason: str) -> Review:
    """Open an approved text again: the approved version stays, a new one begins, for a reason.

    Raises `NotApproved` or `AmendmentReasonMissing`.
    """
    require(actor, Perm.REVIEW_AMEND, review)
    review = _locked(review)
    if review.status not in (ReviewStatus.APPROVED, ReviewStatus.LOCKED):
        raise NotApproved
    if not reason.strip():
        raise AmendmentReasonMissing
    review.status = ReviewStatus.DRAFT
    review.save()
    _step(review, actor, StepAction.AMENDED, reason=reason.strip())
    audit.record(actor, "review_amended", review, organisation=review.organisation, reason=reason.strip())
    events.review_amended.send(sender=Review, review=review, actor=actor)
    return review


def remind_of_deadlines() -> int:
    """Tell those who decide of what is due tomorrow, today or was due, once a day; return how many texts that are.

    The program's own act, by the worker.
    """
    today = clock.today()
    due = Review.objects.filter(status=ReviewStatus.SUBMITTED, due_on__lte=today + DAY)
    fresh = due.exclude(reminded_on=today).values_list("pk", flat=True)
    return sum(_remind(pk, today) for pk in list(fresh))


@transaction.atomic
def _remind(pk: uuid.UUID, today: dt.date) -> bool:
    # the mark is the lock: of two workers one finds it set
    if not Review.objects.filter(pk=pk).exclude(reminded_on=today).update(reminded_on=today):
        return False
    events.review_due.send(sender=Review, review=Review.objects.select_related("organisation").get(pk=pk))
    return True


def _locked(review: Review) -> Review:
    return (
        Review.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation")
        .get(pk=review.pk)
    )


def _waiting(actor: User, review: Review, seen: str) -> Review:
    """Return the review held for a decision, still waiting where it was `seen`, at a level that `actor` decides."""
    held = _locked(review)
    if held.status != ReviewStatus.SUBMITTED or seen not in ("", held.waits_at):
        raise NotWaiting
    require(actor, Perm.REVIEW_DECIDE, held)
    return held


def _step(review: Review, actor: User, action: StepAction, *, reason: str = "") -> ReviewStep:
    return ReviewStep.objects.create(
        review=review, action=action, level=review.level, actor=actor, reason=reason, version=review.version
    )
