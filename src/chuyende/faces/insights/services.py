"""What the Party committee does about a gap."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import CHAIRS, require
from chuyende.foundation.organisation.queries import holders_of
from chuyende.planning.programmes.quarters import ROMAN

from . import errors, queries
from .queries.gaps import REMINDED


@transaction.atomic
def remind_secretary(
    *, actor: User, organisation: Organisation, year: int, quarter: int
) -> list[Notification]:
    """Tell the secretary and deputies of a cell what is missing in a quarter, and by which guideline.

    At most once a day for a quarter. Raises `NothingMissing`, `RemindedToday` or `NobodyToRemind`.
    """
    require(actor, Perm.SECRETARY_REMIND, organisation)
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    today = clock.today()
    facts = queries.facts_of(organisation, year, today)
    gap = next((gap for gap in queries.gaps_of(facts) if gap.quarter == quarter), None)
    if gap is None:
        raise errors.NothingMissing(today)
    reminded = queries.last_reminders([organisation], year).get((organisation.pk, quarter))
    if reminded is not None and reminded.date() == today:
        raise errors.RemindedToday
    heads = holders_of(organisation, *CHAIRS, day=today).exclude(user=None).select_related("user")
    if not heads:
        raise errors.NobodyToRemind
    told = notify(
        recipients=[head.user for head in heads if head.user],
        title=_("Thematic meeting of quarter %(quarter)s, %(year)s: please act")
        % {"quarter": ROMAN[quarter], "year": year},
        body=_("At least %(needed)s every quarter: %(citation)s.")
        % {"needed": gap.rule.whole("per_quarter"), "citation": gap.rule.citation},
        url=f"{reverse('programmes:organisation_plan', args=[organisation.pk])}?nam={year}",
    )
    audit.record(actor, REMINDED, organisation, organisation=organisation, year=year, quarter=quarter)
    return told
