"""Papers written on a phone, contributions and votes recorded in the hall."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chuyende.foundation.core import clock
from chuyende.foundation.core.ids import new_id
from chuyende.meeting.discussion import services
from chuyende.meeting.discussion.models import Paper
from chuyende.meeting.meetings import services as meetings
from chuyende.meeting.meetings.enums import MeetingStage
from tests.factories import Body, make_body, make_member
from tests.meeting.discussion.test_services import docx
from tests.meeting.meetings import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def meeting(body):
    return factories.make_meeting(body, stage=MeetingStage.OPEN)


@pytest.fixture
def get(client_of):
    def read(person, name, *args):
        return client_of(person.user).get(reverse(name, args=args))

    return read


@pytest.fixture
def post(client_of):
    def send(person, name, *args, **data):
        return client_of(person.user).post(reverse(f"discussion:{name}", args=args), data)

    return send


def text(response) -> str:
    return response.content.decode()


def asked(body, meeting, author=None) -> Paper:
    return services.assign_paper(
        actor=body.secretary.user,
        meeting=meeting,
        author=author or body.member,
        title="Nêu gương trong giảng dạy",
        due_at=clock.now() - dt.timedelta(hours=1),
    )


def handed_in(body, meeting) -> Paper:
    paper = asked(body, meeting)
    paper = services.save_paper(
        actor=body.member.user, paper=paper, title=paper.title, body="<p>Tự soi</p>", revision=0
    )
    return services.submit_paper(actor=body.member.user, paper=paper)


# --- papers -------------------------------------------------------------------------------------------


def test_a_paper_is_asked_written_handed_in_and_read(body, get, post):
    meeting = factories.make_meeting(body, stage=MeetingStage.SUMMONED)
    post(body.secretary, "paper_list", meeting.pk, id=new_id(), author=body.member.pk, title="Nêu gương")
    paper = Paper.objects.get()
    assert "Tham luận: Nêu gương" in text(get(body.member, "meetings:meeting_detail", meeting.pk))
    assert "Nêu gương" in text(get(body.member, "discussion:my_papers"))
    assert get(body.member, "discussion:paper_write", paper.pk).status_code == 200

    response = post(
        body.member,
        "paper_write",
        paper.pk,
        title="Nêu gương",
        body="<p>Kính thưa <strong>chủ trì</strong></p><script>alert(1)</script>",
        revision=0,
        submit="1",
    )

    assert response.url == reverse("discussion:paper_detail", args=[paper.pk])
    page = text(get(body.probationary, "discussion:paper_detail", paper.pk))
    assert "<strong>chủ trì</strong>" in page
    assert "alert(1)" not in page
    assert "Nêu gương" in text(get(body.deputy, "meetings:meeting_detail", meeting.pk))
    assert get(body.other_member, "discussion:paper_detail", paper.pk).status_code == 404


def test_a_draft_is_kept_while_one_writes(body, post, get):
    paper = asked(body, factories.make_meeting(body))
    kept = post(body.member, "paper_autosave", paper.pk, title=paper.title, body="Một câu", revision=0)
    assert 'name="revision" id="id_revision" value="1"' in text(kept)
    stale = post(body.member, "paper_autosave", paper.pk, title=paper.title, body="Câu khác", revision=0)
    assert stale.status_code == 422
    assert "thiết bị khác" in text(stale)
    assert post(body.member, "paper_autosave", paper.pk, title="", body="x", revision=1).status_code == 422
    assert get(body.secretary, "discussion:paper_detail", paper.pk).status_code == 404


def test_two_devices_both_texts_are_on_the_page_and_nothing_is_lost(body, post):
    paper = asked(body, factories.make_meeting(body))
    post(body.member, "paper_write", paper.pk, title=paper.title, body="Bản điện thoại", revision=0)
    response = post(body.member, "paper_write", paper.pk, title=paper.title, body="Bản máy tính", revision=0)
    page = text(response)
    assert response.status_code == 422
    assert "Bản điện thoại" in page
    assert "Bản máy tính" in page
    saved = post(body.member, "paper_write", paper.pk, title=paper.title, body="Bản máy tính", revision=1)
    assert saved.status_code == 302


def test_what_is_refused_is_said_beside_the_text(body, post):
    paper = asked(body, factories.make_meeting(body))
    response = post(body.member, "paper_write", paper.pk, title=paper.title, body="MẬT\nnội dung", revision=0)
    assert response.status_code == 422
    assert "chỉ giữ bản giấy" in text(response)
    empty = post(body.member, "paper_write", paper.pk, title=paper.title, body="", revision=0, submit="1")
    assert "tải tệp lên rồi nộp" in text(empty)


def test_a_paper_as_a_file_goes_up_and_comes_back(body, get, post):
    paper = asked(body, factories.make_meeting(body))
    refused = post(body.member, "paper_upload", paper.pk, file=SimpleUploadedFile("bai.docx", b"MZ\x90"))
    assert refused.status_code == 422
    post(body.member, "paper_upload", paper.pk, file=docx())
    assert "Mở tệp tham luận" in text(get(body.member, "discussion:paper_write", paper.pk))
    post(body.member, "paper_submit", paper.pk)
    response = get(body.deputy, "discussion:paper_file", paper.pk)
    assert 'filename="tham-luan-hoang-van-em.docx"' in response.headers["Content-Disposition"]
    assert b"".join(response.streaming_content)[:2] == b"PK"
    assert get(body.other_member, "discussion:paper_file", paper.pk).status_code == 404


def test_a_paper_without_a_file_has_none_to_open(body, get):
    paper = handed_in(body, factories.make_meeting(body))
    assert get(body.member, "discussion:paper_file", paper.pk).status_code == 404


def test_offer_take_back_place_present_remove(body, get, post):
    meeting = factories.make_meeting(body, stage=MeetingStage.OPEN)
    assert post(body.probationary, "paper_offer", meeting.pk, id=new_id(), title="").status_code == 302
    post(body.probationary, "paper_offer", meeting.pk, id=new_id(), title="Học và làm theo Bác")
    offered = Paper.objects.get()
    post(body.secretary, "paper_remove", offered.pk)
    assert not Paper.objects.exists()

    paper = handed_in(body, meeting)
    post(body.member, "paper_take_back", paper.pk)
    post(body.member, "paper_submit", paper.pk)
    post(body.secretary, "paper_place", paper.pk)
    post(body.minute_taker, "paper_present", paper.pk)
    paper.refresh_from_db()
    assert paper.presented_at is not None
    assert paper.agenda_item is not None
    assert "Đã trình bày" in text(get(body.secretary, "discussion:paper_list", meeting.pk))
    post(body.minute_taker, "paper_present", paper.pk, presented="no")
    paper.refresh_from_db()
    assert paper.presented_at is None


def test_the_committee_sees_that_a_draft_exists_and_not_what_it_says(body, get):
    meeting = factories.make_meeting(body)
    paper = asked(body, meeting)
    services.save_paper(actor=body.member.user, paper=paper, title="Nêu gương", body="Điều riêng", revision=0)
    page = text(get(body.secretary, "discussion:paper_list", meeting.pk))
    assert "Đang viết" in page
    assert "Quá hạn" in text(get(body.member, "meetings:meeting_detail", meeting.pk))
    assert "Điều riêng" not in page
    assert "Nêu gương" not in text(get(body.probationary, "discussion:paper_list", meeting.pk))
    assert get(body.other_member, "discussion:paper_list", meeting.pk).status_code == 404


# --- contributions ------------------------------------------------------------------------------------


def test_a_contribution_is_two_taps_and_a_line(body, meeting, get, post):
    meetings.record_rest_present(actor=body.secretary.user, meeting=meeting)
    guest = meetings.add_guest(
        actor=body.secretary.user, meeting=meeting, full_name="Phan Thị Vân", position="Đảng uỷ viên"
    )
    pk = new_id()
    for _press in range(2):
        post(
            body.minute_taker, "contribution_list", meeting.pk,
            id=pk, who=f"m-{body.member.pk}", summary="Nhất trí với đề dẫn.",
        )  # fmt: skip
    post(
        body.minute_taker, "contribution_list", meeting.pk,
        id=new_id(), who=f"g-{guest.pk}", summary="Phân công rõ người.",
    )  # fmt: skip

    page = text(get(body.minute_taker, "discussion:contribution_list", meeting.pk))
    assert meeting.contributions.count() == 2
    assert "2 người đã phát biểu" in page
    assert "Nhất trí với đề dẫn." in text(get(body.member, "meetings:meeting_detail", meeting.pk))
    assert "Nhất trí với đề dẫn." not in text(get(body.deputy, "meetings:meeting_detail", meeting.pk))
    assert get(body.member, "discussion:contribution_list", meeting.pk).status_code == 404


def test_a_contribution_of_nobody_keeps_what_was_typed(body, meeting, post):
    response = post(body.minute_taker, "contribution_list", meeting.pk, id=new_id(), summary="Đã gõ dài")
    assert response.status_code == 422
    assert "Hãy chọn người phát biểu." in text(response)
    assert "Đã gõ dài" in text(response)


def test_a_contribution_is_corrected_and_taken_back(body, meeting, get, post):
    said = services.record_contribution(
        actor=body.minute_taker.user, meeting=meeting, member=body.member, summary="Bản đầu"
    )
    assert get(body.minute_taker, "discussion:contribution_change", said.pk).status_code == 200
    post(body.secretary, "contribution_change", said.pk, summary="Bản hai", seen="Bản đầu")
    stale = post(body.minute_taker, "contribution_change", said.pk, summary="Bản ba", seen="Bản đầu")
    assert stale.status_code == 422
    assert "Bản hai" in text(stale)
    assert "Bản ba" in text(stale)
    post(body.minute_taker, "contribution_remove", said.pk)
    assert meeting.contributions.count() == 0


# --- votes --------------------------------------------------------------------------------------------


def test_a_vote_names_its_rule_and_its_base(body, meeting, get, post):
    meetings.record_rest_present(actor=body.secretary.user, meeting=meeting)
    post(
        body.secretary, "vote_list", meeting.pk,
        id=new_id(), question="Thông qua kết luận", in_favour=5, against=1, other=0,
    )  # fmt: skip
    page = text(get(body.member, "meetings:meeting_detail", meeting.pk))
    assert "5/6 tán thành, đạt 83,3%" in page
    assert "208-QĐ/TW" in page
    assert "Thông qua" in page
    post(body.secretary, "vote_remove", meeting.votes.get().pk)
    assert meeting.votes.count() == 0


def test_too_many_votes_are_refused_beside_the_count(body, meeting, post):
    meetings.record_rest_present(actor=body.secretary.user, meeting=meeting)
    response = post(
        body.secretary, "vote_list", meeting.pk,
        id=new_id(), question="Thông qua", in_favour=7, against=0, other=0,
    )  # fmt: skip
    assert response.status_code == 422
    assert "Đảng viên dự bị không biểu quyết" in text(response)


def test_pages_of_a_closed_meeting_only_show(body, get):
    meeting = factories.make_meeting(body, stage=MeetingStage.CLOSED)
    for name in ("contribution_list", "vote_list", "paper_list"):
        assert '<form method="post" data-controller="once"' not in text(
            get(body.secretary, f"discussion:{name}", meeting.pk)
        )


@pytest.mark.parametrize("name", ["contribution_list", "vote_list", "paper_list"])
def test_pages_with_45_members_ask_the_database_little(body, client_of, django_assert_max_num_queries, name):
    for number in range(37):
        make_member(body.cell, f"Nguyễn Hoàng Phương {number:02d} Thảo")
    meeting = factories.make_meeting(body, stage=MeetingStage.OPEN)
    meetings.record_rest_present(actor=body.secretary.user, meeting=meeting)
    for row in meeting.summons.all()[:20]:
        services.record_contribution(
            actor=body.secretary.user, meeting=meeting, member=row.member, summary="Nhất trí."
        )
        services.assign_paper(
            actor=body.secretary.user, meeting=meeting, author=row.member, title="Nêu gương"
        )
    client = client_of(body.secretary.user)
    url = reverse(f"discussion:{name}", args=[meeting.pk])
    client.get(url)
    with django_assert_max_num_queries(25):
        assert client.get(url).status_code == 200


def test_uploaded_papers_lie_in_the_installations_own_folder(body, settings):
    paper = asked(body, factories.make_meeting(body))
    paper = services.attach_file(actor=body.member.user, paper=paper, file=docx())
    assert (Path(settings.MEDIA_ROOT) / paper.file.name).exists()
