"""The first text of a piece of news, from the facts of a meeting that may be public."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyende.faces.paperwork.engine.text import quoted


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    """What may be told of a closed meeting: when, who as a body, on what, in which form, how many.

    `chair`, `presenter` and `authors` are names and stay empty unless the editor chose to name them. Opinions,
    votes, results of single members and who was absent are not here, so that they cannot come out.
    """

    organisation: str
    topic: str
    day: dt.date
    forms: tuple[str, ...]
    total: int
    present: int
    papers: int
    contributions: int
    chair: str = ""
    presenter: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    title: str
    lead: str
    body: SafeString


def compose(facts: MeetingFacts) -> Draft:
    """Return title, lead and text; names and topic are escaped."""
    said = {"organisation": facts.organisation, "topic": facts.topic, "day": date_format(facts.day, "d/m/Y")}
    paragraphs = [_form(facts), _numbers(facts), _names(facts)]
    return Draft(
        title=(_("%(organisation)s holds a thematic meeting: %(topic)s") % said)[:250],
        lead=_("On %(day)s, %(organisation)s held a thematic meeting on %(topic)s.")
        % {**said, "topic": quoted(facts.topic)},
        body=format_html_join("\n", "<p>{}</p>", ((text,) for text in paragraphs if text)),
    )


def _form(facts: MeetingFacts) -> str:
    if not facts.forms:
        return ""
    return _("The meeting was held in this form: %(forms)s.") % {"forms": "; ".join(facts.forms).lower()}


def _numbers(facts: MeetingFacts) -> str:
    sentences = []
    if facts.total:
        sentences.append(
            _("%(present)d of %(total)d members attended.") % {"present": facts.present, "total": facts.total}
        )
    counted = []
    if facts.papers:
        counted.append(ngettext("%d paper", "%d papers", facts.papers) % facts.papers)
    if facts.contributions:
        counted.append(
            ngettext("%d contribution", "%d contributions", facts.contributions) % facts.contributions
        )
    if counted:
        sentences.append(_("There were %(counted)s.") % {"counted": _(" and ").join(counted)})
    return " ".join(sentences)


def _names(facts: MeetingFacts) -> str:
    parts = []
    if facts.chair:
        parts.append(_("comrade %(name)s chaired the meeting") % {"name": facts.chair})
    if facts.presenter:
        parts.append(_("comrade %(name)s presented the topic") % {"name": facts.presenter})
    if facts.authors:
        names = ", ".join(facts.authors)
        parts.append(_("papers were presented by comrades %(names)s") % {"names": names})
    return f"{capfirst('; '.join(parts))}." if parts else ""
