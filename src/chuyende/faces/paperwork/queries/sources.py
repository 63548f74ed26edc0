"""Where each part of minutes comes from: the page that shows the facts."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.faces.paperwork.models import Minutes
from chuyende.meeting.meetings.models import Meeting


@dataclass(frozen=True)
class Source:
    """A page of facts, in words and as an address."""

    label: str
    url: str


def sources_of(minutes: Minutes) -> dict[str, list[Source]]:
    """The pages behind each part, by its key. A part without one waits for the secretary's own words."""
    meeting = minutes.meeting
    page = Source(_("from the meeting"), reverse("meetings:meeting_detail", args=[meeting.pk]))
    topic = Source(_("from the topic"), reverse("programmes:topic_detail", args=[meeting.topic_id]))
    attendance = Source(_("from the attendance"), reverse("meetings:attendance_sheet", args=[meeting.pk]))
    conclusions = Source(_("from the conclusions"), reverse("meetings:conclusion_list", args=[meeting.pk]))
    agenda = Source(_("from the agenda"), f"{page.url}#agenda")
    said = Source(_("from the contributions recorded"), page.url)
    found = {
        "title": [topic],
        "time": [page],
        "composition": [attendance],
        "officers": [page],
        "programme": [agenda],
        "purpose": [page],
        "lead_paper": [topic, agenda],
        "papers": [Source(_("from the papers handed in"), page.url)],
        "clips": _clips(meeting),
        "quiz": _quizzes(meeting),
        "discussion": [said],
        "conclusions": [conclusions],
        "votes": [Source(_("from the votes recorded"), page.url)],
        "closing": [agenda],
    }
    return defaultdict(list, found)


def _clips(meeting: Meeting) -> list[Source]:
    uses = meeting.materials.filter(material__kind="clip").select_related("material")
    return [
        Source(
            _("from the clip «%(title)s»") % {"title": use.material.title},
            reverse("library:material_detail", args=[use.material_id]),
        )
        for use in uses
    ]


def _quizzes(meeting: Meeting) -> list[Source]:
    return [
        Source(
            _("from the results of «%(title)s»") % {"title": quiz.title},
            reverse("quizzes:quiz_results", args=[quiz.pk]),
        )
        for quiz in meeting.quizzes.filter(published_at__isnull=False)
    ]
