"""The words by which the log tells what was done here."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    task_assigned=_("gave a task"),
    task_reported=_("reported a result"),
    task_closed=_("accepted a result"),
    task_postponed=_("carried a task over"),
    task_withdrawn=_("withdrew a task"),
)
