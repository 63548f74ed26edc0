"""The people and things on which the matrix tries every address."""

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile

from chuyende.faces.paperwork import services as paperwork
from chuyende.faces.paperwork.models import IssuedPaper, Minutes
from chuyende.followup.rewards.enums import RewardForm
from chuyende.followup.rewards.services import decide_reward
from chuyende.foundation.accounts.models import User
from chuyende.foundation.assignments.models import Task
from chuyende.foundation.core import clock
from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.organisation.models import Member, Membership, Position, RosterImport
from chuyende.foundation.organisation.services import create_account
from chuyende.foundation.review.services import submit_review
from chuyende.meeting.contests.models import Contest
from chuyende.meeting.discussion import services as discussion
from chuyende.meeting.live import services as hall
from chuyende.meeting.live.models import SeatCard
from chuyende.meeting.live.signing import card_code, file_code
from chuyende.meeting.meetings import services as meetings
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.questions.models import QuestionFile
from chuyende.meeting.quizzes import services as quiz_services
from chuyende.meeting.quizzes.models import PaperEdition
from chuyende.meeting.quizzes.queries import printable_order
from tests import factories
from tests.faces.paperwork.factories import hold_full_meeting
from tests.faces.portal import factories as portal
from tests.factories import Body
from tests.followup.rewards import factories as rewards
from tests.meeting.contests import factories as contests
from tests.meeting.live import factories as live
from tests.meeting.meetings import factories as meeting_factories
from tests.meeting.questions import factories as questions
from tests.meeting.quizzes import factories as quizzes
from tests.meeting.quizzes import sheets
from tests.planning.governance import factories as governance
from tests.planning.library import factories as library
from tests.planning.programmes import factories as programmes

#: Everybody who can sign in, by the name of their place in `Body`.
PEOPLE = (
    "secretary",
    "deputy",
    "committee_member",
    "minute_taker",
    "member",
    "probationary",
    "exempt",
    "other_secretary",
    "other_member",
    "party_secretary",
    "party_member_of_committee",
    "inspector",
    "editor",
    "administrator",
)
VISITOR = "visitor"


@dataclass
class Stage:
    """One Party body and one thing of each kind, all of `body.cell` unless its name says otherwise."""

    body: Body
    things: SimpleNamespace

    def user(self, name: str) -> Any:
        member: Member = getattr(self.body, name)
        return User.objects.get(pk=member.user_id)


def make_stage(traveller: Any) -> Stage:
    """Set everything up; `traveller` moves the clock, which then stands still."""
    held = hold_full_meeting(traveller)
    body = held.body
    things = SimpleNamespace(
        committee=body.committee,
        cell=body.cell,
        held=held.meeting,
        minutes=held.minutes,
        section=held.minutes.sections.first(),
        quiz=held.meeting.quizzes.get(),
        attempt=held.meeting.quizzes.get().attempts.get(member=body.member),
        asked=held.meeting.quizzes.get().quiz_questions.order_by("position")[0],
        asked_of_the_bank=held.meeting.quizzes.get().quiz_questions.order_by("position")[0].version.question,
        area=held.meeting.topic.function_area,
    )
    _organisation(body, things)
    contests.take(_contests(body, things), body.member, right=3)
    _planning(body, things)
    _faces(body, things)
    traveller.shift(dt.timedelta(hours=3))
    taker = User.objects.get(pk=body.minute_taker.user_id)
    things.waiting = _minutes_signed_by_the_taker(body, taker, "Chờ chủ trì ký")
    traveller.shift(dt.timedelta(hours=3))
    _meetings(body, things)
    _hall(body, things)
    things.case = contests.services.cancel_result(
        actor=User.objects.get(pk=body.party_secretary.user_id),
        contest=things.contest,
        member=body.member,
        offence="sharing",
        facts="Cùng một tài khoản trên hai máy trong một phút.",
    )
    _followup(body, things)
    return Stage(body, things)


