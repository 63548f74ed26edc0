"""What has happened in the organisation. Sent inside the transaction: a receiver that fails undoes it all."""

from django.dispatch import Signal

#: member, organisation, actor
member_admitted = Signal()
#: member, membership (the one that ended), actor
member_left = Signal()
#: organisation, on, actor
organisation_closed = Signal()
#: roster, actor
roster_imported = Signal()
