"""The pages of minutes and papers: who opens them, what they do, what they cost."""

import datetime as dt

import pytest
from django.urls import reverse

from chuyende.faces.paperwork import services
from chuyende.faces.paperwork.models import IssuedPaper, Minutes
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Term
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.planning.governance.models import RuleSet
from tests.faces.paperwork.factories import Held, hold_full_meeting, sign_both, user_of
from tests.factories import make_body
from tests.meeting.meetings.factories import make_meeting

pytestmark = pytest.mark.django_db

EVERYBODY = (
    *("secretary", "deputy", "committee_member", "minute_taker", "member", "probationary", "exempt"),
    *("other_secretary", "other_member", "party_secretary", "party_member_of_committee"),
    *("inspector", "editor", "administrator"),
)
#: `minute_taker` and cell's committee; committee above and inspector
READS_DRAFTS = {
    *("secretary", "deputy", "committee_member", "minute_taker"),
    *("party_secretary", "party_member_of_committee", "inspector"),
}
CELL = {"member", "probationary", "exempt"}


@pytest.fixture
def held() -> Held:
    body = make_body()
    meeting = make_meeting(body, stage=MeetingStage.CLOSED)
    return Held(body, meeting, Minutes.objects.get(meeting=meeting))


def url(name: str, *args: object) -> str:
    return reverse(f"paperwork:{name}", args=args)


def opening(client_of, held: Held, address: str) -> set[str]:
    """Who may open the address."""
    found = set()
    for name in EVERYBODY:
        status = client_of(user_of(getattr(held.body, name))).get(address).status_code
        assert status in (200, 404), (name, status)
        if status == 200:
            found.add(name)
    return found


# --- access -------------------------------------------------------------------------------------------


def test_a_draft_is_read_by_those_who_write_direct_or_inspect(client_of, held):
    assert opening(client_of, held, url("minutes_detail", held.minutes.pk)) == READS_DRAFTS
    assert opening(client_of, held, url("minutes_draft_file", held.minutes.pk, "pdf")) == READS_DRAFTS


def test_signed_minutes_are_read_by_the_cell_too_and_by_no_other_cell(client_of, held):
    issued = sign_both(held).issued

    assert opening(client_of, held, url("minutes_detail", held.minutes.pk)) == READS_DRAFTS | CELL
    assert opening(client_of, held, url("paper_detail", issued.pk)) == READS_DRAFTS | CELL
    assert opening(client_of, held, url("paper_file", issued.pk, "docx")) == READS_DRAFTS | CELL


def test_papers_of_a_meeting_are_the_cells_own(client_of, held):
    assert opening(client_of, held, url("meeting_papers", held.meeting.pk)) == READS_DRAFTS | CELL
    assert opening(client_of, held, url("summons_detail", held.meeting.pk)) == READS_DRAFTS | CELL
    assert opening(client_of, held, url("attendees_file", held.meeting.pk)) == {
        *("secretary", "deputy", "committee_member", "minute_taker")
    }


def test_while_amended_the_cell_reads_what_was_signed(client_of, held):
    sign_both(held)
    services.amend_minutes(actor=user_of(held.body.minute_taker), minutes=held.minutes, reason="Sai giờ.")
    section = held.minutes.sections.get(key="closing")
    services.save_section(
        actor=user_of(held.body.minute_taker), section=section, body="Kết thúc lúc 17 giờ 45.", revision=0
    )
    address = url("minutes_detail", held.minutes.pk)

    member, taker = (
        client_of(user_of(who)).get(address) for who in (held.body.member, held.body.minute_taker)
    )

    assert "17 giờ 45" not in member.content.decode()
    assert "Trang này hiện bản đã ký" in member.content.decode()
    assert "17 giờ 45" in taker.content.decode()


def test_parts_are_edited_by_the_writers_only(client_of, held):
    section = held.minutes.sections.first()
    writers = {"secretary", "deputy", "committee_member", "minute_taker"}

    for address in (url("minutes_edit", held.minutes.pk), url("section_edit", section.pk)):
        for name in EVERYBODY:
            status = client_of(user_of(getattr(held.body, name))).get(address).status_code
            expected = 200 if name in writers else 403 if name in READS_DRAFTS else 404
            assert status == expected, (name, address)


# --- reading and signing ------------------------------------------------------------------------------


def test_the_page_shows_the_sheet_and_signing_locks_it(client_of, held):
    address = url("minutes_detail", held.minutes.pk)
    taker, chair = client_of(user_of(held.body.minute_taker)), client_of(user_of(held.body.secretary))

    page = taker.get(address).content.decode()
    assert "DỰ THẢO" in page
    assert "Ký và chuyển chủ trì" in page
    assert "Ký, lấy số và khoá biên bản" not in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    for _click in range(2):
        answer = taker.post(url("minutes_sign", held.minutes.pk), {"signer": "taker", "seen": seen})
        assert (answer.status_code, answer["Location"]) == (302, address)
    page = chair.get(address).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    for _click in range(2):
        answer = chair.post(
            url("minutes_sign", held.minutes.pk), {"signer": "chair", "seen": seen}, follow=True
        )
    page = answer.content.decode()
    assert "Số 01-BB/CB" in page
    assert "Đã ký, đã khoá" in page
    assert "DỰ THẢO" not in page
    assert IssuedPaper.objects.count() == 1


