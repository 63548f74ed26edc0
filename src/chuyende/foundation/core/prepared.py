"""Questions that every page asks, put into SQL once a process (docs/adr/0016-prepared-questions.md).

Django builds the SQL of a query anew each time it is asked; for a small question that takes several times as long as
the database takes to answer. Who the reader is, is asked by every page.
"""

import datetime as dt
import itertools
import uuid
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.constants import OnConflict
from django.db.models.query import FlatValuesListIterable, ModelIterable, get_related_populators
from django.db.models.sql import InsertQuery

Row = TypeVar("Row")
M = TypeVar("M", bound=models.Model)

#: for each kind of value some that no query of the program holds by itself
_PROBES: dict[type, Callable[[int], Any]] = {
    uuid.UUID: lambda place: uuid.UUID(int=2**128 - 1 - place),
    dt.datetime: lambda place: dt.datetime(9990, 1, 1, 0, place, tzinfo=dt.UTC),
    dt.date: lambda place: dt.date(9990 - place, 1, 1),
    str: lambda place: f"\ue000{place}",
}


class _Question(NamedTuple):
    """A query as the database takes it: SQL, the places of the given values in it or None for the query's own values,
    those, and how its rows are read."""

    sql: str
    places: list[int | None]
    own: list[Any]
    read: Callable[[Sequence[Any]], Any]


class Prepared(Generic[Row]):
    """A query of which the SQL is built once; each `ask` fills in its own values.

        OWN = Prepared(lambda user: Member.objects.filter(user=user), uuid.UUID)
        OWN.first(user.pk)

    `build` gets as many values as `kinds` names and may only compare fields with them; it builds the same query whatever
    and whenever they are. A kind is UUID, datetime, date or str, or a tuple that holds one of these: then the value is a
    tuple of as many as there are, to look among (`__in`). Rows are what the query set gives: objects, or what
    `values_list` gives.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], *kinds: type | tuple[type]) -> None:
        self._build, self._kinds = build, kinds
        self._questions: dict[tuple[int, ...], _Question] = {}

    def ask(self, *values: Any) -> list[Row]:
        """Return the rows for these values, in the order of the kinds. A tuple must not be empty."""
        values = tuple(_filled(value) if isinstance(value, tuple) else value for value in values)
        lengths = tuple(len(value) for value in values if isinstance(value, tuple))
        question = self._questions.get(lengths)
        if question is None:
            question = self._questions[lengths] = self._prepared(lengths)
        database = connections[DEFAULT_DB_ALIAS]
        given = [_stored(value, database) for value in _flat(values)]
        params = [
            own if place is None else given[place]
            for place, own in zip(question.places, question.own, strict=True)
        ]
        with database.cursor() as cursor:
            cursor.execute(question.sql, params)
            return [question.read(row) for row in cursor.fetchall()]

    def first(self, *values: Any) -> Row | None:
        """Return the first row, None when there is none."""
        return next(iter(self.ask(*values)), None)

    def _prepared(self, lengths: tuple[int, ...]) -> _Question:
        probes = self._probes(lengths)
        rows = self._build(*probes)
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        database = connections[DEFAULT_DB_ALIAS]
        places = {_stored(probe, database): place for place, probe in enumerate(_flat(probes))}
        if unused := set(places) - set(params):
            raise ValueError(f"the query compares no field with {unused}")
        return _Question(sql, [places.get(one) for one in params], list(params), _reader(rows, compiler))

    def _probes(self, lengths: tuple[int, ...]) -> list[Any]:
        number, left, probes = itertools.count(), iter(lengths), []
        for kind in self._kinds:
            if isinstance(kind, tuple):
                probes.append(tuple(_PROBES[kind[0]](next(number)) for _one in range(next(left))))
            else:
                probes.append(_PROBES[kind](next(number)))
        return probes


class PreparedUpsert(Generic[M]):
    """Rows that are written over those with the same `unique` fields, of which `update` is then changed; the SQL of one
    row is built once.

        SAVE = PreparedUpsert(Answer, unique=["attempt", "quiz_question"], update=["response"])
        SAVE.write(answers)

    What `bulk_create(update_conflicts=True)` stores, without building a statement for each number of rows.
    """

    def __init__(self, model: type[M], *, unique: Sequence[str], update: Sequence[str]) -> None:
        self._model, self._unique, self._update = model, unique, update

    def write(self, rows: Sequence[M]) -> None:
        """Write `rows`, one after the other, in one turn to the database."""
        if not rows:
            return
        sql, columns = self._prepared
        database = connections[DEFAULT_DB_ALIAS]
        with database.cursor() as cursor:
            cursor.executemany(sql, [[column(row, database) for column in columns] for row in rows])

    @cached_property
    def _prepared(self) -> tuple[str, list[Callable[[M, BaseDatabaseWrapper], Any]]]:
        named = self._model._meta.get_field
        written = self._model._meta.concrete_fields
        query = InsertQuery(
            self._model,
            on_conflict=OnConflict.UPDATE,
            update_fields=[named(name) for name in self._update],
            unique_fields=[named(name) for name in self._unique],
        )
        query.insert_values(written, [self._model()])
        ((sql, _values),) = query.get_compiler(connection=connection).as_sql()
        return sql, [_column(field) for field in written]


def _column(field: "models.Field[Any, Any]") -> Callable[[Any, BaseDatabaseWrapper], Any]:
    """How the value of one field goes from a row to the database."""
    if isinstance(field, _PLAIN):
        return lambda row, database: _stored(field.pre_save(row, add=True), database)
    return lambda row, database: field.get_db_prep_save(field.pre_save(row, add=True), database)


#: fields whose value needs nothing but the driver's own form; key fields here name rows by UUID
_PLAIN = (models.UUIDField, models.ForeignKey, models.DateTimeField, models.CharField, models.IntegerField)


def _filled(among: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same values, the last one repeated up to a power of two: so few lengths need so few queries."""
    return among + among[-1:] * ((1 << (len(among) - 1).bit_length()) - len(among))


