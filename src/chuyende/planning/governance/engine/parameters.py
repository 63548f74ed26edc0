"""The kinds of value that a rule may hold, each with its own check."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class ParameterError(ValueError):
    """A value is not one that the parameter `key` may hold; `message` says what it may be."""

    def __init__(self, key: str, message: Words) -> None:
        super().__init__(f"{key}: {message}")
        self.key, self.message = key, message


def share_of(text: str) -> Fraction:
    """Read a share as rules hold it, «2/3»; ValueError when it is none."""
    try:
        share = Fraction(text)
    except ZeroDivisionError as error:
        raise ValueError(text) from error
    if not 0 < share <= 1:
        raise ValueError(text)
    return share


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One value of a rule, under `key`, with the words that an administrator reads."""

    key: str
    label: Words
    help: Words = ""

    def check(self, value: Any) -> None:
        """Raise `ParameterError` unless the rule may hold `value`."""
        raise NotImplementedError(f"{type(self).__name__} must say what it may hold")

    def words(self, value: Any) -> list[str]:
        """Return `value` as people read it, one line or several."""
        return [str(value)]


@dataclass(frozen=True, kw_only=True)
class Whole(Parameter):
    """A count, such as days or meetings."""

    minimum: int
    maximum: int

    def check(self, value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or not self.minimum <= value <= self.maximum:
            raise ParameterError(
                self.key,
                _("Write a whole number from %(minimum)s to %(maximum)s.")
                % {"minimum": self.minimum, "maximum": self.maximum},
            )


@dataclass(frozen=True, kw_only=True)
class Measure(Parameter):
    """A length or a size of type, with a fraction if needed."""

    minimum: float
    maximum: float

    def check(self, value: Any) -> None:
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not self.minimum <= value <= self.maximum
        ):
            raise ParameterError(
                self.key,
                _("Write a number from %(minimum)s to %(maximum)s.")
                % {"minimum": self.minimum, "maximum": self.maximum},
            )


@dataclass(frozen=True, kw_only=True)
class Share(Parameter):
    """A part of the whole, kept exactly: «2/3», «1/2»; from `least` to `most` where these are given."""

    least: Fraction = Fraction(0)
    most: Fraction = Fraction(1)

    def check(self, value: Any) -> None:
        try:
            share = share_of(value if isinstance(value, str) else "")
        except ValueError as error:
            raise ParameterError(self.key, _("Write a share such as 1/2 or 2/3.")) from error
        if not self.least <= share <= self.most:
            raise ParameterError(
                self.key,
                _("Write a share from %(least)s to %(most)s.") % {"least": self.least, "most": self.most},
            )


@dataclass(frozen=True, kw_only=True)
class Text(Parameter):
    """Words, at most `maximum` letters; empty only where `may_be_empty`."""

    maximum: int = 60
    may_be_empty: bool = False

    def check(self, value: Any) -> None:
        if not isinstance(value, str) or len(value) > self.maximum or not (value or self.may_be_empty):
            raise ParameterError(
                self.key, _("Write at most %(maximum)s letters.") % {"maximum": self.maximum}
            )


@dataclass(frozen=True, kw_only=True)
class Switch(Parameter):
    """Yes or no."""

    def check(self, value: Any) -> None:
        if not isinstance(value, bool):
            raise ParameterError(self.key, _("Choose yes or no."))

    def words(self, value: Any) -> list[str]:
        return [str(_("yes") if value else _("no"))]


@dataclass(frozen=True, kw_only=True)
class Choice(Parameter):
    """One of a closed list of (value, words)."""

    options: Sequence[tuple[str, Words]]

    def check(self, value: Any) -> None:
        if value not in [option for option, _words in self.options]:
            raise ParameterError(self.key, _("Choose one of the list."))

    def words(self, value: Any) -> list[str]:
        return [str(words) for option, words in self.options if option == value]


@dataclass(frozen=True, kw_only=True)
class Choices(Choice):
    """Any number of a closed list, at least one."""

    def check(self, value: Any) -> None:
        known = [option for option, _words in self.options]
        if not isinstance(value, list) or not value or not all(chosen in known for chosen in value):
            raise ParameterError(self.key, _("Choose at least one of the list."))

    def words(self, value: Any) -> list[str]:
        return [str(words) for option, words in self.options if option in value]


@dataclass(frozen=True, kw_only=True)
class Steps(Parameter):
    """The steps of a procedure in order: `step` (a name for the program), `title`, `minutes`, `presenter`."""

    presenters: Sequence[tuple[str, Words]]
    longest: int = 480

    def check(self, value: Any) -> None:
        if not isinstance(value, list) or not value:
            raise ParameterError(self.key, _("A procedure has at least one step."))
        names = [str(row.get("step", "")) for row in value if isinstance(row, dict)]
        if len(set(names)) != len(value) or not all(names):
            raise ParameterError(self.key, _("Each step needs a name of its own."))
        allowed = [None, *(presenter for presenter, _words in self.presenters)]
        for row in value:
            if set(row) != {"step", "title", "minutes", "presenter"} or row["presenter"] not in allowed:
                raise ParameterError(self.key, _("Each step needs a title, minutes and who leads it."))
            Text(key=self.key, label=self.label, maximum=300).check(row["title"])
            Whole(key=self.key, label=self.label, minimum=1, maximum=self.longest).check(row["minutes"])

    def words(self, value: Any) -> list[str]:
        return [
            _("%(title)s (%(minutes)s minutes)") % {"title": row["title"], "minutes": row["minutes"]}
            for row in value
        ]
