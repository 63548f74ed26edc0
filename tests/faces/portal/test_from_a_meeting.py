"""News begun from a closed meeting: the facts that may be public, and nothing that may not."""

import datetime as dt

import pytest

from chuyende.faces.portal import services
from chuyende.faces.portal.enums import Naming
from chuyende.faces.portal.errors import MeetingNotClosed
from chuyende.faces.portal.models import Article
from chuyende.faces.portal.queries import meetings_to_write_about
from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.meeting.discussion.models import Contribution, Paper
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.planning.programmes.models import MeetingForm
from tests.factories import make_body
from tests.meeting.meetings.factories import make_meeting

pytestmark = pytest.mark.django_db
OPINION = "Tôi thấy còn nể nang, né tránh trong phê bình"


@pytest.fixture
def body():
    return make_body()


@pytest.fixture
def meeting(body):
    """Closed, with one paper and two contributions, in the form of a quiz and a discussion."""
    held = make_meeting(body, stage=MeetingStage.CLOSED)
    for number, code in enumerate(("bai-thi", "trao-doi")):
        form, _made = MeetingForm.objects.get_or_create(
            code=code, defaults={"name": ["Thi trắc nghiệm", "Thảo luận"][number]}
        )
        held.topic.forms.add(form)
    Paper.objects.create(
        meeting=held,
        author=body.deputy,
        title="Tham luận",
        body="…",
        submitted_at=clock.now(),
        presented_at=clock.now(),
    )
    for minutes in (5, 9):
        Contribution.objects.create(
            meeting=held,
            member=body.committee_member,
            summary=OPINION,
            spoken_at=clock.now() + dt.timedelta(minutes=minutes),
        )
    return held


def test_draft_article_takes_the_facts_and_names_nobody(body, meeting):
    article = services.draft_article(actor=body.editor.user, organisation=body.cell, meeting=meeting)
    text = "\n".join((article.title, article.lead, article.body))
    assert article.title == f"Chi bộ 1 sinh hoạt chuyên đề: {meeting.topic.title}"
    assert "hình thức: thi trắc nghiệm; thảo luận" in article.body
    assert "Buổi sinh hoạt có 1 tham luận và 2 lượt ý kiến phát biểu." in article.body
    assert "Dự buổi sinh hoạt có 7/7 đảng viên." in article.body  # eight of the cell but for the exempt one
    assert "nể nang" not in text
    assert meeting.place not in text
    for person in vars(body).values():
        assert getattr(person, "full_name", "nobody") not in text
    assert article.meeting == meeting
    assert article.category == "Sinh hoạt chuyên đề"


def test_draft_article_names_whom_the_editor_chose(body, meeting):
    article = services.draft_article(
        actor=body.editor.user,
        organisation=body.cell,
        meeting=meeting,
        naming=[Naming.CHAIR, Naming.AUTHORS],
    )
    assert meeting.chair.full_name in article.body
    assert body.deputy.full_name in article.body
    assert body.committee_member.full_name not in article.body


def test_draft_article_waits_for_the_meeting_to_be_closed(body):
    running = make_meeting(body, stage=MeetingStage.OPEN)
    with pytest.raises(MeetingNotClosed):
        services.draft_article(actor=body.editor.user, organisation=body.cell, meeting=running)


def test_draft_article_of_another_cells_meeting_is_refused(body, meeting):
    with pytest.raises(NotAllowed):
        services.draft_article(actor=body.other_secretary.user, organisation=body.other_cell, meeting=meeting)


def test_meetings_to_write_about_are_closed_and_of_ones_office(body, meeting):
    make_meeting(body, stage=MeetingStage.SUMMONED)
    assert list(meetings_to_write_about(body.editor.user)) == [meeting]
    assert list(meetings_to_write_about(body.secretary.user)) == [meeting]
    assert list(meetings_to_write_about(body.other_secretary.user)) == []


def test_article_draft_page_begins_from_the_meeting(client_of, body, meeting):
    client = client_of(body.editor.user)
    assert meeting.title in client.get(f"/bien-tap/moi/?buoi={meeting.pk}").content.decode()
    sent = {
        "id": str(new_id()),
        "organisation": str(body.cell.pk),
        "meeting": str(meeting.pk),
        "naming": ["chair"],
    }
    response = client.post("/bien-tap/moi/", sent)
    article = Article.objects.get()
    assert response.url == f"/bien-tap/{article.pk}/sua/"
    assert meeting.chair.full_name in client.get(response.url).content.decode()
