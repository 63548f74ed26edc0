"""What the numbers of an analysis say, in sentences that an official understands."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from chuyende.foundation.ui.parts import HeatCell, Tone
from chuyende.meeting.questions.engine.words import Kind, Words
from chuyende.planning.governance.models import RuleSet

from .engine.analysis import (
    Code,
    Gain,
    Interval,
    ItemStatistics,
    Learning,
    QuizStatistics,
    Square,
    Verdict,
)
from .queries.asking import LETTERS

_TONES: dict[Code, Tone] = {
    Code.KEY_SUSPECT: "red",
    Code.NEGATIVE_DISCRIMINATION: "red",
    Code.NOT_ENOUGH_DATA: "neutral",
    Code.NO_SPREAD: "neutral",
    Code.GOOD: "green",
}

_SENTENCES = {
    Code.TOO_EASY: gettext_lazy("Too easy: nearly everybody answers it rightly."),
    Code.TOO_HARD: gettext_lazy("Too hard: few answer it rightly."),
    Code.NEGATIVE_DISCRIMINATION: gettext_lazy(
        "Whoever does well elsewhere answers this question worse: look over its words and its key."
    ),
    Code.LOW_DISCRIMINATION: gettext_lazy(
        "It hardly tells apart who knows and who does not: look over its words."
    ),
    Code.NO_SPREAD: gettext_lazy(
        "Everybody did equally well elsewhere, so it cannot be said what this question tells apart."
    ),
    Code.GOOD: gettext_lazy("Nothing speaks against this question."),
}


@dataclass(frozen=True)
class Finding:
    """One thing that is said of a question, with the tone of its sign."""

    sentence: str
    tone: Tone


def findings_of(verdicts: Iterable[Verdict], words: Words) -> list[Finding]:
    """The verdicts on one question in sentences, the gravest first."""
    return [Finding(_said(one, words), _TONES.get(one.code, "amber")) for one in verdicts]


def letters_of(choices: Iterable[int], words: Words) -> str:
    """Choices as a page names them: «B», «A, D»; of a statement «true»."""
    if words.kind is Kind.TRUE_FALSE:
        named = [pgettext("statement", "true"), pgettext("statement", "false")]
        return ", ".join(named[choice] for choice in choices)
    return ", ".join(LETTERS[choice] for choice in choices)


def _said(verdict: Verdict, words: Words) -> str:
    match verdict.code:
        case Code.KEY_SUSPECT:
            sentence = _key_suspect(verdict, words)
        case Code.NOT_ENOUGH_DATA:
            return _not_enough(verdict.found, verdict.among)
        case Code.DEAD_DISTRACTOR:
            sentence = _dead(verdict, words)
        case code:
            sentence = str(_SENTENCES[code])
    if verdict.is_certain:
        return sentence
    return sentence + " " + _("Few have answered, so this is not sure yet.")


def _key_suspect(verdict: Verdict, words: Words) -> str:
    letters = letters_of(verdict.choices, words)
    if verdict.found == verdict.among:
        return _("The key of this question may be wrong: the %(n)s best all chose %(letter)s.") % {
            "n": verdict.found,
            "letter": letters,
        }
    return _("The key of this question may be wrong: %(found)s of the %(n)s best chose %(letter)s.") % {
        "found": verdict.found,
        "n": verdict.among,
        "letter": letters,
    }


def _not_enough(found: int, needed: int) -> str:
    return _("Not enough data (only %(found)s have answered; %(needed)s are needed).") % {
        "found": found,
        "needed": needed,
    }


def _dead(verdict: Verdict, words: Words) -> str:
    return _("Hardly anybody takes %(letters)s (%(found)s of %(n)s): a better wrong choice is needed.") % {
        "letters": letters_of(verdict.choices, words),
        "found": verdict.found,
        "n": verdict.among,
    }


# --- numbers in words ----------------------------------------------------------------------------------------


def percent(share: Fraction | float | None) -> str:
    """«68 %»; «–» where there is nothing."""
    return "–" if share is None else f"{round(100 * float(share))} %"


def between(interval: Interval | None) -> str:
    """An interval of shares: «from 45 % to 85 %»; empty where there is none."""
    if interval is None:
        return ""
    return _("from %(low)s to %(high)s") % {"low": percent(interval.low), "high": percent(interval.high)}


def decimal(value: float | Fraction | None, digits: int = 2) -> str:
    """«0,42»; «–» where there is nothing."""
    return "–" if value is None else floatformat(float(value), digits)


def between_decimals(interval: Interval | None) -> str:
    if interval is None:
        return ""
    return _("from %(low)s to %(high)s") % {"low": decimal(interval.low), "high": decimal(interval.high)}


def telling_apart(statistics: ItemStatistics) -> str:
    """What a discrimination means: how much more of the best than of the weakest are right."""
    index = statistics.discrimination
    if index is None:
        return _("cannot be computed: everybody did the same here or elsewhere")
    if index < 0:
        return _("who does well elsewhere does worse here")
    return _("who does well elsewhere does better here; 1 would be without exception, 0 not at all")


def reliability_in_words(statistics: QuizStatistics, fewest: int) -> str:
    """What a reliability means; without enough attempts, that there is not enough."""
    if statistics.reliability is None or statistics.reliability_interval is None:
        if statistics.attempts < fewest:
            return _not_enough(statistics.attempts, fewest)
        return _("Cannot be computed: results do not differ, or not everybody was asked the same.")
    if statistics.reliability <= 0:
        return _("The differences between results look like chance: this quiz does not rank people.")
    return _(
        "About %(share)s of the differences between results come from what people know, the rest from chance."
    ) % {"share": percent(statistics.reliability)}


def error_in_words(statistics: QuizStatistics) -> str:
    """What a standard error means for one result."""
    if statistics.standard_error is None:
        return ""
    return _(
        "One person taking a quiz of this kind again would easily be %(points)s points higher or lower: smaller "
        "differences between two people say nothing."
    ) % {"points": decimal(statistics.standard_error, 1)}


def gain_in_words(gain: Gain, fewest: int) -> Finding:
    """What the comparison of before and after says."""
    match gain.verdict:
        case Learning.NOT_ENOUGH_DATA:
            sentence = ngettext(
                "Not enough data: %(n)s member has taken both, %(needed)s are needed.",
                "Not enough data: %(n)s members have taken both, %(needed)s are needed.",
                gain.members,
            ) % {"n": gain.members, "needed": fewest}
            return Finding(sentence, "neutral")
        case Learning.GAINED:
            return Finding(_counted(_("Members know clearly more than before."), gain), "green")
        case Learning.LOST:
            return Finding(_counted(_("Members know clearly less than before."), gain), "red")
    return Finding(_counted(_("No clear change: what is seen may be chance."), gain), "neutral")


def _counted(sentence: str, gain: Gain) -> str:
    return (
        sentence
        + " "
        + _("%(better)s of %(n)s did better, %(worse)s did worse.")
        % {
            "better": gain.improved,
            "n": gain.members,
            "worse": gain.worsened,
        }
    )


# --- the map of knowledge -------------------------------------------------------------------------------------


def knowledge_square(square: Square | None, rule: RuleSet, *, url: str) -> HeatCell:
    """One square of the map in words and shape; empty where nothing is known."""
    if square is None:
        return HeatCell()
    people = ngettext("%(n)s member", "%(n)s members", square.members) % {"n": square.members}
    if not square.is_enough:
        return HeatCell(title=_("not enough data").capitalize(), detail=people, url=url)
    share = square.estimate.share
    state: Literal["plan", "done", "late"]
    if share >= rule.share("knowledge_firm_from"):
        word, state = _("Firm, %(share)s"), "done"
    elif share < rule.share("knowledge_weak_below"):
        word, state = _("Weak, %(share)s"), "late"
    else:
        word, state = _("Middling, %(share)s"), "plan"
    return HeatCell(
        title=word % {"share": percent(share)},
        detail=f"{people}; {between(square.estimate.interval)}",
        state=state,
        url=url,
    )


# --- answers in words ----------------------------------------------------------------------------------------


def answer_as_read(words: Words, response: object) -> str:
    """The same without letters, for whoever had the choices in another order."""
    match words.kind, response:
        case Kind.SINGLE, int() if words.choices[response].text:
            return words.choices[response].text
        case Kind.MULTIPLE, list() if response and all(words.choices[one].text for one in response):
            return "; ".join(words.choices[one].text for one in response)
    return answer_in_words(words, response)


def answer_in_words(words: Words, response: object) -> str:
    """What a member answered, to be read; empty where nothing was answered."""
    if response in (None, []):
        return ""
    match words.kind, response:
        case Kind.SINGLE, int():
            return f"{LETTERS[response]}. {words.choices[response].text}"
        case Kind.MULTIPLE, list():
            return letters_of(response, words)
        case Kind.TRUE_FALSE, bool():
            return letters_of([0 if response else 1], words)
        case Kind.MATCHING, list():
            sides = zip(words.pairs, response, strict=True)
            return "; ".join(
                f"{pair.left} → {'…' if place is None else words.rights[place]}" for pair, place in sides
            )
        case Kind.ORDERING, list():
            return " → ".join(words.items[place] for place in response)
        case Kind.CLOZE, list():
            gaps = zip(words.gaps, response, strict=True)
            given = (gap.choices[one] if isinstance(one, int) else one or "…" for gap, one in gaps)
            return "; ".join(f"({number}) {one}" for number, one in enumerate(given, start=1))
    return str(response)
