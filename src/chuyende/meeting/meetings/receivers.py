"""What a meeting that was held forbids to happen to its topic."""

from typing import Any

from django.dispatch import receiver

from chuyende.foundation.review.events import review_amended
from chuyende.foundation.review.models import Review

from .errors import TopicAlreadyHeld
from .models import Meeting


@receiver(review_amended)
def keep_the_topic_of_a_meeting_that_was_held(review: Review, **_signal: Any) -> None:
    """A topic that a meeting was held on is on record: raises `TopicAlreadyHeld`, which undoes the amendment."""
    if review.kind != "topic":
        return
    if held := Meeting.objects.filter(topic__review=review, closed_at__isnull=False).first():
        raise TopicAlreadyHeld(held)
