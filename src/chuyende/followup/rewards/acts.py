"""The words by which the log tells what was done about rewards."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    reward_proposed=_("proposed a reward"),
    reward_decided=_("decided a reward"),
    reward_declined=_("declined a proposed reward"),
)
