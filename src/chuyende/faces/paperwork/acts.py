"""The words by which the log tells what was done to papers."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    minutes_composed=_("composed minutes"),
    minutes_signed=_("signed minutes"),
    minutes_signed_on_paper=_("noted that minutes were signed on paper"),
    paper_issued=_("issued a paper"),
    paper_downloaded=_("downloaded a paper"),
)