def _organisation(body: Body, things: SimpleNamespace) -> None:
    things.member = body.member
    things.deputys_position = Position.objects.get(member=body.deputy)
    things.department = factories.make_department(body.committee)
    things.gone = factories.make_member(body.cell, "Nguyễn Thị Đi")
    Membership.objects.filter(member=things.gone).update(until=clock.today() - dt.timedelta(days=1))
    things.without_account = body.paper_member
    things.roster = RosterImport.objects.create(
        organisation=body.cell,
        imported_by=body.administrator.user,
        file_name="danh-sach.xlsx",
        since=clock.today(),
    )
    things.imported = RosterImport.objects.create(
        organisation=body.cell,
        imported_by=body.administrator.user,
        file_name="danh-sach.xlsx",
        since=clock.today(),
        confirmed_at=clock.now(),
    )
    things.with_password = factories.make_member(body.cell, "Nguyễn Thị Mới", account=False)
    things.session = UserSession.objects.create(
        user=body.secretary.user, ip="127.0.0.1", session_key="x", user_agent="", data={}
    )
    things.notification = Notification.objects.filter(recipient=body.member.user)[0]
    things.task = Task.objects.get(owner=body.minute_taker)
    things.task.proof_file.save("ket-qua.txt", ContentFile(b"xong"))


def _contests(body: Body, things: SimpleNamespace) -> Contest:
    """A draft; and a contest whose only round is over before the meetings begin."""
    things.draft_contest = contests.make_draft(body)
    things.round = things.draft_contest.rounds.get()
    things.contest = contests.make_contest(body, lasts=dt.timedelta(hours=1))
    return things.contest


def _planning(body: Body, things: SimpleNamespace) -> None:
    things.draft_topic = programmes.propose(body, year=2026, quarter=2)
    things.draft_review = things.draft_topic.review
    submitted = programmes.propose(body, year=2026, quarter=3, title="Nêu gương")
    things.submitted_review = submit_review(actor=body.secretary.user, review=submitted.review)
    things.topic = meeting_factories.make_topic(body.cell, body.member, title="Học tập suốt đời")
    things.approved_review = things.topic.review
    things.programme = programmes.make_year_programme(body)
    things.line = programmes.make_line(body, things.programme)
    things.document = governance.make_document(body.cell)
    things.document.file.save("nghi-quyet.pdf", ContentFile(b"%PDF-1.4"))
    things.provision = governance.make_provision(things.document)
    things.material = library.make_document(body.cell, body.secretary)


def _meetings(body: Body, things: SimpleNamespace) -> None:
    secretary = body.secretary.user
    in_two, in_three = (clock.now() + dt.timedelta(days=days) for days in (2, 3))
    things.prepared = meeting_factories.make_meeting(body, starts_at=in_two)
    things.item = things.prepared.agenda.first()
    things.attached = things.prepared.materials.create(material=things.material)
    things.draft_quiz = quizzes.make_draft(body, meeting=things.prepared)
    things.quiz_question = things.draft_quiz.quiz_questions.first()
    things.question = things.quiz_question.version.question
    things.summoned = meeting_factories.make_meeting(body, stage=MeetingStage.SUMMONED, starts_at=in_three)
    things.summons = things.summoned.summons.get(member=body.member)
    things.paper = discussion.assign_paper(
        actor=secretary, meeting=things.summoned, author=body.member, title="Nói đi đôi với làm"
    )
    things.handed_in = held_paper = things.held.papers.get()
    held_paper.file.save("tham-luan.pdf", ContentFile(b"%PDF-1.4"))
    things.question_import = questions.sent_and_read(body, questions.file_of(questions.EVERY_KIND))
    things.taken_import = questions.brought_in(body)
    things.open = meeting_factories.make_meeting(body, stage=MeetingStage.OPEN)
    meetings.record_rest_present(actor=secretary, meeting=things.open)
    things.open_item = things.open.agenda.first()
    things.open_quiz = quizzes.make_quiz(body, meeting=things.open)
    things.open_attempt = quizzes.begin(things.open_quiz, body.member)
    secretary_now = User.objects.get(pk=body.secretary.user_id)
    again = quiz_services.repeat_quiz(actor=secretary_now, quiz=things.quiz)
    things.repeated = quiz_services.publish_quiz(actor=secretary_now, quiz=again)
    _papers(body, things)
    things.guest = meetings.add_guest(
        actor=secretary, meeting=things.open, full_name="Trần Quốc Khánh", position="Đảng uỷ viên"
    )
    things.conclusion = meetings.add_conclusion(
        actor=secretary, meeting=things.open, text="Làm theo", no_task_reason="đã làm"
    )
    things.contribution = discussion.record_contribution(
        actor=secretary, meeting=things.open, member=body.member, summary="Nhất trí."
    )
    things.vote = discussion.record_vote(
        actor=secretary, meeting=things.open, question="Thông qua kết luận", in_favour=5
    )


