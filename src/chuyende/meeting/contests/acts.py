"""The words by which the log tells what was done in contests."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    contest_created=_("prepared a contest"),
    contest_changed=_("changed a contest"),
    contest_removed=_("removed a contest"),
    contest_announced=_("announced a contest"),
    contest_closed=_("announced the results of a contest"),
    contest_announced_again=_("announced the results of a contest again"),
    contest_tie_decided=_("decided a tie in a contest"),
    result_cancelled=_("cancelled a result in a contest"),
    cancelled_result_replied=_("replied to a cancelled result"),
    cancelled_result_settled=_("settled a cancelled result"),
)
