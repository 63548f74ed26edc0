"""A contest of the whole school, told by its organisers and by those who took part; its results are announced."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.contests import services as contests
from chuyende.meeting.contests.models import Contest
from chuyende.meeting.questions.models import QuestionVersion
from chuyende.meeting.questions.queries import bank_of
from chuyende.meeting.quizzes import services as quizzes

from .moments import at, moment
from .people import SampleBody, account_of
from .quizzes import answer_as

TITLE = "Tìm hiểu Điều lệ Đảng và công tác chi bộ"
PURPOSE = "Giúp đảng viên nắm chắc Điều lệ Đảng và quy định về sinh hoạt chi bộ."
ROUNDS = 2
#: in each round
QUESTIONS = 6
#: how many of each cell take part, in per cent: the third misses the group award
SHARES = (95, 85, 60)


@dataclass
class SampleContest:
    """Two rounds of two days each, the second ends on `day`."""

    body: SampleBody
    organiser: User
    day: dt.date

    def hold(self) -> Contest:
        days = [self.day - dt.timedelta(days=4 - 3 * number) for number in range(ROUNDS)]
        with at(days[0] - dt.timedelta(days=1), 9):
            contest = contests.create_contest(
                actor=self.organiser, organisation=self.body.committee, title=TITLE, purpose=PURPOSE
            )
            bank = bank_of(self.body.committee, self.organiser)
            for number, day in enumerate(days):
                self._add_round(contest, day, bank[number * QUESTIONS : (number + 1) * QUESTIONS])
            contest = contests.announce_contest(actor=self.organiser, contest=contest)
        quizzes_of_rounds = [one.quiz for one in contest.rounds.select_related("quiz")]
        for place, member in enumerate(self._takers(days[0])):
            late = dt.timedelta(minutes=place * 4)
            with clock.standing_at(moment(days[0], 19) + late):
                contests.predict(actor=account_of(member), contest=contest, predicted=30 + place * 7 % 15)
            for quiz, day, known in zip(quizzes_of_rounds, days, (place, place + place // 4), strict=True):
                answer_as(account_of(member), quiz, known, moment(day, 19) + late)
        with at(self.day + dt.timedelta(days=1), 9):
            return contests.close_contest(actor=self.organiser, contest=contest)

    def _takers(self, day: dt.date) -> list[Member]:
        there = [
            [member for member in cell if member.joined_on and member.joined_on <= day]
            for cell in self.body.members
        ]
        return [
            member
            for cell, share in zip(there, SHARES, strict=True)
            for member in cell[: len(cell) * share // 100]
            if account_of(member) != self.organiser  # who has seen the keys
        ]

    def _add_round(self, contest: Contest, day: dt.date, asked: Iterable[QuestionVersion]) -> None:
        one = contests.add_round(
            actor=self.organiser,
            contest=contest,
            opens_at=moment(day, 7),
            closes_at=moment(day + dt.timedelta(days=1), 17),
            minutes=15,
        )
        for version in asked:
            quizzes.reuse_questions(actor=self.organiser, quiz=one.quiz, versions=[version])
