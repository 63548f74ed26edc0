"""Everything that one can ask about governing documents and rules."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from chuyende.foundation.core import vietnamese
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.foundation.organisation.queries import path_upwards

from . import rules
from .engine import subject_of
from .enums import Validity
from .errors import RuleMissing
from .models import Document, Provision, RuleSet

# --- documents ---------------------------------------------------------------------------------------


def documents_visible_to(user: AnyUser) -> QuerySet[Document]:
    return rules.VIEW.filter(Document.objects.select_related("organisation", "replaced_by"), user)


def documents_found(documents: QuerySet[Document], text: str) -> QuerySet[Document]:
    """Keep the documents whose symbol, abstract or issuer holds every word of `text`, with marks or without."""
    for word in vietnamese.fold(text).split():
        documents = documents.filter(folded__contains=word)
    return documents


def documents_in_force(documents: QuerySet[Document], day: dt.date) -> QuerySet[Document]:
    """Keep the documents that bind on `day`."""
    return documents.filter(Q(effective_to=None) | Q(effective_to__gte=day), effective_from__lte=day)


def document_validity(document: Document, day: dt.date) -> Validity:
    """Tell whether `document` binds on `day`, and if not, why."""
    if day < document.effective_from:
        return Validity.NOT_YET
    if document.effective_to is None or day <= document.effective_to:
        return Validity.IN_FORCE
    return Validity.REPLACED if document.replaced_by_id else Validity.EXPIRED


def places_to_register_at(user: AnyUser) -> QuerySet[Organisation]:
    """The nodes for which `user` may register documents."""
    return rules.KEEPS.filter(Organisation.objects.filter(until=None), user)


def provisions_to_cite(organisation: Organisation, user: AnyUser) -> QuerySet[Provision]:
    """What `organisation` may rest its topics and programmes on: documents of its own and of the nodes above."""
    way = path_upwards(organisation)
    documents = documents_visible_to(user).filter(organisation__path__in=way, paper_only=False)
    return Provision.objects.filter(document__in=documents).select_related("document")


@dataclass(frozen=True)
class Citation:
    """Something that rests on a provision: its kind and title in words, and where it is shown."""

    kind: str | Promise
    title: str
    url: str
    provision: Provision


#: What cites documents lies above; each app that cites adds its answer here when it is loaded.
CitationSource = Callable[[Document, AnyUser], Iterable[Citation]]
_sources: list[CitationSource] = []


def add_citation_source(source: CitationSource) -> None:
    """Let `source` tell which of its things cite a document."""
    if source not in _sources:
        _sources.append(source)


def citations_of(document: Document, user: AnyUser) -> list[Citation]:
    """Everything that cites `document` and that `user` may see."""
    return [citation for source in _sources for citation in source(document, user)]


# --- rules -------------------------------------------------------------------------------------------


def rule_in_force(code: str, *, day: dt.date, organisation: Organisation | None = None) -> RuleSet:
    """Return the rule `code` that binds `organisation` on `day`, in one query.

    The nearest node upwards that has one in force answers, else the general rule; of several at one place
    the latest. Raises `RuleMissing`.
    """
    way = path_upwards(organisation) if organisation else []
    places = Q(organisation=None) | Q(organisation__path__in=way)
    in_force = Q(effective_to=None) | Q(effective_to__gte=day)
    found = RuleSet.objects.filter(in_force, places, code=code, effective_from__lte=day)
    return RuleBook(code, found.select_related("organisation")).in_force(day, organisation)


def rules_in_force(
    codes: Iterable[str], *, day: dt.date, organisation: Organisation | None = None
) -> dict[str, RuleSet]:
    """Return those of several rules that bind `organisation` on `day`, in one query; what is missing is left out."""
    found: dict[str, RuleSet] = {}
    versions = list(RuleSet.objects.filter(code__in=codes).select_related("organisation"))
    for code in {version.code for version in versions}:
        with suppress(RuleMissing):
            book = RuleBook(code, [version for version in versions if version.code == code])
            found[code] = book.in_force(day, organisation)
    return found


def rules_of(code: str) -> "RuleBook":
    """Read every version of the rule `code` in one query: for tables of many cells and many days."""
    return RuleBook(code, RuleSet.objects.filter(code=code).select_related("organisation"))


class RuleBook:
    """Versions of one rule, asked for any organisation and any day."""

    def __init__(self, code: str, versions: Iterable[RuleSet]) -> None:
        self._code = code
        self._by_path: dict[str, list[RuleSet]] = defaultdict(list)
        for rule in sorted(versions, key=lambda rule: rule.effective_from, reverse=True):
            self._by_path[rule.organisation.path if rule.organisation else ""].append(rule)

    def in_force(self, day: dt.date, organisation: Organisation | None) -> RuleSet:
        """Return what binds `organisation` on `day`. Raises `RuleMissing`."""
        way = path_upwards(organisation) if organisation else []
        for path in [*reversed(way), ""]:
            for rule in self._by_path.get(path, []):
                if rule.holds_on(day):
                    return rule
        raise RuleMissing(self._code, day)


def rules_visible_to(user: AnyUser) -> QuerySet[RuleSet]:
    """General rules, and those of one's own organisation and above or under one's charge."""
    if not user.is_authenticated:
        return RuleSet.objects.none()
    return rules.VIEW_RULES.filter(RuleSet.objects.select_related("organisation", "document"), user)


def places_to_set_rules_at(user: AnyUser) -> QuerySet[Organisation]:
    """The nodes whose rules `user` may set."""
    return rules.SET_RULES.filter(Organisation.objects.filter(until=None), user)


def chosen_rule(
    versions: Iterable[RuleSet], organisation: Organisation | None, day: dt.date
) -> RuleSet | None:
    """Of `versions` of one subject, return the one that binds `organisation` on `day`; None without one."""
    try:
        return RuleBook("", versions).in_force(day, organisation)
    except RuleMissing:
        return None


def states_of(versions: Iterable[RuleSet], day: dt.date) -> dict[uuid.UUID, str]:
    """Of versions of one subject: which is `current` at its place on `day`, which are `past` or `future`."""
    listed, states = list(versions), {}
    for rule in listed:
        same_place = [other for other in listed if other.organisation_id == rule.organisation_id]
        if rule.effective_from > day:
            states[rule.pk] = "future"
        else:
            states[rule.pk] = "current" if chosen_rule(same_place, rule.organisation, day) == rule else "past"
    return states


def rule_in_words(rule: RuleSet) -> list[tuple[str | Promise, list[str]]]:
    """Return each parameter of `rule` with its value as people read it."""
    return [
        (parameter.label, parameter.words(rule.parameters[parameter.key]))
        for parameter in subject_of(rule.code).parameters
    ]
