"""The words by which the log tells what was done to a meeting."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    meeting_convened=_("convened a meeting"),
    meeting_changed=_("changed the time, place or chair of a meeting"),
    meeting_cancelled=_("called a meeting off"),
    meeting_opened=_("opened a meeting"),
    meeting_closed=_("closed a meeting"),
    members_summoned=_("summoned the members to a meeting"),
    summons_answered=_("answered a summons"),
    apology_acknowledged=_("acknowledged an apology"),
    agenda_item_added=_("added an item to the agenda"),
    agenda_item_changed=_("changed an item of the agenda"),
    agenda_item_removed=_("removed an item from the agenda"),
    meeting_material_added=_("added a material to a meeting"),
    meeting_material_removed=_("removed a material from a meeting"),
    handbook_upload_recorded=_("noted that papers were put into the handbook app"),
    attendance_recorded=_("recorded an attendance"),
    attendance_cleared=_("took an attendance mark back"),
    rest_marked_present=_("marked the rest present"),
    meeting_left=_("noted that a member left the meeting"),
    meeting_rejoined=_("noted that a member came back to the meeting"),
    guest_added=_("noted a guest of a meeting"),
    guest_removed=_("removed a guest of a meeting"),
    conclusion_added=_("added a conclusion"),
    conclusion_changed=_("changed a conclusion"),
    conclusion_removed=_("removed a conclusion"),
)
