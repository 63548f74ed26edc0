"""What the organisation refuses."""

from chuyende.foundation.core.errors import DomainError


class MembershipsOverlap(DomainError):
    """The person would be in two cells, or have two statuses, on one day."""


class NotAMember(DomainError):
    """The person belongs to no cell on that day."""


class MemberKnown(DomainError):
    """Somebody of that name is on the list already, and no date of birth tells the two apart."""


class DatesImpossible(DomainError):
    """The dates of birth, joining and becoming official cannot be true of one person."""


class OrganisationNotOpen(DomainError):
    """The organisation is not there yet, or no longer, on that day."""


class PositionTaken(DomainError):
    """Somebody holds that position on those days already."""


class DaysOutOfOrder(DomainError):
    """A last day would come before the first."""


class AlreadyFounded(DomainError):
    """The first committee exists: the page for an empty system is closed."""


class NameTaken(DomainError):
    """Another cell, department or account has that name."""


class AccountExists(DomainError):
    """The member can sign in already."""


class NoAccount(DomainError):
    """The member cannot sign in yet."""


class StillInUse(DomainError):
    """Something else rests on what would be removed or closed."""


class RosterUnreadable(DomainError):
    """The file is no list that could be read."""


class RosterNotReady(DomainError):
    """The list has rows or columns that somebody must decide about first."""


class RosterClosed(DomainError):
    """The import was undone, or its dry run was thrown away."""
