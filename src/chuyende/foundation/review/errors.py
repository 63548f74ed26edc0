from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.errors import DomainError


class NotEditableNow(DomainError):
    """The text lies with those who decide, or is approved: it is not changed in place."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This has been submitted or approved, so it cannot be changed here. Ask for it back, or amend it."
            )
        )


class NotWaiting(DomainError):
    """Somebody decided it before, or it was never submitted."""

    def __init__(self) -> None:
        super().__init__(_("This is no longer waiting for a decision. The page now shows where it stands."))


class NotApproved(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Only what has been approved can be locked or amended."))


class ReasonMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write the reason, so that the author knows what to change."), field="reason")


class AmendmentReasonMissing(ReasonMissing):
    def __init__(self) -> None:
        DomainError.__init__(
            self, _("Write why it is amended: the reason stays with the new version."), field="reason"
        )


class OwnWork(DomainError):
    """Nobody approves what they wrote themselves."""

    def __init__(self) -> None:
        super().__init__(_("You wrote this yourself. Another member of the committee has to approve it."))


class NothingWritten(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write the comment first."), field="text")
