from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from chuyende.foundation.organisation.models import Member, Organisation

pytestmark = pytest.mark.django_db


def test_a_larger_body_of_the_same_kind(db):
    out = StringIO()
    call_command("sample", cells=4, members=50, years=1, stdout=out)
    assert Organisation.objects.filter(kind="cell").count() == 4
    assert Member.objects.count() == 50
    assert "4 chi bộ, 50 đảng viên" in out.getvalue()


@pytest.mark.parametrize(("cells", "members"), [(2, 100), (10, 50)])
def test_a_larger_body_too_small_is_refused(db, cells, members):
    with pytest.raises(CommandError):
        call_command("sample", cells=cells, members=members)
