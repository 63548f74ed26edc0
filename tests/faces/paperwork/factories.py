"""A meeting with everything that minutes can tell, held on 5 February 2026, and what comes of it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from chuyende.faces.paperwork import services
from chuyende.faces.paperwork.models import Minutes
from chuyende.foundation.accounts.models import User
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.discussion import services as discussion
from chuyende.meeting.meetings import services as meetings
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.library.enums import MaterialKind
from chuyende.planning.library.models import Material, Viewing
from tests.factories import Body, make_body
from tests.meeting.meetings.factories import make_topic
from tests.meeting.quizzes.factories import make_quiz, take

TITLE = "Tìm hiểu tác phẩm Tự phê bình và phê bình"
DAY = dt.date(2026, 2, 5)


def user_of(member: Member) -> User:
    """The member's account; fresh, so that what was granted meanwhile is seen."""
    return User.objects.get(pk=member.user_id)


def at(hour: int, minute: int = 0, *, day: dt.date = DAY) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


@dataclass
class Held:
    body: Body
    meeting: Meeting
    minutes: Minutes


def hold_full_meeting(clock: Any) -> Held:
    """One meeting of every form: clip, quiz, papers, discussion, vote, conclusions; `clock` is `time_machine`."""
    body = make_body()
    secretary = user_of(body.secretary)
    clock.move_to(at(8, day=dt.date(2026, 2, 1)), tick=False)
    topic = make_topic(body.cell, body.member, title=TITLE)
    topic.author = body.committee_member
    topic.save()
    meeting = meetings.convene_meeting(
        actor=secretary,
        topic=topic,
        starts_at=at(14),
        place="Phòng họp tầng 2, nhà A",
        purpose="Nắm vững ba nội dung chủ yếu của tác phẩm.\nMỗi đảng viên tự soi, tự sửa một việc.",
    )
    meetings.summon_members(actor=secretary, meeting=meeting)
    _prepare(body, meeting)
    clock.move_to(at(14), tick=False)
    meeting = meetings.open_meeting(actor=secretary, meeting=meeting)
    _hold(body, meeting, clock)
    clock.move_to(at(16, 5), tick=False)
    meeting = meetings.close_meeting(actor=secretary, meeting=meeting)
    return Held(body, meeting, Minutes.objects.get(meeting=meeting))


def _prepare(body: Body, meeting: Meeting) -> None:
    secretary = user_of(body.secretary)
    kinds = {MaterialKind.DOCUMENT: "Toàn văn tác phẩm", MaterialKind.CLIP: "Hoàn cảnh ra đời của tác phẩm"}
    for kind, title in kinds.items():
        material = Material.objects.create(
            organisation=body.cell,
            kind=kind,
            title=title,
            file="materials/x",
            content_type="x",
            size=1,
            seconds=425 if kind == MaterialKind.CLIP else None,
        )
        item = meeting.agenda.get(step="presentation") if kind == MaterialKind.CLIP else None
        meeting.materials.create(material=material, agenda_item=item)
        if kind == MaterialKind.CLIP:
            for member in (body.member, body.deputy):
                Viewing.objects.create(material=material, member=member, opened_at=at(7), finished_at=at(8))
    quiz = make_quiz(body, questions=5, meeting=meeting)
    for member, right in ((body.member, 5), (body.deputy, 4), (body.probationary, 3), (body.secretary, 2)):
        take(quiz, member, right=right, wrong=5 - right)
    paper = discussion.assign_paper(
        actor=secretary,
        meeting=meeting,
        author=body.probationary,
        title="Phê bình trên tinh thần đồng chí, thương yêu lẫn nhau",
    )
    written = discussion.save_paper(
        actor=user_of(body.probationary),
        paper=paper,
        title=paper.title,
        body="Mỗi khuyết điểm đều kèm theo cách sửa.",
        revision=paper.revision,
    )
    discussion.submit_paper(actor=user_of(body.probationary), paper=written)


def _hold(body: Body, meeting: Meeting, clock: Any) -> None:
    secretary = user_of(body.secretary)
    meetings.add_guest(
        actor=secretary,
        meeting=meeting,
        full_name="Trần Quốc Khánh",
        position="Uỷ viên Ban Thường vụ Đảng uỷ",
        from_superior=True,
    )
    mark = {"actor": secretary, "meeting": meeting}
    meetings.record_attendance(**mark, member=body.paper_member, status="excused", reason="đi công tác")
    meetings.record_rest_present(**mark)
    clock.move_to(at(14, 15), tick=False)
    meetings.record_attendance(**mark, member=body.deputy, status="late", at=at(14, 15))
    clock.move_to(at(14, 30), tick=False)
    for item in meeting.agenda.all():
        meetings.start_item(actor=secretary, item=item)
        clock.shift(dt.timedelta(minutes=10))
    discussion.present_paper(actor=secretary, paper=meeting.papers.get())
    for member, words in (
        (body.member, "Nhất trí với đề dẫn.\nĐề nghị gửi tài liệu sớm hơn 03 ngày."),
        (body.probationary, "Liên hệ bản thân: còn ngại phát biểu."),
    ):
        discussion.record_contribution(actor=secretary, meeting=meeting, member=member, summary=words)
        clock.shift(dt.timedelta(minutes=2))
    discussion.record_contribution(
        actor=secretary,
        meeting=meeting,
        guest=meeting.guests.get(),
        summary="Đánh giá cao sự chuẩn bị của chi bộ.",
    )
    discussion.record_vote(
        actor=secretary, meeting=meeting, question="Thông qua kết luận của buổi sinh hoạt", in_favour=5
    )
    meetings.add_conclusion(
        actor=secretary,
        meeting=meeting,
        text="Mỗi đảng viên xây dựng bản tự soi, tự sửa của cá nhân.",
        tasks=[
            meetings.TaskOrder(
                title="Tổng hợp bản tự soi, tự sửa", owner=body.minute_taker, due_on=dt.date(2026, 2, 28)
            )
        ],
    )
    meetings.add_conclusion(
        actor=secretary,
        meeting=meeting,
        text="Biểu dương tinh thần chuẩn bị của các đồng chí.",
        no_task_reason="đã thực hiện tại hội nghị",
    )


def sign_both(held: Held) -> Minutes:
    """The minute taker, then the chair."""
    minutes = services.sign_minutes(
        actor=user_of(held.body.minute_taker), minutes=held.minutes, signer="taker"
    )
    return services.sign_minutes(actor=user_of(held.body.secretary), minutes=minutes, signer="chair")
