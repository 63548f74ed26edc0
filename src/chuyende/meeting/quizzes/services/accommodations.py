"""What single members need to take a quiz like everybody else."""

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require
from chuyende.foundation.organisation.queries import membership_on

from ..errors import NotOfThisCell, TooMuchTime
from ..models import MOST_MORE_TIME, Accommodation


@transaction.atomic
def set_accommodation(
    *, actor: User, organisation: Organisation, member: Member, more_time: int = 0, reads_aloud: bool = False
) -> None:
    """Grant a member of `organisation` more time (in per cent) and having questions read aloud, for every quiz.

    Running attempts keep the time with which they began. The same again changes nothing; the member reads in the log
    who set it. The reason is not asked. Raises `NotOfThisCell`, `TooMuchTime`.
    """
    require(actor, Perm.ACCOMMODATION_SET, organisation)
    membership = membership_on(member, clock.today())
    if membership is None or membership.organisation_id != organisation.pk:
        raise NotOfThisCell
    if not 0 <= more_time <= MOST_MORE_TIME:
        raise TooMuchTime(MOST_MORE_TIME)
    known = Accommodation.objects.select_for_update(no_key=True).filter(member=member).first()
    before = (known.more_time, known.reads_aloud) if known else (0, False)
    if before == (more_time, reads_aloud):
        return
    now_set = known or Accommodation(member=member)
    now_set.more_time, now_set.reads_aloud = more_time, reads_aloud
    setter = reach_of(actor).member
    assert setter is not None  # who keeps the quizzes of a cell is a member
    now_set.set_by = setter
    now_set.save()
    audit.record(
        actor,
        "accommodation_set",
        now_set,
        organisation=organisation,
        about=member.user,
        more_time=more_time,
        reads_aloud=reads_aloud,
    )
