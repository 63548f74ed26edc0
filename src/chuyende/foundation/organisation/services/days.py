"""What all dated writes share."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from chuyende.foundation.organisation.errors import (
    DaysOutOfOrder,
    MembershipsOverlap,
    NotAMember,
    OrganisationNotOpen,
)
from chuyende.foundation.organisation.models import Member, Membership, Organisation
from chuyende.foundation.organisation.queries import membership_on

ONE_DAY = dt.timedelta(days=1)


def written(day: dt.date) -> str:
    """A day as lists show it: 05/02/2026."""
    return date_format(day, "d/m/Y")


@contextmanager
def memberships_apart(member: Member | None = None) -> Iterator[None]:
    """Say in words what the database refuses: two memberships of one member that share a day."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "membership_days_apart" not in str(error):
            raise
        raise MembershipsOverlap(
            _("%(name)s already belongs to a cell on one of these days. Nothing was changed.")
            % {"name": member or _("One of these members")}
        ) from error


def one_at_a_time(members: Iterable[uuid.UUID]) -> None:
    """Hold these members until the end of the transaction: what is read of their memberships after it stays true.

    Two writers who only met at the constraint would each wait for the other's row, and the database would end one
    of them with a deadlock instead of a word that can be told.
    """
    held = Member.objects.select_for_update(no_key=True).filter(pk__in=list(members)).order_by("pk")
    list(held.values_list("pk"))


def require_free(member: Member, since: dt.date) -> None:
    """Stop with `MembershipsOverlap` when the member belongs somewhere on or after `since`; holds the member."""
    one_at_a_time([member.pk])
    held = (
        Membership.objects.filter(member=member)
        .exclude(until__lt=since)
        .select_related("organisation")
        .order_by("since")
        .first()
    )
    if held is not None:
        raise MembershipsOverlap(
            _(
                "%(name)s belongs to %(cell)s since %(since)s. A member belongs to one cell at a time: "
                "use the transfer to another cell instead."
            )
            % {"name": member, "cell": held.organisation, "since": written(held.since)}
        )


def require_open(organisation: Organisation, day: dt.date, *, field: str = "since") -> None:
    """Stop with `OrganisationNotOpen` when the organisation does not exist on `day`."""
    if organisation.since > day:
        raise OrganisationNotOpen(
            _("%(name)s was founded on %(day)s. Choose a later day.")
            % {"name": organisation, "day": written(organisation.since)},
            field=field,
        )
    if not organisation.holds_on(day):
        raise OrganisationNotOpen(
            _("%(name)s was closed on %(day)s. Choose another organisation or an earlier day.")
            % {"name": organisation, "day": written(organisation.until or day)},
            field=field,
        )


def require_order(first: dt.date, last: dt.date | None, *, field: str = "until") -> None:
    """Stop with `DaysOutOfOrder` when the last day comes before the first."""
    if last is not None and last < first:
        raise DaysOutOfOrder(
            _("The last day must not come before %(day)s, the first one.") % {"day": written(first)},
            field=field,
        )


def require_membership(member: Member, day: dt.date) -> Membership:
    """Return the membership of `day`, and hold the member; `NotAMember` when there is none."""
    one_at_a_time([member.pk])
    membership = membership_on(member, day)
    if membership is None:
        raise NotAMember(
            _("%(name)s belongs to no cell on %(day)s. Choose another day.")
            % {"name": member, "day": written(day)},
            field="since",
        )
    return membership
