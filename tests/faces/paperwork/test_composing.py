"""Minutes say what the facts say, in the words and the order of official minutes."""

import datetime as dt

import pytest

from chuyende.faces.paperwork.composing import PARTS, compose_minutes_text, voice_of
from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.models import Position
from chuyende.meeting.meetings import services as meetings
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.planning.governance.models import RuleSet
from tests.faces.paperwork.factories import DAY, TITLE, Held, hold_full_meeting
from tests.factories import make_body, make_member
from tests.meeting.meetings.factories import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(time_machine) -> Held:
    return hold_full_meeting(time_machine)


def texts(held: Held) -> dict[str, str]:
    return dict(held.minutes.sections.values_list("key", "body"))


def test_sections_stand_in_the_order_of_official_minutes(held):
    assert list(held.minutes.sections.values_list("heading", flat=True)) == [
        "Tên biên bản",
        "Thời gian, địa điểm, hình thức",
        "Thành phần",
        "Chủ trì, thư ký",
        "Thông qua chương trình",
        "Mục đích, yêu cầu",
        "Trình bày chuyên đề",
        "Tham luận",
        "Xem đoạn clip",
        "Kết quả trả lời câu hỏi trắc nghiệm",
        "Thảo luận",
        "Kết luận và phân công nhiệm vụ",
        "Biểu quyết",
        "Đánh giá chất lượng buổi sinh hoạt",
        "Kết thúc",
    ]


def test_every_part_that_a_fact_can_fill_is_filled(held):
    empty = [key for key, text in texts(held).items() if not text]

    assert empty == ["assessment"]


def test_head_of_the_minutes(held):
    text = texts(held)

    assert text["title"] == f"sinh hoạt chi bộ chuyên đề quý I năm 2026: “{TITLE}”"
    assert text["time"].splitlines() == [
        "Thời gian: bắt đầu lúc 14 giờ 00, ngày 05 tháng 02 năm 2026.",
        "Địa điểm: Phòng họp tầng 2, nhà A.",
        "Hình thức: trực tiếp.",
    ]
    assert text["officers"].splitlines() == [
        "Chủ trì: đồng chí Trần Thị Bích, Bí thư chi bộ.",
        "Thư ký: đồng chí Phạm Thị Đào.",
    ]


def test_composition_names_who_was_absent_and_why(held):
    assert texts(held)["composition"].splitlines() == [
        (
            "Thành phần: tổng số đảng viên được triệu tập: 07 đồng chí (chính thức 06, dự bị 01); "
            "có mặt 06/07 đồng chí, đạt 85,7% (chính thức 05, dự bị 01)."
        ),
        "- Đến sau giờ khai mạc: 01 đồng chí (Lê Văn Cường, lúc 14 giờ 15).",
        "- Vắng có lý do: 01 đồng chí (Lý Thị Khé: đi công tác).",
        "- Vắng không có lý do: không.",
        "- Miễn công tác và sinh hoạt: 01 đồng chí (Đỗ Văn Hoà).",
        "- Cấp trên dự: đồng chí Trần Quốc Khánh, Uỷ viên Ban Thường vụ Đảng uỷ.",
    ]


def test_programme_purpose_and_lead_paper(held):
    text = texts(held)

    assert text["programme"].splitlines()[:3] == [
        "Hội nghị thông qua chương trình gồm 05 nội dung:",
        "1. Mở đầu: nêu mục đích, yêu cầu, báo cáo số đảng viên dự (10 phút; đồng chí Trần Thị Bích).",
        "2. Trình bày chuyên đề (20 phút; đồng chí Hoàng Văn Êm).",
    ]
    assert text["purpose"].splitlines() == [
        "Đồng chí Trần Thị Bích nêu mục đích, yêu cầu của buổi sinh hoạt:",
        "Nắm vững ba nội dung chủ yếu của tác phẩm.",
        "Mỗi đảng viên tự soi, tự sửa một việc.",
    ]
    assert text["lead_paper"].splitlines() == [
        f"Đồng chí Hoàng Văn Êm trình bày đề dẫn chuyên đề “{TITLE}”, từ 14 giờ 40 đến 14 giờ 50.",
        "Đề dẫn do đồng chí Nông Thị Duyên chuẩn bị.",
        "Tài liệu gửi đảng viên nghiên cứu trước: “Toàn văn tác phẩm”.",
    ]


def test_papers_clips_and_quiz(held):
    text = texts(held)

    assert text["papers"].splitlines() == [
        "Có 01 tham luận được trình bày tại hội nghị:",
        "- Đồng chí Vàng A Giàng: “Phê bình trên tinh thần đồng chí, thương yêu lẫn nhau”.",
    ]
    assert text["clips"].splitlines() == [
        "Hội nghị xem đoạn clip “Hoàn cảnh ra đời của tác phẩm” (dài 07 phút 05 giây).",
        "Có 02/07 đảng viên đã xem hết đoạn clip trên thiết bị cá nhân.",
    ]
    # 5 + 4 + 3 + 2 right answers of four members: 3.5 on average; the three best are named, the fourth is not
    assert text["quiz"].splitlines() == [
        "Bộ câu hỏi “Tìm hiểu Điều lệ Đảng” gồm 5 câu: 04/07 đồng chí tham gia trả lời; trung bình đúng 3,5/5 câu.",
        "Kết quả cao nhất:",
        "1. Đồng chí Hoàng Văn Êm: đúng 5/5 câu, trong 00 phút 00 giây.",
        "2. Đồng chí Lê Văn Cường: đúng 4/5 câu, trong 00 phút 00 giây.",
        "3. Đồng chí Vàng A Giàng: đúng 3/5 câu, trong 00 phút 00 giây.",
    ]


