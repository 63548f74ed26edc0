"""A published quiz and members who are signed in, many of them."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.urls import reverse

from benchmarks import bodies
from chuyende.foundation.accounts.models import User
from chuyende.foundation.accounts.sessions import SessionStore
from chuyende.foundation.core import clock
from chuyende.foundation.core.vietnamese import fold, sort_key
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Member, Membership, Organisation
from chuyende.meeting.questions.engine.words import Choice, Kind, Words
from chuyende.meeting.quizzes import services
from tests import factories
from tests.meeting.meetings.factories import make_meeting

BACKEND = "chuyende.foundation.accounts.backends.AccountBackend"


@dataclass(frozen=True)
class Ready:
    """Where a quiz is taken, and the sessions of those who may."""

    page: str
    start: str
    sessions: list[str]


def ready_quiz(*, members: int, questions: int) -> Ready:
    """A Party body whose first cell has so many members more, and a quiz that is open to them: of question n, counted
    from 0, the right choice is the one at n modulo 4."""
    bodies.empty_database()
    body = factories.make_body()
    secretary = body.secretary.user
    users = make_members(body.cell, members)
    meeting = make_meeting(body)
    now = clock.now()
    quiz = services.create_quiz(
        actor=secretary,
        meeting=meeting,
        title="Trắc nghiệm",
        opens_at=now - dt.timedelta(minutes=1),
        closes_at=now + dt.timedelta(days=1),
        mixes_questions=False,
        mixes_choices=False,
    )
    for number in range(questions):
        choices = tuple(Choice(f"Phương án {place + 1}", place == number % 4) for place in range(4))
        words = Words(kind=Kind.SINGLE, stem=f"Câu hỏi số {number + 1} của bài?", choices=choices)
        services.add_question(actor=secretary, quiz=quiz, words=words)
    services.publish_quiz(actor=secretary, quiz=quiz)
    page, start = (reverse(f"quizzes:{name}", args=[quiz.pk]) for name in ("quiz_detail", "attempt_start"))
    return Ready(page, start, _sessions(users))


def make_members(cell: Organisation, number: int) -> list[User]:
    """Members of a cell with accounts, so many at once; return the accounts."""
    names = [f"Đảng viên Thứ {place}" for place in range(number)]
    users = User.objects.bulk_create(
        [User(username=f"dv{place}", full_name=name, password="!") for place, name in enumerate(names)],
        batch_size=500,
    )
    members = Member.objects.bulk_create(
        [
            Member(
                user=user,
                full_name=user.full_name,
                sort_key=sort_key(user.full_name),
                folded_name=fold(user.full_name),
            )
            for user in users
        ],
        batch_size=500,
    )
    since = clock.today() - dt.timedelta(days=400)
    Membership.objects.bulk_create(
        [
            Membership(member=member, organisation=cell, status=MembershipStatus.OFFICIAL, since=since)
            for member in members
        ],
        batch_size=500,
    )
    return users


def _sessions(users: list[User]) -> list[str]:
    expires = clock.now() + dt.timedelta(days=1)
    rows = []
    for user in users:
        store = SessionStore()
        data = {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
        rows.append(
            Session(
                session_key=store._get_new_session_key(), session_data=store.encode(data), expire_date=expires
            )
        )
    Session.objects.bulk_create(rows, batch_size=500)
    return [row.session_key for row in rows]
