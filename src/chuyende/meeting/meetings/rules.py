"""Who sees a meeting, prepares it, records it, closes it."""

from chuyende.foundation.organisation.enums import Role
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import (
    CHAIRS,
    LEADERS,
    at,
    belongs,
    grant,
    mine,
    over,
    same_body,
)

_HEADS = at(*LEADERS) | mine("chair")
_SCRIBES = _HEADS | at(Role.MINUTE_TAKER) | mine("minute_taker")

#: title, time and place: the calendar of the whole body
VIEW = grant(Perm.MEETING_VIEW, same_body())
#: agenda, materials, attendance, conclusions: the cell's own, and those who direct or inspect it
VIEW_RECORD = grant(
    Perm.MEETING_VIEW_RECORD, belongs() | over(*LEADERS, Role.INSPECTOR) | at(Role.MINUTE_TAKER)
)
VIEW_NOTES = grant(Perm.MEETING_VIEW_NOTES, mine("chair"))
#: asked of the topic
CONVENE = grant(Perm.MEETING_CONVENE, at(*LEADERS))
CHANGE = grant(Perm.MEETING_CHANGE, _HEADS)
RECORD = grant(Perm.MEETING_RECORD, _SCRIBES)
#: asked of the summons: the member, or on behalf of a member without a phone
RESPOND = grant(
    Perm.MEETING_RESPOND, mine("member") | at(*LEADERS, Role.MINUTE_TAKER, via="meeting__organisation")
)
CLOSE = grant(Perm.MEETING_CLOSE, at(*CHAIRS) | mine("chair"))
