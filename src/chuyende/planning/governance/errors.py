import datetime as dt

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.errors import DomainError

from .engine import ParameterError


class RuleMissing(DomainError):
    """No rule of this subject is in force on that day."""

    def __init__(self, code: str, day: dt.date) -> None:
        super().__init__(
            _("No rule «%(code)s» is in force on %(day)s. The administrator can add one under «Rule sets».")
            % {"code": code, "day": f"{day:%d/%m/%Y}"}
        )


class RuleNotAsItMayBe(DomainError):
    """A parameter of the rule has a value that it may not have."""

    def __init__(self, error: ParameterError) -> None:
        super().__init__(error.message, field=error.key)


class RuleAlreadyThatDay(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("This place already has a rule of this subject from that day. Choose another first day."),
            field="effective_from",
        )


class DaysInDisorder(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The last day lies before the first day."), field="effective_to")


class DocumentAlreadyRegistered(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("A document with this symbol and date of issue is already registered here."), field="symbol"
        )


class DocumentMarkedSecret(DomainError):
    """The marking of a State secret stands in what was typed: only the place of the paper may be kept."""

    def __init__(self, marking: str, field: str) -> None:
        super().__init__(
            _(
                "This carries the marking «%(marking)s». Nothing of it was stored. Register only its symbol and "
                "where the paper is kept."
            )
            % {"marking": marking},
            field=field,
        )


class PaperOnlyHasNoContent(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This document is kept on paper only; nothing of its content is entered here."))


class ReplacesItself(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("A document cannot be replaced by itself or by one that it replaced."), field="successor"
        )


class ProvisionWithoutPlace(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Name the place: an article, a clause, a point, or a part of the document."), field="article"
        )
