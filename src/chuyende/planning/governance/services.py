"""Everything that one can do with governing documents and rules."""

import datetime as dt
import uuid
from typing import Any

from django.core.files import File
from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.intake import MB, PAPERS, check_upload
from chuyende.foundation.core.marking import marking_in_lines, marking_in_name
from chuyende.foundation.core.vietnamese import normalise
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require

from . import errors
from .engine import ParameterError, subject_of
from .enums import Certainty, DocumentType
from .models import Document, Provision, RuleSet

DOCUMENT_BYTES = 20 * MB


@transaction.atomic
def register_document(
    *,
    actor: User,
    organisation: Organisation,
    symbol: str,
    type: DocumentType | str,
    title: str,
    issuer: str,
    issued_on: dt.date,
    effective_from: dt.date | None = None,
    effective_to: dt.date | None = None,
    file: "File[bytes] | None" = None,
    is_public: bool = False,
    source_note: str = "",
    id: uuid.UUID | None = None,
) -> Document:
    """Enter a document that binds `organisation` and what lies under it. The same `id` again enters nothing new.

    Without `effective_from` it binds from the day of issue. Raises `DocumentAlreadyRegistered`,
    `DaysInDisorder`, `DocumentMarkedSecret` (then `register_paper_reference` is the way) or what is wrong with
    the file.
    """
    document = Document(
        id=id or new_id(),
        organisation=organisation,
        symbol=normalise(symbol),
        type=type,
        title=normalise(title),
        issuer=normalise(issuer),
        issued_on=issued_on,
        effective_from=effective_from or issued_on,
        effective_to=effective_to,
        is_public=is_public,
        source_note=source_note,
    )
    require(actor, Perm.DOCUMENT_CHANGE, document)
    _hold_place(organisation)
    if kept := Document.objects.filter(pk=document.pk).first():
        return kept
    _check_document(document)
    _take_file(document, file)
    document.save(force_insert=True)
    audit.record(actor, "document_registered", document, organisation=organisation)
    return document


@transaction.atomic
def register_paper_reference(
    *,
    actor: User,
    organisation: Organisation,
    symbol: str,
    issued_on: dt.date,
    paper_place: str,
    id: uuid.UUID | None = None,
) -> Document:
    """Note that a secret document exists and where its paper lies: no abstract, no file, no provisions.

    Law 117/2025/QH15: nothing of a State secret is kept on a machine that is on the Internet.
    """
    reference = Document(
        id=id or new_id(),
        organisation=organisation,
        symbol=normalise(symbol),
        type=DocumentType.OTHER,
        issued_on=issued_on,
        effective_from=issued_on,
        paper_only=True,
        paper_place=normalise(paper_place),
    )
    require(actor, Perm.DOCUMENT_CHANGE, reference)
    _hold_place(organisation)
    if kept := Document.objects.filter(pk=reference.pk).first():
        return kept
    _check_once(reference)
    reference.save(force_insert=True)
    audit.record(actor, "paper_reference_registered", reference, organisation=organisation)
    return reference


@transaction.atomic
def change_document(
    *,
    actor: User,
    document: Document,
    symbol: str,
    type: DocumentType | str,
    title: str,
    issuer: str,
    issued_on: dt.date,
    effective_from: dt.date,
    effective_to: dt.date | None = None,
    file: "File[bytes] | None" = None,
    is_public: bool = False,
    source_note: str = "",
) -> Document:
    """Correct what is known of a document. Without `file` the file stays.

    Raises what `register_document` raises, and `PaperOnlyHasNoContent`.
    """
    require(actor, Perm.DOCUMENT_CHANGE, document)
    if document.paper_only:
        raise errors.PaperOnlyHasNoContent
    document.symbol, document.type = normalise(symbol), type
    document.title, document.issuer = normalise(title), normalise(issuer)
    document.issued_on, document.effective_from = issued_on, effective_from
    document.effective_to, document.is_public, document.source_note = effective_to, is_public, source_note
    _check_document(document)
    _take_file(document, file)
    document.save()
    audit.record(actor, "document_changed", document, organisation=document.organisation)
    return document


@transaction.atomic
def replace_document(
    *, actor: User, document: Document, successor: Document | None, from_day: dt.date | None = None
) -> Document:
    """Note that `successor` takes the place of `document` from a day (its own first day); None takes it back.

    Citations stay; what shows them says that they rest on a replaced document. Raises `ReplacesItself` or
    `DaysInDisorder`.
    """
    require(actor, Perm.DOCUMENT_CHANGE, document)
    if successor is None:
        document.replaced_by, document.effective_to = None, None
    else:
        _check_no_circle(document, successor)
        document.replaced_by = successor
        document.effective_to = (from_day or successor.effective_from) - dt.timedelta(days=1)
        if document.effective_to < document.effective_from:
            raise errors.DaysInDisorder
    document.save()
    audit.record(
        actor,
        "document_replaced",
        document,
        organisation=document.organisation,
        successor=successor.symbol if successor else None,
    )
    return document


