from collections.abc import Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.errors import DomainError

from .engine.faults import Fault, Found

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
