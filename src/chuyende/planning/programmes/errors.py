from collections.abc import Iterable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.errors import DomainError

from .enums import GroundingKind


class GroundingsMissing(DomainError):
    """A topic rests on the congress, on what the upper level asks and on the cell's function: all three."""

    def __init__(self, kinds: Iterable[GroundingKind]) -> None:
        self.kinds = list(kinds)
        names = ", ".join(str(kind.label) for kind in self.kinds)
        super().__init__(
            format_lazy(
                "{} {}.", _("The topic is not ready for approval. It still lacks the grounding on:"), names
            )
        )


class NotACell(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Thematic meetings are held by cells. Choose a cell."), field="organisation")


class NotOfThisCell(DomainError):
    """Author and presenter are members of the cell on the day."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Choose a member of this cell."), field=field)


class FormMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Choose at least one form of meeting."), field="forms")


class ProvisionOutOfReach(DomainError):
    """The provision belongs to a document of another branch of the tree, or is kept on paper only."""

    def __init__(self, field: str = "provision") -> None:
        super().__init__(
            _("This document does not bind this organisation. Choose a provision of the list."), field=field
        )


class LineWithoutProvision(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Each line rests on a provision. Choose the one from which this work follows."),
            field="provision",
        )


class ExplanationMissing(DomainError):
    def __init__(self, field: str = "explanation") -> None:
        super().__init__(_("Write what the topic takes from this provision."), field=field)


class ResponsibleFromElsewhere(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Choose a member of this organisation."), field="responsible")


class DeadlineOutsidePeriod(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The deadline lies outside the period of this programme."), field="deadline")


class ProgrammeAlreadyThere(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This organisation already has a programme for this period."))


class TermMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("No term is recorded for this period. The administrator opens it under «Organisation» first.")
        )


class PeriodMissing(DomainError):
    def __init__(self, field: str) -> None:
        super().__init__(_("Say which period the programme is for."), field=field)


class NotApprovedYet(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The work is given out once the programme has been approved."))


class ProgrammeEmpty(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The programme says nothing to do yet. Add at least one line."))
