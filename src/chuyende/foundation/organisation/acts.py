"""The words by which the log tells what was done to the organisation and its members."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    committee_founded=_("set up the Party committee"),
    organisation_created=_("opened an organisation"),
    organisation_changed=_("corrected the data of an organisation"),
    organisation_closed=_("closed an organisation"),
    cells_merged=_("merged cells"),
    term_opened=_("opened a term"),
    department_added=_("added a department"),
    department_renamed=_("renamed a department"),
    member_admitted=_("admitted a member to a cell"),
    member_changed=_("corrected a member's data"),
    member_status_changed=_("changed a member's status"),
    member_moved=_("moved a member to another cell"),
    member_left=_("ended a membership"),
    member_read=_("looked at a member's data"),
    members_exported=_("exported a list of members"),
    member_appointed=_("gave a position"),
    position_ended=_("ended a position"),
    account_created=_("opened an account"),
    account_forbidden=_("closed an account"),
    account_allowed=_("allowed an account again"),
    password_reset=_("issued a one-time password"),
    passwords_read=_("looked at one-time passwords"),
    second_factor_reset=_("took back a second factor"),
    second_factor_required=_("changed which roles need a second factor"),
    roster_imported=_("imported a list of members"),
    roster_undone=_("undid an import"),
)
