"""Papers: asked of a member or offered, written, handed in, presented."""

import datetime as dt
import uuid
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit
from chuyende.foundation.core.errors import DomainError, EditedMeanwhile
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.intake import MB, PAPERS, check_upload
from chuyende.foundation.core.marking import marking_in_lines
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.models import Member
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.meeting.discussion import engine, errors
from chuyende.meeting.discussion.models import Paper
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.meetings.queries import day_of, may_be_named
from chuyende.meeting.meetings.services import add_agenda_item, remove_agenda_item
from chuyende.meeting.meetings.services.stage import ALIVE, hold, member_of, moment, moment_within

MAX_FILE = 20 * MB
MAX_TEXT = 200_000
#: the step of the agenda at which a paper is presented
STEP = "paper"
_PAPER_MINUTES = 7


@transaction.atomic
def assign_paper(
    *,
    actor: User,
    meeting: Meeting,
    author: Member,
    title: str,
    due_at: dt.datetime | None = None,
    id: uuid.UUID | None = None,
) -> Paper:
    """Ask a member of the cell for a paper, by a day; the member is told. The same `id` again asks nothing.

    Raises `TitleMissing`, `NotAMemberOfTheMeeting`, `WrongStage`.
    """
    require(actor, Perm.PAPER_ASSIGN, meeting)
    paper, created = _create(actor, meeting, author, title, due_at, id)
    if created and author.user:
        notify(
            recipients=[author.user],
            title=_("You are asked to write a paper: %(title)s") % {"title": paper.title},
            body=_("For the thematic meeting «%(title)s».") % {"title": meeting.title},
            url=reverse("discussion:paper_write", args=[paper.pk]),
        )
    return paper


@transaction.atomic
def offer_paper(
    *,
    actor: User,
    meeting: Meeting,
    title: str,
    id: uuid.UUID | None = None,
) -> Paper:
    """Put one's own name down for a paper; whoever chairs is told. The same `id` again offers nothing.

    Raises `TitleMissing`, `NotAMemberOfTheMeeting`, `WrongStage`.
    """
    require(actor, Perm.PAPER_OFFER, meeting)
    author = member_of(actor)
    assert author is not None  # the permission is a member's
    paper, created = _create(actor, meeting, author, title, None, id)
    if created and meeting.chair.user and meeting.chair.user != actor:
        notify(
            recipients=[meeting.chair.user],
            title=_("%(name)s will write a paper: %(title)s")
            % {"name": author.full_name, "title": paper.title},
            url=reverse("discussion:paper_list", args=[meeting.pk]),
        )
    return paper


@transaction.atomic
def save_paper(*, actor: User, paper: Paper, title: str, body: str, revision: int) -> Paper:
    """Keep what the author has written so far. `revision` is the one that the writer began from.

    Scripts and formatting that came with the clipboard are taken out, the words stay. Raises
    `EditedMeanwhile` when another device saved another text since, `TextMarkedSecret`, `PaperTooLong`,
    `TitleMissing`, `PaperHandedIn`, `WrongStage`.
    """
    require(actor, Perm.PAPER_WRITE, paper)
    paper = _unsubmitted(paper)
    title, body = title.strip()[:300], _checked(body)
    if not title:
        raise errors.TitleMissing
    if (paper.title, paper.body) == (title, body):
        return paper
    if paper.revision != revision:
        raise EditedMeanwhile(
            _(
                "Meanwhile another text was saved, perhaps on another device. Compare the two, then save again."
            ),
            theirs=paper.body,
            field="body",
        )
    paper.title, paper.body = title, body
    paper.revision += 1
    paper.save(update_fields=["title", "body", "revision", "updated_at"])
    if actor != paper.author.user:
        _record(actor, "paper_entered_for_author", paper)
    return paper


@transaction.atomic
def attach_file(*, actor: User, paper: Paper, file: "File[bytes]") -> Paper:
    """Give the paper as a file (PDF or Word). Raises `FileRefused`, `MarkedSecret`, `PaperHandedIn`, `WrongStage`."""
    require(actor, Perm.PAPER_WRITE, paper)
    paper = _unsubmitted(paper)
    try:
        kind = check_upload(file, kinds=PAPERS, max_bytes=MAX_FILE)
    except DomainError as error:
        error.field = "file"
        raise
    before, storage = paper.file.name, paper.file.storage
    paper.file.save(f"{new_id()}{kind.extension}", file, save=False)
    paper.save(update_fields=["file", "updated_at"])
    if before:
        transaction.on_commit(lambda: storage.delete(before))
    _record(actor, "paper_file_attached", paper)
    return paper