def _papers(body: Body, things: SimpleNamespace) -> None:
    things.printed = sheets.print_for(things.open_quiz, body.secretary, body.paper_member)
    sheet = things.printed.sheets.get()
    photo = sheets.photograph(sheet, sheets.right_rows(sheet))
    things.sheet_photo = sheets.send(things.printed, body.secretary, photo)
    things.printed_before = PaperEdition.objects.create(
        quiz=things.quiz,
        number=things.printed.number + 1,
        variants=[{"number": 101, "seed": 0, "questions": printable_order(things.quiz, 0)}],
        label_mm=9,
        printed_at=things.quiz.opens_at,
        printed_by=body.secretary,
    )


def _hall(body: Body, things: SimpleNamespace) -> None:
    secretary = body.secretary.user
    things.hall_quiz = live.make_hall_quiz(body, meeting=things.open)
    things.sitting = live.make_sitting(body, meeting=things.open, team_mode=True)
    things.team = hall.make_team(
        actor=secretary, sitting=things.sitting, name="Đội Một", members=[body.paper_member]
    )
    hall.issue_cards(actor=secretary, organisation=body.cell)
    things.card = SeatCard.objects.get(member=body.paper_member)
    things.card_code = card_code(things.card.pk)
    things.answer_card = hall.give_answer_card(
        actor=secretary, organisation=body.cell, member=body.paper_member
    )
    things.picture = QuestionFile.objects.create(
        question=things.question, file=ContentFile(b"x", "anh.png"), content_type="image/png", digest="0" * 64
    )
    things.picture_code = file_code(str(things.sitting.pk), str(things.picture.pk))


def _followup(body: Body, things: SimpleNamespace) -> None:
    things.reward = rewards.propose(body, things.quiz)
    (merit,) = rewards.services.propose_best(
        actor=User.objects.get(pk=body.secretary.user_id),
        quiz=things.quiz,
        members=[body.deputy],
        form=RewardForm.CERTIFICATE,
        reason="Kết quả cao",
    )
    decide_reward(actor=User.objects.get(pk=body.party_secretary.user_id), reward=merit)
    create_account(actor=body.administrator.user, member=things.with_password)  # read within the hour
    things.certificate = IssuedPaper.objects.get(reward=merit)


def _minutes_signed_by_the_taker(body: Body, taker: User, title: str) -> Minutes:
    closed = meeting_factories.make_meeting(body, stage=MeetingStage.CLOSED, title=title)
    minutes = Minutes.objects.get(meeting=closed)
    return paperwork.sign_minutes(actor=taker, minutes=minutes, signer="taker")


def _faces(body: Body, things: SimpleNamespace) -> None:
    taker, chair = (User.objects.get(pk=m.user_id) for m in (body.minute_taker, body.secretary))
    things.signed = _minutes_signed_by_the_taker(body, taker, "Đã ký")
    things.signed = paperwork.sign_minutes(actor=chair, minutes=things.signed, signer="chair")
    things.issued = things.signed.issued
    things.code = things.issued.code
    things.public_document = governance.make_document(body.committee, is_public=True)
    things.public_document.file.save("nghi-quyet.pdf", ContentFile(b"%PDF-1.4"))
    things.draft_article = portal.make_draft(body, photo=portal.make_photo(), alt_text="Ảnh", caption="Ảnh")
    things.article = portal.make_published(
        body, photo=portal.make_photo(), alt_text="Ảnh", caption="Ảnh", title="Đã đăng"
    )
    things.slug = things.article.slug
    things.edition = things.article.edition
