"""Telling people things."""

from collections.abc import Iterable

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.jobs import enqueue

from .models import Notification
from .tasks import email_notifications


def notify(*, recipients: Iterable[User], title: str, body: str = "", url: str = "") -> list[Notification]:
    """Tell each of `recipients` once, in the program, and by e-mail where an address is known.

    Part of the act that it tells of: if that is undone, nobody is told. The e-mail goes out as a job, so
    that no page waits for a mail server.
    """
    rows = Notification.objects.bulk_create(
        Notification(recipient=user, title=title[:300], body=body, url=url)
        for user in {user.pk: user for user in recipients}.values()
    )
    if any(row.recipient.email for row in rows):
        enqueue(email_notifications, [str(row.pk) for row in rows])
    return rows


def mark_read(*, actor: User, notification: Notification | None = None) -> int:
    """Note that `actor` has read one notification of theirs, or all of them. Returns how many were unread."""
    unread = Notification.objects.filter(recipient=actor, read_at=None)
    if notification is not None:
        unread = unread.filter(pk=notification.pk)
    return unread.update(read_at=clock.now())
