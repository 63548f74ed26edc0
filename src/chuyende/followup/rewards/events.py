"""What has happened to a reward. Receivers get `reward` and `actor`, inside the transaction of the act."""

from django.dispatch import Signal

reward_decided = Signal()
