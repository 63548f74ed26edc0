from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.errors import DomainError


class OwnerNotOfOrganisation(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("This person does not belong to the organisation today. Choose one of its members."),
            field="owner",
        )


class DeadlinePassed(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Choose a deadline that is not in the past."), field="due_on")


class ProofMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write what was done, or add a file that shows it."), field="proof")


class ReasonMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write the reason; it is kept with the task."), field="reason")


class TaskAlreadyClosed(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This task is already done or withdrawn. Nothing was changed."))


class NotReported(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The owner has not reported a result yet. Ask for the report first."))


class NotLater(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The new deadline has to be later than the old one."), field="to_day")
