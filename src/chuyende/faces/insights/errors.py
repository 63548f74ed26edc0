import datetime as dt

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.errors import DomainError


class NobodyToRemind(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The cell has no secretary or deputy with an account. Tell them in person, or ask for an account."
            )
        )


class RemindedToday(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The cell has been reminded of this today. Nobody was told twice."))


class NothingMissing(DomainError):
    def __init__(self, day: dt.date) -> None:
        super().__init__(
            _("On %(day)s nothing is missing here any more. Nobody was reminded.")
            % {"day": f"{day:%d/%m/%Y}"}
        )
