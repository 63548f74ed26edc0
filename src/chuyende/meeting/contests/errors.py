import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.errors import DomainError


class ContestAnnounced(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("This contest has been announced: its rules, rounds and questions stay as they are.")
        )


class ContestNotAnnounced(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This contest has not been announced yet."))


class ContestNotClosed(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The results of this contest have not been announced yet."))


class TitleMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write what the contest is called."), field="title")


class ReasonMissing(DomainError):
    def __init__(self, field: str = "reason") -> None:
        super().__init__(_("Write the reason: it is kept with the decision."), field=field)


class RoundsMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Add at least one round before announcing the contest."))


class RoundNotReady(DomainError):
    def __init__(self, number: int, why: DomainError) -> None:
        super().__init__(_("Round %(number)s is not ready: %(why)s") % {"number": number, "why": why.message})


class RoundsStillOpen(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The last round has not closed for everybody: the results may still change."))


class PredictionNotAsked(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This contest asks for no prediction."), field="predicted")


class PredictionTooLate(DomainError):
    def __init__(self, moment: dt.datetime) -> None:
        super().__init__(
            _("Predictions were taken until the last round closed (%(moment)s).")
            % {"moment": date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")},
            field="predicted",
        )


class NotInTheContest(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This member has handed nothing in."), field="member")


class AlreadyCancelled(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The result of this member is cancelled already."), field="member")


class OwnCase(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Nobody decides in their own case. Let another member of the committee do it."))


class AlreadySettled(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This case has been settled. Nothing was changed."))


class ReplyMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write what you have to say."), field="reply")


class ReplyAwaited(DomainError):
    def __init__(self, until: dt.datetime) -> None:
        super().__init__(
            _(
                "The member may still reply, until %(moment)s. It is settled after that, or once there is a reply."
            )
            % {"moment": date_format(timezone.localtime(until), "SHORT_DATETIME_FORMAT")}
        )


class CasesUnsettled(DomainError):
    def __init__(self, number: int) -> None:
        super().__init__(
            _("Settle the cancelled results first (%(number)s): the members have a right to be heard.")
            % {"number": number}
        )


class TiesUndecided(DomainError):
    def __init__(self, number: int) -> None:
        super().__init__(
            _("Decide the ties about prizes first (%(number)s); the rules leave them to the organisers.")
            % {"number": number}
        )


class NoSuchTie(DomainError):
    def __init__(self) -> None:
        super().__init__(_("These are no longer equal. Open the standings again."))


class NothingChanged(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The results are as they were announced. There is nothing to announce again."))
