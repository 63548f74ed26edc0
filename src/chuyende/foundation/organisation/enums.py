from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationKind(TextChoices):
    COMMITTEE = "committee", pgettext_lazy("kind of organisation", "Party committee")
    CELL = "cell", pgettext_lazy("kind of organisation", "Party cell")


class MembershipStatus(TextChoices):
    """What a member is in the cell. Drives who is counted, who votes, who is summoned."""

    OFFICIAL = "official", _("official member")
    PROBATIONARY = "probationary", _("probationary member")
    EXEMPT = "exempt", _("exempt from work and meetings")
    TEMPORARILY_EXEMPT = "temporarily_exempt", _("temporarily exempt")
    SUSPENDED = "suspended", _("suspended from Party activities")


#: Counted in the denominator of attendance.
COUNTED = (MembershipStatus.OFFICIAL, MembershipStatus.PROBATIONARY)
#: May vote (Điều lệ, Điều 3: a probationary member may not).
VOTING = (MembershipStatus.OFFICIAL,)


class EndReason(TextChoices):
    STATUS_CHANGED = "status_changed", _("status changed")
    MOVED = "moved", _("moved to another cell of this committee")
    TRANSFERRED = "transferred", _("transferred away")
    REMOVED = "removed", _("removed from the list of members")
    EXPELLED = "expelled", _("expelled")
    RESIGNED = "resigned", _("left the Party")
    DECEASED = "deceased", _("deceased")


class Sex(TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")


class Role(TextChoices):
    """What somebody may do, in the field's own words. MEMBER comes with membership, the rest with positions."""

    SECRETARY = "secretary", _("secretary")
    DEPUTY = "deputy", _("deputy secretary")
    COMMITTEE_MEMBER = "committee_member", _("committee member")
    MINUTE_TAKER = "minute_taker", _("minute taker")
    INSPECTOR = "inspector", _("inspector")
    EDITOR = "editor", _("editor")
    ADMINISTRATOR = "administrator", _("administrator")
