"""What a person has been told."""

from django.db.models import QuerySet

from chuyende.foundation.organisation.policy import AnyUser

from .models import Notification


def notifications_visible_to(user: AnyUser) -> QuerySet[Notification]:
    """A person's own notifications, newest first; nobody else's."""
    return Notification.objects.filter(recipient=user.pk)


def unread_count(user: AnyUser) -> int:
    return notifications_visible_to(user).filter(read_at=None).count()
