"""Lists and checks agree: for every kind of person and every object of the sample committee."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.enums import OrganisationKind
from chuyende.foundation.organisation.models import Member, Organisation, RosterImport
from chuyende.foundation.organisation.policy import AnyUser, can, reach_of
from chuyende.meeting.contests.enums import Offence
from chuyende.meeting.contests.models import Contest, Disqualification
from chuyende.meeting.live.models import LiveSitting
from chuyende.meeting.questions.models import QuestionImport
from chuyende.meeting.quizzes.models import Quiz
from chuyende.planning.governance.models import RuleSet
from tests.architecture.source import functions, python_files
from tests.architecture.twins import TWINS, WITHOUT_PERMISSION, Twin

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[AnyUser]]:
    """The sample committee, and of all its people one of each standing in the tree, with a stranger."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("sample", verbosity=0)
        for node in Organisation.objects.all():  # the sample was not imported from a file
            RosterImport.objects.create(
                organisation=node, imported_by=User.objects.all()[0], file_name="a.xlsx", since=clock.today()
            )
            QuestionImport.objects.create(
                organisation=node, imported_by=User.objects.all()[0], file_name="b.xlsx"
            )
        for number, quiz in enumerate(
            Quiz.objects.filter(attempts__isnull=False).distinct()
        ):  # nor held in a hall
            LiveSitting.objects.create(
                quiz=quiz,
                organisation=quiz.organisation,
                code=f"{number:06d}",
                host=quiz.attempts.all()[0].member,
                started_at=clock.now(),
            )
        standings = {}
        for user in User.objects.select_related("member"):
            reach = reach_of(user)
            standings.setdefault((tuple(sorted(reach.positions)), tuple(reach.home_paths)), user)
        _contest()
        yield [AnonymousUser(), *standings.values()]
        transaction.set_rollback(True)


def _contest() -> None:
    """Beside that of the sample, closed: one that is a draft, and one announced with a result that does not count."""
    committee = Organisation.objects.get(depth=1)
    cell = Organisation.objects.filter(kind=OrganisationKind.CELL)[0]
    members = Member.objects.filter(memberships__organisation=cell, user__isnull=False)
    Contest.objects.create(organisation=committee, title="Đang soạn")
    contest = Contest.objects.create(
        organisation=committee,
        title="Tìm hiểu Nghị quyết",
        rule_set=RuleSet.objects.filter(code="contest")[0],
        announced_at=clock.now(),
    )
    Disqualification.objects.create(
        contest=contest,
        member=members[0],
        cell=cell,
        offence=Offence.SHARING,
        facts="Cùng một tài khoản trên hai máy.",
        cancelled_by=members[1],
        reply_until=clock.now(),
    )


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: twin.perm.name)
def test_the_list_shows_exactly_what_the_permission_allows(twin: Twin, people: list[AnyUser]) -> None:
    everything = list(twin.listed(people[0]).model.objects.filter(**twin.among or {}))

    assert everything, "the sample has none of these: nothing was proved"
    for user in people:
        listed = set(twin.listed(user).values_list("pk", flat=True))
        asked = [(obj.pk, twin.asked_of(obj)) for obj in everything]
        allowed = {pk for pk, obj in asked if obj is not None and can(user, twin.perm, obj)}
        assert listed == allowed, f"{user} ({reach_of(user).positions})"


def test_somebody_sees_and_somebody_does_not(people: list[AnyUser]) -> None:
    kinds = {bool(reach_of(user).positions) for user in people}

    assert kinds == {True, False}
    assert len(people) >= 8


def test_every_list_has_its_twin() -> None:
    named = {twin.listed.__name__ for twin in TWINS} | set(WITHOUT_PERMISSION)
    written = {
        function.name
        for file in python_files("queries")
        for function in functions(file)
        if function.name.endswith("_visible_to")
    }

    assert written - named == set()
