"""The words by which the log tells what was done to study materials."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    material_added=_("added a study material"),
    material_changed=_("changed a study material"),
    material_removed=_("removed a study material"),
)
