"""Everything one can do with the organisation."""

from .accounts import (
    allow_account,
    create_account,
    forbid_account,
    reset_password,
    reset_second_factor,
    set_required_roles,
)
from .members import (
    admit_member,
    change_member,
    change_status,
    move_member,
    readmit_member,
    transfer_member,
)
from .person import DETAILS
from .positions import appoint_member, end_position, require_appointing
from .reading import (
    record_member_read,
    record_members_exported,
    record_passwords_read,
    record_roster_passwords_read,
)
from .roster import discard_roster, import_roster, preview_roster, undo_import
from .tree import (
    CHANGEABLE,
    add_department,
    change_organisation,
    close_organisation,
    create_organisation,
    found_committee,
    merge_cells,
    open_term,
    rename_department,
)

__all__ = [
    "CHANGEABLE",
    "DETAILS",
    "add_department",
    "admit_member",
    "allow_account",
    "appoint_member",
    "change_member",
    "change_organisation",
    "change_status",
    "close_organisation",
    "create_account",
    "create_organisation",
    "discard_roster",
    "end_position",
    "forbid_account",
    "found_committee",
    "import_roster",
    "merge_cells",
    "move_member",
    "open_term",
    "preview_roster",
    "readmit_member",
    "record_member_read",
    "record_members_exported",
    "record_passwords_read",
    "record_roster_passwords_read",
    "rename_department",
    "require_appointing",
    "reset_password",
    "reset_second_factor",
    "set_required_roles",
    "transfer_member",
    "undo_import",
]
