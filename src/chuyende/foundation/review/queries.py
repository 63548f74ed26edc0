"""Everything that one can ask about reviews."""

from django.db.models import QuerySet

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Member, Position
from chuyende.foundation.organisation.policy import LEADERS, AnyUser
from chuyende.foundation.organisation.queries import committee_of

from . import rules
from .diff import Change, section_diff
from .enums import ReviewLevel, ReviewStatus
from .models import Review


def reviews_visible_to(user: AnyUser) -> QuerySet[Review]:
    return rules.VIEW.filter(Review.objects.select_related("organisation", "author"), user)


def reviews_waiting_for(user: AnyUser) -> QuerySet[Review]:
    """The inbox: what `user` may decide now; nearest deadline first. One's own work is left to the others."""
    waiting = Review.objects.filter(status=ReviewStatus.SUBMITTED).select_related("organisation", "author")
    return rules.DECIDE.filter(waiting, user).exclude(author=user.pk)


def deciders_of(review: Review) -> QuerySet[User]:
    """Who may decide where the review waits now."""
    if review.level == ReviewLevel.CHAIR:
        return User.objects.filter(pk__in=[review.decider_id] if review.decider_id else [])
    node = review.organisation
    if review.level == ReviewLevel.COMMITTEE and node.kind == "cell":
        node = committee_of(node) or node
    held = Position.objects.on(clock.today()).filter(organisation=node, role__in=LEADERS)
    return User.objects.filter(member__in=Member.objects.filter(positions__in=held)).exclude(
        pk=review.author_id
    )


def changes_of(review: Review, number: int) -> list[tuple[str, list[Change]]]:
    """What version `number` changed against the one before, heading by heading."""
    versions = {v.number: v.sections for v in review.versions.filter(number__in=(number - 1, number))}
    return section_diff(versions.get(number - 1, []), versions[number])
