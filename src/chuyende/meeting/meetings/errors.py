from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from chuyende.foundation.core.errors import DomainError

from .enums import MeetingStage

if TYPE_CHECKING:
    from chuyende.foundation.organisation.models import Member

    from .models import Attendance, Meeting


class TopicNotApproved(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("This topic has not been approved yet. A meeting is convened once the topic has been approved.")
        )


class TopicAlreadyConvened(DomainError):
    def __init__(self, meeting: Meeting) -> None:
        super().__init__(
            _("A meeting on this topic has already been convened for %(when)s. Change that meeting instead.")
            % {"when": _moment(meeting.starts_at)}
        )


class TopicAlreadyHeld(DomainError):
    def __init__(self, meeting: Meeting) -> None:
        super().__init__(
            _("The meeting on this topic was held on %(when)s: the topic is on record and stays as it is.")
            % {"when": _moment(meeting.starts_at)},
            field="reason",
        )


class CellIsBusy(DomainError):
    """One cell cannot meet twice at once."""

    def __init__(self, other: Meeting) -> None:
        super().__init__(
            _("The cell already meets at that time: «%(title)s», %(when)s. Choose another time.")
            % {"title": other.title, "when": _moment(other.starts_at)},
            field="starts_at",
        )


class ModeNeedsReason(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Say why the meeting is not held in person: the minutes must state it."), field="mode_reason"
        )


class NobodyToChair(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("On that day the cell has neither a secretary nor a deputy secretary. Choose who chairs."),
            field="chair",
        )


class NobodyTakesMinutes(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("On that day the cell has no minute taker. Choose who takes the minutes."), field="minute_taker"
        )


class ChairTakesMinutes(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Whoever chairs cannot take the minutes as well: both of them sign. Choose another member."),
            field="minute_taker",
        )


class NotOfThisCell(DomainError):
    """A task of the meeting is given to somebody who does not belong to the cell on that day."""

    def __init__(self, member: Member, day: dt.date, *, field: str | None = None) -> None:
        super().__init__(
            _("%(name)s does not take part in the cell's meetings on %(day)s. Choose a member of the cell.")
            % {"name": member.full_name, "day": date_format(day, "SHORT_DATE_FORMAT")},
            field=field,
        )


class TooShort(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write how many minutes it takes: at least one."), field="minutes")


class WrongStage(DomainError):
    """The act does not fit where the meeting stands."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(
            {
                MeetingStage.PREPARED: _("The members have not been summoned yet. Summon them first."),
                MeetingStage.SUMMONED: _("The meeting has not been opened yet."),
                MeetingStage.OPEN: _("The meeting is in session, so this can no longer be changed."),
                MeetingStage.CLOSED: _("The meeting is closed: what was recorded is fixed."),
                MeetingStage.CANCELLED: _("The meeting was cancelled: nothing more is recorded."),
            }[meeting.stage]
        )


class NotYetTheDay(DomainError):
    def __init__(self, meeting: Meeting) -> None:
        super().__init__(
            _("The meeting is set for %(when)s. If it is held earlier, change its time first, then open it.")
            % {"when": _moment(meeting.starts_at)}
        )


class InTheFuture(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This moment has not come yet. Write when it really happened."), field="at")


class BeforeTheOpening(DomainError):
    def __init__(self, meeting: Meeting) -> None:
        super().__init__(
            _("The meeting was opened at %(when)s; this cannot have happened before.")
            % {"when": _moment(meeting.opened_at or meeting.starts_at)},
            field="at",
        )


class NobodyToSummon(DomainError):
    def __init__(self) -> None:
        super().__init__(_("On that day the cell has no member to summon. Look at the list of members."))


class ReasonMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write the reason."), field="reason")


class NotOnTheList(DomainError):
    def __init__(self, member: Member) -> None:
        super().__init__(
            _("%(name)s was not summoned to this meeting. Bring the list of members up to date first.")
            % {"name": member.full_name}
        )


class StatusDecidesExemption(DomainError):
    """Exemption is decided by the cell and stands in the roster; it is not marked at the door."""

    def __init__(self, member: Member) -> None:
        super().__init__(
            _(
                "Whether %(name)s is exempt follows from the status in the list of members, not from this sheet."
            )
            % {"name": member.full_name}
        )


class MarkedMeanwhile(DomainError):
    """Somebody else marked this member after the page was opened. `attendance` is what now stands."""

    def __init__(self, attendance: Attendance | None, member: Member) -> None:
        self.attendance = attendance
        if attendance is None:
            text = _("Meanwhile the mark of %(name)s was taken away. Press again if yours is right.") % {
                "name": member.full_name
            }
        else:
            text = _(
                "Meanwhile %(who)s marked %(name)s «%(status)s». That stands; press again if yours is right."
            ) % {
                "who": attendance.recorded_by or _("somebody else"),
                "name": member.full_name,
                "status": attendance.get_status_display(),
            }
        super().__init__(text)


class ItemAlreadyStarted(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This item has already begun, so it stays where it is."))


class NothingWritten(DomainError):
    def __init__(self, field: str = "text") -> None:
        super().__init__(_("Write the text first."), field=field)


class HasConclusions(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("The meeting has conclusions already, so it was held: close it instead of cancelling it.")
        )


class MeetingIncomplete(DomainError):
    """The meeting cannot be closed. `missing` names everything that is still to do, all at once."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = list(missing)
        super().__init__(
            _("The meeting cannot be closed yet. Still missing: %(missing)s")
            % {"missing": "; ".join(self.missing)}
        )


def _moment(at: dt.datetime) -> str:
    from django.utils import timezone

    return capfirst(date_format(timezone.localtime(at), "DATETIME_FORMAT"))
