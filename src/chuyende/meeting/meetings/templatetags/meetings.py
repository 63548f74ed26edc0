"""What the pages of a meeting share: `{% load meetings %}`."""

import datetime as dt
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.meetings.panels import tabs

register = template.Library()

_WEEKDAYS = (
    pgettext_lazy("weekday", "Monday"),
    pgettext_lazy("weekday", "Tuesday"),
    pgettext_lazy("weekday", "Wednesday"),
    pgettext_lazy("weekday", "Thursday"),
    pgettext_lazy("weekday", "Friday"),
    pgettext_lazy("weekday", "Saturday"),
    pgettext_lazy("weekday", "Sunday"),
)


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


@register.filter
def hour_and_day(moment: dt.datetime) -> str:
    """When a meeting is, as one says it: «14:00, thứ Tư 07/10/2026»."""
    local = timezone.localtime(moment)
    return _("%(hour)s, %(weekday)s %(day)s") % {
        "hour": date_format(local, "TIME_FORMAT"),
        "weekday": _WEEKDAYS[local.weekday()],
        "day": date_format(local, "SHORT_DATE_FORMAT"),
    }
