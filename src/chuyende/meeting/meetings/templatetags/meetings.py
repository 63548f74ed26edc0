"""What the pages of a meeting share: `{% load meetings %}`."""

from typing import Any

from django import template
from django.urls import reverse

from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.meetings.panels import tabs

register = template.Library()


@register.inclusion_tag("meetings/parts/tabs.html", takes_context=True)
def meeting_tabs(context: dict[str, Any], meeting: Meeting, active: str) -> dict[str, Any]:
    """The pages of one meeting for whoever records it; nothing for everybody else."""
    records = can(context["request"].user, Perm.MEETING_RECORD, meeting)
    shown = [(reverse(tab.url_name, args=[meeting.pk]), tab.label, tab.key == active) for tab in tabs()]
    return {"tabs": shown if records else []}


@register.filter
def telephone(number: str) -> str:
    """A telephone number as `tel:` and `sms:` links want it: digits and a leading plus."""
    return "".join(c for c in number if c.isdigit() or c == "+")