@transaction.atomic
def add_provision(
    *,
    actor: User,
    document: Document,
    text: str,
    article: str = "",
    clause: str = "",
    point: str = "",
    part: str = "",
    page: int | None = None,
    id: uuid.UUID | None = None,
) -> Provision:
    """Enter a place of a document that may be cited. The same `id` again enters nothing new.

    Raises `PaperOnlyHasNoContent`, `ProvisionWithoutPlace` or `DocumentMarkedSecret`.
    """
    require(actor, Perm.DOCUMENT_CHANGE, document)
    _hold_place(document.organisation)
    if kept := Provision.objects.filter(pk=id).first() if id else None:
        return kept
    if document.paper_only:
        raise errors.PaperOnlyHasNoContent
    last = document.provisions.order_by("-position").values_list("position", flat=True).first()
    provision = Provision(id=id or new_id(), document=document, position=(last or 0) + 1)
    _put_place(provision, article=article, clause=clause, point=point, part=part, page=page)
    provision.text = _checked_text(text)
    provision.save(force_insert=True)
    return provision


@transaction.atomic
def renumber_provision(
    *,
    actor: User,
    provision: Provision,
    article: str = "",
    clause: str = "",
    point: str = "",
    part: str = "",
    page: int | None = None,
    text: str | None = None,
) -> Provision:
    """Give a provision another place (and text): whatever cites it goes on citing the same provision.

    Raises `ProvisionWithoutPlace` or `DocumentMarkedSecret`.
    """
    require(actor, Perm.DOCUMENT_CHANGE, provision.document)
    before = provision.label
    _put_place(provision, article=article, clause=clause, point=point, part=part, page=page)
    if text is not None:
        provision.text = _checked_text(text)
    provision.save()
    audit.record(
        actor,
        "provision_renumbered",
        provision,
        organisation=provision.document.organisation,
        before=before,
        after=provision.label,
    )
    return provision


@transaction.atomic
def set_rules(
    *,
    actor: User,
    organisation: Organisation,
    code: str,
    title: str,
    citation: str,
    effective_from: dt.date,
    parameters: dict[str, Any],
    effective_to: dt.date | None = None,
    document: Document | None = None,
    certainty: Certainty | str = Certainty.OWN,
    source_note: str = "",
    id: uuid.UUID | None = None,
) -> RuleSet:
    """Add a dated rule for `organisation` and what lies under it; earlier ones stay for the days before.

    The same `id` again adds nothing new. Raises `RuleNotAsItMayBe`, `RuleAlreadyThatDay` or `DaysInDisorder`.
    """
    require(actor, Perm.RULESET_CHANGE, organisation)
    _hold_place(organisation)
    if kept := RuleSet.objects.filter(pk=id).first() if id else None:
        return kept
    try:
        subject_of(code).check(parameters)
    except ParameterError as error:
        raise errors.RuleNotAsItMayBe(error) from error
    if effective_to and effective_to < effective_from:
        raise errors.DaysInDisorder
    if RuleSet.objects.filter(code=code, organisation=organisation, effective_from=effective_from).exists():
        raise errors.RuleAlreadyThatDay
    rule = RuleSet.objects.create(
        id=id or new_id(),
        code=code,
        title=normalise(title),
        organisation=organisation,
        document=document,
        citation=normalise(citation),
        effective_from=effective_from,
        effective_to=effective_to,
        certainty=certainty,
        source_note=source_note,
        parameters=parameters,
    )
    audit.record(actor, "rules_set", rule, organisation=organisation, code=code, parameters=parameters)
    return rule


def _hold_place(organisation: Organisation) -> None:
    """Let new things of `organisation` be entered one after the other, so that a form sent twice enters one."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _check_document(document: Document) -> None:
    for field in ("symbol", "title"):
        if marking := marking_in_name(getattr(document, field)):
            raise errors.DocumentMarkedSecret(marking, field)
    if document.effective_to and document.effective_to < document.effective_from:
        raise errors.DaysInDisorder
    _check_once(document)


def _check_once(document: Document) -> None:
    same = Document.objects.filter(
        organisation=document.organisation, symbol=document.symbol, issued_on=document.issued_on
    )
    if same.exclude(pk=document.pk).exists():
        raise errors.DocumentAlreadyRegistered


def _take_file(document: Document, file: "File[bytes] | None") -> None:
    if file:
        kind = check_upload(file, kinds=PAPERS, max_bytes=DOCUMENT_BYTES)
        document.file.save(f"{document.pk}{kind.extension}", file, save=False)


def _check_no_circle(document: Document, successor: Document) -> None:
    later: Document | None = successor
    while later is not None:
        if later.pk == document.pk:
            raise errors.ReplacesItself
        later = later.replaced_by


def _put_place(provision: Provision, *, page: int | None, **place: str) -> None:
    for name, value in place.items():
        setattr(provision, name, normalise(value))
    if not any(place.values()):
        raise errors.ProvisionWithoutPlace
    provision.page = page


def _checked_text(text: str) -> str:
    if marking := marking_in_lines(text.splitlines()):
        raise errors.DocumentMarkedSecret(marking, "text")
    return text.strip()
