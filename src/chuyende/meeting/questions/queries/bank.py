"""What one can ask of the bank of questions."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TypedDict

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.vietnamese import fold
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.policy import AnyUser, reach_of
from chuyende.planning.governance.models import Document
from chuyende.planning.governance.queries import Citation
from chuyende.planning.programmes.models import FunctionArea

from .. import rules
from ..engine.likeness import alike
from ..engine.words import Words
from ..enums import QuestionState
from ..models import Question, QuestionVersion


def questions_visible_to(user: AnyUser) -> QuerySet[Question]:
    return rules.VIEW.filter(Question.objects.select_related("organisation", "author"), user)


def questions_kept_by(user: AnyUser) -> QuerySet[Question]:
    """The questions in the banks that `user` keeps."""
    return rules.CHANGE.filter(Question.objects.select_related("organisation", "author"), user)


def places_to_write_at(user: AnyUser) -> QuerySet[Organisation]:
    """The cells and committees whose bank of questions `user` keeps."""
    return Organisation.objects.filter(path__in=reach_of(user).paths(rules.KEEPING_ROLES))


def usual_place(user: AnyUser) -> Organisation | None:
    """In whose bank `user` most likely writes: the own cell's, if it is kept; None for whoever keeps none."""
    places, home = places_to_write_at(user), reach_of(user).home_paths
    return places.filter(path__in=home).first() or places.first()


def latest_versions(questions: QuerySet[Question]) -> QuerySet[QuestionVersion]:
    """The words in force of each question, newest first, with what their page shows."""
    newer = QuestionVersion.objects.filter(question=OuterRef("question"), number__gt=OuterRef("number"))
    return (
        QuestionVersion.objects.filter(~Exists(newer), question__in=questions)
        .select_related(
            "question__organisation", "question__function_area", "provision__document", "written_by"
        )
        .order_by("-created_at", "pk")
    )


def bank_of(organisation: Organisation, user: AnyUser) -> QuerySet[QuestionVersion]:
    """What a quiz of `organisation` may ask: its own bank and what other cells share with `user`."""
    offered = questions_visible_to(user).filter(Q(organisation=organisation) | Q(is_shared=True))
    return latest_versions(offered.filter(retired_at=None))


_IN_STATE = {
    QuestionState.RETIRED: Q(question__retired_at__isnull=False),
    QuestionState.OUTDATED: Q(question__retired_at=None, provision__document__replaced_by__isnull=False),
    QuestionState.CHECKED: Q(question__retired_at=None, checked_at__isnull=False)
    & ~Q(provision__document__replaced_by__isnull=False),
    QuestionState.WAITING: Q(question__retired_at=None, checked_at=None)
    & ~Q(provision__document__replaced_by__isnull=False),
}


def in_state(versions: QuerySet[QuestionVersion], state: QuestionState) -> QuerySet[QuestionVersion]:
    """Keep the versions whose `state` is this one."""
    return versions.filter(_IN_STATE[state])


def found(versions: QuerySet[QuestionVersion], text: str) -> QuerySet[QuestionVersion]:
    """Keep the questions that hold every word of `text`, with marks or without; what stands behind «#» is the
    beginning of a tag: «chi bộ #điều lệ»."""
    words, sign, tag = fold(text).partition("#")
    for word in words.split():
        versions = versions.filter(folded__contains=word)
    return versions.filter(labels__contains=f"|{tag.strip()}") if sign else versions


class Asked(TypedDict, total=False):
    """What of a bank is wanted. `text`: words and tags as for `found`; without a `state`, all that is in the bank."""

    text: str
    kind: str
    difficulty: str
    area: FunctionArea | None
    document: Document | None
    state: QuestionState | None


def narrowed(versions: QuerySet[QuestionVersion], asked: Asked) -> QuerySet[QuestionVersion]:
    """Keep what is `asked` for."""
    state = asked.get("state")
    versions = in_state(versions, state) if state else versions.filter(question__retired_at=None)
    wanted = {
        "kind": asked.get("kind"),
        "difficulty": asked.get("difficulty"),
        "question__function_area": asked.get("area"),
        "provision__document": asked.get("document"),
    }
    return found(versions, asked.get("text", "")).filter(**{name: one for name, one in wanted.items() if one})


def bank_seen(user: AnyUser) -> QuerySet[QuestionVersion]:
    """The bank as `user` sees it, what was taken out of it too."""
    return latest_versions(questions_visible_to(user))


def documents_cited(versions: QuerySet[QuestionVersion]) -> QuerySet[Document]:
    """The documents on which some questions rest."""
    return Document.objects.filter(pk__in=versions.order_by().values("provision__document"))


@dataclass(frozen=True)
class Misgivings:
    """How many of some questions want a second look before they are asked: never checked, resting on nothing, resting
    on a document that has been replaced."""

    waiting: int
    uncited: int
    outdated: int

    def __bool__(self) -> bool:
        return bool(self.waiting or self.uncited or self.outdated)