def test_discussion_names_each_speaker_in_the_order_spoken(held):
    assert texts(held)["discussion"].splitlines() == [
        "Có 03 lượt ý kiến của 03 đồng chí, theo thứ tự phát biểu:",
        "1. Đồng chí Hoàng Văn Êm: Nhất trí với đề dẫn.",
        "Đề nghị gửi tài liệu sớm hơn 03 ngày.",
        "2. Đồng chí Vàng A Giàng: Liên hệ bản thân: còn ngại phát biểu.",
        "3. Đồng chí Trần Quốc Khánh, Uỷ viên Ban Thường vụ Đảng uỷ: Đánh giá cao sự chuẩn bị của chi bộ.",
    ]


def test_conclusions_votes_and_end(held):
    text = texts(held)

    assert text["conclusions"].splitlines() == [
        "Đồng chí Trần Thị Bích kết luận:",
        "1. Mỗi đảng viên xây dựng bản tự soi, tự sửa của cá nhân.",
        (
            "- Nhiệm vụ: Tổng hợp bản tự soi, tự sửa; người thực hiện: đồng chí Phạm Thị Đào; thời hạn: "
            "ngày 28 tháng 02 năm 2026."
        ),
        "2. Biểu dương tinh thần chuẩn bị của các đồng chí.",
        "- Không giao nhiệm vụ riêng; lý do: đã thực hiện tại hội nghị.",
    ]
    assert text["votes"] == (
        "Thông qua kết luận của buổi sinh hoạt: biểu quyết giơ tay; tán thành 05/06 đồng chí, đạt 83,3%; "
        "không tán thành 00; ý kiến khác 00. Tỷ lệ tính trên 06 đảng viên chính thức được triệu tập, theo "
        "Quy định số 24-QĐ/TW ngày 30/7/2021 của Ban Chấp hành Trung ương. Kết quả: được thông qua."
    )
    assert text["closing"].splitlines() == [
        "Buổi sinh hoạt kết thúc lúc 16 giờ 05 cùng ngày.",
        "Biên bản đã được đọc và thông qua tại hội nghị.",
    ]


def test_what_no_fact_tells_is_not_said():
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.CLOSED)

    told = {each.key: each.text for each in compose_minutes_text(meeting)}

    assert [key for key, text in told.items() if not text] == [
        *("papers", "clips", "quiz", "discussion", "votes", "assessment")
    ]


def test_a_step_that_was_skipped_is_not_told_as_held():
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.OPEN)
    meetings.start_item(actor=body.secretary.user, item=meeting.agenda.first())

    told = {each.key: each.text for each in compose_minutes_text(meeting)}

    assert "không tiến hành" in told["programme"].splitlines()[-1]
    assert "đọc và thông qua" not in told["closing"]
    assert "trình bày đề dẫn" not in told["lead_paper"]


def test_an_exempt_member_who_came_is_told_apart():
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.OPEN)
    meetings.record_attendance(
        actor=body.secretary.user, meeting=meeting, member=body.exempt, status="present"
    )

    told = {each.key: each.text for each in compose_minutes_text(meeting)}

    assert "- Miễn công tác và sinh hoạt: 01 đồng chí (Đỗ Văn Hoà, có mặt)." in told["composition"]


def test_offices_are_those_of_the_day_and_the_cells_own_come_first():
    body = make_body()
    Position.objects.create(
        member=body.secretary,
        organisation=body.committee,
        role=Role.COMMITTEE_MEMBER,
        title="Đảng uỷ viên",
        since=dt.date(2020, 1, 1),
    )
    Position.objects.filter(member=body.deputy).update(until=dt.date(2026, 1, 31))

    voice = voice_of(body.cell, DAY)

    assert voice.comrade_with_office(body.secretary) == "đồng chí Trần Thị Bích, Bí thư chi bộ"
    assert voice.comrade_with_office(body.deputy) == "đồng chí Lê Văn Cường"
    assert voice.comrade_with_office(body.editor) == "đồng chí Hà Thị Quyên"


def test_house_style_changes_the_words_of_the_form_and_no_name():
    body = make_body()
    RuleSet.objects.create(
        code="house_style",
        title="Cách đặt dấu thanh",
        organisation=body.committee,
        citation="Quy ước của Trường",
        effective_from=dt.date(2026, 1, 1),
        parameters={"spelling": "ủy"},
    )
    member = make_member(body.cell, "Nguyễn Thuý Hoà", role=Role.COMMITTEE_MEMBER, title="Chi uỷ viên")

    assert voice_of(body.cell, DAY).comrade_with_office(member) == "đồng chí Nguyễn Thuý Hoà, Chi ủy viên"
    assert voice_of(body.cell, DAY).collective == "Chi ủy"
    assert voice_of(body.cell, dt.date(2025, 12, 31)).collective == "Chi uỷ"


def test_who_issues_and_under_whom():
    body = make_body()

    cell, committee = voice_of(body.cell, DAY), voice_of(body.committee, DAY)

    assert (cell.superior, cell.issuer, cell.issuer_code) == (
        "Đảng bộ Trường Chính trị tỉnh",
        "Chi bộ 1",
        "CB",
    )
    assert (committee.superior, committee.issuer) == (
        "Đảng bộ các cơ quan tỉnh",
        "Đảng uỷ Trường Chính trị tỉnh",
    )
    assert committee.issuer_code == "ĐU"
    assert voice_of(body.other_cell, DAY).collective == "Chi bộ"  # it has a secretary and nobody else


def test_every_part_has_a_key_of_its_own():
    assert len({part.key for part in PARTS}) == len(PARTS)
