"""What has happened to a quiz. Receivers get `quiz` and `actor`, inside the transaction of the act."""

from django.dispatch import Signal

quiz_published = Signal()
