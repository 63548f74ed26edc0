"""The words by which the log tells what was done here."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    review_approved=_("approved"),
    review_locked=_("locked"),
    review_amended=_("opened for amendment"),
)
