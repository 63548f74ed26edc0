"""The head of minutes: title, time and place, who came, who led."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from chuyende.faces.paperwork.engine.text import clock_time, long_date, padded, percentage, quoted, roman
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.meeting.meetings.enums import AttendanceStatus, MeetingMode
from chuyende.meeting.meetings.models import Attendance

from .facts import Facts
from .phrases import Lines, named

_MODES = {
    MeetingMode.IN_PERSON: "trực tiếp",
    MeetingMode.ONLINE: "trực tuyến",
    MeetingMode.MIXED: "trực tiếp kết hợp trực tuyến",
}


def title(facts: Facts) -> Lines:
    topic = facts.meeting.topic
    yield facts.voice.say(
        "sinh hoạt chi bộ chuyên đề quý {quarter} năm {year}: {title}",
        quarter=roman(topic.quarter),
        year=topic.year,
        title=quoted(facts.meeting.title),
    )


def time(facts: Facts) -> Lines:
    meeting, say = facts.meeting, facts.voice.say
    yield say(
        "Thời gian: bắt đầu lúc {hour}, {day}.", hour=clock_time(facts.opened), day=long_date(facts.day)
    )
    yield say("Địa điểm: {place}.", place=meeting.place.rstrip(". "))
    reason = meeting.mode_reason.strip().rstrip(".")
    why = say(" (lý do: {reason})", reason=reason) if reason else ""
    yield say("Hình thức: ") + say(_MODES[MeetingMode(meeting.mode)]) + why + "."
    if meeting.joined_to_monthly:
        yield say(
            "Buổi sinh hoạt chuyên đề tổ chức liền với buổi sinh hoạt thường kỳ, nội dung được tách riêng."
        )


def composition(facts: Facts) -> Lines:
    say, counts = facts.voice.say, facts.counts
    classes = _classes(counts.official, counts.probationary)
    came = _classes(counts.official_present, counts.probationary_present)
    share = f", đạt {percentage(counts.present, counts.total)}" if counts.total else ""
    yield say(
        "Thành phần: tổng số đảng viên được triệu tập: {total} đồng chí{classes}; có mặt {present}/{total} đồng chí"
        "{share}{came}.",
        total=padded(counts.total),
        present=padded(counts.present),
        classes=classes,
        came=came if counts.absent else "",
        share=share,
    )
    late = facts.marked(AttendanceStatus.LATE)
    if late:
        yield say("- Đến sau giờ khai mạc: ") + _people(facts, late, _arrival) + "."
    excused, unexcused = facts.marked(AttendanceStatus.EXCUSED), facts.marked(AttendanceStatus.UNEXCUSED)
    yield say("- Vắng có lý do: ") + (_people(facts, excused, _reason) if excused else "không") + "."
    yield (
        say("- Vắng không có lý do: ") + (_people(facts, unexcused, _nothing) if unexcused else "không") + "."
    )
    yield from _exempt(facts)
    if facts.left_early:
        yield say("- Rời hội nghị trước khi kết thúc: ") + _people(facts, facts.left_early, _departure) + "."
    yield from _guests(facts)


def _exempt(facts: Facts) -> Lines:
    for held, form in (
        (MembershipStatus.EXEMPT, "- Miễn công tác và sinh hoạt: "),
        (MembershipStatus.TEMPORARILY_EXEMPT, "- Tạm miễn công tác và sinh hoạt: "),
    ):
        if marks := facts.exempt(held):
            yield facts.voice.say(form) + _people(facts, marks, _came_nevertheless) + "."


def _guests(facts: Facts) -> Lines:
    superiors = [guest for guest in facts.guests if guest.from_superior]
    invited = [guest for guest in facts.guests if not guest.from_superior]
    if superiors:
        names = "; ".join(f"đồng chí {named(guest.full_name, guest.position)}" for guest in superiors)
        yield facts.voice.say("- Cấp trên dự: ") + names + "."
    if invited:
        names = "; ".join(named(guest.full_name, guest.position) for guest in invited)
        yield facts.voice.say("- Đại biểu mời: ") + names + "."


def officers(facts: Facts) -> Lines:
    voice, meeting = facts.voice, facts.meeting
    yield voice.say("Chủ trì: ") + voice.comrade_with_office(meeting.chair) + "."
    yield voice.say("Thư ký: ") + voice.comrade_with_office(meeting.minute_taker) + "."


def _classes(official: int, probationary: int) -> str:
    return f" (chính thức {padded(official)}, dự bị {padded(probationary)})"


def _people(facts: Facts, marks: list[Attendance], detail: Callable[[Attendance], str]) -> str:
    """«02 đồng chí (Lê Văn An: ốm; Vũ Thị Hoà: đi công tác)»."""
    names = "; ".join(mark.member.full_name + detail(mark) for mark in marks)
    return f"{padded(len(marks))} đồng chí ({names})"


def _nothing(mark: Attendance) -> str:
    return ""


def _reason(mark: Attendance) -> str:
    return f": {mark.reason.strip().rstrip('.')}"


def _arrival(mark: Attendance) -> str:
    return _at(mark.arrived_at)


def _departure(mark: Attendance) -> str:
    return _at(mark.left_at)


def _came_nevertheless(mark: Attendance) -> str:
    came = mark.status in (AttendanceStatus.PRESENT, AttendanceStatus.LATE)
    return ", có mặt" if came else ""


def _at(moment: dt.datetime | None) -> str:
    return f", lúc {clock_time(timezone.localtime(moment))}" if moment else ""
