"""The ways into the hall, on the page of the meeting."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import AnyUser, can
from chuyende.meeting.quizzes.models import Quiz
from chuyende.meeting.quizzes.queries import ResultLink

from .queries import sittings_visible_to


def hall_links_of(quiz: Quiz, user: AnyUser) -> Iterator[ResultLink]:
    """To the sitting that runs or ran, or to opening one."""
    sitting = sittings_visible_to(user).filter(quiz=quiz).first()
    if sitting is not None:
        label = _("To the hall") if sitting.ended_at is None else _("The hall as it was")
        yield ResultLink(label, reverse("live:sitting_detail", args=[sitting.pk]))
    elif not quiz.held_at and can(user, Perm.SITTING_CREATE, quiz):
        yield ResultLink(_("Open the quiz in the hall"), reverse("live:sitting_create", args=[quiz.pk]))
