"""Minutes: which one may read, which wait for one's signature, where they stand."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from chuyende.faces.paperwork import rules
from chuyende.faces.paperwork.composing import compose_minutes_text
from chuyende.faces.paperwork.enums import MinutesState, Signer
from chuyende.faces.paperwork.models import Minutes, MinutesSection
from chuyende.foundation.accounts.models import User
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import LEADERS, AnyUser, can, reach_of
from chuyende.foundation.review.enums import ReviewStatus, StepAction
from chuyende.foundation.review.models import ReviewStep
from chuyende.foundation.review.rules import EDITABLE
from chuyende.meeting.meetings.models import Meeting

_WITH_ALL = (
    "review",
    "issued",
    "meeting__organisation",
    "meeting__topic",
    "meeting__chair__user",
    "meeting__minute_taker__user",
    "taker_signed_by",
    "chair_signed_by",
)


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One of the two signatures: whose it is, and if it was given, when and how.

    `on_paper`: the hand is on a printed copy; `recorded_by` has told the program so.
    """

    signer: Signer
    member: Member
    at: dt.datetime | None
    recorded_by: User | None
    on_paper: bool


def minutes_visible_to(user: AnyUser) -> QuerySet[Minutes]:
    """Minutes that `user` may read, newest meeting first."""
    found = rules.VIEW.filter(Minutes.objects.select_related(*_WITH_ALL), user)
    return found.order_by("-meeting__starts_at")


def minutes_drafts_visible_to(user: AnyUser) -> QuerySet[Minutes]:
    """Minutes whose text being written `user` may read, newest meeting first."""
    found = rules.VIEW_DRAFT.filter(Minutes.objects.select_related(*_WITH_ALL), user)
    return found.order_by("-meeting__starts_at")


def minutes_to_sign(user: AnyUser) -> QuerySet[Minutes]:
    """Minutes that wait for `user` now: to be signed, or the hand of one without an account to be recorded."""
    reach = reach_of(user)
    if reach.member is None:
        return Minutes.objects.none()
    editable = Q(review__status__in=EDITABLE)
    waiting = Q(review__status=ReviewStatus.SUBMITTED)
    own = editable & Q(meeting__minute_taker=reach.member) | waiting & Q(meeting__chair=reach.member)
    for_others = editable & _without_account("meeting__minute_taker")
    for_others |= waiting & _without_account("meeting__chair")
    led = Q(meeting__organisation__path__in=reach.paths(LEADERS))
    found = Minutes.objects.select_related("meeting__organisation", "review")
    return found.filter(own | (led & for_others)).order_by("meeting__starts_at")


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The minutes of a meeting; None until it is closed."""
    return Minutes.objects.select_related(*_WITH_ALL).filter(meeting=meeting).first()


def state_of(minutes: Minutes) -> MinutesState:
    """Where the minutes stand."""
    status = minutes.review.status
    if status == ReviewStatus.SUBMITTED:
        return MinutesState.TAKER_SIGNED
    if status in EDITABLE:
        if minutes.issued_id:
            return MinutesState.AMENDING
        return MinutesState.RETURNED if status == ReviewStatus.RETURNED else MinutesState.DRAFT
    return MinutesState.SIGNED


def minutes_in_state(found: QuerySet[Minutes], state: MinutesState) -> QuerySet[Minutes]:
    """Keep the minutes that stand at `state`, as `state_of` tells it."""
    return found.filter(
        {
            MinutesState.DRAFT: Q(review__status=ReviewStatus.DRAFT, issued=None),
            MinutesState.RETURNED: Q(review__status=ReviewStatus.RETURNED, issued=None),
            MinutesState.TAKER_SIGNED: Q(review__status=ReviewStatus.SUBMITTED),
            MinutesState.SIGNED: Q(review__status__in=[ReviewStatus.APPROVED, ReviewStatus.LOCKED]),
            MinutesState.AMENDING: Q(review__status__in=EDITABLE, issued__isnull=False),
        }[state]
    )


def signature_of(minutes: Minutes, signer: Signer) -> Signature:
    """Tell of one of the two signatures."""
    taker = signer == Signer.TAKER
    member = minutes.meeting.minute_taker if taker else minutes.meeting.chair
    at = minutes.taker_signed_at if taker else minutes.chair_signed_at
    by = minutes.taker_signed_by if taker else minutes.chair_signed_by
    on_paper = by is not None and by.pk != member.user_id
    return Signature(signer=signer, member=member, at=at, recorded_by=by, on_paper=on_paper)


@dataclass(frozen=True, kw_only=True)
class Acts:
    """What one reader may do with minutes now. `sign_for` is whose hand is recorded, when it is not one's own."""

    edit: bool
    sign: Signer | None
    sign_for: Member | None
    send_back: bool
    amend: bool


def acts_of(minutes: Minutes, user: AnyUser) -> Acts:
    """Tell what `user` may do with the minutes as they stand."""
    editable = minutes.review.status in EDITABLE
    waiting = minutes.review.status == ReviewStatus.SUBMITTED
    signer = Signer.TAKER if editable else Signer.CHAIR if waiting else None
    signs, member = False, None
    if signer and can(user, Perm.MINUTES_SIGN, minutes):
        member = signature_of(minutes, signer).member
        account = member.user if member.user and member.user.is_active else None
        signs = account is None or account.pk == user.pk
    on_paper = signs and member is not None and member.user_id != user.pk
    may_change = can(user, Perm.MINUTES_CHANGE, minutes)
    return Acts(
        edit=editable and may_change,
        sign=signer if signs else None,
        sign_for=member if on_paper else None,
        send_back=waiting and signs,
        amend=not editable and not waiting and may_change and can(user, Perm.REVIEW_AMEND, minutes.review),
    )


def seen_by_signer(minutes: Minutes) -> str:
    """What a page says of the text that it showed, so that nobody signs another text than the one read."""
    saves = sum(minutes.sections.values_list("revision", flat=True))
    return f"{minutes.review.version}-{saves}"


def last_return(minutes: Minutes) -> ReviewStep | None:
    """Why and by whom the minutes were last given back."""
    steps = minutes.review.steps.filter(action=StepAction.RETURNED).select_related("actor")
    return steps.order_by("-created_at", "-id").first()


def edited_sections(minutes: Minutes) -> QuerySet[MinutesSection]:
    """The sections whose words are no longer those that the facts gave."""
    return minutes.sections.exclude(body=F("composed"))


def facts_of_section(section: MinutesSection) -> str:
    """What the facts give for one part now, whatever has been written there."""
    texts = {each.key: each.text for each in compose_minutes_text(section.minutes.meeting)}
    return texts[section.key]


def _without_account(way: str) -> Q:
    return Q(**{f"{way}__user": None}) | Q(**{f"{way}__user__is_active": False})
