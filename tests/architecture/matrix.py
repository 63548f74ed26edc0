"""Who may open which address: the whole table, written by hand.

    Row("meetings:meeting_close", CHAIRS, lambda s: {"pk": s.meeting.pk})

`opens`: for whom the address answers; for everybody else who has signed in it is 404 (a page) or 403 (an act), for a
visitor the way to signing in. `of`: the address's arguments, taken from the stage (stage.py). An address that only
takes a POST is tried with an empty one: a complaint about missing fields counts as open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.architecture.stage import PEOPLE, VISITOR, Stage

Names = frozenset[str]

NOBODY: Names = frozenset()
MEMBERS: Names = frozenset(PEOPLE)
PUBLIC: Names = MEMBERS | {VISITOR}
#: of the cell that the things belong to
CELL: Names = frozenset(
    {"secretary", "deputy", "committee_member", "minute_taker", "member", "probationary", "exempt"}
)
CHAIRS: Names = frozenset({"secretary", "deputy"})
LEADERS: Names = CHAIRS | {"committee_member"}
#: of the committee above it
PARTY_LEADERS: Names = frozenset({"party_secretary", "party_member_of_committee"})
INSPECTOR: Names = frozenset({"inspector"})
EDITOR: Names = frozenset({"editor"})
ADMINISTRATOR: Names = frozenset({"administrator"})


def no_arguments(stage: Stage) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    url: str
    opens: Names
    of: Callable[[Stage], dict[str, Any]] = no_arguments


MATRIX = [
    # ui
    Row("ui:preferences", PUBLIC),
    Row("ui:places", MEMBERS),
    # notifications
    Row("notifications:notification_list", MEMBERS),
    Row("notifications:notification_read_all", MEMBERS),
    # review
    Row("review:inbox", MEMBERS),
    # assignments
    Row("assignments:task_list", MEMBERS),
    # portal: what everybody may read
    Row("portal:home", PUBLIC),
    Row("portal:article_list", PUBLIC),
    Row("portal:about", PUBLIC),
    Row("portal:document_list", PUBLIC),
    Row("portal:search", PUBLIC),
    Row("portal:visitor_statistics", PUBLIC),
    Row("portal:site_map", PUBLIC),
    Row("portal:feed", PUBLIC),
    Row("portal:sitemap", PUBLIC),
    Row("portal:robots", PUBLIC),
]
