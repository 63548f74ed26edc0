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

#: register documents, each at a place of their own
KEEPERS: Names = LEADERS | {"other_secretary"} | PARTY_LEADERS | ADMINISTRATOR
DOCUMENT_READERS: Names = CELL | PARTY_LEADERS | INSPECTOR | ADMINISTRATOR
#: look over the whole body, or over their own cell
WATCHERS: Names = LEADERS | {"other_secretary"} | PARTY_LEADERS | INSPECTOR | ADMINISTRATOR


def no_arguments(stage: Stage) -> dict[str, Any]:
    return {}


def one_rule(stage: Stage) -> dict[str, Any]:
    return {"code": "thematic_frequency"}


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
    # governance: documents of the cell; rules bind everybody, so everybody may read them
    Row("governance:document_list", MEMBERS),
    Row("governance:document_register", KEEPERS),
    Row("governance:document_register_paper", KEEPERS),
    Row("governance:document_detail", DOCUMENT_READERS, lambda s: {"pk": s.plans.document.pk}),
    Row("governance:document_file", DOCUMENT_READERS, lambda s: {"pk": s.plans.document.pk}),
    Row("governance:document_change", LEADERS | ADMINISTRATOR, lambda s: {"pk": s.plans.document.pk}),
    Row("governance:document_replace", LEADERS | ADMINISTRATOR, lambda s: {"pk": s.plans.document.pk}),
    Row("governance:provision_add", LEADERS | ADMINISTRATOR, lambda s: {"pk": s.plans.document.pk}),
    Row("governance:provision_renumber", LEADERS | ADMINISTRATOR, lambda s: {"pk": s.plans.provision.pk}),
    Row("governance:rule_list", MEMBERS),
    Row("governance:rule_detail", MEMBERS, one_rule),
    Row("governance:rule_set", ADMINISTRATOR, one_rule),
    # programmes: drafts are the committee's and their writers'
    Row("programmes:plan", MEMBERS),
    Row("programmes:organisation_plan", CELL | PARTY_LEADERS | INSPECTOR, lambda s: {"pk": s.body.cell.pk}),
    Row("programmes:topic_propose", LEADERS, lambda s: {"organisation": s.body.cell.pk}),
    Row(
        "programmes:topic_detail",
        LEADERS | {"member"} | PARTY_LEADERS | INSPECTOR,
        lambda s: {"pk": s.plans.topic.pk},
    ),
    Row("programmes:topic_change", LEADERS | {"member"}, lambda s: {"pk": s.plans.topic.pk}),
    Row("programmes:programme_list", MEMBERS),
    Row(
        "programmes:programme_create", LEADERS, lambda s: {"organisation": s.body.cell.pk, "level": "quarter"}
    ),
    Row(
        "programmes:programme_detail",
        LEADERS | PARTY_LEADERS | INSPECTOR,
        lambda s: {"pk": s.plans.programme.pk},
    ),
    Row("programmes:programme_change", LEADERS, lambda s: {"pk": s.plans.programme.pk}),
    Row("programmes:work_give_out", LEADERS, lambda s: {"pk": s.plans.programme.pk}),
    Row("programmes:line_add", LEADERS, lambda s: {"pk": s.plans.programme.pk}),
    Row("programmes:line_change", LEADERS, lambda s: {"pk": s.plans.line.pk}),
    Row("programmes:line_remove", LEADERS, lambda s: {"pk": s.plans.line.pk}),
    # insights: the whole body, or a cell's own row
    Row("insights:overview", WATCHERS),
    Row("insights:evidence", WATCHERS),
    Row(
        "insights:secretary_remind",
        PARTY_LEADERS,
        lambda s: {"pk": s.body.cell.pk, "year": 2022, "quarter": 3},
    ),
]
