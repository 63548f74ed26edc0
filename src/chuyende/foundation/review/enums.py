from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReviewStatus(TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waiting for a decision")
    RETURNED = "returned", _("returned for revision")
    APPROVED = "approved", _("approved")
    LOCKED = "locked", _("locked")


class ReviewLevel(TextChoices):
    """Who decides. A review passes the levels of its kind one after the other."""

    CHAIR = "chair", _("chair of the meeting")
    CELL = "cell", _("the cell's committee")
    COMMITTEE = "committee", _("the Party committee")


class StepAction(TextChoices):
    STARTED = "started", _("drafted")
    SUBMITTED = "submitted", _("submitted")
    COMMENTED = "commented", _("commented")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")
    LOCKED = "locked", _("locked")
    AMENDED = "amended", _("amended")
