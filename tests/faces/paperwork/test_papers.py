"""What stands on the sheets: minutes, summons, plans, decisions, lists to sign."""

import datetime as dt

import pytest

from chuyende.faces.paperwork import errors, services
from chuyende.faces.paperwork.composing import voice_of
from chuyende.faces.paperwork.engine import render_docx, render_pdf
from chuyende.faces.paperwork.engine.paper import Item, Paragraph, plain
from chuyende.faces.paperwork.models import IssuedPaper
from chuyende.faces.paperwork.papers import layout_on, sheet_paper
from chuyende.faces.paperwork.papers.text import blocks_of
from chuyende.followup.rewards.services import decide_reward, propose_reward
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.review.enums import ReviewStatus
from chuyende.meeting.discussion import services as discussion
from chuyende.meeting.meetings import services as meetings
from chuyende.meeting.meetings.enums import MeetingStage
from tests.faces.paperwork.engine.reading import one_line, pdf_pages, word_text
from tests.faces.paperwork.factories import TITLE, hold_full_meeting, sign_both, user_of
from tests.factories import make_body
from tests.meeting.meetings.factories import make_meeting, make_topic
from tests.planning.programmes.factories import approve, propose

pytestmark = pytest.mark.django_db


def pdf_text(content: bytes) -> str:
    return one_line(" ".join(pdf_pages(content)))


def test_minutes_in_both_files_name_everybody_with_all_marks(time_machine):
    held = hold_full_meeting(time_machine)

    issued = sign_both(held).issued

    for text in (pdf_text(issued.pdf.read()), one_line(word_text(issued.docx.read()))):
        for words in (
            "ĐẢNG BỘ TRƯỜNG CHÍNH TRỊ TỈNH",
            "CHI BỘ 1",
            "Số 01-BB/CB",
            "Lào Cai, ngày 05 tháng 02 năm 2026",
            "BIÊN BẢN",
            f"quý I năm 2026: “{TITLE}”",
            "I- THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN",
            "Lý Thị Khé: đi công tác",
            "Đỗ Văn Hoà",
            "Trần Quốc Khánh, Uỷ viên Ban Thường vụ Đảng uỷ",
            "Đồng chí Vàng A Giàng",
            "đồng chí Nông Thị Duyên",
            "tán thành 05/06 đồng chí, đạt 83,3%",
            "NGƯỜI GHI BIÊN BẢN",
            "CHỦ TRÌ HỘI NGHỊ",
            "Đã ký điện tử lúc 16 giờ 05, 05/02/2026",
            "Phạm Thị Đào",
            f"/van-ban/tra-cuu/{issued.code}/",
        ):
            assert words in text


def test_the_layout_is_that_of_the_papers_day():
    body = make_body()

    assert layout_on(body.cell, dt.date(2022, 11, 20)).end_mark == "./."
    assert layout_on(body.cell, dt.date(2026, 11, 20)).end_mark == "."


def test_a_draft_says_that_it_is_one_and_has_no_code():
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.CLOSED)

    paper = services.draft_of_minutes(meeting.minutes)
    text = pdf_text(render_pdf(paper, layout_on(body.cell, dt.date(2026, 11, 20))))

    assert "DỰ THẢO" in text
    assert "tra-cuu" not in text
    assert "Đã ký" not in text


def test_what_people_typed_stays_text_in_every_file():
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.OPEN)
    hostile = '<script>alert(1)</script> #read("/etc/passwd") {{ x }} </w:t> \\input{x} {0}'
    discussion.record_contribution(
        actor=user_of(body.secretary),
        meeting=meeting,
        member=body.member,
        summary="Ý kiến: 5 < 6 {0} #let",
    )
    services.compose_minutes(actor=user_of(body.secretary), meeting=meeting)
    section = meeting.minutes.sections.get(key="assessment")
    services.save_section(actor=user_of(body.secretary), section=section, body=hostile, revision=0)

    paper, layout = services.draft_of_minutes(meeting.minutes), layout_on(body.cell, dt.date(2026, 11, 20))

    for text in (pdf_text(render_pdf(paper, layout)), one_line(word_text(render_docx(paper, layout)))):
        assert '<script>alert(1)</script> #read("/etc/passwd") {{ x }} </w:t>' in text
        assert "Ý kiến: 5 < 6 {0} #let" in text


