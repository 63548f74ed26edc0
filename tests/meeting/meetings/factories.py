"""Topics and meetings at each stage, made through the program's own services."""

import datetime as dt

from django.utils import timezone

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.review.enums import ReviewStatus
from chuyende.foundation.review.models import Review
from chuyende.meeting.meetings import services
from chuyende.meeting.meetings.enums import AttendanceStatus, MeetingStage
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.programmes.models import FunctionArea, Topic
from tests.factories import Body

TITLE = "Tự phê bình và phê bình: từ tác phẩm đến việc làm của giảng viên"


def make_topic(
    cell: Organisation,
    presenter: Member,
    *,
    title: str = TITLE,
    status: ReviewStatus = ReviewStatus.APPROVED,
    author: User | None = None,
    year: int | None = None,
    quarter: int | None = None,
) -> Topic:
    """A topic of `cell` at the given state of its review."""
    today = clock.today()
    owner = author or presenter.user
    assert owner is not None
    area, _created = FunctionArea.objects.get_or_create(
        code="giang-day", defaults={"name": "Giảng dạy", "position": 1}
    )
    return Topic.objects.create(
        organisation=cell,
        year=year or today.year,
        quarter=quarter or (today.month + 2) // 3,
        title=title,
        function_area=area,
        objective="Mỗi đảng viên chọn một việc cụ thể để sửa trong quý.",
        author=presenter,
        presenter=presenter,
        review=Review.objects.create(
            kind="topic", organisation=cell, author=owner, title=title[:300], status=status
        ),
    )


def make_meeting(
    body: Body,
    *,
    stage: MeetingStage = MeetingStage.PREPARED,
    starts_at: dt.datetime | None = None,
    title: str = "",
    topic: Topic | None = None,
) -> Meeting:
    """A meeting of `body.cell`, convened by its secretary and led as far as `stage`.

    One to be opened starts this hour; others in two days.
    """
    secretary = body.secretary.user
    assert secretary is not None
    if starts_at is None:
        opened = stage in (MeetingStage.OPEN, MeetingStage.CLOSED)
        starts_at = clock.now() + (dt.timedelta(0) if opened else dt.timedelta(days=2))
    meeting = services.convene_meeting(
        actor=secretary,
        topic=topic or make_topic(body.cell, body.member),
        starts_at=starts_at,
        place="Phòng họp A2",
        title=title,
    )
    if stage == MeetingStage.PREPARED:
        return meeting
    meeting = services.summon_members(actor=secretary, meeting=meeting)
    if stage == MeetingStage.CANCELLED:
        return services.cancel_meeting(actor=secretary, meeting=meeting, reason="Mưa lũ, đường bị chia cắt.")
    if stage in (MeetingStage.OPEN, MeetingStage.CLOSED):
        meeting = services.open_meeting(actor=secretary, meeting=meeting)
    if stage == MeetingStage.CLOSED:
        finish(body, meeting)
        meeting = services.close_meeting(actor=secretary, meeting=meeting)
    return meeting


def finish(body: Body, meeting: Meeting) -> None:
    """Record what closing asks for: everybody present, one conclusion with one task."""
    secretary = body.secretary.user
    assert secretary is not None
    services.record_rest_present(actor=secretary, meeting=meeting)
    services.add_conclusion(
        actor=secretary,
        meeting=meeting,
        text="Mỗi đảng viên đăng ký một việc làm theo trước ngày 15.",
        tasks=[
            services.TaskOrder(
                title="Nộp bản đăng ký việc làm theo",
                owner=body.member,
                due_on=clock.today() + dt.timedelta(days=10),
            )
        ],
    )


def mark(body: Body, meeting: Meeting, member: Member, status: AttendanceStatus, reason: str = "") -> None:
    """The secretary marks one member."""
    secretary = body.secretary.user
    assert secretary is not None
    services.record_attendance(actor=secretary, meeting=meeting, member=member, status=status, reason=reason)


def at_hour(hour: int, *, days: int = 0) -> dt.datetime:
    """A full hour of a day counted from today, in Viet Nam."""
    day = clock.today() + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))