def _flat(values: Iterable[Any]) -> list[Any]:
    return [one for value in values for one in (value if isinstance(value, tuple) else (value,))]


def _reader(rows: QuerySet[Any, Any], compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """How a row of the database becomes a row of the query set; `compiler` has built the SQL."""
    converters = list(compiler.get_converters([column for column, *_ in compiler.select]).items())

    def values(row: Sequence[Any]) -> tuple[Any, ...]:
        read = list(row)
        for place, (convert, expression) in converters:
            for one in convert:
                read[place] = one(read[place], expression, connection)
        return tuple(read)

    if issubclass(rows._iterable_class, FlatValuesListIterable):
        return lambda row: values(row)[0]
    if not issubclass(rows._iterable_class, ModelIterable):
        return values
    alias, klass = connection.alias, compiler.klass_info
    own = slice(klass["select_fields"][0], klass["select_fields"][-1] + 1)
    names = [column.target.attname for column, *_ in compiler.select[own]]
    related = get_related_populators(klass, compiler.select, alias)  # type: ignore[call-arg]  # stubs of Django 6
    annotations = list(compiler.annotation_col_map.items())

    def instance(row: Sequence[Any]) -> Any:
        read = values(row)
        found = rows.model.from_db(alias, names, read[own])
        for one in related:
            one.populate(read, found)
        for name, place in annotations:
            setattr(found, name, read[place])
        return found

    return instance


def _stored(value: Any, database: BaseDatabaseWrapper) -> Any:
    """A value as the database's driver takes it."""
    match value:
        case uuid.UUID():
            return value if database.features.has_native_uuid_field else value.hex
        case dt.datetime():
            return database.ops.adapt_datetimefield_value(value)
        case dt.date():
            return database.ops.adapt_datefield_value(value)
    return value