@pytest.mark.parametrize(
    ("line", "kind", "marker", "text"),
    [
        ("- Vắng: không.", "dash", "", "Vắng: không."),
        ("– Vắng", "dash", "", "Vắng"),
        ("+ Một", "plus", "", "Một"),
        ("3. Ba", "number", "3. ", "Ba"),
        ("12) Mười hai", "number", "12. ", "Mười hai"),
        ("đ) Đê", "letter", "đ) ", "Đê"),
    ],
)
def test_points_are_read_as_they_are_typed(line, kind, marker, text):
    (block,) = blocks_of(line)

    assert isinstance(block, Item)
    assert (block.kind, block.marker, plain(block.runs)) == (kind, marker, text)


@pytest.mark.parametrize("line", ["-5 độ", "2026 là năm", "a) ", "1.", "14 giờ 00", "3.5 điểm"])
def test_what_only_looks_like_a_point_is_a_paragraph(line):
    (block,) = blocks_of(line)

    assert isinstance(block, Paragraph)
    assert plain(block.runs) == line.strip()


# --- summons ------------------------------------------------------------------------------------------


@pytest.fixture
def summoned():
    body = make_body()
    return body, make_meeting(body, stage=MeetingStage.SUMMONED)


def test_a_summons_says_when_where_who_and_what_to_do_before(summoned):
    body, meeting = summoned
    discussion.assign_paper(
        actor=user_of(body.secretary), meeting=meeting, author=body.member, title="Nêu gương trong giảng dạy"
    )

    paper = services.issue_summons(actor=user_of(body.secretary), meeting=meeting)

    text = pdf_text(paper.pdf.read())
    assert paper.symbol == "Số 01-GM/CB"
    for words in (
        "GIẤY MỜI",
        "Chi uỷ trân trọng kính mời",
        "Địa điểm: Phòng họp A2.",
        "Chủ trì: đồng chí Trần Thị Bích, Bí thư chi bộ.",
        "Đồng chí Hoàng Văn Êm chuẩn bị tham luận: “Nêu gương trong giảng dạy”.",
        "T/M CHI UỶ BÍ THƯ",
        "Lưu Chi bộ.",
    ):
        assert words in text


def test_a_summons_issued_twice_is_one_and_a_changed_meeting_gets_a_new_one(summoned):
    body, meeting = summoned
    first = services.issue_summons(actor=user_of(body.secretary), meeting=meeting)

    assert services.issue_summons(actor=user_of(body.secretary), meeting=meeting) == first
    meetings.change_meeting(actor=user_of(body.secretary), meeting=meeting, place="Hội trường lớn")
    second = services.issue_summons(actor=user_of(body.deputy), meeting=meeting)

    assert (first.number, second.number) == (1, 2)
    assert "PHÓ BÍ THƯ" in pdf_text(second.pdf.read())


def test_no_summons_after_the_meeting_nor_by_a_member(summoned):
    body, meeting = summoned
    with pytest.raises(NotAllowed):
        services.issue_summons(actor=user_of(body.member), meeting=meeting)
    meetings.cancel_meeting(actor=user_of(body.secretary), meeting=meeting, reason="Mưa lũ")
    with pytest.raises(errors.MeetingNotToBeSummoned):
        services.issue_summons(actor=user_of(body.secretary), meeting=meeting)


# --- plan of a topic ----------------------------------------------------------------------------------


def test_the_plan_of_a_topic_cites_its_three_grounds(time_machine):
    time_machine.move_to("2022-09-20 08:00+07:00")
    body = make_body()
    topic = propose(body)
    approve(body, topic)

    paper = services.issue_topic_plan(actor=user_of(body.secretary), topic=topic)

    text = pdf_text(paper.pdf.read())
    assert paper.symbol == "Số 01-KH/CB"
    for words in (
        "KẾ HOẠCH",
        "Mỗi đảng viên chọn một việc cụ thể để sửa trong quý.",
        "Nghị quyết đại hội",
        "Yêu cầu của cấp trên",
        "Chức năng, nhiệm vụ của chi bộ",
        "Vận dụng vào việc của chi bộ",
        "Thời gian: quý IV năm 2022.",
        "Chuẩn bị đề dẫn",
        "Hoàng Văn Êm",
    ):
        assert words in text
    assert services.issue_topic_plan(actor=user_of(body.secretary), topic=topic) == paper


