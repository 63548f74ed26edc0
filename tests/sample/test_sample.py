from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from benchmarks.scenarios.pages import QUERIES_AT_MOST, busiest_pages, queries_of
from benchmarks.scenarios.pages import client_of as client_of_reader
from chuyende.faces.paperwork.models import Minutes
from chuyende.faces.portal.models import Article
from chuyende.foundation.core import audit
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Member, Membership, Organisation, Term
from chuyende.foundation.review.enums import ReviewStatus
from chuyende.meeting.contests.models import Contest
from chuyende.meeting.contests.queries import standings_shown
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.meetings.models import Attendance, Meeting
from chuyende.planning.governance.models import Document
from chuyende.planning.programmes.models import Topic
from chuyende.sample import sign_ins
from chuyende.sample.people import SIGN_INS

pytestmark = pytest.mark.django_db

#: the documents that the article names
ARTICLE_DOCUMENTS = {"09-QĐi/TW", "12-HD/BTCTW", "21-KL/TW"}


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """The sample committee, built once for this file and taken out again."""
    with django_db_blocker.unblock():
        out = StringIO()
        call_command("sample", stdout=out)
        yield out.getvalue()
        call_command("flush", interactive=False, verbosity=0)


def test_the_sample_is_the_articles_school(sample):
    assert Organisation.objects.filter(kind="committee").count() == 1
    assert Organisation.objects.filter(kind="cell").count() == 3
    assert Member.objects.count() == 45
    assert Membership.objects.filter(status=MembershipStatus.PROBATIONARY).count() == 2
    assert Term.objects.filter(name="Nhiệm kỳ 2020–2025").exists()
    assert set(Document.objects.values_list("symbol", flat=True)) >= ARTICLE_DOCUMENTS


def test_the_articles_four_topics_stand_approved_in_the_three_cells_plans(sample):
    topics = Topic.objects.filter(year=2022, review__status=ReviewStatus.APPROVED)
    assert topics.count() == 4
    assert topics.values("organisation").distinct().count() == 3
    assert {topic.groundings.count() for topic in topics} == {3}


def test_meetings_of_each_form_stand_at_different_stages(sample):
    forms = {
        form
        for meeting in Meeting.objects.prefetch_related("topic__forms")
        for form in meeting.topic.forms.values_list("code", flat=True)
    }
    assert forms >= {"trac-nghiem", "clip-tham-luan", "thao-luan"}
    assert {meeting.stage for meeting in Meeting.objects.all()} >= {
        MeetingStage.SUMMONED,
        MeetingStage.CLOSED,
    }


def test_the_cell_of_which_too_few_took_part_in_the_contest_gets_no_group_award(sample):
    content = standings_shown(Contest.objects.get(closed_at__isnull=False))
    prizes = {cell["name"]: cell["prize"] for cell in content["cells"]}

    assert [name for name, prize in prizes.items() if prize is None] == ["Chi bộ 3"]
    assert content["participants"] == len(content["members"])


def test_nobody_is_counted_at_a_meeting_before_joining(sample):
    early = [
        attendance
        for attendance in Attendance.objects.select_related("member", "meeting")
        if attendance.member.joined_on and attendance.member.joined_on > attendance.meeting.starts_at.date()
    ]
    assert early == []


def test_signed_minutes_have_gapless_numbers(sample):
    for cell in Organisation.objects.filter(kind="cell"):
        for term in Term.objects.all():
            issued = Minutes.objects.filter(meeting__organisation=cell, issued__term=term)
            numbers = sorted(issued.values_list("issued__number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))


def test_news_of_the_sample_is_published_with_the_earlier_counts(sample, client_of):
    article = Article.objects.get(edition__isnull=False)
    page = client_of().get("/", headers={"user-agent": "Mozilla/5.0 Firefox/140.0"}).content.decode()
    assert article.title in page
    assert "899.02" in page


def test_the_log_of_the_sample_is_one_unbroken_chain(sample):
    assert list(audit.broken_entries()) == []


def test_the_pages_that_are_measured_answer_with_few_queries(sample):
    measured = busiest_pages()
    assert len(measured) == 11
    for page in measured:
        client = client_of_reader(page.reader)
        assert client.get(page.url).status_code == 200, page.name
        assert queries_of(client, page.url) <= QUERIES_AT_MOST, page.name


def test_everybody_on_the_list_can_sign_in(sample, client_of):
    client = client_of()
    for username in SIGN_INS.values():
        assert username in sample
        assert client.login(username=username, password="chuyen-de-2026")
    assert sign_ins.is_loaded()


def test_the_sample_goes_only_into_an_empty_database(sample):
    with pytest.raises(CommandError, match="còn trống"):
        call_command("sample")
