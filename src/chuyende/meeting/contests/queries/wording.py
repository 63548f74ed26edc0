"""The rules of a contest in the words of an official, from the rules as data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from chuyende.foundation.organisation.enums import OrganisationKind
from chuyende.meeting.contests.enums import Offence
from chuyende.meeting.contests.models import Contest, Round

_PRIZES = ("first", "second", "third", "encouragement")


@dataclass(frozen=True)
class Section:
    """One numbered section: its title, and its paragraphs. `shows_rounds`: the table of rounds follows them."""

    title: str
    lines: list[str]
    shows_rounds: bool = False


def prize_in_words(index: int) -> str:
    """What a prize is called, by its place in the rules."""
    names = [
        pgettext("prize", "First prize"),
        pgettext("prize", "Second prize"),
        pgettext("prize", "Third prize"),
        pgettext("prize", "Encouragement prize"),
    ]
    return names[index]


def rules_in_words(contest: Contest, rules: dict[str, Any], rounds: Sequence[Round]) -> Iterator[Section]:
    """Yield the sections of the rules page: `rules` are the frozen parameters, or those in force while it is a draft."""
    if contest.purpose:
        yield Section(_("Purpose"), contest.purpose.splitlines())
    yield Section(_("Who takes part"), _who(contest))
    yield Section(_("How and when"), _how(rules), shows_rounds=bool(rounds))
    yield Section(_("Points"), _points(rules, len(rounds)))
    yield Section(_("Order of members"), _order(contest, rules))
    yield Section(_("Order of cells"), _cells(rules))
    yield Section(_("Prizes"), _prizes(rules))
    yield Section(_("Breaches of the rules"), _breaches(rules))
    yield Section(_("Technical faults"), _faults())
    yield Section(_("Announcing the results"), _announcing(contest))


def _who(contest: Contest) -> list[str]:
    name = {"name": contest.organisation.name}
    if contest.organisation.kind == OrganisationKind.CELL:
        who = _("Members of %(name)s.") % name
    else:
        who = _("Members of the cells under %(name)s.") % name
    return [who, _("A member who is suspended from Party activities does not take part.")]


def _how(rules: dict[str, Any]) -> list[str]:
    attempts = rules["attempts"]
    lines = [
        _("Each member signs in with their own account and answers alone, within the time of each round."),
        ngettext(
            "Each member has one attempt in each round.",
            "Each member has %(n)s attempts in each round.",
            attempts,
        )
        % {"n": attempts},
    ]
    if attempts > 1:
        best = _("The best attempt counts; of equally good ones the earliest that was handed in.")
        lines.append(best if rules["counted"] == "best" else _("The first attempt counts."))
    lines.append(_("When the time is up, the program hands the attempt in by itself."))
    return lines


def _points(rules: dict[str, Any], rounds: int) -> list[str]:
    points = rules["points"]
    lines = [
        ngettext("Each right answer gives %(n)s point.", "Each right answer gives %(n)s points.", points)
        % {"n": points},
        _("Nothing is taken off for a wrong answer or one that was left out."),
    ]
    if rounds > 1:
        lines.append(_("The points and the times of all rounds are added up."))
    return lines


def _order(contest: Contest, rules: dict[str, Any]) -> list[str]:
    nearest = {
        "participants": _("the prediction nearest to the number of members who take part comes first"),
        "all_right": _(
            "the prediction nearest to the number of members who answer everything right comes first"
        ),
    }
    words = {
        "time": _("the shorter time in all comes first"),
        "prediction": nearest[rules["predicts"]],
        "earliest": _("who handed in first comes first"),
    }
    criteria = [
        word for word in rules["tie_break"].split("-") if contest.asks_prediction or word != "prediction"
    ]
    lines = [_("Members are ranked by their points.")]
    lines += [_("At equal points: %(words)s.") % {"words": words[word]} for word in criteria[:1]]
    lines += [_("If still equal: %(words)s.") % {"words": words[word]} for word in criteria[1:]]
    if "prediction" in criteria:
        lines += [
            _(
                "The prediction is given before the last round closes. A member without one stands behind those who gave one."
            ),
            _("For the number to be predicted, cancelled results are not counted."),
        ]
    lines.append(
        _(
            "What is still equal and concerns a prize is decided by the organisers, with a reason that is kept."
        )
    )
    return lines


def _cells(rules: dict[str, Any]) -> list[str]:
    share = floatformat(float(100 * Fraction(rules["group_from"])), -2)
    decimals = rules["decimals"]
    return [
        _("Cells are ranked in which at least %(share)s %% of the members took part.") % {"share": share},
        _("Ranked by the share that took part, then by their mean points.")
        if rules["group_order"] == "share_mean"
        else _("Ranked by the mean points of those who took part, then by their share."),
        _("A member has taken part who has handed in at least one round.")
        if rules["takes_part"] == "any"
        else _("A member has taken part who has handed in every round."),
        _("Counted are official and probationary members who are not exempt from Party activities."),
        ngettext(
            "Shares and means are rounded to %(n)s decimal.",
            "Shares and means are rounded to %(n)s decimals.",
            decimals,
        )
        % {"n": decimals},
    ]


def _prizes(rules: dict[str, Any]) -> list[str]:
    lines = []
    for label, prefix in ((_("For members"), ""), (_("For cells"), "group_")):
        given = [
            f"{rules[prefix + key]:02d} {prize_in_words(index)}"
            for index, key in enumerate(_PRIZES)
            if rules.get(prefix + key)
        ]
        if given:
            lines.append(f"{label}: {', '.join(given)}.")
    lines.append(
        _("The form of reward is proposed and decided within the authority that the rules on rewards give.")
    )
    return lines


def _breaches(rules: dict[str, Any]) -> list[str]:
    reasons, days = "; ".join(str(label) for label in Offence.labels), rules["reply_days"]
    lines = [_("A result is cancelled for: %(reasons)s.") % {"reasons": reasons}]
    if days:
        told = ngettext(
            "The member is told what was found and may reply within %(n)s day; only then is it settled.",
            "The member is told what was found and may reply within %(n)s days; only then is it settled.",
            days,
        )
        lines.append(told % {"n": days})
    lines.append(_("What was handed in is kept; only its place in the standings is cancelled."))
    return lines


def _faults() -> list[str]:
    return [
        _(
            "Every answer is kept as soon as it is chosen. After a fault the member opens the page again and goes on."
        ),
        _("A fault that cannot be mended so is reported to the organisers at once."),
    ]


def _announcing(contest: Contest) -> list[str]:
    return [
        _("The results are announced within %(name)s and are not made public.")
        % {"name": contest.organisation.name},
        _("Who did not take part is counted; names are seen by the committee of the own cell only."),
    ]