def misgivings_about(versions: Iterable[QuestionVersion]) -> Misgivings:
    """Look through versions that came with their question, provision and document."""
    rows = list(versions)
    return Misgivings(
        waiting=sum(not one.checked_at for one in rows),
        uncited=sum(not one.provision_id and not one.words.source for one in rows),
        outdated=sum(one.state is QuestionState.OUTDATED for one in rows),
    )


def folded(words: Words) -> str:
    """Every text of a question as typed without marks: by it a question is found, and known again."""
    return fold(" ".join(words.texts()))


def latest_of(question: Question) -> QuestionVersion:
    """The words in force of one question."""
    return latest_versions(Question.objects.filter(pk=question.pk)).get()


def versions_numbered(question: Question, number: str) -> QuerySet[QuestionVersion]:
    """The version that a form names by its `number`: one, or none where that is no number of the question's."""
    return question.versions.filter(number=number) if number.isdecimal() else question.versions.none()


@dataclass(frozen=True)
class AlikeRow:
    """A question that asks nearly the same; its words only where the reader may see them."""

    share: int
    question: Question
    version: QuestionVersion | None


def alike_in_body(stem: str, user: AnyUser, *, besides: uuid.UUID | None = None) -> list[AlikeRow]:
    """What the banks of the whole Party body already hold of a question that is being typed."""
    roots = {path[: Organisation.steplen] for path in reach_of(user).paths(rules.KEEPING_ROLES)}
    bank = Question.objects.filter(retired_at=None).exclude(pk__in=[besides] if besides else [])
    bank = bank.filter(reduce(or_, (Q(organisation__path__startswith=root) for root in roots), Q(pk__in=[])))
    newest = (
        QuestionVersion.objects.filter(question__in=bank).order_by("number").values_list("question", "stem")
    )
    near = {one.question: one.share for one in alike(stem, newest)}
    shown = latest_versions(questions_visible_to(user).filter(pk__in=near)).in_bulk(field_name="pk").values()
    seen = {version.question_id: version for version in shown}
    named = bank.filter(pk__in=near).select_related("organisation").in_bulk()
    return [AlikeRow(share, named[pk], seen.get(pk)) for pk, share in near.items()]


# --- what the apps above know of a question ------------------------------------------------------------------


@dataclass(frozen=True)
class Use:
    """Where a version is asked: «bài trắc nghiệm … (25/11/2026)»."""

    label: str
    url: str
    version: int


SecretSource = Callable[[Iterable[uuid.UUID]], Iterable[uuid.UUID]]
UseSource = Callable[[Question, AnyUser], Iterable[Use]]
FileGuard = Callable[[Question, AnyUser], bool]
_secret_sources: list[SecretSource] = []
_use_sources: list[UseSource] = []
_file_guards: list[FileGuard] = []


def add_secret_source(source: SecretSource) -> None:
    """Let `source` say of which questions (ids) the key must stay hidden now, because they are being asked."""
    if source not in _secret_sources:
        _secret_sources.append(source)


def add_use_source(source: UseSource) -> None:
    """Let `source` tell where a question is asked, as far as the reader may see it."""
    if source not in _use_sources:
        _use_sources.append(source)


def add_file_guard(guard: FileGuard) -> None:
    """Let `guard` open the pictures of a question to whoever is being asked it."""
    if guard not in _file_guards:
        _file_guards.append(guard)


def secret_questions(questions: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of `questions` whose key nobody may see now."""
    asked = list(questions)
    return {question for source in _secret_sources for question in source(asked)}


def uses_of(question: Question, user: AnyUser) -> list[Use]:
    """Where the question is asked."""
    return [use for source in _use_sources for use in source(question, user)]


def may_open_files(question: Question, user: AnyUser) -> bool:
    """Whether `user` may see the pictures and hear the sounds of a question."""
    if questions_visible_to(user).filter(pk=question.pk).exists():
        return True
    return any(guard(question, user) for guard in _file_guards)


@dataclass(frozen=True)
class BankRow:
    """A question of the bank; `is_secret` while it is being asked."""

    version: QuestionVersion
    is_secret: bool


def with_secrecy(versions: Iterable[QuestionVersion]) -> list[BankRow]:
    """Tell of each question whether its key must stay hidden now."""
    rows = list(versions)
    secret = secret_questions(version.question_id for version in rows)
    return [BankRow(version, version.question_id in secret) for version in rows]


def citations_in(document: Document, user: AnyUser) -> Iterator[Citation]:
    """The questions that rest on `document`, in the banks that `user` sees."""
    citing = latest_versions(questions_visible_to(user).filter(retired_at=None))
    for version in citing.filter(provision__document=document).annotate(owner=F("question__organisation")):
        if version.provision:
            url = reverse("questions:question_detail", args=[version.question_id])
            yield Citation(_("question"), version.stem, url, version.provision)
