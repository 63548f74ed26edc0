"""A contest of the whole school, told by its organisers and by those who took part; its results are announced."""

import datetime as dt
from dataclasses import dataclass

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.contests import services as contests
from chuyende.meeting.contests.models import Contest
from chuyende.meeting.questions.queries import bank_of
from chuyende.meeting.quizzes import services as quizzes
from chuyende.meeting.quizzes.models import Quiz

from .moments import at, moment
from .people import SampleBody, account_of
from .quizzes import answer_as

TITLE = "Tìm hiểu Điều lệ Đảng và công tác chi bộ"
PURPOSE = "Giúp đảng viên nắm chắc Điều lệ Đảng và quy định về sinh hoạt chi bộ."
QUESTIONS = 10
#: how many of each cell take part, in per cent: the third misses the group award
SHARES = (95, 85, 60)


@dataclass
class SampleContest:
    """One round of three days, which ends on `day`."""

    body: SampleBody
    organiser: User
    day: dt.date

    def hold(self) -> Contest:
        opens = self.day - dt.timedelta(days=3)
        with at(opens - dt.timedelta(days=1), 9):
            contest = contests.create_contest(
                actor=self.organiser, organisation=self.body.committee, title=TITLE, purpose=PURPOSE
            )
            one = contests.add_round(
                actor=self.organiser,
                contest=contest,
                opens_at=moment(opens, 7),
                closes_at=moment(self.day, 17),
                minutes=15,
            )
            for version in bank_of(self.body.committee, self.organiser)[:QUESTIONS]:
                quizzes.reuse_question(actor=self.organiser, quiz=one.quiz, version=version)
            contest = contests.announce_contest(actor=self.organiser, contest=contest)
        quiz = contest.rounds.get().quiz
        for place, member in enumerate(self._takers(opens)):
            self._take(contest, quiz, member, place, moment(opens, 19) + dt.timedelta(minutes=place * 4))
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
        ]

    def _take(self, contest: Contest, quiz: Quiz, member: Member, place: int, start: dt.datetime) -> None:
        user = account_of(member)
        with clock.standing_at(start):
            contests.predict(actor=user, contest=contest, predicted=30 + place * 7 % 15)
        answer_as(user, quiz, place, start)
