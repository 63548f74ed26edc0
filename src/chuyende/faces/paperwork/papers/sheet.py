"""The list on which those who come sign with their own hand."""

from django.utils import timezone

from chuyende.faces.paperwork.composing import Voice
from chuyende.faces.paperwork.engine.paper import Column, Facts, Heading, Paper, Runs, Signature, Table, runs
from chuyende.faces.paperwork.engine.text import clock_time, long_date, quoted
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.meetings.queries import SheetRow, attendance_sheet

_NOTES = {
    MembershipStatus.PROBATIONARY: "Dự bị",
    MembershipStatus.EXEMPT: "Miễn công tác và sinh hoạt",
    MembershipStatus.TEMPORARILY_EXEMPT: "Tạm miễn",
}


def sheet_paper(meeting: Meeting, voice: Voice) -> Paper:
    """Everybody called, in the order of names, with a place to sign; it has no number and is not issued."""
    say = voice.say
    starts = timezone.localtime(meeting.starts_at)
    rows = tuple(_row(number, row, voice) for number, row in enumerate(attendance_sheet(meeting), 1))
    columns = (
        Column("TT", 1, "center"),
        Column(say("Họ và tên"), 6),
        Column(say("Chức vụ"), 4),
        Column(say("Ký tên"), 4),
        Column(say("Ghi chú"), 4),
    )
    return Paper(
        heading=Heading(
            superior_lines=(voice.superior,) if voice.superior else (),
            issuer_lines=(voice.issuer,),
            number="",
            place=voice.place,
            date=starts.date(),
        ),
        type_name=say("Danh sách"),
        abstract=say("đảng viên ký dự buổi sinh hoạt chuyên đề {title}", title=quoted(meeting.title)),
        blocks=(
            Facts(
                (
                    (say("Thời gian"), runs(f"{clock_time(starts)}, {long_date(starts.date())}.")),
                    (say("Địa điểm"), runs(f"{meeting.place.rstrip('. ')}.")),
                )
            ),
            Table(columns, rows),
        ),
        signatures=(
            Signature((say("Thư ký"),), "", meeting.minute_taker.full_name),
            Signature((say("Chủ trì hội nghị"),), "", meeting.chair.full_name),
        ),
    )


def _row(number: int, row: SheetRow, voice: Voice) -> tuple[Runs, ...]:
    note = _NOTES.get(MembershipStatus(row.membership_status), "")
    return (
        runs(str(number)),
        runs(row.member.full_name),
        runs(voice.office(row.member)),
        runs(""),
        runs(voice.say(note)),
    )
