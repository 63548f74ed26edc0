"""The standings again from what is stored, by one command."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chuyende.foundation.core.ids import new_id
from chuyende.meeting.contests.models import Contest
from chuyende.meeting.quizzes.models import Answer, Attempt
from tests.factories import Body

from .factories import after_closing, close, make_contest, make_draft, take

pytestmark = pytest.mark.django_db


def told(*args: Any) -> str:
    out = io.StringIO()
    try:
        call_command("contest", *args, stdout=out, stderr=out)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue()


@pytest.fixture
def over(body: Body, time_machine: Any) -> Contest:
    """Nobody is equal: three, two and one right of four."""
    contest = make_contest(body)
    for right, person in ((3, body.member), (2, body.other_member), (1, body.secretary)):
        take(contest, person, right=right)
    time_machine.move_to(after_closing(contest), tick=False)
    return contest


def test_every_contest_is_listed_and_an_unknown_one_is_refused(body: Body, over: Contest) -> None:
    assert told() == f"{over.pk}  {over.title} ({body.committee.short_name})\n"
    for one in (new_id(), make_draft(body).pk):
        assert told(str(one)) == f"Không có cuộc thi {one} nào đã công bố."


def test_standings_follow_from_the_answers(body: Body, over: Contest) -> None:
    assert told(str(over.pk)).endswith("Chưa công bố kết quả.\n")
    close(body, over)

    lines = [line.split() for line in told(str(over.pk)).splitlines()]

    places = [(line[0], " ".join(line[1:4])) for line in lines if line[0] in "123"]
    assert places[:3] == [
        (str(rank), person.full_name)
        for rank, person in enumerate((body.member, body.other_member, body.secretary), start=1)
    ]
    assert " ".join(lines[-1]) == "Trùng khớp với kết quả đã công bố."


def test_score_changed_behind_the_program_is_not_believed(body: Body, over: Contest) -> None:
    Attempt.objects.filter(quiz__contest_round__contest=over, member=body.secretary).update(score=4)
    close(body, over)

    out = told(str(over.pk))

    assert f"   3  {body.secretary.full_name}" in out
    assert out.endswith("khác với kết quả đã công bố.")


def test_answer_changed_behind_the_program_is_found(body: Body, over: Contest) -> None:
    close(body, over)
    Answer.objects.filter(attempt__quiz__contest_round__contest=over, attempt__member=body.member).delete()

    out = told(str(over.pk))

    assert f"   3  {body.member.full_name}" in out
    assert out.endswith("khác với kết quả đã công bố.")
