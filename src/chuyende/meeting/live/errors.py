from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.errors import DomainError


class QuizNotForTheHall(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This quiz is not prepared for the hall, or not published yet."))


class QuizHeld(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This quiz has been held in the hall: its results stand."))


class SittingRuns(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This quiz is running in the hall already."))


class SittingOver(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The quiz in the hall is over."))


class SittingMoved(DomainError):
    """The phase does not allow the act, or somebody else was quicker."""

    def __init__(self) -> None:
        super().__init__(_("The quiz has moved on meanwhile. See where it stands and press again."))


class SecondsOutOfBounds(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Give 5 to 600 seconds for a question, or none at all."), field="seconds")


class SpeedWithoutTime(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Speed can count only where each question has a time."), field="speed_counts")


class NoSeatWhileSuspended(DomainError):
    def __init__(self) -> None:
        super().__init__(_("While suspended from Party activities a member takes no quiz."))


class TeamNameMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write what the team is called."), field="name")


class TeamNameTaken(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Another team has this name."), field="name")


class TeamAfterStart(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Teams are made before the first question."))


class NoTeamsHere(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This quiz is not played in teams."))


class InAnotherTeam(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("One of these members is in another team, or has a seat already."), field="members"
        )


class NotOfTheCell(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Somebody of these does not take part in the cell's meetings today."), field="members"
        )


class CardRevoked(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This card has been revoked. Ask the secretary of your cell for a new one."))


class AnswerCardsUsedUp(DomainError):
    def __init__(self) -> None:
        super().__init__(_("All answer cards are given. Take one back first."))


class AnswerCardHeld(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Somebody else holds the card of this number."), field="number")


class AnswerCardUnknown(DomainError):
    def __init__(self) -> None:
        super().__init__(_("There is no answer card of this number."), field="number")


class HasAnswerCard(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This member holds an answer card already."), field="member")


class NothingRunning(DomainError):
    def __init__(self) -> None:
        super().__init__(_("No quiz of your cell is running in the hall now."))
