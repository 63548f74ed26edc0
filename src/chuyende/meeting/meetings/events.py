"""What has happened to a meeting. Receivers get `meeting` and `actor`, inside the transaction of the act."""

from django.dispatch import Signal

meeting_convened = Signal()
members_summoned = Signal()
meeting_opened = Signal()
meeting_closed = Signal()
meeting_cancelled = Signal()
