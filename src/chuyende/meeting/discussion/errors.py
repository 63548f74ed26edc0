from django.utils.translation import gettext as _

from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.models import Member


class NotAMemberOfTheMeeting(DomainError):
    def __init__(self, member: Member, *, field: str | None = None) -> None:
        super().__init__(
            _("%(name)s does not take part in this cell on the day of the meeting.")
            % {"name": member.full_name},
            field=field,
        )


class TitleMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write what the paper is about."), field="title")


class PaperEmpty(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write the text or upload a file, then hand the paper in."), field="body")


class PaperTooLong(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("The text is too long for a paper. Shorten it, or upload it as a file."), field="body"
        )


class PaperHandedIn(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The paper has been handed in. Take it back first, then change it."))


class PaperNotHandedIn(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The paper has not been handed in yet."))


class PaperHasText(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Something has been written already, so the request stays."))


class TextMarkedSecret(DomainError):
    """The text carries the marking of a State secret."""

    def __init__(self, marking: str) -> None:
        super().__init__(
            _(
                "The text carries the marking «%(marking)s». Nothing of it was stored: papers that are State "
                "secrets are kept on paper only."
            )
            % {"marking": marking},
            field="body",
        )


class NothingSaid(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write in a line or two what was said."), field="summary")


class NobodySpoke(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Choose who spoke."), field="who")


class SpeakerIsAbsent(DomainError):
    def __init__(self, member: Member) -> None:
        super().__init__(
            _("%(name)s is marked as absent. Correct the attendance first if that is wrong.")
            % {"name": member.full_name},
            field="who",
        )


class QuestionMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write what is voted on."), field="question")


class NobodyMayVote(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "No official member is marked as present. Mark the attendance first: probationary members do not vote."
            )
        )


class MoreVotesThanVoters(DomainError):
    def __init__(self, *, counted: int, present: int) -> None:
        super().__init__(
            _(
                "%(counted)d votes were counted, but only %(present)d official members are present. Probationary "
                "members do not vote. Count again."
            )
            % {"counted": counted, "present": present},
            field="in_favour",
        )
