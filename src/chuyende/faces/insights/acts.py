"""The words by which the log tells what was done on seeing gaps."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    secretary_reminded=_("reminded the secretary of a cell"),
)
