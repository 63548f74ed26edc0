"""E-mail, sent by the worker."""

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django_tasks import task

from chuyende.foundation.core import clock

from .models import Notification


@task()
def email_notifications(ids: list[str]) -> int:
    """Send these notifications by e-mail, each once; return how many went out.

    A job that was interrupted and runs again sends only what had not gone out.
    """
    waiting = Notification.objects.filter(pk__in=ids, emailed_at=None).exclude(recipient__email="")
    sent = 0
    with get_connection() as connection:
        for row in waiting.select_related("recipient"):
            link = f"\n\n{settings.PUBLIC_URL}{row.url}" if row.url else ""
            EmailMessage(
                subject=row.title.replace("\n", " "),
                body=(row.body or row.title) + link,
                to=[row.recipient.email],
                connection=connection,
            ).send()
            Notification.objects.filter(pk=row.pk).update(emailed_at=clock.now())
            sent += 1
    return sent
