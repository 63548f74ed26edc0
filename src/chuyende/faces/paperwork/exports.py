"""Files made of facts: the register for Excel, the attendees for the national handbook."""

import csv
import io
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from chuyende.foundation.core.spreadsheets import table_file
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.meeting.meetings.enums import AttendanceStatus
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.meetings.queries import attendance_sheet

from .composing import voice_of
from .models import IssuedPaper

#: in Vietnamese whatever the screen's language: the file goes into another system
_HELD: dict[str, str] = {
    MembershipStatus.OFFICIAL: "chính thức",
    MembershipStatus.PROBATIONARY: "dự bị",
    MembershipStatus.EXEMPT: "miễn công tác và sinh hoạt",
    MembershipStatus.TEMPORARILY_EXEMPT: "tạm miễn công tác và sinh hoạt",
    MembershipStatus.SUSPENDED: "đình chỉ sinh hoạt",
}
_CAME: dict[str, str] = {
    AttendanceStatus.PRESENT: "có mặt",
    AttendanceStatus.LATE: "có mặt, đến sau giờ khai mạc",
    AttendanceStatus.EXCUSED: "vắng có lý do",
    AttendanceStatus.UNEXCUSED: "vắng không có lý do",
    AttendanceStatus.EXEMPT: "miễn",
}
#: what a spreadsheet would take for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def register_file(papers: Iterable[IssuedPaper]) -> bytes:
    """Return the register as an Excel file, a paper a row."""
    return table_file(
        title=_("Register of papers"),
        headings=[
            _("Number and symbol"),
            _("Date"),
            _("Type of paper"),
            _("Abstract"),
            _("Issued by"),
            _("Signed by"),
            _("Term"),
            _("Version"),
        ],
        rows=[
            [
                paper.symbol,
                paper.issued_on,
                str(paper.get_type_display()).capitalize(),
                paper.title,
                paper.organisation.name,
                paper.signed_by.full_name if paper.signed_by else "",
                paper.term.name,
                paper.version,
            ]
            for paper in papers
        ],
    )


def attendees_file(meeting: Meeting) -> bytes:
    """Return who was called and who came as CSV, to be uploaded into the national handbook."""
    day = timezone.localtime(meeting.starts_at).date()
    voice, out = voice_of(meeting.organisation, day), io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["TT", "Họ và tên", "Đảng viên", "Chức vụ", "Dự họp", "Lý do vắng"])
    for number, row in enumerate(attendance_sheet(meeting), 1):
        reason = row.attendance.reason if row.attendance else ""
        held, came = _HELD[row.membership_status], _CAME.get(row.status, "")
        cells = (row.member.full_name, held, voice.office(row.member), came, reason)
        writer.writerow([number, *(_plain(cell) for cell in cells)])
    return "\ufeff".encode() + out.getvalue().encode()


def _plain(text: str) -> str:
    """Text stays text: nothing that a spreadsheet would calculate."""
    return f"'{text}" if text.startswith(_FORMULA) else text
