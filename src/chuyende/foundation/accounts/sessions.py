"""Sessions as Django keeps them in the database, read by a prepared question: every page reads one."""

import datetime as dt
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from chuyende.foundation.core import clock
from chuyende.foundation.core.prepared import Prepared

_CONTENT = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list(
        "session_data", flat=True
    ),
    str,
    dt.datetime,
)


class SessionStore(db.SessionStore):
    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing when it is not there or its time is over, and then its key is gone."""
        found = _CONTENT.first(self.session_key, clock.now()) if self.session_key else None
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found)
