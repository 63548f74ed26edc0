"""What a form about a member refuses: dates that cannot be true, and the same person twice."""

import datetime as dt

import pytest

from chuyende.foundation.core import clock
from chuyende.foundation.organisation import services
from chuyende.foundation.organisation.errors import DatesImpossible, MemberKnown
from chuyende.foundation.organisation.models import Member
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.date(2024, 3, 1)
BORN = dt.date(1980, 2, 5)


@pytest.fixture
def body():
    return factories.make_body()


def admit(body, cell, name, **details):
    return services.admit_member(
        actor=body.administrator.user,
        organisation=cell,
        full_name=name,
        status="official",
        since=DAY,
        **details,
    )


@pytest.mark.parametrize("spelling", ["Tẩn Mẩy Hoà", "Tẩn Mẩy Hòa", "  tẩn   mẩy hoà "])
@pytest.mark.parametrize("place", ["cell", "other_cell"])
def test_one_person_is_not_put_on_the_list_twice(body, spelling, place):
    admit(body, body.cell, "Tẩn Mẩy Hoà", birth_date=BORN)

    for birth_date in (BORN, None):
        with pytest.raises(MemberKnown, match=r"Tẩn Mẩy Hoà.*Chi bộ 1.*ngày sinh") as refused:
            admit(body, getattr(body, place), spelling, birth_date=birth_date)
        assert refused.value.field == "full_name"
    assert Member.objects.filter(folded_name="tan may hoa").count() == 1


def test_two_people_of_one_name_are_told_apart_by_their_dates_of_birth(body):
    first = admit(body, body.cell, "Tẩn Mẩy Hoà", birth_date=BORN)
    second = admit(body, body.cell, "Tẩn Mẩy Hoà", birth_date=dt.date(1981, 2, 5))
    third = admit(body, body.cell, "Tẩn Mây Hoa")

    assert len({first.pk, second.pk, third.pk}) == 3


def test_somebody_who_has_left_is_taken_in_again_and_not_made_anew(body):
    gone = admit(body, body.cell, "Tẩn Mẩy Hoà")
    services.transfer_member(actor=body.administrator.user, member=gone, on=DAY)

    with pytest.raises(MemberKnown, match="tiếp nhận lại"):
        admit(body, body.other_cell, "Tẩn Mẩy Hoà")


def test_a_name_is_kept_in_one_spelling(body):
    assert admit(body, body.cell, "  Tẩn   Mẩy  Hòa ").full_name == "Tẩn Mẩy Hoà"


@pytest.mark.parametrize(
    ("field", "days"),
    [
        ("birth_date", {"birth_date": dt.timedelta(days=1)}),
        ("birth_date", {"birth_date": dt.date(1901, 1, 1)}),
        ("joined_on", {"birth_date": BORN, "joined_on": dt.date(1998, 2, 4)}),
        ("official_on", {"joined_on": dt.date(2004, 5, 19), "official_on": dt.date(2004, 5, 18)}),
    ],
)
def test_dates_that_cannot_be_true_are_refused_beside_their_field(body, field, days):
    given = {
        name: clock.today() + day if isinstance(day, dt.timedelta) else day for name, day in days.items()
    }

    with pytest.raises(DatesImpossible) as admitted:
        admit(body, body.cell, "Tẩn Mẩy Hoà", **given)
    with pytest.raises(DatesImpossible) as changed:
        services.change_member(
            actor=body.secretary.user, member=body.member, full_name="Tẩn Mẩy Hoà", **given
        )

    assert admitted.value.field == changed.value.field == field
    assert not Member.objects.filter(full_name="Tẩn Mẩy Hoà").exists()


def test_a_date_is_held_against_those_known_already(body):
    services.change_member(
        actor=body.secretary.user, member=body.member, full_name="Tẩn Mẩy Hoà", joined_on=dt.date(2004, 5, 19)
    )

    with pytest.raises(DatesImpossible, match="19/05/2004"):
        services.change_member(
            actor=body.secretary.user,
            member=body.member,
            full_name="Tẩn Mẩy Hoà",
            official_on=dt.date(2003, 5, 19),
        )
