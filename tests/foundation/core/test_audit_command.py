"""`chuyende audit verify` finds what was changed, removed or put in between."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from chuyende.foundation.core.audit import record
from chuyende.foundation.core.models import AuditEntry
from tests import factories

pytestmark = pytest.mark.django_db


def verify():
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("audit", "verify", stdout=out, stderr=err)
    except CommandError as error:
        return str(error), err.getvalue()
    return "", out.getvalue()


@pytest.fixture
def log():
    user = factories.make_user("Nguyễn Văn An")
    with transaction.atomic():
        return [record(user, "member_read", user, number=number) for number in range(4)]


def test_untouched_log_holds(log):
    failure, said = verify()

    assert failure == ""
    assert "4" in said


def test_changed_entry_is_named(log):
    AuditEntry.objects.filter(sequence=2).update(actor_name="Người Khác")

    failure, said = verify()

    assert "bị sửa ngoài chương trình" in failure
    assert "Mục 2" in said
    assert "Mục 3" not in said


def test_removed_entry_is_noticed_at_the_next_one(log):
    AuditEntry.objects.filter(sequence=3).delete()

    assert "Mục 4" in verify()[1]


def test_entry_rewritten_with_a_hash_of_its_own_breaks_the_one_after(log):
    from chuyende.foundation.core.audit import _hash

    forged = AuditEntry.objects.get(sequence=2)
    forged.actor_name = "Người Khác"
    forged.hash = _hash(forged)
    forged.save()

    assert "Mục 3" in verify()[1]
