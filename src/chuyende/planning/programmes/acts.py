"""The words by which the log tells what was done to programmes and topics."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    programme_created=_("drew up a programme"),
    programme_changed=_("changed a programme"),
    line_removed=_("removed a line of a programme"),
    topic_proposed=_("proposed a topic"),
    topic_changed=_("changed a topic"),
)