def test_the_plan_of_a_convened_meeting_tells_its_programme_and_what_to_prepare(time_machine):
    held = hold_full_meeting(time_machine)

    paper = services.issue_topic_plan(actor=user_of(held.body.secretary), topic=held.meeting.topic)

    text = " ".join(pdf_text(paper.pdf.read()).split())
    assert "CHƯƠNG TRÌNH" in text
    for item in held.meeting.agenda.all():
        assert item.title in text
        assert f"{item.minutes:02} phút" in text
    assert "Nghiên cứu trước tài liệu: “Toàn văn tác phẩm”; “Hoàn cảnh ra đời của tác phẩm”." in text


def test_the_plan_of_a_topic_not_yet_approved_is_not_issued():
    body = make_body()
    topic = make_topic(body.cell, body.member, status=ReviewStatus.DRAFT)

    with pytest.raises(errors.TopicNotApproved):
        services.issue_topic_plan(actor=user_of(body.secretary), topic=topic)


# --- decisions and lists ------------------------------------------------------------------------------


def reward_of(body, form: str):
    return propose_reward(
        actor=user_of(body.secretary),
        organisation=body.cell,
        member=body.member,
        form=form,
        reason="Đạt 15/15 câu trong bộ câu hỏi quý I.",
    )


def test_a_commendation_is_decided_by_the_cell_with_a_number():
    body = make_body()

    reward = decide_reward(actor=user_of(body.secretary), reward=reward_of(body, "commendation"))

    paper = reward.issued_paper
    text = pdf_text(paper.pdf.read())
    assert paper.symbol == "Số 01-QĐ/CB"
    assert "CHI UỶ QUYẾT ĐỊNH" in text
    assert "Điều 1. Biểu dương đồng chí Hoàng Văn Êm, đảng viên Chi bộ 1." in text
    assert "Thành tích: Đạt 15/15 câu trong bộ câu hỏi quý I." in text


def test_a_certificate_of_merit_is_decided_by_the_committee():
    body = make_body()

    reward = decide_reward(actor=user_of(body.party_secretary), reward=reward_of(body, "certificate"))

    text = pdf_text(reward.issued_paper.pdf.read())
    assert reward.issued_paper.symbol == "Số 01-QĐ/ĐU"
    assert "ĐẢNG UỶ QUYẾT ĐỊNH" in text
    assert "Xét đề nghị của Chi bộ 1;" in text
    assert "Điều 1. Tặng Giấy khen cho đồng chí Hoàng Văn Êm" in text
    assert "Điều 2. Chi bộ 1 và đồng chí Hoàng Văn Êm chịu trách nhiệm thi hành" in text
    assert services.issue_decision(actor=user_of(body.party_secretary), reward=reward) == reward.issued_paper
    assert IssuedPaper.objects.count() == 1


def test_a_reward_that_is_not_decided_has_no_decision():
    body = make_body()

    with pytest.raises(errors.RewardNotDecided):
        services.issue_decision(actor=user_of(body.secretary), reward=reward_of(body, "commendation"))


def test_the_list_to_sign_names_everybody_in_the_order_of_names(summoned):
    body, meeting = summoned

    paper = sheet_paper(meeting, voice_of(body.cell, dt.date(2026, 11, 20)))

    (table,) = [block for block in paper.blocks if hasattr(block, "rows")]
    assert [plain(row[1]) for row in table.rows] == [
        *("Trần Thị Bích", "Lê Văn Cường", "Nông Thị Duyên", "Phạm Thị Đào", "Hoàng Văn Êm"),
        *("Vàng A Giàng", "Đỗ Văn Hoà", "Lý Thị Khé"),
    ]
    assert [plain(row[4]) for row in table.rows if plain(row[4])] == ["Dự bị", "Miễn công tác và sinh hoạt"]
    assert render_pdf(paper, layout_on(body.cell, dt.date(2026, 11, 20))).startswith(b"%PDF")
