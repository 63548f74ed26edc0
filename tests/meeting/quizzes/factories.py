"""Quizzes at each stage, made through the program's own services."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.questions.engine.marking import right_answer
from chuyende.meeting.questions.engine.words import Choice, Kind, Words
from chuyende.meeting.quizzes import services
from chuyende.meeting.quizzes.models import Attempt, Quiz
from tests.factories import Body
from tests.meeting.meetings.factories import make_meeting

CHOICES = ["Tập trung dân chủ", "Tự do cá nhân", "Hành chính mệnh lệnh", "Khoán việc"]
EXPLANATION = "Điều lệ Đảng nêu rõ nguyên tắc này."


def user_of(member: Member) -> User:
    """The member's account; fresh, so that what was granted meanwhile is seen."""
    return User.objects.get(pk=member.user_id)


def single(stem: str, choices: Sequence[str], key: int, **more: Any) -> Words:
    """A question with one right choice, the one at `key`."""
    parts = tuple(Choice(text, place == key) for place, text in enumerate(choices))
    return Words(kind=Kind.SINGLE, stem=stem, choices=parts, **more)


def make_draft(body: Body, *, questions: int = 3, meeting: Meeting | None = None, minutes: int = 15) -> Quiz:
    """A draft of `body.cell`, open from now for two days; question n asks «Câu n?», its key is n modulo 4."""
    now = clock.now()
    quiz = services.create_quiz(
        actor=user_of(body.secretary),
        meeting=meeting or make_meeting(body),
        title="Tìm hiểu Điều lệ Đảng",
        opens_at=now,
        closes_at=now + dt.timedelta(days=2),
        minutes=minutes,
    )
    for number in range(1, questions + 1):
        services.add_question(
            actor=user_of(body.secretary),
            quiz=quiz,
            words=single(
                f"Nguyên tắc tổ chức số {number} của Đảng là gì?",
                CHOICES,
                number % 4,
                explanation=f"{EXPLANATION} ({number})",
            ),
        )
    return quiz


def make_quiz(body: Body, *, questions: int = 3, meeting: Meeting | None = None, minutes: int = 15) -> Quiz:
    """The same, published."""
    draft = make_draft(body, questions=questions, meeting=meeting, minutes=minutes)
    return services.publish_quiz(actor=user_of(body.secretary), quiz=draft)


def begin(quiz: Quiz, member: Member) -> Attempt:
    return services.start_attempt(actor=user_of(member), quiz=quiz)


def answer(attempt: Attempt, *, right: int, wrong: int = 0) -> None:
    """Answer the first `right` questions of the quiz rightly and the next `wrong` ones wrongly."""
    for place, question in enumerate(attempt.quiz.quiz_questions.select_related("version")[: right + wrong]):
        key, words = right_answer(question.words), question.words
        services.save_answers(
            actor=user_of(attempt.member),
            attempt=attempt,
            responses={question: key if place < right else (key + 1) % len(words.choices)},
        )


def take(quiz: Quiz, member: Member, *, right: int, wrong: int = 0) -> Attempt:
    """Begin, answer and hand in."""
    attempt = begin(quiz, member)
    answer(attempt, right=right, wrong=wrong)
    return services.submit_attempt(actor=user_of(member), attempt=attempt)
