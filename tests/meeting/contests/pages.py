"""What the tests of pages share."""

import datetime as dt
import html
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone


def url(name: str, *args: Any) -> str:
    return reverse(f"contests:{name}", args=[getattr(arg, "pk", arg) for arg in args])


def page(client: Client, name: str, *args: Any) -> str:
    """The page as a reader sees its text: entities resolved."""
    answer = client.get(url(name, *args))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def moment(when: dt.datetime) -> str:
    """As the picker of a phone sends it."""
    return timezone.localtime(when).strftime("%Y-%m-%dT%H:%M")
