"""The append-only log of acts: each entry carries the hash of the one before."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterator
from typing import Any, Protocol

from django.db import connection, models, transaction

from . import clock
from .models import AuditEntry
from .prepared import Prepared

GENESIS = "0" * 64
_POSTGRES_LOCK = 0x43_44_41_55  # one chain, one writer at a time


class Actor(Protocol):
    pk: uuid.UUID

    def get_full_name(self) -> str: ...


def record(
    actor: Actor | None,
    verb: str,
    subject: models.Model,
    *,
    organisation: models.Model | None = None,
    about: Actor | None = None,
    **detail: Any,
) -> AuditEntry:
    """Append one act to the chain, inside the caller's transaction.

    `actor` is None for what the program does by itself. `detail` holds what changed, as JSON.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an act is recorded with the facts that it tells of")
    lock_chain()
    sequence, previous = _LAST.first() or (0, GENESIS)
    entry = AuditEntry(
        sequence=sequence + 1,
        at=clock.now(),
        actor=actor.pk if actor else None,
        actor_name=(actor.get_full_name() if actor else "")[:200],
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk if isinstance(subject.pk, uuid.UUID) else None,
        subject_label=str(subject)[:300],
        organisation=organisation.pk if organisation else None,
        about=about.pk if about else None,
        detail=json.loads(json.dumps(detail, default=str)),
        previous_hash=previous,
    )
    entry.hash = _hash(entry)
    entry.save(force_insert=True)
    return entry


_LAST = Prepared(lambda: AuditEntry.objects.order_by("-sequence").values_list("sequence", "hash")[:1])


def broken_entries() -> Iterator[AuditEntry]:
    """Yield every entry at which the chain does not hold: changed, removed before it, or put in between."""
    expected, previous = 1, GENESIS
    for entry in AuditEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.sequence != expected or entry.previous_hash != previous or entry.hash != _hash(entry):
            yield entry
        expected, previous = entry.sequence + 1, entry.hash


def lock_chain() -> None:
    """Take the chain until the end of the transaction: for acts that lock other rows after it, in one order."""
    # SQLite has one writer (transactions begin IMMEDIATE); PostgreSQL needs to be told
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_POSTGRES_LOCK])


def _hash(entry: AuditEntry) -> str:
    content = [
        entry.sequence,
        entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        str(entry.actor or ""),
        entry.actor_name,
        entry.verb,
        entry.subject_type,
        str(entry.subject_id or ""),
        entry.subject_label,
        str(entry.organisation or ""),
        str(entry.about or ""),
        entry.detail,
        entry.previous_hash,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
