from collections.abc import Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.errors import DomainError

from .engine.faults import Fault, Found
from .engine.formats.reading import Doubt, Trouble

#: what is said of each fault, and the field of the form that it stands beside
SAID = {
    Fault.NO_STEM: (_("Write the question."), "stem"),
    Fault.FEW_CHOICES: (_("Write at least two."), "parts"),
    Fault.MANY_CHOICES: (_("Keep at most ten."), "parts"),
    Fault.EMPTY_CHOICE: (_("Number %(number)s is empty: write it or take it away."), "parts"),
    Fault.SAME_CHOICE: (_("Two are the same. Make each different from the others."), "parts"),
    Fault.NO_KEY: (_("Mark which choice is right."), "parts"),
    Fault.TWO_KEYS: (
        _("Two choices are marked as right. Keep one, or ask for several right choices."),
        "parts",
    ),
    Fault.NO_ANSWER: (_("Write at least one right answer."), "parts"),
    Fault.GAPS_DIFFER: (
        _("Mark each gap in the question once, as [[1]], [[2]]…, and write one line for each of them."),
        "parts",
    ),
    Fault.ANSWER_NOT_OFFERED: (_("The right answer of gap %(number)s is not among its choices."), "parts"),
}


def said_of(found: Found) -> tuple[str, str]:
    """The sentence about one fault, and its field."""
    sentence, field = SAID[found.fault]
    return str(sentence) % {"number": (found.index or 0) + 1}, field


#: what is said of each doubt about a question of a file
DOUBTED = {
    Doubt.NO_KEY: _("Nothing in the file tells which answer is right."),
    Doubt.KEYS_DISAGREE: _("Two signs in the file name different answers as right."),
    Doubt.SEVERAL_KEYS: _(
        "More than one choice is marked as right: it was read as a question with several right choices."
    ),
    Doubt.KEY_OUTSIDE: _("The answer that the file gives is not among the choices."),
    Doubt.WEAK_SIGN: _("The right answer rests on a sign that may mean something else. Compare it."),
    Doubt.FEW_CHOICES: _("Fewer than two choices were found."),
    Doubt.EMPTY_CHOICE: _("A choice is empty."),
    Doubt.SAME_CHOICE: _("Two choices say the same."),
    Doubt.NO_STEM: _("The question itself was not found, only its choices."),
    Doubt.NUMBER_JUMPS: _(
        "Numbers or letters do not follow one another: something may be missing, or two questions may have become one."
    ),
    Doubt.STRAY_TEXT: _("Text beside the question was left out, or taken into it."),
    Doubt.NOT_CARRIED: _(
        "Something of the original has no place here: a formula, weights, remarks to single choices."
    ),
    Doubt.MEDIA_MISSING: _("A picture or a sound could not be brought along. Choose it again."),
    Doubt.KIND_UNKNOWN: _("A question of this kind cannot be asked here; only its text was kept."),
    Doubt.FORMULA: _("A cell holds a formula; its last value was taken."),
}


#: why a file gives no questions, by `Trouble`; "unknown" and "fault" are the program's own
UNKNOWN, FAULT = "unknown", "fault"
UNREADABLE = {
    Trouble.BROKEN.value: _(
        "The file is damaged, or is not what its name says. Open it in the program that made it, save it again, and "
        "send it once more."
    ),
    Trouble.EMPTY.value: _(
        "No question was found in the file. In a Word file each question begins with «Câu 1», «Câu 2»… and its choices "
        "with A, B, C, D; the templates show how."
    ),
    Trouble.TOO_LARGE.value: _(
        "The file holds more than can be read, or would grow without end when opened. Divide it into several files."
    ),
    Trouble.LOCKED.value: _("The file is locked by a password. Remove the password and send it again."),
    Trouble.OLDER.value: _(
        "The file holds questions of QTI 1, as Canvas and Blackboard write them. QTI 2 and 3 can be read here: let that "
        "program write one of them, or Moodle XML, GIFT or Word."
    ),
    UNKNOWN: _(
        "The file is of no format of questions that is known here. Save it as Word (.docx) or Excel (.xlsx)."
    ),
    FAULT: _(
        "The program could not read this file. Tell whoever looks after the program; other files are not affected."
    ),
}


class QuestionFaulty(DomainError):
    """The question cannot be asked as it is; `found` holds every fault."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.found = list(found)
        sentences = [said_of(one)[0] for one in self.found]
        super().__init__(format_lazy("{}", " ".join(sentences)), field=said_of(self.found[0])[1])


class NothingChanged(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Nothing was changed: the question stays as it is."))


class WrittenMeanwhile(DomainError):
    """A newer version exists: what was typed was typed over older words."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has changed this question since you opened it. Nothing of theirs was lost; look at the "
                "new words and change them once more."
            )
        )


class OwnQuestion(DomainError):
    def __init__(self) -> None:
        super().__init__(_("You wrote these words yourself: a colleague has to check them."))


class SourceMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("A question is checked against its source. Cite the provision first."), field="provision"
        )


class FileUnknown(DomainError):
    def __init__(self) -> None:
        super().__init__(_("A picture or sound of this question is missing. Choose it again."), field="parts")


class KeyIsSecret(DomainError):
    """A quiz that asks the question is still running."""

    def __init__(self) -> None:
        super().__init__(
            _("A quiz that asks this question is running: until it closes, nobody sees or changes its key.")
        )


class FileUnreadable(DomainError):
    """The file is of no format that is known."""

    def __init__(self) -> None:
        super().__init__(UNREADABLE[UNKNOWN], field="file")


class ImportClosed(DomainError):
    """The file was thrown away, taken over or undone meanwhile, or is still being read."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This file cannot be changed any more: it was taken over, undone or thrown away. Send it again."
            )
        )


class NotReadYet(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The file is still being read. Wait until all of its questions stand here."))


class NothingChosen(DomainError):
    def __init__(self) -> None:
        super().__init__(_("No question is chosen. Take at least one of them."))


class RowsFaulty(DomainError):
    """Rows that were chosen cannot be asked as they are; `numbers` says which."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = list(numbers)
        named = ", ".join(str(number) for number in self.numbers[:10])
        super().__init__(
            format_lazy(
                "{} {}",
                _("These questions have to be mended before they can be taken:"),
                named + ("…" if len(self.numbers) > 10 else "."),
            )
        )


class NothingToUndo(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Nothing was taken over from this file yet: there is nothing to undo."))


class AllInUse(DomainError):
    """Every question of an import is used by now."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nothing was taken back: every question of this file has been asked, changed, checked or shared since. "
                "Take single questions out of the bank instead."
            )
        )