@transaction.atomic
def submit_paper(*, actor: User, paper: Paper) -> Paper:
    """Hand the paper in: from now on the cell can read it. Twice is once. Raises `PaperEmpty`, `WrongStage`."""
    require(actor, Perm.PAPER_WRITE, paper)
    paper = _held(paper, *ALIVE)
    if paper.submitted_at:
        return paper
    if not paper.body and not paper.file:
        raise errors.PaperEmpty
    paper.submitted_at = moment(None)
    paper.save(update_fields=["submitted_at", "updated_at"])
    _record(actor, "paper_submitted", paper)
    chair = paper.meeting.chair.user
    if chair and chair != actor:
        notify(
            recipients=[chair],
            title=_("Paper handed in: %(title)s") % {"title": paper.title},
            body=paper.author.full_name,
            url=reverse("discussion:paper_detail", args=[paper.pk]),
        )
    return paper


@transaction.atomic
def take_back_paper(*, actor: User, paper: Paper) -> Paper:
    """Take a paper back to go on writing, until it has been presented. Raises `PaperHandedIn`, `WrongStage`."""
    require(actor, Perm.PAPER_WRITE, paper)
    paper = _held(paper, *ALIVE)
    if paper.presented_at:
        raise errors.PaperHandedIn
    if paper.submitted_at:
        paper.submitted_at = None
        paper.save(update_fields=["submitted_at", "updated_at"])
        _record(actor, "paper_taken_back", paper)
    return paper


@transaction.atomic
def place_paper(*, actor: User, paper: Paper, minutes: int = _PAPER_MINUTES) -> Paper:
    """Put the paper on the agenda, after the lead paper and the papers placed before it. Twice is once.

    Raises `WrongStage`.
    """
    require(actor, Perm.PAPER_ASSIGN, paper.meeting)
    paper = _held(paper, *ALIVE)
    if paper.agenda_item:
        return paper
    before = paper.meeting.agenda.filter(step__in=["presentation", STEP]).order_by("-position").first()
    paper.agenda_item = add_agenda_item(
        actor=actor,
        meeting=paper.meeting,
        title=_("Paper: %(title)s") % {"title": paper.title},
        minutes=minutes,
        presenter=paper.author,
        step=STEP,
        after=before,
    )
    paper.save(update_fields=["agenda_item", "updated_at"])
    return paper


@transaction.atomic
def present_paper(
    *, actor: User, paper: Paper, at: dt.datetime | None = None, was_presented: bool = True
) -> Paper:
    """Note that the paper was presented in session, or (`was_presented` false) that the note was a mistake.

    Raises `PaperNotHandedIn`, `WrongStage`.
    """
    require(actor, Perm.CONTRIBUTION_RECORD, paper.meeting)
    paper = _held(paper, MeetingStage.OPEN)
    if not paper.submitted_at:
        raise errors.PaperNotHandedIn
    if bool(paper.presented_at) == was_presented:
        return paper
    paper.presented_at = moment_within(paper.meeting, at) if was_presented else None
    paper.save(update_fields=["presented_at", "updated_at"])
    _record(actor, "paper_presented" if was_presented else "paper_not_presented", paper)
    return paper


@transaction.atomic
def remove_paper(*, actor: User, paper: Paper) -> None:
    """Take back a request for which nothing has been written. Raises `PaperHasText`, `WrongStage`."""
    require(actor, Perm.PAPER_ASSIGN, paper.meeting)
    paper = _held(paper, *ALIVE)
    if paper.body or paper.file:
        raise errors.PaperHasText
    if paper.agenda_item:
        remove_agenda_item(actor=actor, item=paper.agenda_item)
    _record(actor, "paper_request_removed", paper)
    paper.delete()


def _create(
    actor: User,
    meeting: Meeting,
    author: Member,
    title: str,
    due_at: dt.datetime | None,
    pk: uuid.UUID | None,
) -> tuple[Paper, bool]:
    meeting = hold(meeting, *ALIVE)
    if not title.strip():
        raise errors.TitleMissing
    if not may_be_named(meeting.organisation, day_of(meeting)).filter(pk=author.pk).exists():
        raise errors.NotAMemberOfTheMeeting(author, field="author")
    given: dict[str, Any] = {
        "meeting": meeting,
        "author": author,
        "title": title.strip()[:300],
        "due_at": due_at,
    }
    paper, created = Paper.objects.get_or_create(id=pk or new_id(), defaults=given)
    if created:
        _record(actor, "paper_requested", paper)
    return paper, created


def _held(paper: Paper, *stages: MeetingStage) -> Paper:
    """Return the paper as stored now, its meeting locked and at one of `stages`."""
    meeting = hold(paper.meeting, *stages)
    held = meeting.papers.select_related("author__user", "agenda_item").get(pk=paper.pk)
    held.meeting = meeting
    return held


def _unsubmitted(paper: Paper) -> Paper:
    held = _held(paper, *ALIVE)
    if held.submitted_at:
        raise errors.PaperHandedIn
    return held


def _checked(body: str) -> str:
    if len(body) > MAX_TEXT:
        raise errors.PaperTooLong
    cleaned = engine.clean(body)
    if marking := marking_in_lines(engine.lines(cleaned)):
        raise errors.TextMarkedSecret(marking)
    return cleaned


def _record(actor: User, verb: str, paper: Paper) -> None:
    audit.record(actor, verb, paper, organisation=paper.meeting.organisation, about=paper.author.user)