def test_returning_without_a_reason_asks_for_it_and_with_one_gives_back(client_of, held):
    services.sign_minutes(actor=user_of(held.body.minute_taker), minutes=held.minutes, signer="taker")
    chair = client_of(user_of(held.body.secretary))

    refused = chair.post(url("minutes_return", held.minutes.pk), {"reason": ""})
    assert refused.status_code == 422
    assert "Hãy" in refused.content.decode() or "lý do" in refused.content.decode()
    chair.post(url("minutes_return", held.minutes.pk), {"reason": "Ghi thiếu ý kiến."})

    page = client_of(user_of(held.body.minute_taker)).get(url("minutes_detail", held.minutes.pk))
    assert "Đồng chí Trần Thị Bích trả lại biên bản" in page.content.decode()
    assert "Ghi thiếu ý kiến." in page.content.decode()


def test_a_missing_term_is_told_on_signing(client_of, held):
    Term.objects.all().delete()
    taker = client_of(user_of(held.body.minute_taker))

    answer = taker.post(
        url("minutes_sign", held.minutes.pk),
        {"signer": "taker"},
        follow=True,
        headers={"referer": f"http://testserver{url('minutes_detail', held.minutes.pk)}"},
    )

    assert "Quản trị viên thêm nhiệm kỳ ở mục «Tổ chức»" in answer.content.decode()


def test_without_a_rule_of_layout_the_page_says_what_to_do(client_of, held):
    RuleSet.objects.filter(code="paper_layout").delete()

    page = client_of(user_of(held.body.secretary)).get(url("minutes_detail", held.minutes.pk))

    assert page.status_code == 200
    assert "Chưa trình bày được văn bản" in page.content.decode()
    assert "paper_layout" in page.content.decode()


# --- editing ------------------------------------------------------------------------------------------


def test_the_list_of_parts_shows_where_each_comes_from(client_of, held):
    page = client_of(user_of(held.body.secretary)).get(url("minutes_edit", held.minutes.pk)).content.decode()

    assert reverse("meetings:attendance_sheet", args=[held.meeting.pk]) in page
    assert "từ điểm danh" in page
    assert "Chưa có dữ kiện cho phần này" in page


def test_two_secretaries_save_the_same_part_and_both_texts_are_shown(client_of, held):
    section = held.minutes.sections.get(key="assessment")
    address = url("section_edit", section.pk)
    first, second = client_of(user_of(held.body.secretary)), client_of(user_of(held.body.deputy))

    first.post(address, {"revision": 0, "body": "Xếp loại Tốt."})
    refused = second.post(address, {"revision": 0, "body": "Xếp loại Khá."})

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Xếp loại Tốt." in page
    assert "Xếp loại Khá." in page
    assert 'name="revision" value="1"' in page
    second.post(address, {"revision": 1, "body": "Xếp loại Tốt; cần khắc phục."})
    section.refresh_from_db()
    assert section.body == "Xếp loại Tốt; cần khắc phục."


def test_saving_goes_on_to_the_next_part_when_asked(client_of, held):
    parts = list(held.minutes.sections.all())

    answer = client_of(user_of(held.body.secretary)).post(
        url("section_edit", parts[0].pk), {"revision": 0, "body": parts[0].body, "next": "1"}
    )

    assert answer["Location"] == url("section_edit", parts[1].pk)


def test_the_text_of_the_facts_is_taken_again(client_of, held):
    section = held.minutes.sections.get(key="officers")
    secretary = client_of(user_of(held.body.secretary))
    secretary.post(url("section_edit", section.pk), {"revision": 0, "body": "Chủ trì: ai đó."})

    page = secretary.get(url("section_edit", section.pk)).content.decode()
    assert "Lấy lại theo dữ kiện" in page
    secretary.post(url("section_restore", section.pk), {"revision": 1})

    section.refresh_from_db()
    assert section.body == section.composed


def test_what_is_typed_is_escaped_on_the_page(client_of, held):
    section = held.minutes.sections.get(key="assessment")
    services.save_section(
        actor=user_of(held.body.secretary),
        section=section,
        body="<script>alert(1)</script><img src=x onerror=alert(1)>",
        revision=0,
    )

    for address in (
        url("minutes_detail", held.minutes.pk),
        url("minutes_edit", held.minutes.pk),
        url("section_edit", section.pk),
    ):
        page = client_of(user_of(held.body.secretary)).get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


# --- places and costs ---------------------------------------------------------------------------------


def test_the_meetings_page_leads_to_its_papers(client_of, held):
    page = client_of(user_of(held.body.secretary)).get(
        reverse("meetings:meeting_detail", args=[held.meeting.pk])
    )

    assert url("minutes_detail", held.minutes.pk) in page.content.decode()
    assert url("meeting_papers", held.meeting.pk) in page.content.decode()


def test_lists_cost_the_same_whatever_their_length(client_of, django_assert_max_num_queries):
    body = make_body()
    for days in range(3):
        starts_at = clock.now() - dt.timedelta(days=days)
        meeting = make_meeting(body, stage=MeetingStage.CLOSED, starts_at=starts_at)
        sign_both(Held(body, meeting, Minutes.objects.get(meeting=meeting)))
    client = client_of(user_of(body.secretary))

    for address in (url("minutes_list"), url("paper_list")):
        client.get(address)
        with django_assert_max_num_queries(25):
            page = client.get(address).content.decode()
        assert page.count("Số 0") >= 3


def test_the_page_of_full_minutes_costs_few_queries(client_of, time_machine, django_assert_max_num_queries):
    held = hold_full_meeting(time_machine)
    client = client_of(user_of(held.body.secretary))
    client.get(url("minutes_detail", held.minutes.pk))

    with django_assert_max_num_queries(25):
        assert client.get(url("minutes_detail", held.minutes.pk)).status_code == 200
    with django_assert_max_num_queries(25):
        assert client.get(url("minutes_edit", held.minutes.pk)).status_code == 200
