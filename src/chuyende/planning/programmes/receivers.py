"""What follows an approval, and the catalogues that the program brings along."""

import json
from importlib.resources import files
from typing import Any

from django.apps.registry import Apps
from django.apps.registry import apps as installed
from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.queries import committee_of, leaders_of
from chuyende.foundation.review.enums import ReviewLevel
from chuyende.foundation.review.events import review_approved
from chuyende.foundation.review.kinds import kind_of
from chuyende.foundation.review.models import Review

from .models import Topic


@receiver(review_approved)
def tell_author_and_presenter(review: Review, actor: User, **_signal: Any) -> None:
    """An approved topic is work for those who write and present it."""
    if review.kind != "topic":
        return
    topic = Topic.objects.select_related("author__user", "presenter__user").get(review=review)
    people = {topic.author.user, topic.presenter.user} - {None, review.author}
    notify(
        recipients=[person for person in people if person is not None],
        title=_("You were given a topic: %(title)s") % {"title": topic.title},
        body=_("Prepare the lead paper for quarter %(quarter)s of %(year)s.")
        % {"quarter": topic.roman, "year": topic.year},
        url=reverse("programmes:topic_detail", args=[topic.pk]),
    )


@receiver(review_approved)
def tell_committee_that_receives(review: Review, actor: User, **_signal: Any) -> None:
    """Where the Party committee only receives, it is told of what a cell has approved (rule `approval`)."""
    if review.kind not in ("topic", "programme") or ReviewLevel.COMMITTEE in review.levels:
        return
    if committee := committee_of(review.organisation):
        leaders = leaders_of(committee, clock.today()).exclude(user=None).select_related("user")
        notify(
            recipients=[leader.user for leader in leaders if leader.user],
            title=_("%(place)s sends for information: %(title)s")
            % {"place": review.organisation.short_name, "title": review.title},
            url=kind_of(review).url_of(review),
        )


def enter_catalogues(using: str, apps: Apps = installed, **_signal: Any) -> None:
    """After migrating or emptying the tables: add the function areas and forms of meeting that are not there yet; change none that is."""
    for model_name, file in (("FunctionArea", "function_areas.json"), ("MeetingForm", "meeting_forms.json")):
        try:
            model = apps.get_model("programmes", model_name)
        except LookupError:  # migrated backwards, before this app existed
            return
        rows = json.loads(files(__package__).joinpath("seeds", file).read_text(encoding="utf-8"))
        kept = set(model.objects.using(using).values_list("code", flat=True))
        with transaction.atomic(using=using):
            model.objects.using(using).bulk_create(
                model(position=position, **row)
                for position, row in enumerate(rows, start=1)
                if row["code"] not in kept
            )
