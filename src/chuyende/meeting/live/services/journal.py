"""The journal of the hall: answers and first joins as they are written, many in one transaction.

The program's own acts on behalf of seats that showed their ticket: who may sit was asked when the ticket was given.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field

from chuyende.foundation.core import clock
from chuyende.foundation.core.ids import new_id

from ..engine import Seat, Stored
from ..models import LiveAnswer, LiveRound, LiveSeat, moment

_AT_ONCE = 500
_COLUMNS: list[Field[Any, Any]] = list(LiveAnswer._meta.concrete_fields)
_KEY: Field[Any, Any] = LiveRound._meta.pk

Key = tuple[str, str]
Row = TypeVar("Row")


@dataclass(frozen=True)
class AnswerRow:
    """One answer to be stored. `at`: when it arrived, milliseconds since 1970."""

    round: str
    seat: str
    answer: Any
    client_id: uuid.UUID
    ms: int
    credited: int
    is_corrected: bool
    at: int

    @property
    def key(self) -> Key:
        return self.round, self.seat


@dataclass(frozen=True)
class JoinRow:
    """A seat whose phone has come in, while the round `round` was running (None: none).

    `rounds_before`: how many had been opened by then.
    """

    sitting: str
    seat: str
    round: str | None
    rounds_before: int

    @property
    def key(self) -> Key:
        return self.sitting, self.seat


@dataclass(frozen=True)
class Joined:
    """A seat as the database knows it, and its answer in the round that is running."""

    seat: Seat
    stored: Stored | None


@transaction.atomic
def write_answers(rows: Sequence[AnswerRow]) -> dict[Key, Stored]:
    """Store answers; return what is stored now of each seat and round.

    Where an answer had been stored before, that one is returned. A key is missing where nothing is stored: its round
    was closed before this transaction. The rounds are locked against closing until it is committed.
    """
    open_rounds = _open_rounds({row.round for row in rows})
    first: dict[Key, AnswerRow] = {}
    for row in rows:
        first.setdefault(row.key, row)
    found: dict[Key, Stored] = {}
    for part in _parts([row for row in first.values() if row.round in open_rounds]):
        taken = _inserted(part)
        found |= {row.key: Stored(row.answer, row.credited) for row in part if row.key in taken}
    for part in _parts([row for row in first.values() if row.key not in found]):
        found |= _stored({row.round for row in part}, [row.seat for row in part])
    return found


@transaction.atomic
def write_joins(rows: Sequence[JoinRow]) -> dict[Key, Joined]:
    """Note seats that came in for the first time; return each seat with its answer in the running round.

    A seat that does not exist in its sitting is missing from what is returned.
    """
    found: dict[Key, Joined] = {}
    for sitting in {row.sitting for row in rows}:
        for part in _parts([row for row in rows if row.sitting == sitting]):
            seats = LiveSeat.objects.filter(sitting=uuid.UUID(sitting), pk__in=[row.seat for row in part])
            seats.filter(joined_at=None).update(joined_at=clock.now(), joined_round=part[0].rounds_before)
            running = part[0].round
            stored = _stored({running}, [row.seat for row in part]) if running else {}
            for pk, name, team in seats.values_list("pk", "member__full_name", "team__name"):
                seat = Seat(str(pk), team or name, team or "")
                found[sitting, seat.id] = Joined(seat, stored.get((running or "", seat.id)))
    return found


def _open_rounds(rounds: set[str]) -> set[str]:
    """Those of `rounds` that are open, locked against their closing, not against other answers."""
    database = connections[DEFAULT_DB_ALIAS]
    quote = database.ops.quote_name
    text = (
        f"SELECT {quote('id')} FROM {quote(LiveRound._meta.db_table)} "  # noqa: S608  # names of the model's own columns
        f"WHERE {quote('closed_at')} IS NULL AND {quote('id')} IN ({', '.join(['%s'] * len(rounds))}) "
        f"ORDER BY {quote('id')}"
    )
    if database.vendor == "postgresql":  # SQLite has one writer, and this transaction is it
        text += " FOR SHARE"
    with database.cursor() as cursor:
        cursor.execute(text, [_KEY.get_db_prep_save(uuid.UUID(asked), database) for asked in rounds])
        return {_id(pk) for (pk,) in cursor.fetchall()}


def _inserted(rows: Sequence[AnswerRow]) -> set[Key]:
    """Insert those of which nothing is stored, by one statement, and return their keys."""
    database = connections[DEFAULT_DB_ALIAS]  # itself: `connection` looks it up anew for every value
    quote = database.ops.quote_name
    columns = ", ".join(quote(field.attname) for field in _COLUMNS)
    line = f"({', '.join(['%s'] * len(_COLUMNS))})"
    text = (
        f"INSERT INTO {quote(LiveAnswer._meta.db_table)} ({columns}) VALUES {', '.join([line] * len(rows))} "  # noqa: S608  # names of the model's own columns
        f"ON CONFLICT ({quote('round_id')}, {quote('seat_id')}) DO NOTHING "
        f"RETURNING {quote('round_id')}, {quote('seat_id')}"
    )
    now = clock.now()
    with database.cursor() as cursor:
        cursor.execute(text, [value for row in rows for value in _prepared(row, now, database)])
        return {(_id(asked), _id(seat)) for asked, seat in cursor.fetchall()}


def _prepared(row: AnswerRow, now: dt.datetime, database: BaseDatabaseWrapper) -> Iterable[Any]:
    values = {
        "id": new_id(),
        "created_at": now,
        "updated_at": now,
        "round": uuid.UUID(row.round),
        "seat": uuid.UUID(row.seat),
        "response": row.answer,
        "client_id": row.client_id,
        "ms": row.ms,
        "credited_ms": row.credited,
        "corrected": row.is_corrected,
        "received_at": moment(row.at),
    }
    return [field.get_db_prep_save(values[field.name], database) for field in _COLUMNS]


def _stored(rounds: set[str], seats: Sequence[str]) -> dict[Key, Stored]:
    rows = LiveAnswer.objects.filter(
        round__in=[uuid.UUID(asked) for asked in rounds], seat__in=[uuid.UUID(seat) for seat in seats]
    )
    return {
        (str(asked), str(seat)): Stored(answer, ms)
        for asked, seat, answer, ms in rows.values_list("round", "seat", "response", "credited_ms")
    }


def _id(value: uuid.UUID | str) -> str:
    """A UUID as the database hands it out of a bare statement: SQLite as 32 digits."""
    return str(uuid.UUID(value) if isinstance(value, str) else value)


def _parts(rows: Sequence[Row]) -> Iterable[Sequence[Row]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]
