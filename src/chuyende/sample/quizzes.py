"""The quizzes of the sample: asked out of one bank, taken alone before a meeting, or together in the hall."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Organisation
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.questions import services as bank
from chuyende.meeting.questions.engine.marking import right_answer
from chuyende.meeting.questions.engine.words import Words
from chuyende.meeting.questions.models import QuestionVersion
from chuyende.meeting.questions.queries import bank_of
from chuyende.meeting.quizzes import services as quizzes
from chuyende.meeting.quizzes.enums import QuizMode
from chuyende.meeting.quizzes.models import Quiz
from chuyende.planning.governance.models import Provision

from .content.questions import IN_THE_HALL, OTHER_KINDS, QUESTIONS
from .moments import moment


@dataclass
class SampleQuizzes:
    """What the secretary of a cell asks in one meeting; the deputy compares each question with its source first."""

    cell: Organisation
    secretary: User
    deputy: User
    provision: Provision

    def alone(self, meeting: Meeting, day: dt.date, closes_at: dt.datetime) -> Quiz:
        """Twelve questions to answer on the own phone in the days before the meeting."""
        return self._quiz(
            meeting,
            QUESTIONS,
            title=f"Trắc nghiệm {len(QUESTIONS)} câu trước buổi sinh hoạt",
            opens_at=moment(day - dt.timedelta(days=4), 7),
            closes_at=closes_at,
            minutes=15,
        )

    def in_the_hall(self, meeting: Meeting, day: dt.date) -> Quiz:
        """A few questions that everybody answers together while the meeting is on."""
        self._in_bank(OTHER_KINDS)
        return self._quiz(
            meeting,
            IN_THE_HALL,
            title="Trắc nghiệm nhanh tại hội trường",
            opens_at=moment(day - dt.timedelta(days=4), 7),
            closes_at=moment(day, 23),
            minutes=15,
            mode=QuizMode.HALL,
        )

    def _quiz(self, meeting: Meeting, asked: Sequence[Words], **options: Any) -> Quiz:
        quiz = quizzes.create_quiz(actor=self.secretary, meeting=meeting, **options)
        for version in self._in_bank(asked):
            quizzes.reuse_questions(actor=self.secretary, quiz=quiz, versions=[version])
        return quizzes.publish_quiz(actor=self.secretary, quiz=quiz)

    def _in_bank(self, asked: Sequence[Words]) -> list[QuestionVersion]:
        """Those questions out of the own bank or another cell's; what no bank has is written, checked and shared."""
        known = {version.stem: version for version in bank_of(self.cell, self.secretary)}
        return [known.get(words.stem) or self._written(words) for words in asked]

    def _written(self, words: Words) -> QuestionVersion:
        version = bank.write_question(
            actor=self.secretary, organisation=self.cell, words=words, provision=self.provision
        )
        bank.share_question(actor=self.secretary, question=version.question, is_shared=True)
        return bank.check_question(actor=self.deputy, version=version)


def take_quiz(quiz: Quiz, takers: Sequence[User], day: dt.date) -> None:
    """Let each of `takers` hand in an attempt three evenings before; nobody in the time to come."""
    for place, user in enumerate(takers):
        start = moment(day - dt.timedelta(days=3), 19) + dt.timedelta(minutes=place * 3)
        if start <= timezone.now():
            answer_as(user, quiz, place, start)


def answer_as(user: User, quiz: Quiz, place: int, start: dt.datetime) -> None:
    """Take the quiz from `start` on, as whoever sits at `place` would: some know more, some take longer."""
    with clock.standing_at(start):
        attempt = quizzes.start_attempt(actor=user, quiz=quiz)
    finish = attempt.started_at + dt.timedelta(seconds=260 + (place * 97) % 500)
    with clock.standing_at(min(finish, timezone.now())):
        asked = list(quiz.quiz_questions.select_related("version"))
        known = _known(place, len(asked))
        responses = {}
        for number, question in enumerate(asked):
            key, words = right_answer(question.words), question.words
            slip = 1 + (place + number) % (len(words.choices) - 1)
            responses[question] = key if number in known else (key + slip) % len(words.choices)
        quizzes.save_answers(actor=user, attempt=attempt, responses=responses)
        quizzes.submit_attempt(actor=user, attempt=attempt)


def _known(place: int, count: int) -> set[int]:
    """Which questions the member at `place` knows: all but none to five, half at least; some are harder for everybody."""
    trouble = [(number * 5) % count + (place * 7 + number * 11) % 7 for number in range(count)]
    easiest = sorted(range(count), key=lambda number: (trouble[number], number))
    slips = min(5, count // 2)
    return set(easiest[: count - slips + (place * 5) % (slips + 1)])
