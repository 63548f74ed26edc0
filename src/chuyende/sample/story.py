"""What the sample tells: the article's year, and this year up to today."""

import datetime as dt
from dataclasses import replace
from enum import StrEnum

from django.db.models import F

from chuyende.faces.portal import services as portal
from chuyende.faces.portal.enums import Naming
from chuyende.followup.rewards import services as rewards
from chuyende.followup.rewards.enums import RewardForm
from chuyende.foundation.core import clock
from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.review import services as review
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.quizzes.queries import standings

from . import media
from .content.topics import (
    ARTICLE_TOPICS,
    ARTICLE_YEAR,
    CLIP,
    DISCUSSION,
    QUIZ,
    SampleTopic,
    topic_of_this_year,
)
from .contests import SampleContest
from .meetings import SampleMeeting
from .moments import at
from .people import SampleBody, account_of
from .planning import APPROVED, DRAFT, WAITING_FOR_COMMITTEE, SamplePlanning, quarter_of

#: what the school's earlier page had counted
VIEWS_BEFORE, TOTAL_BEFORE = 948, 899_025
CELLS = 3


class Stage(StrEnum):
    """How far the next meeting of the first cell has come."""

    PLANNED = "planned"
    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"


def tell(body: SampleBody, stage: Stage = Stage.PREPARED) -> None:
    """Build everything around `body`: three cells with their committee."""
    planning = SamplePlanning(body)
    _article_year(body, planning)
    _this_year(body, planning, stage)


def _article_year(body: SampleBody, planning: SamplePlanning) -> None:
    for cell in (None, *range(CELLS)):
        planning.year_programme(cell, ARTICLE_YEAR)
    days = (dt.date(2022, 10, 7), dt.date(2022, 11, 9), dt.date(2022, 12, 14), dt.date(2022, 9, 8))
    for sample, day in zip(ARTICLE_TOPICS, days, strict=True):
        meeting = _held(body, planning, sample, day)
        meeting.sign()
        meeting.do_tasks()
        if sample.form == QUIZ:
            _reward_the_best(body, meeting)
            _publish_news(body, meeting.meeting, day + dt.timedelta(days=2))


def _this_year(body: SampleBody, planning: SamplePlanning, stage: Stage) -> None:
    today = clock.today()
    now = quarter_of(today)
    for cell in (None, *range(CELLS)):
        planning.year_programme(cell, today.year)
    for quarter in range(1, now):
        for cell in range(CELLS):
            sample = topic_of_this_year(cell, quarter)
            if cell == 1 and quarter == now - 1:
                planning.topic(sample, today.year)  # approved and never held: the gap that the board shows
                continue
            day = dt.date(today.year, quarter * 3 - 1, 8 + cell * 3)
            held = _held(body, planning, sample, day)
            held.sign()
            if (cell, quarter) != (2, now - 1):
                held.do_tasks()
    SampleContest(body, body.party_secretary, today - dt.timedelta(days=12)).hold()
    _read_past_notifications()
    first, second, third = (
        replace(topic_of_this_year(cell, now), form=form)
        for cell, form in enumerate((QUIZ, DISCUSSION, CLIP))
    )
    _next_meeting(body, planning, first, stage)
    planning.topic(second, today.year, upto=WAITING_FOR_COMMITTEE)
    _held(body, planning, third, today - dt.timedelta(days=3))
    if now < 4:
        planning.topic(topic_of_this_year(0, now + 1), today.year, upto=DRAFT)


def _read_past_notifications() -> None:
    """What the program told in the past has been read since."""
    Notification.objects.filter(read_at=None).update(read_at=F("created_at"))


def _next_meeting(body: SampleBody, planning: SamplePlanning, sample: SampleTopic, stage: Stage) -> None:
    today = clock.today()
    topic = planning.topic(sample, today.year, upto=APPROVED)
    if stage == Stage.PLANNED:
        return
    ahead = {Stage.PREPARED: 2, Stage.OPEN: 0, Stage.CLOSED: -1}[stage]
    meeting = SampleMeeting(body, topic, sample, today + dt.timedelta(days=ahead))
    meeting.prepare()
    meeting.prepare_the_hall()
    meeting.study(share=0.6)
    if stage in (Stage.OPEN, Stage.CLOSED):
        meeting.open()
    if stage == Stage.CLOSED:
        meeting.hold()


def _held(body: SampleBody, planning: SamplePlanning, sample: SampleTopic, day: dt.date) -> SampleMeeting:
    meeting = SampleMeeting(body, planning.topic(sample, day.year), sample, day)
    meeting.prepare()
    meeting.study()
    meeting.open()
    meeting.hold()
    return meeting


def _reward_the_best(body: SampleBody, held: SampleMeeting) -> None:
    with at(held.day + dt.timedelta(days=1), 11):
        for winner in standings(held.quiz)[:2]:
            reward = rewards.propose_reward(
                actor=held.secretary,
                organisation=held.meeting.organisation,
                quiz=held.quiz,
                meeting=held.meeting,
                member=winner.member,
                form=RewardForm.COMMENDATION,
                reason=f"Đạt kết quả cao trong bài {held.quiz.title.lower()}",
            )
            heads = (body.members[held.sample.cell][place] for place in (0, 1))
            decider = next(head for head in heads if head != winner.member)
            rewards.decide_reward(actor=account_of(decider), reward=reward)


def _publish_news(body: SampleBody, meeting: Meeting, day: dt.date) -> None:
    editor = body.editor
    with at(day, 8):
        article = portal.draft_article(
            actor=editor, organisation=body.committee, meeting=meeting, naming=list(Naming)
        )
        article = portal.save_article(
            actor=editor,
            article=article,
            revision=article.revision,
            photo=media.photograph(),
            category="Xây dựng Đảng",
            title="Chi bộ 1 thi trắc nghiệm trước giờ sinh hoạt chuyên đề",
            lead=article.lead,
            body=article.body,
            caption="Quang cảnh buổi sinh hoạt chuyên đề quý IV",
            alt_text="Hội trường có các đảng viên ngồi theo hàng trước màn hình đỏ",
            author_name="Ban biên tập",
            author_title="Khoa Xây dựng Đảng",
        )
        portal.submit_article(actor=editor, article=article)
    with at(day, 10):
        article.review.refresh_from_db()
        review.approve_review(actor=body.party_secretary, review=article.review)
        article.refresh_from_db()
        portal.publish_article(actor=body.party_secretary, article=article)
    portal.set_views_before(actor=editor, article=article, views=VIEWS_BEFORE)
    portal.set_counter_start(
        actor=body.administrator,
        organisation=body.committee,
        total=TOTAL_BEFORE,
        note="Số liệu của trang cũ",
    )
