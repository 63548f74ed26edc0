"""Papers, contributions, votes: what is kept, what is refused."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import EditedMeanwhile, NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.intake import FileRefused
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.notifications.models import Notification
from chuyende.meeting.discussion import errors, queries, services
from chuyende.meeting.discussion.enums import PaperState
from chuyende.meeting.discussion.models import Paper, Vote
from chuyende.meeting.meetings import services as meetings
from chuyende.meeting.meetings.enums import AttendanceStatus, MeetingStage
from chuyende.meeting.meetings.errors import BeforeTheOpening, WrongStage
from tests.factories import Body, make_body
from tests.meeting.meetings import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def meeting(body):
    return factories.make_meeting(body, stage=MeetingStage.OPEN)


def ask(body, meeting, **given):
    defaults = {"actor": body.secretary.user, "author": body.member, "title": "Nêu gương trong giảng dạy"}
    return services.assign_paper(meeting=meeting, **(defaults | given))


def write(body, paper, text="Mỗi giảng viên tự soi.", **given):
    given = {"title": paper.title, "revision": paper.revision} | given
    return services.save_paper(actor=body.member.user, paper=paper, body=text, **given)


def docx(text="Tham luận") -> SimpleUploadedFile:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>",
        )
    return SimpleUploadedFile("tham luan.docx", held.getvalue())


# --- papers -------------------------------------------------------------------------------------------


def test_asked_member_is_told_once(body):
    meeting, pk = factories.make_meeting(body), new_id()
    for _press in range(2):
        ask(body, meeting, id=pk, due_at=clock.now() + dt.timedelta(days=1))
    assert Paper.objects.get().state == PaperState.REQUESTED
    assert Notification.objects.filter(recipient=body.member.user, url__contains=str(pk)).count() == 1


def test_paper_is_asked_by_the_cells_committee_of_a_member_of_the_cell(body):
    meeting = factories.make_meeting(body)
    for actor in (body.member, body.minute_taker, body.other_secretary):
        with pytest.raises(NotAllowed):
            ask(body, meeting, actor=actor.user)
    with pytest.raises(errors.NotAMemberOfTheMeeting):
        ask(body, meeting, author=body.other_member)
    with pytest.raises(errors.TitleMissing):
        ask(body, meeting, title="  ")


def test_a_member_offers_a_paper_and_the_chair_is_told(body):
    meeting = factories.make_meeting(body)
    paper = services.offer_paper(actor=body.probationary.user, meeting=meeting, title="Học và làm theo Bác")
    assert paper.author == body.probationary
    assert Notification.objects.filter(recipient=body.secretary.user, title__contains="Học và làm").exists()
    with pytest.raises(NotAllowed):
        services.offer_paper(actor=body.other_member.user, meeting=meeting, title="Chuyện chi bộ khác")


def test_a_draft_is_its_authors_alone_until_handed_in(body):
    paper = write(body, ask(body, factories.make_meeting(body)))
    for reader in (body.secretary, body.deputy, body.probationary, body.party_secretary):
        assert not queries.papers_visible_to(reader.user).filter(pk=paper.pk).exists()
    assert queries.papers_of(paper.meeting).get().state == PaperState.DRAFT

    services.submit_paper(actor=body.member.user, paper=paper)

    for reader in (body.secretary, body.probationary, body.party_secretary, body.inspector):
        assert queries.papers_visible_to(reader.user).filter(pk=paper.pk).exists()
    for stranger in (body.other_member, body.other_secretary, body.administrator):
        assert not queries.papers_visible_to(stranger.user).filter(pk=paper.pk).exists()


def test_nobody_else_writes_in_a_members_paper(body):
    paper = ask(body, factories.make_meeting(body))
    with pytest.raises(NotAllowed):
        services.save_paper(actor=body.secretary.user, paper=paper, title="x", body="y", revision=0)


def test_a_paper_of_a_member_without_an_account_is_entered_and_logged(body):
    paper = ask(body, factories.make_meeting(body), author=body.paper_member)
    services.save_paper(
        actor=body.minute_taker.user, paper=paper, title=paper.title, body="Chép từ bản viết tay.", revision=0
    )
    entry = AuditEntry.objects.get(verb="paper_entered_for_author")
    assert entry.actor == body.minute_taker.user.pk


def test_two_devices_writing_lose_neither_text(body):
    paper = ask(body, factories.make_meeting(body))
    write(body, paper, "Bản trên điện thoại", revision=0)

    with pytest.raises(EditedMeanwhile) as refused:
        write(body, paper, "Bản trên máy tính", revision=0)

    assert refused.value.theirs == "Bản trên điện thoại"
    paper.refresh_from_db()
    assert (paper.body, paper.revision) == ("Bản trên điện thoại", 1)


def test_the_same_text_sent_again_is_no_conflict(body):
    paper = ask(body, factories.make_meeting(body))
    write(body, paper, "Một bản", revision=0)
    assert write(body, paper, "Một bản", revision=0).revision == 1


WORD = (
    "<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><style>p.MsoNormal{margin:0}</style>"
    '<p class="MsoNormal" style="color:red" onclick="steal()">Đồng chí <b>tự soi</b>,<o:p></o:p> tự sửa</p>'
    '<script>fetch("//evil.example")</script><img src=x onerror=alert(1)>'
    '<a href="javascript:alert(1)">liên hệ bản thân</a>'
)


def test_a_paper_pasted_from_word_keeps_its_words_and_nothing_else(body):
    paper = write(body, ask(body, factories.make_meeting(body)), WORD)
    assert paper.body == "<p>Đồng chí <b>tự soi</b>, tự sửa</p>liên hệ bản thân"


def test_markup_without_words_is_nothing_written(body):
    paper = write(body, ask(body, factories.make_meeting(body)), "<p><br></p><script>x</script>")
    assert paper.body == ""
    with pytest.raises(errors.PaperEmpty):
        services.submit_paper(actor=body.member.user, paper=paper)


@pytest.mark.parametrize("text", ["MẬT\nKế hoạch", "<p>TUYỆT MẬT</p><p>Kế hoạch</p>"])
def test_a_text_marked_secret_is_not_stored(body, text):
    paper = ask(body, factories.make_meeting(body))
    with pytest.raises(errors.TextMarkedSecret):
        write(body, paper, text)
    paper.refresh_from_db()
    assert paper.body == ""


def test_a_text_without_end_is_refused(body):
    with pytest.raises(errors.PaperTooLong):
        write(body, ask(body, factories.make_meeting(body)), "a" * 200_001)


def test_handed_in_paper_is_changed_only_after_taking_it_back(body):
    paper = write(body, ask(body, factories.make_meeting(body)))
    services.submit_paper(actor=body.member.user, paper=paper)
    services.submit_paper(actor=body.member.user, paper=paper)
    with pytest.raises(errors.PaperHandedIn):
        write(body, paper, "Sửa")

    paper = services.take_back_paper(actor=body.member.user, paper=paper)

    assert write(body, paper, "Sửa").body == "Sửa"


def test_paper_as_a_file(body):
    paper = ask(body, factories.make_meeting(body))
    with pytest.raises(FileRefused) as refused:
        services.attach_file(
            actor=body.member.user, paper=paper, file=SimpleUploadedFile("bai.docx", b"MZ\x90 not a paper")
        )
    assert refused.value.field == "file"
    with pytest.raises(FileRefused):
        services.attach_file(actor=body.member.user, paper=paper, file=docx("TỐI MẬT"))

    paper = services.attach_file(actor=body.member.user, paper=paper, file=docx())

    assert paper.file.name.startswith("papers/")
    assert "tham" not in paper.file.name
    assert services.submit_paper(actor=body.member.user, paper=paper).state == PaperState.SUBMITTED


def test_paper_on_the_agenda_stands_after_the_lead_paper(body):
    meeting = factories.make_meeting(body)
    first = services.place_paper(actor=body.secretary.user, paper=ask(body, meeting))
    services.place_paper(actor=body.secretary.user, paper=first)
    services.place_paper(actor=body.secretary.user, paper=ask(body, meeting, title="Bài thứ hai"))

    agenda = [(item.step, item.title) for item in meeting.agenda.all()]

    assert [step for step, _title in agenda][:4] == ["opening", "presentation", "paper", "paper"]
    assert agenda[3][1] == "Tham luận: Bài thứ hai"
    assert first.agenda_item.presenter == body.member


def test_presented_is_noted_in_session_and_can_be_undone(body, meeting):
    paper = write(body, ask(body, meeting))
    with pytest.raises(errors.PaperNotHandedIn):
        services.present_paper(actor=body.minute_taker.user, paper=paper)
    services.submit_paper(actor=body.member.user, paper=paper)

    assert services.present_paper(actor=body.minute_taker.user, paper=paper).state == PaperState.PRESENTED

    undone = services.present_paper(actor=body.minute_taker.user, paper=paper, was_presented=False)
    assert undone.state == PaperState.SUBMITTED


def test_request_without_text_is_taken_back_with_its_line_of_the_agenda(body):
    meeting = factories.make_meeting(body)
    paper = services.place_paper(actor=body.secretary.user, paper=ask(body, meeting))
    services.remove_paper(actor=body.secretary.user, paper=paper)
    assert (meeting.papers.count(), meeting.agenda.count()) == (0, 5)
    written = write(body, ask(body, meeting))
    with pytest.raises(errors.PaperHasText):
        services.remove_paper(actor=body.secretary.user, paper=written)


# --- contributions ------------------------------------------------------------------------------------


def say(body, meeting, text="Nhất trí với đề dẫn.", **given):
    given = {"member": body.member} | given
    return services.record_contribution(actor=body.minute_taker.user, meeting=meeting, summary=text, **given)


def test_contributions_stand_by_name_in_the_order_spoken(body, meeting):
    guest = meetings.add_guest(
        actor=body.secretary.user, meeting=meeting, full_name="Phan Thị Vân", position="Đảng uỷ viên"
    )
    item = meetings.advance_agenda(actor=body.secretary.user, meeting=meeting, after=None)
    second = say(body, meeting, "Sau", spoken_at=clock.now())
    first = say(body, meeting, "Trước", member=None, guest=guest, spoken_at=meeting.opened_at)

    assert list(queries.contributions_of(meeting)) == [first, second]
    assert [c.speaker for c in (first, second)] == ["Phan Thị Vân", body.member.full_name]
    assert second.agenda_item == item
    assert queries.speakers_of(meeting) == 2


def test_contribution_sent_twice_is_one(body, meeting):
    pk = new_id()
    say(body, meeting, id=pk)
    say(body, meeting, id=pk)
    assert meeting.contributions.count() == 1


def test_contribution_needs_one_speaker_who_is_there_and_words(body, meeting):
    with pytest.raises(errors.NobodySpoke):
        say(body, meeting, member=None)
    with pytest.raises(errors.NothingSaid):
        say(body, meeting, "   ")
    with pytest.raises(errors.NotAMemberOfTheMeeting):
        say(body, meeting, member=body.other_member)
    factories.mark(body, meeting, body.member, AttendanceStatus.EXCUSED, "Ốm")
    with pytest.raises(errors.SpeakerIsAbsent):
        say(body, meeting)
    with pytest.raises(BeforeTheOpening):
        say(
            body,
            meeting,
            member=body.deputy,
            spoken_at=meeting.opened_at - dt.timedelta(minutes=1),
        )


def test_contribution_corrected_by_two_writers_loses_neither(body, meeting):
    contribution = say(body, meeting, "Bản đầu")
    services.change_contribution(
        actor=body.secretary.user, contribution=contribution, summary="Bản của bí thư", seen="Bản đầu"
    )
    with pytest.raises(EditedMeanwhile) as refused:
        services.change_contribution(
            actor=body.minute_taker.user, contribution=contribution, summary="Bản của thư ký", seen="Bản đầu"
        )
    assert refused.value.theirs == "Bản của bí thư"


def test_an_opinion_is_read_by_its_speaker_and_those_who_record_or_direct(body, meeting):
    contribution = say(body, meeting)
    may = (body.member, body.secretary, body.minute_taker, body.party_secretary, body.inspector)
    for reader in may:
        assert contribution in queries.contributions_visible_to(reader.user)
    for stranger in (body.probationary, body.other_secretary, body.administrator, body.editor):
        assert contribution not in queries.contributions_visible_to(stranger.user)


def test_the_log_keeps_who_spoke_and_not_what_was_said(body, meeting):
    say(body, meeting, "Ý kiến rất riêng")
    entry = AuditEntry.objects.get(verb="contribution_recorded")
    assert entry.about == body.member.user.pk
    assert "riêng" not in f"{entry.subject_label}{entry.detail}"


# --- votes --------------------------------------------------------------------------------------------


def vote(body, meeting, in_favour, against=0, other=0, **given):
    return services.record_vote(
        actor=body.secretary.user,
        meeting=meeting,
        question="Thông qua kết luận",
        in_favour=in_favour,
        against=against,
        other=other,
        **given,
    )


def test_vote_is_counted_against_the_official_members_summoned(body, meeting):
    # six official members are summoned, one probationary; everybody comes
    meetings.record_rest_present(actor=body.secretary.user, meeting=meeting)

    held = vote(body, meeting, 4, 1, 1)

    assert (held.base, held.present) == (6, 6)
    assert held.percent == 66.7
    assert held.is_passed
    assert held.silent == 0
    assert "208-QĐ/TW" in held.citation


@pytest.mark.parametrize(("in_favour", "passed"), [(3, False), (4, True)])
def test_exactly_half_does_not_pass(body, meeting, in_favour, passed):
    meetings.record_rest_present(actor=body.secretary.user, meeting=meeting)
    assert vote(body, meeting, in_favour).is_passed is passed


def test_absent_members_stay_in_the_base(body, meeting):
    for member in (body.secretary, body.deputy, body.member):
        factories.mark(body, meeting, member, AttendanceStatus.PRESENT)
    held = vote(body, meeting, 3)
    assert (held.base, held.present, held.is_passed) == (6, 3, False)


def test_probationary_members_do_not_vote(body, meeting):
    meetings.record_rest_present(actor=body.secretary.user, meeting=meeting)
    with pytest.raises(errors.MoreVotesThanVoters):
        vote(body, meeting, 7)


def test_who_has_left_does_not_vote(body, meeting):
    meetings.record_rest_present(actor=body.secretary.user, meeting=meeting)
    meetings.record_departure(actor=body.secretary.user, meeting=meeting, member=body.deputy)
    with pytest.raises(errors.MoreVotesThanVoters):
        vote(body, meeting, 6)
    assert vote(body, meeting, 5).base == 6


def test_nobody_marked_nobody_votes(body, meeting):
    with pytest.raises(errors.NobodyMayVote):
        vote(body, meeting, 0)


def test_a_vote_of_2022_names_the_rule_of_2022(body):
    start = factories.at_hour(14).replace(year=2022, month=5, day=17)
    meeting = factories.make_meeting(body, stage=MeetingStage.SUMMONED, starts_at=start)
    meetings.open_meeting(actor=body.secretary.user, meeting=meeting, at=start)
    meetings.record_rest_present(actor=body.secretary.user, meeting=meeting)
    assert "24-QĐ/TW" in vote(body, meeting, 6).citation


def test_vote_sent_twice_is_one_and_can_be_counted_again(body, meeting):
    meetings.record_rest_present(actor=body.secretary.user, meeting=meeting)
    pk = new_id()
    for _press in range(2):
        held = vote(body, meeting, 6, id=pk)
    assert meeting.votes.count() == 1
    services.remove_vote(actor=body.secretary.user, vote=held)
    assert meeting.votes.count() == 0


def test_the_database_refuses_more_votes_than_voters(body, meeting):
    meetings.record_rest_present(actor=body.secretary.user, meeting=meeting)
    held = vote(body, meeting, 6)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.filter(pk=held.pk).update(in_favour=7)


def test_after_closing_nothing_of_the_discussion_changes(body, meeting):
    paper = write(body, ask(body, meeting))
    services.submit_paper(actor=body.member.user, paper=paper)
    factories.finish(body, meeting)
    contribution, held = say(body, meeting), vote(body, meeting, 6)
    meetings.close_meeting(actor=body.secretary.user, meeting=meeting)
    actor = body.secretary.user
    attempts = [
        lambda: say(body, meeting),
        lambda: services.change_contribution(actor=actor, contribution=contribution, summary="Sửa"),
        lambda: services.remove_contribution(actor=actor, contribution=contribution),
        lambda: vote(body, meeting, 1),
        lambda: services.remove_vote(actor=actor, vote=held),
        lambda: ask(body, meeting, title="Muộn"),
        lambda: write(body, paper, "Sửa"),
        lambda: services.take_back_paper(actor=body.member.user, paper=paper),
        lambda: services.present_paper(actor=actor, paper=paper),
        lambda: services.place_paper(actor=actor, paper=paper),
    ]
    for attempt in attempts:
        with pytest.raises(WrongStage):
            attempt()
