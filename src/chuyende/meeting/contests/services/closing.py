"""Ties, announcing the results, announcing them again."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require

from .. import engine, events, queries
from ..errors import (
    CasesUnsettled,
    ContestNotClosed,
    NoSuchTie,
    NothingChanged,
    OwnCase,
    ReasonMissing,
    TiesUndecided,
)
from ..models import Contest, ContestResult, TieDecision
from .preparing import locked, organiser_of, require_over


@transaction.atomic
def decide_tie(*, actor: User, contest: Contest, order: Sequence[uuid.UUID], reason: str) -> TieDecision:
    """Give an order to those whom the rules cannot tell apart: ids of members or of cells, the best first.

    Raises `RoundsStillOpen`, `NoSuchTie`, `OwnCase`, `ReasonMissing`.
    """
    require(actor, Perm.CONTEST_DIRECT, contest)
    contest, organiser = locked(contest), organiser_of(actor)
    require_over(contest)
    if len(set(order)) != len(order) or frozenset(order) not in queries.reckoned(contest).undecided:
        raise NoSuchTie
    if organiser.pk in order:
        raise OwnCase
    if not reason.strip():
        raise ReasonMissing
    decision = TieDecision.objects.create(
        contest=contest, order=[str(one) for one in order], reason=reason.strip(), decided_by=organiser
    )
    audit.record(
        actor,
        "contest_tie_decided",
        contest,
        organisation=contest.organisation,
        order=decision.order,
        reason=decision.reason,
    )
    return decision


@transaction.atomic
def close_contest(*, actor: User, contest: Contest) -> Contest:
    """Announce the results to the body: kept as announced, with their digest. Pressed again it changes nothing.

    Raises `ContestNotAnnounced`, `RoundsStillOpen`, `CasesUnsettled`, `TiesUndecided`.
    """
    require(actor, Perm.CONTEST_DIRECT, contest)
    contest = locked(contest)
    if contest.closed_at:
        return contest
    require_over(contest)
    _require_settled(contest)
    result = _keep(actor, contest, number=1)
    contest.closed_at = clock.now()
    contest.save(update_fields=["closed_at", "updated_at"])
    audit.record(actor, "contest_closed", contest, organisation=contest.organisation, digest=result.digest)
    _tell(contest, _("Results of the contest «%(title)s»") % {"title": contest.title})
    events.contest_closed.send(sender=Contest, contest=contest, actor=actor)
    return contest


@transaction.atomic
def announce_again(*, actor: User, contest: Contest, reason: str) -> ContestResult:
    """Announce results that have changed since, with the reason; what was announced before is kept.

    Raises `ContestNotClosed`, `ReasonMissing`, `CasesUnsettled`, `TiesUndecided`, `NothingChanged`.
    """
    require(actor, Perm.CONTEST_DIRECT, contest)
    contest = locked(contest)
    before = queries.last_result(contest)
    if before is None:
        raise ContestNotClosed
    if not reason.strip():
        raise ReasonMissing
    _require_settled(contest)
    if not any(queries.changes_since(before)):
        raise NothingChanged
    result = _keep(actor, contest, number=before.number + 1, reason=reason.strip())
    audit.record(
        actor,
        "contest_announced_again",
        contest,
        organisation=contest.organisation,
        digest=result.digest,
        reason=result.reason,
    )
    _tell(
        contest, _("Corrected results of the contest «%(title)s»") % {"title": contest.title}, result.reason
    )
    return result


def _require_settled(contest: Contest) -> None:
    if unsettled := contest.disqualifications.filter(settled_at=None).count():
        raise CasesUnsettled(unsettled)
    if undecided := len(queries.reckoned(contest).undecided):
        raise TiesUndecided(undecided)


def _keep(actor: User, contest: Contest, *, number: int, reason: str = "") -> ContestResult:
    content = queries.content_of(contest)
    return ContestResult.objects.create(
        contest=contest,
        number=number,
        content=content,
        digest=engine.digest(content),
        reason=reason,
        announced_by=organiser_of(actor),
    )


def _tell(contest: Contest, title: str, body: str = "") -> None:
    url = reverse("contests:contest_standings", args=[contest.pk])
    notify(recipients=queries.who_is_told(contest), title=title, body=body, url=url)
