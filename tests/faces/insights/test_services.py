"""Reminding the head of a cell."""

import pytest
from django.urls import reverse
from django.utils import timezone

from chuyende.faces.insights import errors, services
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from tests import factories

from .factories import hold

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_fifth_of_october(time_machine):
    time_machine.move_to("2022-10-05 08:12+07:00", tick=False)


def test_remind_secretary_tells_secretary_and_deputy_once_a_day_and_is_recorded(time_machine):
    body = factories.make_body()
    given = {"actor": body.party_secretary.user, "organisation": body.cell, "year": 2022, "quarter": 3}

    services.remind_secretary(**given)

    told = Notification.objects.all()
    assert {row.recipient for row in told} == {body.secretary.user, body.deputy.user}
    assert "12-HD/BTCTW" in told[0].body
    assert AuditEntry.objects.get(verb="secretary_reminded").detail == {"year": 2022, "quarter": 3}
    with pytest.raises(errors.RemindedToday):
        services.remind_secretary(**given)
    services.remind_secretary(**{**given, "quarter": 2})

    time_machine.move_to("2022-10-06 08:00+07:00", tick=False)
    services.remind_secretary(**given)
    assert Notification.objects.count() == 6


def test_remind_secretary_of_a_quarter_that_is_settled_is_refused():
    body = factories.make_body()
    hold(body, 4, timezone.now())

    with pytest.raises(errors.NothingMissing):
        services.remind_secretary(
            actor=body.party_secretary.user, organisation=body.cell, year=2022, quarter=4
        )


def test_remind_secretary_of_a_cell_without_accounts_says_so():
    body = factories.make_body()
    cell = factories.make_cell(body.committee, "Chi bộ 3")
    factories.make_member(cell, role=Role.SECRETARY, account=False)

    with pytest.raises(errors.NobodyToRemind):
        services.remind_secretary(actor=body.party_secretary.user, organisation=cell, year=2022, quarter=3)


@pytest.mark.parametrize("who", ["secretary", "inspector", "administrator", "other_secretary", "member"])
def test_only_the_committee_above_reminds(who):
    body = factories.make_body()
    user = getattr(body, who).user

    with pytest.raises(NotAllowed):
        services.remind_secretary(actor=user, organisation=body.cell, year=2022, quarter=3)
    assert not can(user, Perm.SECRETARY_REMIND, body.cell)


def test_secretary_remind_button_reminds_and_comes_back(client_of):
    body = factories.make_body()
    client = client_of(body.party_secretary.user)
    url = reverse("insights:secretary_remind", args=[body.cell.pk, 2022, 3])

    answer = client.post(url, follow=True)

    page = answer.content.decode()
    assert "Đã nhắc Chi bộ 1." in page
    assert "Đã nhắc ngày 05/10/2022." in page
    again = client.post(url, follow=True, headers={"referer": "http://testserver/toan-dang-bo/"})
    assert "Hôm nay đã nhắc chi bộ việc này rồi." in again.content.decode()
    assert client.post(reverse("insights:secretary_remind", args=[body.cell.pk, 2022, 5])).status_code == 404
    assert client_of(body.inspector.user).post(url).status_code == 403
