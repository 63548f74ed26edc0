import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from chuyende.foundation.core import audit
from chuyende.foundation.core.models import AuditEntry
from tests.factories import make_committee, make_user


@pytest.fixture
def acts(db):
    committee, user = make_committee(), make_user("Trần Thị Bích")
    for number in range(5):
        audit.record(user, "tried", committee, organisation=committee, number=number)
    return committee


def test_record_chains_each_entry_to_the_one_before(acts):
    entries = list(AuditEntry.objects.all())
    assert [e.sequence for e in entries] == [1, 2, 3, 4, 5]
    assert entries[0].previous_hash == audit.GENESIS
    assert [e.previous_hash for e in entries[1:]] == [e.hash for e in entries[:-1]]
    assert list(audit.broken_entries()) == []


def test_a_changed_entry_is_found(acts):
    AuditEntry.objects.filter(sequence=3).update(actor_name="Ai đó khác")
    assert [e.sequence for e in audit.broken_entries()] == [3]


def test_a_removed_entry_is_found(acts):
    AuditEntry.objects.filter(sequence=2).delete()
    assert [e.sequence for e in audit.broken_entries()] == [3]


def test_a_changed_detail_is_found(acts):
    AuditEntry.objects.filter(sequence=5).update(detail={"number": 40})
    assert [e.sequence for e in audit.broken_entries()] == [5]


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        audit.record(None, "tried", make_committee())


@pytest.mark.django_db(transaction=True)
def test_an_undone_act_leaves_no_entry():
    committee = make_committee()
    with pytest.raises(RuntimeError), transaction.atomic():
        audit.record(None, "tried", committee)
        raise RuntimeError
    assert AuditEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_unbroken_chain():
    committee = make_committee()

    def write() -> None:
        try:
            for _ in range(10):
                with transaction.atomic():
                    audit.record(None, "tried", committee)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert AuditEntry.objects.count() == 40
    assert list(audit.broken_entries()) == []


def test_migrations_are_complete(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
