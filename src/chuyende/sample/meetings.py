"""One thematic meeting of the sample, from its summons to its signed minutes, in the form of its topic."""

import datetime as dt
from dataclasses import dataclass

from chuyende.faces.paperwork import services as paperwork
from chuyende.faces.paperwork.engine import Layout
from chuyende.faces.paperwork.enums import Signer
from chuyende.faces.paperwork.models import Minutes
from chuyende.foundation.accounts.models import User
from chuyende.foundation.assignments import services as assignments
from chuyende.foundation.assignments.models import Task
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.discussion import services as discussion
from chuyende.meeting.meetings import services as meetings
from chuyende.meeting.meetings.enums import AttendanceStatus, ResponseAnswer
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.governance.queries import rule_in_force
from chuyende.planning.library import services as library
from chuyende.planning.programmes.models import Topic

from . import media
from .content import speeches
from .content.topics import CLIP, QUIZ, SampleTopic
from .moments import at, moment
from .people import SampleBody, account_of
from .quizzes import SampleQuizzes, take_quiz

START_HOUR = 14
PLACE = "Phòng họp A2"
#: places of the member list: who does what in the sample
SECRETARY, DEPUTY, AUTHOR, TAKER = 0, 1, 2, 3
EXCUSED, LATE = -2, -3


