"""What a reader may see."""

from django.db.models import Q, QuerySet

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.organisation import rules
from chuyende.foundation.organisation.models import Member, Membership, Organisation, RosterImport
from chuyende.foundation.organisation.policy import AnyUser


def organisations_visible_to(user: AnyUser) -> QuerySet[Organisation]:
    """The committees and cells of the reader's whole body."""
    return rules.VIEW.filter(Organisation.objects.all(), user)


def members_visible_to(user: AnyUser) -> QuerySet[Member]:
    """The members whose names the reader may see, as in a Vietnamese list."""
    return rules.MEMBER_VIEW.filter(Member.objects.all(), user)


def members_known_to(user: AnyUser) -> QuerySet[Member]:
    """The members whose dates, addresses and history the reader may see."""
    return rules.MEMBER_VIEW_DETAILS.filter(Member.objects.all(), user)


def rosters_visible_to(user: AnyUser) -> QuerySet[RosterImport]:
    """The imports that the reader may look at, confirm or undo."""
    within = rules.ROSTER_IMPORT.filter(Organisation.objects.all(), user)
    return RosterImport.objects.filter(organisation__in=within).select_related("organisation", "imported_by")


def acts_visible_to(user: AnyUser) -> QuerySet[AuditEntry]:
    """The log of acts of the organisations that the reader watches over, newest first."""
    watched = rules.AUDIT_VIEW.filter(Organisation.objects.all(), user)
    return AuditEntry.objects.filter(organisation__in=watched.values("pk")).order_by("-sequence")


#: acts on a whole list, which concern everybody in it
COLLECTIVE = ("members_exported", "roster_imported")


def acts_about(user: User) -> QuerySet[AuditEntry]:
    """What others did with this person's data, newest first: the person's own to read.

    Lists that went out of the person's cell or of a committee above it count among them.
    """
    held = Membership.objects.filter(member__user=user).values_list("organisation__path", flat=True)
    step = Organisation.steplen
    upwards = {path[:end] for path in held for end in range(step, len(path) + 1, step)}
    places = Organisation.objects.filter(path__in=upwards).values("pk")
    lists = Q(verb__in=COLLECTIVE, organisation__in=places)
    return AuditEntry.objects.filter(Q(about=user.pk) | lists).order_by("-sequence")
