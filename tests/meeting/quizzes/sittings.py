"""Closed quizzes whose answers are known one by one."""

from collections.abc import Sequence
from typing import Any

from chuyende.foundation.organisation.models import Member
from chuyende.meeting.questions.engine.marking import right_answer
from chuyende.meeting.questions.engine.words import Words
from chuyende.meeting.quizzes import services
from chuyende.meeting.quizzes.models import Quiz, QuizQuestion
from tests import factories
from tests.factories import Body

from .factories import CHOICES, begin, make_draft, single, user_of
from .pages import after_closing

#: as many as a cell has, best first
FIFTEEN = [
    f"{surname} Văn {name}"
    for surname, name in zip(
        ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng"] * 3,
        [
            "An",
            "Bình",
            "Cảnh",
            "Dũng",
            "Đạt",
            "Giang",
            "Hải",
            "Khoa",
            "Lộc",
            "Minh",
            "Nam",
            "Phúc",
            "Quý",
            "Sơn",
            "Tài",
        ],
        strict=True,
    )
]


def make_people(body: Body, names: Sequence[str] = FIFTEEN) -> list[Member]:
    return [factories.make_member(body.cell, name) for name in names]


def publish(body: Body, words: Sequence[Words], **more: Any) -> Quiz:
    """A published quiz of `body.cell` that asks `words`, open from now for two days."""
    draft = make_draft(body, questions=0, **more)
    for one in words:
        services.add_question(actor=user_of(body.secretary), quiz=draft, words=one)
    return services.publish_quiz(actor=user_of(body.secretary), quiz=draft)


def hand_in(quiz: Quiz, member: Member, responses: Sequence[Any]) -> None:
    """Answer the questions in their order with `responses` (None: left empty), and hand in."""
    attempt = begin(quiz, member)
    given = zip(quiz.quiz_questions.select_related("version"), responses, strict=True)
    services.save_answers(
        actor=user_of(member),
        attempt=attempt,
        responses={question: one for question, one in given if one is not None},
    )
    services.submit_attempt(actor=user_of(member), attempt=attempt)


def first_of(quiz: Quiz) -> QuizQuestion:
    return quiz.quiz_questions.order_by("position")[0]


def last_of(quiz: Quiz) -> QuizQuestion:
    return quiz.quiz_questions.order_by("-position")[0]


def wrong_key_quiz(body: Body, time_machine: Any, people: Sequence[Member]) -> Quiz:
    """Six questions, the last with a wrong key: the five best of fifteen chose B, and A counts as right.

    The first five questions: the five best have all of them right, the next five three, the others one. The sixth: the first five
    chose B, the next five A, the rest C. It has closed.
    """
    asked = [single(f"Câu hỏi số {number} hỏi điều gì?", CHOICES, number % 4) for number in range(1, 6)]
    quiz = publish(body, [*asked, single("Đại hội nào đề ra đường lối đổi mới?", CHOICES, 0)])
    keys = [right_answer(words) for words in asked]
    for place, person in enumerate(people):
        right = 5 - 2 * (place // 5)
        first = [key if at < right else (key + 1) % 4 for at, key in enumerate(keys)]
        hand_in(quiz, person, [*first, 1 if place < 5 else 0 if place < 10 else 2])
    time_machine.move_to(after_closing(quiz), tick=False)
    return quiz