@dataclass
class SampleMeeting:
    """Tells the story of one meeting; each method is a stage, to be called in order."""

    body: SampleBody
    topic: Topic
    sample: SampleTopic
    day: dt.date

    def prepare(self) -> Meeting:
        """Convene, attach what to read, open the quiz, ask for papers, summon."""
        with at(self.convened_on, 9):
            self.meeting = meetings.convene_meeting(
                actor=self.secretary,
                topic=self.topic,
                starts_at=moment(self.day, START_HOUR),
                place=PLACE,
                purpose=self.sample.objective,
            )
            self._attach()
            if self.sample.form == QUIZ:
                closes_at = moment(self.day, START_HOUR - 1)
                self.quiz = self._quizzes.alone(self.meeting, self.day, closes_at)
            if self.sample.form == CLIP:
                self._ask_for_papers()
            self.meeting = meetings.summon_members(actor=self.secretary, meeting=self.meeting)
        self._answer_summons()
        return self.meeting

    def prepare_the_hall(self) -> None:
        """Let the secretary keep some questions ready that are asked during the meeting."""
        with at(self.convened_on, 10):
            self._quizzes.in_the_hall(self.meeting, self.day)

    def study(self, share: float = 1.0) -> None:
        """Let members read and watch, take the quiz and write their papers; `share` of them."""
        studious = self.people[: max(1, round(len(self.people) * share))]
        if self.sample.form == QUIZ:
            take_quiz(self.quiz, [account_of(member) for member in studious], self.day)
        if self.sample.form == CLIP:
            self._write_papers()
        with at(self.day - dt.timedelta(days=2), 20):
            for member in studious:
                for use in self.meeting.materials.select_related("material"):
                    if use.material.seconds:
                        length = float(use.material.seconds)
                        library.record_viewing(
                            actor=account_of(member),
                            material=use.material,
                            watched=[(0.0, length)],
                            position=length,
                        )
                    else:
                        library.finish_reading(actor=account_of(member), material=use.material)

    def open(self) -> None:
        """Open the meeting, mark the attendance, begin."""
        with at(self.day, START_HOUR):
            self.meeting = meetings.open_meeting(actor=self.secretary, meeting=self.meeting)
            meetings.record_attendance(
                actor=self.taker,
                meeting=self.meeting,
                member=self.people[EXCUSED],
                status=AttendanceStatus.EXCUSED,
                reason=speeches.EXCUSES[self.sample.cell],
            )
        self._advance(START_HOUR, 2)
        if not self.meeting.agenda.filter(step="opening", started_at__isnull=False).exists():
            self._advance(START_HOUR, 7)  # what the last meeting concluded was looked at first
        with at(self.day, START_HOUR, 10):
            meetings.record_attendance(
                actor=self.taker, meeting=self.meeting, member=self.people[LATE], status=AttendanceStatus.LATE
            )
            meetings.record_rest_present(actor=self.taker, meeting=self.meeting)

    def hold(self) -> Meeting:
        """Speak, present, vote, conclude with tasks, close."""
        self._advance(START_HOUR, 12)
        self._advance(START_HOUR, 33)
        self._discuss()
        self._advance(START_HOUR + 1, 14)
        with at(self.day, START_HOUR + 1, 16):
            self._conclude()
        self._advance(START_HOUR + 1, 25)
        with at(self.day, START_HOUR + 1, 26):
            there = len(self.official) - 1
            discussion.record_vote(
                actor=self.taker,
                meeting=self.meeting,
                question="Thông qua kết luận và biên bản của buổi sinh hoạt",
                in_favour=there,
                against=0,
                other=0,
            )
        with at(self.day, START_HOUR + 1, 35):
            self.meeting = meetings.close_meeting(actor=self.secretary, meeting=self.meeting)
        return self.meeting

    def sign(self) -> Minutes:
        """Both sign the minutes: they lock with a number from the register."""
        minutes = Minutes.objects.get(meeting=self.meeting)
        with at(self.day + dt.timedelta(days=1), 9):
            paperwork.sign_minutes(actor=self.taker, minutes=minutes, signer=Signer.TAKER)
            minutes.refresh_from_db()
        with at(self.day + dt.timedelta(days=1), 10):
            paperwork.sign_minutes(actor=self.secretary, minutes=minutes, signer=Signer.CHAIR)
            minutes.refresh_from_db()
        return minutes

    def do_tasks(self) -> None:
        """Two weeks later the tasks of the conclusions are reported and accepted."""
        for task in Task.objects.filter(conclusions__meeting=self.meeting).select_related("owner__user"):
            with at(self.day + dt.timedelta(days=14), 10):
                reported = assignments.report_task(
                    actor=account_of(task.owner), task=task, proof="Đã hoàn thành, báo cáo tại chi bộ."
                )
            with at(self.day + dt.timedelta(days=15), 8):
                assignments.close_task(actor=self.secretary, task=reported)

    # --- who ---------------------------------------------------------------------------------------------

    @property
    def people(self) -> list[Member]:
        """Who belonged to the cell when the meeting was convened, in order of office."""
        members = self.body.members[self.sample.cell]
        return [member for member in members if member.joined_on and member.joined_on <= self.convened_on]

    @property
    def convened_on(self) -> dt.date:
        return self.day - dt.timedelta(days=5)

    @property
    def official(self) -> list[Member]:
        statuses = self.meeting.summons.filter(status="official").values_list("member", flat=True)
        kept = set(statuses)
        return [member for member in self.people if member.pk in kept]

    @property
    def secretary(self) -> User:
        return self.body.user(self.sample.cell, SECRETARY)

    @property
    def taker(self) -> User:
        return self.body.user(self.sample.cell, TAKER)

    # --- what --------------------------------------------------------------------------------------------

    def _attach(self) -> None:
        layout = Layout.from_parameters(rule_in_force("paper_layout", day=self.day).parameters)
        cell = self.body.cells[self.sample.cell]
        lead_paper = library.add_material(
            actor=self.secretary,
            organisation=cell,
            title=f"Đề dẫn: {self.topic.title}"[:200],
            file=media.lead_paper_file(cell.name, self.topic.title, self.sample.objective, layout),
        )
        meetings.add_material(actor=self.secretary, meeting=self.meeting, material=lead_paper)
        if self.sample.form == CLIP:
            clip = library.add_material(
                actor=self.secretary,
                organisation=cell,
                title="Phim tư liệu: ba mươi năm một mái trường",
                description="Bốn hình ảnh nhắc lại chặng đường của Trường, kết bằng câu hỏi thảo luận.",
                file=media.clip_file(),
            )
            meetings.add_material(actor=self.secretary, meeting=self.meeting, material=clip)

    @property
    def _quizzes(self) -> SampleQuizzes:
        return SampleQuizzes(
            cell=self.body.cells[self.sample.cell],
            secretary=self.secretary,
            deputy=self.body.user(self.sample.cell, DEPUTY),
            provision=self.topic.groundings.get(kind="superior").provision,
        )

    def _ask_for_papers(self) -> None:
        self.papers = [
            discussion.assign_paper(
                actor=self.secretary,
                meeting=self.meeting,
                author=self.people[place],
                title=title,
                due_at=moment(self.day - dt.timedelta(days=1), 17),
            )
            for place, title in zip((4, 5), speeches.PAPER_TITLES, strict=True)
        ]

    def _answer_summons(self) -> None:
        with at(self.day - dt.timedelta(days=4), 19):
            for member in (self.people[place] for place in (4, 5, 6, EXCUSED)):
                summons = self.meeting.summons.get(member=member)
                coming = member is not self.people[EXCUSED]
                summons = meetings.answer_summons(
                    actor=account_of(member),
                    summons=summons,
                    answer=ResponseAnswer.COMING if coming else ResponseAnswer.APOLOGY,
                    reason="" if coming else speeches.EXCUSES[self.sample.cell],
                )
                if not coming:
                    meetings.acknowledge_apology(actor=self.secretary, summons=summons)

    def _write_papers(self) -> None:
        with at(self.day - dt.timedelta(days=2), 20):
            for paper in self.papers:
                author = account_of(paper.author)
                written = discussion.save_paper(
                    actor=author,
                    paper=paper,
                    title=paper.title,
                    body=speeches.PAPER_BODY,
                    revision=paper.revision,
                )
                discussion.submit_paper(actor=author, paper=written)

    def _advance(self, hour: int, minute: int) -> None:
        with at(self.day, hour, minute):
            running = self.meeting.agenda.filter(started_at__isnull=False, ended_at=None).first()
            meetings.advance_agenda(
                actor=self.secretary, meeting=self.meeting, after=running.pk if running else None
            )

    def _discuss(self) -> None:
        item = self.meeting.agenda.filter(step="discussion").first()
        if self.sample.form == CLIP:
            with at(self.day, START_HOUR, 36):
                for paper in self.papers:
                    discussion.present_paper(actor=self.taker, paper=paper)
        for number, place in enumerate((5, 7, 2, 9, 6, 8)):
            with at(self.day, START_HOUR, 38 + number * 4):
                discussion.record_contribution(
                    actor=self.taker,
                    meeting=self.meeting,
                    agenda_item=item,
                    member=self.people[place],
                    summary=speeches.SPEECHES[(place + self.sample.cell) % len(speeches.SPEECHES)],
                )

    def _conclude(self) -> None:
        due = self.day + dt.timedelta(days=21)
        meetings.add_conclusion(
            actor=self.secretary,
            meeting=self.meeting,
            text=speeches.CONCLUSIONS[0],
            tasks=[meetings.TaskOrder(title=speeches.TASKS[0], owner=self.people[AUTHOR], due_on=due)],
        )
        meetings.add_conclusion(
            actor=self.secretary,
            meeting=self.meeting,
            text=speeches.CONCLUSIONS[1],
            tasks=[meetings.TaskOrder(title=speeches.TASKS[1], owner=self.people[DEPUTY], due_on=due)],
        )
