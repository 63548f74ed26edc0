from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.errors import DomainError


class FormNotAllowed(DomainError):
    """Nobody here may give this form of reward on that day, by the rule that `citation` names."""

    def __init__(self, form: str, citation: str) -> None:
        super().__init__(
            _(
                "Neither the cell nor the Party committee above it may give «%(form)s»: %(citation)s. "
                "Choose another form, or propose it to the upper level on paper."
            )
            % {"form": form, "citation": citation},
            field="form",
        )


class BeyondAuthority(DomainError):
    """The rules changed after the proposal: whoever was to decide may no longer give this form."""

    def __init__(self, form: str, citation: str) -> None:
        super().__init__(
            _(
                "By %(citation)s «%(form)s» may no longer be decided here. Decline it and let it be proposed anew."
            )
            % {"form": form, "citation": citation}
        )


class ReasonMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write the achievement: it stands in the decision."), field="reason")


class NobodyChosen(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Choose at least one member."), field="members")


class NotInTheStandings(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This member did not take part in the quiz."), field="members")


class QuizStillRunning(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The quiz has not closed yet: the standings may still change."))


class NotOfThisCell(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This member does not belong to the cell today."), field="members")


class RewardAlreadySettled(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This proposal has already been decided or declined. Nothing was changed."))


class OwnReward(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Nobody decides on their own reward. Let the deputy secretary or the secretary do it.")
        )


class DeclineReasonMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write why, so that those who proposed it know."), field="reason")
