"""What paperwork does when something happens below: within the same transaction, so that all or nothing is done."""

from typing import Any

from django.dispatch import receiver

from chuyende.followup.rewards.events import reward_decided
from chuyende.followup.rewards.models import Reward
from chuyende.foundation.accounts.models import User
from chuyende.foundation.review.events import (
    review_amended,
    review_approved,
    review_returned,
    review_submitted,
)
from chuyende.foundation.review.models import Review
from chuyende.meeting.meetings.events import meeting_closed
from chuyende.meeting.meetings.models import Meeting

from . import services


@receiver(meeting_closed)
def compose_on_closing(meeting: Meeting, actor: User, **_signal: Any) -> None:
    services.compose_minutes(actor=actor, meeting=meeting)


@receiver(review_submitted)
def sign_as_taker(review: Review, actor: User, **_signal: Any) -> None:
    if review.kind == "minutes":
        services.taker_has_signed(actor=actor, review=review)


@receiver(review_approved)
def sign_as_chair(review: Review, actor: User, **_signal: Any) -> None:
    if review.kind == "minutes":
        services.chair_has_signed(actor=actor, review=review)


@receiver([review_returned, review_amended])
def sign_again(review: Review, actor: User, **_signal: Any) -> None:
    if review.kind == "minutes":
        services.take_back_signatures(review=review)


@receiver(reward_decided)
def number_the_decision(reward: Reward, actor: User, **_signal: Any) -> None:
    services.issue_decision(actor=actor, reward=reward)
