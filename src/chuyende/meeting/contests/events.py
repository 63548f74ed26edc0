"""What has happened to a contest. Receivers get `contest` and `actor`, inside the transaction of the act."""

from django.dispatch import Signal

contest_closed = Signal()
