"""The pages of papers: issuing, downloading, the register, the public check."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from chuyende.faces.paperwork import services
from chuyende.faces.paperwork.models import IssuedPaper, Minutes
from chuyende.followup.rewards.services import decide_reward, propose_reward
from chuyende.foundation.core.models import AuditEntry
from chuyende.meeting.meetings import services as meetings
from chuyende.meeting.meetings.enums import MeetingStage
from tests.faces.paperwork.factories import Held, hold_full_meeting, sign_both, user_of
from tests.factories import make_body
from tests.meeting.meetings.factories import make_meeting, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Held:
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.CLOSED)
    return Held(body, meeting, Minutes.objects.get(meeting=meeting))


def url(name: str, *args: object) -> str:
    return reverse(f"paperwork:{name}", args=args)


# --- papers -------------------------------------------------------------------------------------------


def test_issuing_a_summons_from_its_page(client_of):
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.SUMMONED)
    secretary = client_of(user_of(body.secretary))

    assert "Ký ban hành giấy mời" in secretary.get(url("summons_detail", meeting.pk)).content.decode()
    member = client_of(user_of(body.member))
    assert "Ký ban hành" not in member.get(url("summons_detail", meeting.pk)).content.decode()
    assert member.post(url("summons_issue", meeting.pk)).status_code == 403
    for _click in range(2):
        answer = secretary.post(url("summons_issue", meeting.pk))

    paper = IssuedPaper.objects.get()
    assert answer["Location"] == url("paper_detail", paper.pk)
    assert paper.symbol in secretary.get(url("summons_detail", meeting.pk)).content.decode()
    assert secretary.get(url("summons_draft_file", meeting.pk, "docx")).content.startswith(b"PK")
    assert secretary.get(url("sign_sheet_file", meeting.pk)).content.startswith(b"%PDF")


def test_issuing_a_plan_from_its_page(client_of):
    body = make_body()
    topic = make_topic(body.cell, body.member)
    secretary = client_of(user_of(body.secretary))

    assert "Ký ban hành kế hoạch" in secretary.get(url("plan_detail", topic.pk)).content.decode()
    secretary.post(url("plan_issue", topic.pk))

    assert IssuedPaper.objects.get().topic == topic
    assert client_of(user_of(body.member)).post(url("plan_issue", topic.pk)).status_code == 403
    assert secretary.get(url("plan_draft_file", topic.pk, "pdf")).content.startswith(b"%PDF")


def test_a_certificate_is_printed_to_its_decision(client_of):
    body = make_body()
    given = {"actor": user_of(body.secretary), "organisation": body.cell, "member": body.member}
    merit = propose_reward(**given, form="certificate", reason="Thành tích xuất sắc")
    praise = propose_reward(**given, form="commendation", reason="Kết quả cao")
    decided = decide_reward(actor=user_of(body.party_secretary), reward=merit).issued_paper
    praised = decide_reward(actor=user_of(body.secretary), reward=praise).issued_paper
    client = client_of(user_of(body.member))

    assert client.get(url("certificate_file", decided.pk, "pdf")).content.startswith(b"%PDF")
    assert client.get(url("certificate_file", decided.pk, "docx")).content.startswith(b"PK")
    assert "Giấy khen, PDF" in client.get(url("paper_detail", decided.pk)).content.decode()
    assert client.get(url("certificate_file", praised.pk, "pdf")).status_code == 404
    page = client.get(reverse("rewards:reward_detail", args=[merit.pk])).content.decode()
    assert "Số 01-QĐ/ĐU" in page
    assert url("certificate_file", decided.pk, "pdf") in page


def test_every_download_is_written_down(client_of, held):
    issued = sign_both(held).issued
    reader = user_of(held.body.inspector)

    answer = client_of(reader).get(url("paper_file", issued.pk, "pdf"))

    assert answer["Content-Disposition"] == (
        'attachment; filename="so-01-bb-cb-bien-ban-sinh-hoat-chi-bo-chuyen-de-quy-iv-nam-2026-tu-phe-binh-va-phe-'
        'binh-tu-tac-pham.pdf"'
    )
    entry = AuditEntry.objects.get(verb="paper_downloaded")
    assert (entry.actor, entry.subject_id) == (reader.pk, issued.pk)
    assert entry.detail == {"file": "Số 01-BB/CB.pdf"}


def test_another_kind_of_file_does_not_exist(client_of, held):
    issued = sign_both(held).issued
    assert client_of(user_of(held.body.secretary)).get(url("paper_file", issued.pk, "exe")).status_code == 404


def test_attendees_for_the_handbook_are_text_in_every_spreadsheet(client_of):
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.OPEN)
    meetings.record_attendance(
        actor=user_of(body.secretary), meeting=meeting, member=body.member, status="excused", reason="=1+1"
    )

    answer = client_of(user_of(body.secretary)).get(url("attendees_file", meeting.pk))

    text = answer.content.decode("utf-8-sig").splitlines()
    assert text[0] == "TT,Họ và tên,Đảng viên,Chức vụ,Dự họp,Lý do vắng"
    assert text[1].startswith("1,Trần Thị Bích,chính thức,Bí thư chi bộ,")
    assert text[5] == "5,Hoàng Văn Êm,chính thức,,vắng có lý do,'=1+1"


def test_the_register_tells_what_is_ready_to_be_issued(client_of):
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.SUMMONED)
    secretary = client_of(user_of(body.secretary))

    page = secretary.get(url("paper_list")).content.decode()
    assert url("summons_detail", meeting.pk) in page
    assert url("plan_detail", meeting.topic_id) in page
    services.issue_summons(actor=user_of(body.secretary), meeting=meeting)
    services.issue_topic_plan(actor=user_of(body.secretary), topic=meeting.topic)

    assert "Chờ ban hành" not in secretary.get(url("paper_list")).content.decode()
    assert "Chờ ban hành" not in client_of(user_of(body.member)).get(url("paper_list")).content.decode()


# --- register and check -------------------------------------------------------------------------------


def test_the_register_lists_searches_and_exports(client_of, held):
    sign_both(held)
    client = client_of(user_of(held.body.secretary))

    page = client.get(url("paper_list"), {"text": "tu phe binh"}).content.decode()
    assert "Số 01-BB/CB" in page
    assert "Không có văn bản nào khớp" in client.get(url("paper_list"), {"text": "zzz"}).content.decode()
    assert client.get(url("paper_list"), {"type": "nonsense"}).status_code == 200
    book = load_workbook(io.BytesIO(client.get(url("paper_list_xlsx")).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][:4] == ("Số, ký hiệu văn bản", "Ngày", "Loại văn bản", "Trích yếu")
    assert rows[1][0] == "Số 01-BB/CB"
    other = client_of(user_of(held.body.other_secretary)).get(url("paper_list")).content.decode()
    assert "Số 01-BB/CB" not in other


def test_anybody_checks_a_printed_paper_and_reads_nothing_of_it(client_of, time_machine):
    held = hold_full_meeting(time_machine)
    issued = sign_both(held).issued

    answer = client_of().get(url("verify", issued.code))

    page = answer.content.decode()
    for shown in ("Số 01-BB/CB", "05/02/2026", "Chi bộ 1", issued.sha256, issued.code):
        assert shown in page
    for hidden in (issued.title, "Trần Thị Bích", "Hoàng Văn Êm", "tự soi"):
        assert hidden not in page
    assert answer["X-Robots-Tag"] == "noindex"
    assert client_of().get(url("verify", "AAAAAAAAAAAA")).status_code == 404


def test_a_replaced_paper_is_told_to_whoever_checks_it(client_of, held):
    first = sign_both(held).issued
    services.amend_minutes(actor=user_of(held.body.minute_taker), minutes=held.minutes, reason="Sai giờ.")
    sign_both(held)

    page = client_of().get(url("verify", first.code)).content.decode()

    assert "đã được thay bằng bản khác" in page
    assert "Bản 2" in page


def test_both_versions_of_an_amended_paper_stand_on_its_page(client_of, held):
    first = sign_both(held).issued
    services.amend_minutes(actor=user_of(held.body.minute_taker), minutes=held.minutes, reason="Sai giờ.")
    second = sign_both(held).issued

    page = client_of(user_of(held.body.secretary)).get(url("paper_detail", second.pk)).content.decode()

    assert str(first.pk) in page
    assert "Bản 1" in page
