"""A prepared question answers as the query set does, whatever it is asked."""

import datetime as dt
import uuid

import pytest
from django.db.models import Count, F, QuerySet
from pytest_django import DjangoAssertNumQueries

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.core.prepared import Prepared, PreparedUpsert
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Member, Membership, Organisation
from tests import factories

pytestmark = pytest.mark.django_db


def of_cell(cell: uuid.UUID, day: dt.date) -> QuerySet[Membership]:
    held = Membership.objects.on(day).filter(organisation=cell)
    return held.select_related("member__user", "organisation").order_by("member__sort_key")


def test_objects_come_with_what_belongs_to_them(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    body, day = factories.make_body(), clock.today()
    ask = Prepared(of_cell, uuid.UUID, dt.date).ask
    expected = list(of_cell(body.cell.pk, day))
    assert expected

    for _again in range(2):
        with django_assert_num_queries(1):
            found = ask(body.cell.pk, day)
            told = [(one.member.full_name, one.member.user, one.organisation.name) for one in found]
        assert found == expected
        assert told == [(one.member.full_name, one.member.user, one.organisation.name) for one in expected]
        assert [(one.since, one.until, one.pk, one.created_at) for one in found] == [
            (one.since, one.until, one.pk, one.created_at) for one in expected
        ]
    assert ask(uuid.uuid4(), day) == []
    assert ask(body.cell.pk, dt.date(1900, 1, 1)) == []


def test_rows_are_what_values_list_gives() -> None:
    body = factories.make_body()
    names = Prepared(lambda user: User.objects.filter(pk=user).values_list("username", "pk"), uuid.UUID)
    keys = Prepared(lambda name: User.objects.filter(username=name).values_list("pk", flat=True), str)
    user = body.member.user
    assert user is not None

    assert names.ask(user.pk) == [(user.username, user.pk)]
    assert keys.first(user.username) == user.pk
    assert keys.first("nobody of this name") is None


def test_numbers_are_brought_along() -> None:
    body = factories.make_body()
    ask = Prepared(
        lambda pk: Organisation.objects.filter(pk=pk).annotate(
            people=Count("memberships"), other_name=F("name")
        ),
        uuid.UUID,
    )

    found = ask.first(body.cell.pk)

    assert found is not None
    assert (found.people, found.other_name) == (body.cell.memberships.count(), body.cell.name)
    assert found.people > 0


def test_one_looks_among_as_many_values_as_there_are() -> None:
    body = factories.make_body()
    members = [body.member, *(factories.make_member(body.cell, f"Đảng Viên {n}") for n in range(6))]
    ask = Prepared(lambda among: Member.objects.filter(pk__in=among).order_by("pk"), (uuid.UUID,)).ask

    for number in range(1, len(members) + 1):
        among = members[:number]
        assert ask(tuple(one.pk for one in among)) == sorted(among, key=lambda one: one.pk)
    assert ask((uuid.uuid4(), body.member.pk)) == [body.member]


def test_two_questions_joined_are_one() -> None:
    body = factories.make_body()
    path, name = body.cell.path, body.committee.name

    def either(path: str, name: str) -> QuerySet[Organisation, tuple[str]]:
        first = Organisation.objects.filter(path=path).order_by().values_list("name")
        return first.union(Organisation.objects.filter(name=name).order_by().values_list("name"), all=True)

    assert sorted(Prepared(either, str, str).ask(path, name)) == sorted([(body.cell.name,), (name,)])


def test_a_value_that_is_not_compared_as_it_is_is_refused() -> None:
    begins = Prepared(lambda text: Organisation.objects.filter(name__startswith=text), str)

    with pytest.raises(ValueError, match="compares no field"):
        begins.ask("Chi bộ")


def test_rows_are_written_over_those_with_the_same_unique_fields() -> None:
    body = factories.make_body()
    rows = [Membership.objects.get(member=one, until=None) for one in (body.member, body.secretary)]
    kept = {row.pk: row for row in rows}
    save = PreparedUpsert(Membership, unique=["id"], update=["since", "status"])
    moment = clock.now() - dt.timedelta(days=3)
    for place, row in enumerate(rows):
        row.since, row.status = row.since - dt.timedelta(days=place + 1), MembershipStatus.PROBATIONARY
        row.created_at = moment  # not among what is changed

    save.write(rows)
    save.write([])

    stored = {row.pk: row for row in Membership.objects.filter(pk__in=kept)}
    assert {pk: (row.since, row.status) for pk, row in stored.items()} == {
        pk: (row.since, MembershipStatus.PROBATIONARY) for pk, row in kept.items()
    }
    assert all(row.created_at != moment for row in stored.values())


def test_new_rows_hold_what_bulk_create_would_store() -> None:
    told = {
        "at": clock.now(),
        "actor": uuid.uuid4(),
        "actor_name": "Trần Thị Bảy",
        "verb": "tried",
        "subject_type": "accounts.user",
        "subject_id": None,
        "subject_label": "«Ngăn» 100 %",
        "detail": {"điểm": 7.5, "rows": [1, None, "hai"]},
        "previous_hash": "0" * 64,
        "hash": "1" * 64,
    }
    AuditEntry.objects.bulk_create([AuditEntry(sequence=10_001, **told)])
    PreparedUpsert(AuditEntry, unique=["sequence"], update=["verb"]).write(
        [AuditEntry(sequence=number, **told) for number in (10_002, 10_003)]
    )

    first, *others = AuditEntry.objects.filter(sequence__gt=10_000).order_by("sequence").values()
    assert [one["sequence"] for one in others] == [10_002, 10_003]
    assert all(one | {"sequence": 10_001} == first for one in others)
