"""What happened to a review. Each is sent inside the transaction of the act, with `review` and `actor`
(none where the program acts by itself)."""

from django.dispatch import Signal

review_submitted = Signal()
#: passed one level, another is still to come
review_advanced = Signal()
review_returned = Signal()
#: passed the last level
review_approved = Signal()
review_locked = Signal()
review_amended = Signal()
#: the deadline is near or past, and nobody has decided
review_due = Signal()
