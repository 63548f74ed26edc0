"""Members without a phone: the printed sheet, entered on their behalf."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Member, Membership
from chuyende.meeting.quizzes import errors, queries, services
from chuyende.meeting.quizzes.models import Attempt, Quiz, QuizQuestion
from tests import factories

from .factories import EXPLANATION, begin, make_draft, take, user_of
from .pages import text_of, url

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


def ticks(quiz: Quiz, *, right: int) -> dict[QuizQuestion, object]:
    """A sheet with the first `right` questions right and the rest wrong."""
    found = queries.questions_of(quiz)
    return {q: q.words.keys[0] if n < right else (q.words.keys[0] + 1) % 4 for n, q in enumerate(found)}


def enter(quiz: Quiz, member: Member, by: Member, *, right: int = 2) -> Attempt:
    return services.enter_paper(
        actor=user_of(by), quiz=quiz, member=member, responses=ticks(quiz, right=right)
    )


def test_enter_paper_is_graded_in_the_members_name_and_noted_as_entered(
    body: factories.Body, opened: Quiz
) -> None:
    attempt = enter(opened, body.paper_member, body.minute_taker)

    assert (attempt.score, attempt.seconds, attempt.entered_by) == (2, 15 * 60, body.minute_taker)
    entry = AuditEntry.objects.get(verb="attempt_submitted")
    assert (entry.actor, entry.detail["on_paper"]) == (body.minute_taker.user_id, True)
    assert [s.member for s in queries.standings(opened)] == [body.paper_member]


def test_enter_paper_leaves_questions_without_a_tick_open(body: factories.Body, opened: Quiz) -> None:
    attempt = services.enter_paper(
        actor=user_of(body.secretary), quiz=opened, member=body.paper_member, responses={}
    )

    assert (attempt.score, attempt.answers.count()) == (0, 0)


def test_enter_paper_sent_twice_stays_as_it_was_first(body: factories.Body, opened: Quiz) -> None:
    first = enter(opened, body.paper_member, body.secretary, right=3)
    again = enter(opened, body.paper_member, body.secretary, right=0)

    assert (again, again.score) == (first, 3)
    assert AuditEntry.objects.filter(verb="attempt_submitted").count() == 1


def test_enter_paper_refuses_what_is_not_fair(body: factories.Body, opened: Quiz, time_machine: Any) -> None:
    begin(opened, body.member)
    with pytest.raises(errors.AttemptExists):
        enter(opened, body.member, body.secretary)
    with pytest.raises(errors.OwnPaper):
        enter(opened, body.secretary, body.secretary)
    with pytest.raises(errors.NotOfThisCell):
        enter(opened, body.other_member, body.secretary)
    for other in (body.member, body.other_secretary, body.party_secretary):
        with pytest.raises(NotAllowed):
            enter(opened, body.paper_member, other)
    Membership.objects.filter(member=body.deputy).update(status=MembershipStatus.SUSPENDED)
    with pytest.raises(errors.NoAttemptWhileSuspended):
        enter(opened, body.deputy, body.secretary)
    with pytest.raises(errors.QuizNotOpen):
        enter(make_draft(body, meeting=opened.meeting), body.paper_member, body.secretary)
    time_machine.move_to(opened.closes_at, tick=False)
    with pytest.raises(errors.QuizClosed):
        enter(opened, body.paper_member, body.secretary)
    assert Attempt.objects.count() == 1


def test_enter_paper_with_a_choice_that_does_not_exist_keeps_nothing(
    body: factories.Body, opened: Quiz
) -> None:
    choices = dict.fromkeys(queries.questions_of(opened), 9)

    with pytest.raises(errors.NoSuchChoice):
        services.enter_paper(
            actor=user_of(body.secretary), quiz=opened, member=body.paper_member, responses=choices
        )
    assert Attempt.objects.count() == 0


def test_quiz_print_shows_the_questions_as_numbered_and_no_key(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    page = text_of(client_of(user_of(body.secretary)), url("quiz_print", opened))

    stems = [question.version.stem for question in queries.questions_of(opened)]
    assert [page.index(stem) for stem in stems] == sorted(page.index(stem) for stem in stems)
    assert EXPLANATION not in page
    assert "is-right" not in page
    assert client_of(user_of(body.member)).get(url("quiz_print", opened)).status_code == 404


def test_paper_enter_offers_who_has_not_begun_and_takes_the_sheet(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    take(opened, body.member, right=1)
    client = client_of(user_of(body.secretary))
    page = text_of(client, url("paper_enter", opened))
    assert ["Lý Thị Khé" in page, ">Hoàng Văn Êm</option>" in page] == [True, False]
    assert url("edition_list", opened) in text_of(client, url("quiz_results", opened))
    assert url("paper_enter", opened) in text_of(client, url("edition_list", opened))

    sheet = queries.sheet_of(opened)
    sent = {q.name: str(q.words.keys[0]) for q in sheet}
    nobody = client.post(url("paper_enter", opened), sent)
    assert nobody.status_code == 422
    assert html.unescape(nobody.content.decode()).count(" checked") == 3

    answer = client.post(url("paper_enter", opened), sent | {"member": body.paper_member.pk})
    assert answer["Location"] == url("paper_enter", opened)
    assert Attempt.objects.get(member=body.paper_member).score == 3
    assert "nhập từ phiếu giấy" in text_of(client, url("quiz_results", opened))


def test_paper_enter_does_not_exist_for_drafts_and_others(
    body: factories.Body, opened: Quiz, client_of: ClientOf
) -> None:
    draft = make_draft(body, meeting=opened.meeting)

    assert client_of(user_of(body.secretary)).get(url("paper_enter", draft)).status_code == 404
    for other in (body.member, body.other_secretary, body.party_secretary):
        assert client_of(user_of(other)).get(url("paper_enter", opened)).status_code == 404
