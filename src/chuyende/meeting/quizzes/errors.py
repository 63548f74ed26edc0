import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from chuyende.foundation.core.errors import DomainError


def _moment(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


class QuizPublished(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This quiz has been published: its questions, key and time stay as they are."))


class QuizWithoutQuestions(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Add at least one question before publishing the quiz."))


class WindowOver(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("The closing time has passed. Choose a later one before publishing."), field="closes_at"
        )


class WindowReversed(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The quiz has to close after it opens."), field="closes_at")


class MinutesMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Give at least one minute for an attempt."), field="minutes")


class AttemptsMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Give at least one attempt to each member."), field="attempts_allowed")


class BlueprintWithoutNumbers(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say of each part how many questions are drawn, at least one."))


class BlueprintTooLarge(DomainError):
    """The questions do not fill what each attempt should draw: `part` in words, and how many are missing."""

    def __init__(self, part: str, missing: int) -> None:
        words = ngettext(
            "%(n)s question is missing for this part of the paper: %(part)s.",
            "%(n)s questions are missing for this part of the paper: %(part)s.",
            missing,
        )
        super().__init__(words % {"n": missing, "part": part})


class TooMuchTime(DomainError):
    def __init__(self, most: int) -> None:
        super().__init__(
            _("Grant between 0 and %(most)s per cent more time.") % {"most": most}, field="more_time"
        )


class MeetingOver(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This meeting is closed or cancelled: no quiz can be added to it."))


class TitleMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write what the quiz is called."), field="title")


class QuestionTwice(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This question is already in the quiz."))


class QuestionOfAnotherCell(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This question belongs to the bank of another cell."))


class QuizOfTheHall(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This quiz is asked in the hall; nobody takes it alone."))


class QuizNotOpen(DomainError):
    def __init__(self, opens_at: dt.datetime) -> None:
        super().__init__(_("The quiz opens at %(moment)s.") % {"moment": _moment(opens_at)})


class QuizClosed(DomainError):
    def __init__(self, closes_at: dt.datetime) -> None:
        super().__init__(
            _("The quiz closed at %(moment)s and takes no more attempts.") % {"moment": _moment(closes_at)}
        )


class NoAttemptWhileSuspended(DomainError):
    def __init__(self) -> None:
        super().__init__(_("While suspended from Party activities a member takes no quiz."))


class AttemptExists(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This member has already taken the quiz."), field="member")


class OwnPaper(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Nobody enters their own paper. Take the quiz here, or let a colleague enter it."),
            field="member",
        )


class NotOfThisCell(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This member does not take part in the cell's meetings today."), field="member")


class AttemptSubmitted(DomainError):
    """The attempt has been handed in: what arrives now changes nothing."""

    def __init__(self) -> None:
        super().__init__(_("Your attempt has been handed in; answers can no longer be changed."))


class TimeIsUp(DomainError):
    """The answer arrived after the deadline and its grace."""

    def __init__(self) -> None:
        super().__init__(_("Your time was up before this answer arrived. The answers saved before it count."))


class KeyOfRunningQuiz(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("The quiz is still running. Its key can be corrected after it has closed for everybody.")
        )


class KeyOfAnotherBank(DomainError):
    def __init__(self, cell: str) -> None:
        super().__init__(
            _("The question is in the bank of %(cell)s. Ask its committee to correct the key.")
            % {"cell": cell}
        )


class KeyTextsDiffer(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Only the key can be corrected: what was asked stays as the members read it."))


class KeySame(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This is the key already in force. Choose another one."), field="key")


class NoteMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Write what was wrong: the members read it."), field="note")


class RepeatTooEarly(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The questions can be asked again once the quiz has closed for everybody."))


class NoSuchChoice(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This question has no such choice. Nothing was saved; open the page again."))


class NothingToPrint(DomainError):
    def __init__(self) -> None:
        super().__init__(_("No question of this quiz can be answered on a printed sheet."))


class SheetTooLong(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("The questions do not fit on one sheet: at most 60 rows of bubbles. Print a shorter quiz.")
        )


class VariantsOutOfRange(DomainError):
    def __init__(self, most: int) -> None:
        super().__init__(_("Print 1 to %(most)s codes.") % {"most": most}, field="variants")


class SheetsOutOfRange(DomainError):
    def __init__(self, most: int) -> None:
        super().__init__(
            _("Print at least one sheet and at most %(most)s blank ones.") % {"most": most}, field="blanks"
        )


class QuizNotPublished(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Publish the quiz before printing it: only then do its questions stay as they are.")
        )


class PaperTooLate(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The meeting is over: no sheet can be recorded or taken back any more."))


class SheetNotRead(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This photograph has not been read as a sheet."))


class SheetRecorded(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This sheet is recorded. Take it back first to change it."))


class RowsUndecided(DomainError):
    def __init__(self, number: int) -> None:
        super().__init__(
            ngettext(
                "Look at %(n)s doubtful row first and choose what was meant.",
                "Look at %(n)s doubtful rows first and choose what was meant.",
                number,
            )
            % {"n": number}
        )


class SheetWithoutOwner(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Choose whose sheet this is."), field="member")
