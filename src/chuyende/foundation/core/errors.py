"""What can go wrong, said so that the reader knows what happened and what to do."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


class DomainError(Exception):
    """A rule of the field refuses an act. Nothing was written.

    `message` is shown to the person as it is; `field` names the form field that it belongs beside.
    """

    def __init__(self, message: str | Promise, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class EditedMeanwhile(DomainError):
    """Somebody else saved the same text after this person opened it.

    `theirs` is the text now stored, so that the page can show both and lose neither.
    """

    def __init__(self, message: str | Promise, *, theirs: str, field: str | None = None) -> None:
        super().__init__(message, field=field)
        self.theirs = theirs


class NotAllowed(PermissionDenied):
    """The person has no right to this act at this place. Nothing was written."""
