"""What a person has been told."""

import uuid

from django.db.models import Count, QuerySet

from chuyende.foundation.core.prepared import Prepared
from chuyende.foundation.organisation.policy import AnyUser

from .models import Notification


def notifications_visible_to(user: AnyUser) -> QuerySet[Notification]:
    """A person's own notifications, newest first; nobody else's."""
    return Notification.objects.filter(recipient=user.pk)


def unread_count(user: AnyUser) -> int:
    """How many of them are unread: asked by every page."""
    return (_UNREAD.first(user.pk) if user.pk else None) or 0


_UNREAD = Prepared(
    lambda user: (
        Notification.objects.filter(recipient=user, read_at=None)
        .order_by()
        .values("recipient")
        .annotate(number=Count("pk"))
        .values_list("number", flat=True)
    ),
    uuid.UUID,
)
