"""Minutes before they are signed: composed from the facts, then edited section by section."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.faces.paperwork.composing import compose_minutes_text
from chuyende.faces.paperwork.errors import MarkedSecret
from chuyende.faces.paperwork.models import Minutes, MinutesSection
from chuyende.faces.paperwork.queries import facts_of_section
from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.errors import EditedMeanwhile
from chuyende.foundation.core.marking import marking_in_lines
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import LEADERS, require
from chuyende.foundation.organisation.queries import holders_of
from chuyende.foundation.review.models import Review
from chuyende.foundation.review.services import require_editable, start_review
from chuyende.meeting.meetings.models import Meeting


@transaction.atomic
def compose_minutes(*, actor: User, meeting: Meeting) -> Minutes:
    """Let the minutes of a closed meeting compose themselves from its facts; a second time changes nothing."""
    require(actor, Perm.MEETING_CLOSE, meeting)
    if known := Minutes.objects.filter(meeting=meeting).first():
        return known
    review = start_review(
        actor=_author(meeting, actor),
        kind="minutes",
        organisation=meeting.organisation,
        title=str(meeting),
        decider=active(meeting.chair.user),
    )
    minutes = Minutes.objects.create(meeting=meeting, review=review)
    MinutesSection.objects.bulk_create(
        MinutesSection(
            minutes=minutes,
            position=position,
            key=section.key,
            heading=section.heading,
            composed=section.text,
            body=section.text,
        )
        for position, section in enumerate(compose_minutes_text(meeting), 1)
    )
    audit.record(actor, "minutes_composed", minutes, organisation=meeting.organisation)
    if review.author_id != actor.pk:
        notify(
            recipients=[review.author],
            title=_("The minutes are composed: %(title)s") % {"title": meeting.title},
            body=_("Read them, mend what is needed, then sign."),
            url=reverse("paperwork:minutes_detail", args=[minutes.pk]),
        )
    return minutes


@transaction.atomic
def save_section(*, actor: User, section: MinutesSection, body: str, revision: int) -> MinutesSection:
    """Keep one section as `actor` has it; `revision` is the one that the actor began from.

    The same text sent twice is saved once. Raises `NotEditableNow` once the minute taker has signed,
    `MarkedSecret`, and `EditedMeanwhile` with the other writer's text when somebody saved in between.
    """
    require(actor, Perm.MINUTES_CHANGE, section.minutes)
    section = hold_section(section)
    text = "\n".join(line.rstrip() for line in body.strip().splitlines())
    if text == section.body:
        return section
    if marking := marking_in_lines(text.splitlines()):
        raise MarkedSecret(marking)
    if section.revision != revision:
        raise EditedMeanwhile(
            _(
                "%(name)s saved this part after you had opened it. Your text is still here and theirs is shown below: "
                "take over what is needed and save again."
            )
            % {"name": section.saved_by.get_full_name() if section.saved_by else ""},
            theirs=section.body,
            field="body",
        )
    section.body, section.revision, section.saved_by = text, section.revision + 1, actor
    section.save()
    return section


@transaction.atomic
def restore_section(*, actor: User, section: MinutesSection, revision: int) -> MinutesSection:
    """Take the text that the facts give now in place of what was written. Raises as `save_section` does."""
    require(actor, Perm.MINUTES_CHANGE, section.minutes)
    section = hold_section(section)
    section.composed = facts_of_section(section)
    section.save(update_fields=["composed", "updated_at"])
    return save_section(actor=actor, section=section, body=section.composed, revision=revision)


def hold_section(section: MinutesSection) -> MinutesSection:
    """The section as stored now, held with its review: nobody signs while it is being saved, nor the other way."""
    review = Review.objects.select_for_update(no_key=True).get(minutes=section.minutes_id)
    require_editable(review)
    held = MinutesSection.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("minutes__meeting__organisation", "saved_by").get(pk=section.pk)


def active(user: User | None) -> User | None:
    """The account, if it can be used."""
    return user if user is not None and user.is_active else None


def _author(meeting: Meeting, actor: User) -> User:
    """In whose hands the draft lies: the minute taker's; without an account, a leader's of the cell but the chair."""
    if user := active(meeting.minute_taker.user):
        return user
    chair = meeting.chair.user_id
    leaders = holders_of(meeting.organisation, *LEADERS, day=clock.today())
    others = leaders.filter(user__is_active=True).exclude(user=chair).select_related("user")
    leader = others.first()
    return leader.user if leader and leader.user else actor
