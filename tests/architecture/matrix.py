"""Who may open which address: the whole table, written by hand.

    Row("meetings:meeting_cancel", CHAIRS, {"pk": "prepared"}, data={"reason": "mưa lũ"})

`opens`: for whom the address answers; for everybody else who has signed in it is 404 (a page) or 403 (an act), for a
visitor the way to signing in. `of`: the arguments of the address, each a thing of the stage (stage.py), or a value as
it stands when the stage has no thing of that name. An address that takes no GET is tried with a POST of `data`, filled
in so that nobody is stopped by the form; a rule of the field that refuses the act counts as open.

The rules themselves: each app's rules.py.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.architecture.stage import PEOPLE, VISITOR

Names = frozenset[str]

NOBODY: Names = frozenset()
MEMBERS: Names = frozenset(PEOPLE)
PUBLIC: Names = MEMBERS | {VISITOR}

SECRETARY: Names = frozenset({"secretary"})
TAKER: Names = frozenset({"minute_taker"})
MEMBER: Names = frozenset({"member"})
CHAIRS: Names = SECRETARY | {"deputy"}
LEADERS: Names = CHAIRS | {"committee_member"}
#: who prepares and records the cell's meetings
KEEPERS: Names = LEADERS | TAKER
CELL: Names = KEEPERS | {"member", "probationary", "exempt"}
#: of the committee above it
PARTY_SECRETARY: Names = frozenset({"party_secretary"})
PARTY: Names = PARTY_SECRETARY | {"party_member_of_committee"}
INSPECTOR: Names = frozenset({"inspector"})
EDITOR: Names = frozenset({"editor"})
ADMINISTRATOR: Names = frozenset({"administrator"})
#: the cell itself, and those who direct or inspect it
READERS: Names = CELL | PARTY | INSPECTOR
#: those who direct or inspect it, and its own committee and minute taker
WATCHERS: Names = KEEPERS | PARTY | INSPECTOR
#: the structure is the Party committee's affair
STRUCTURE: Names = PARTY_SECRETARY | ADMINISTRATOR
RECORDS_OF_MEMBERS: Names = CHAIRS | PARTY | ADMINISTRATOR
NEWSROOM: Names = LEADERS | PARTY | INSPECTOR | EDITOR | {"other_secretary"}


@dataclass(frozen=True)
class Row:
    url: str
    opens: Names
    of: dict[str, str] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)


_REASON = {"reason": "Vì lý do công tác."}

UI = [
    Row("ui:preferences", PUBLIC),
    Row("ui:places", MEMBERS),
    Row("accounts:overview", MEMBERS),
    Row("accounts:session_end", SECRETARY, {"pk": "session"}),
    Row("notifications:notification_list", MEMBERS),
    Row("notifications:notification_open", MEMBER, {"pk": "notification"}),
    Row("notifications:notification_read_all", MEMBERS),
    Row("desk:today", MEMBERS),
    Row("desk:calendar", MEMBERS),
    Row("desk:calendar_month", MEMBERS, {"year": "2026", "month": "2"}),
    Row("desk:my_tasks", MEMBERS),
    Row("desk:my_record", MEMBERS),
]

REVIEW = [
    Row("review:inbox", MEMBERS),
    Row("review:review_detail", WATCHERS, {"pk": "submitted_review"}),
    Row("review:review_changes", WATCHERS, {"pk": "submitted_review", "number": "1"}),
    Row("review:review_submit", KEEPERS, {"pk": "draft_review"}),
    Row("review:review_comment", LEADERS | PARTY, {"pk": "submitted_review"}, {"text": "Bổ sung tài liệu."}),
    # the cell's level: its own committee decides before the Party committee does
    Row("review:review_approve", LEADERS, {"pk": "submitted_review"}),
    Row("review:review_return", LEADERS, {"pk": "submitted_review"}, _REASON),
    Row("review:review_amend", LEADERS | MEMBER, {"pk": "approved_review"}, _REASON),
]

ASSIGNMENTS = [
    Row("assignments:task_list", MEMBERS),
    Row("assignments:task_assign", KEEPERS, {"organisation": "cell"}),
    Row("assignments:task_detail", READERS, {"pk": "task"}),
    Row("assignments:task_proof", READERS, {"pk": "task"}),
    Row("assignments:task_report", KEEPERS, {"pk": "task"}, {"proof": "Đã xong."}),
    Row("assignments:task_close", LEADERS, {"pk": "task"}),
    Row("assignments:task_postpone", LEADERS, {"pk": "task"}, {"to_day": "30/03/2026"}),
    Row("assignments:task_withdraw", LEADERS, {"pk": "task"}, _REASON),
]

ORGANISATION = [
    Row("organisation:start", NOBODY),  # there is a committee already
    Row("organisation:organisation_tree", MEMBERS),
    Row("organisation:organisation_detail", MEMBERS, {"pk": "cell"}),
    Row("organisation:organisation_create", STRUCTURE, {"pk": "committee"}),
    Row("organisation:organisation_change", STRUCTURE, {"pk": "cell"}),
    Row("organisation:organisation_close", STRUCTURE, {"pk": "cell"}),
    Row("organisation:cell_merge", STRUCTURE, {"pk": "cell"}),
    Row("organisation:term_open", STRUCTURE, {"pk": "cell"}),
    Row("organisation:department_list", MEMBERS, {"pk": "committee"}),
    Row("organisation:department_rename", STRUCTURE, {"pk": "department"}),
    Row("organisation:position_list", MEMBERS),
    Row("organisation:position_appoint", STRUCTURE | CHAIRS, {"pk": "member"}),
    Row("organisation:position_end", STRUCTURE, {"pk": "deputys_position"}),
    Row("organisation:audit_log", CHAIRS | STRUCTURE | INSPECTOR | {"other_secretary"}),
    Row("organisation:second_factor", ADMINISTRATOR),
    Row("organisation:member_list", MEMBERS),
    Row("organisation:member_export", LEADERS | PARTY | ADMINISTRATOR | {"other_secretary"}),
    Row("organisation:member_detail", READERS | ADMINISTRATOR, {"pk": "member"}),
    Row("organisation:member_admit", RECORDS_OF_MEMBERS, {"pk": "cell"}),
    Row("organisation:member_change", RECORDS_OF_MEMBERS, {"pk": "member"}),
    Row("organisation:status_change", RECORDS_OF_MEMBERS, {"pk": "member"}),
    Row("organisation:member_move", RECORDS_OF_MEMBERS, {"pk": "member"}),
    Row("organisation:member_transfer", RECORDS_OF_MEMBERS, {"pk": "member"}),
    # a member who has left is kept by the levels above
    Row("organisation:member_readmit", PARTY | ADMINISTRATOR, {"pk": "gone"}),
    Row("organisation:account_create", ADMINISTRATOR, {"pk": "without_account"}),
    Row("organisation:account_reset", ADMINISTRATOR, {"pk": "member"}),
    Row("organisation:account_forbid", ADMINISTRATOR, {"pk": "member"}),
    Row("organisation:account_allow", ADMINISTRATOR, {"pk": "member"}),
    Row("organisation:second_factor_reset", ADMINISTRATOR, {"pk": "member"}),
    Row("organisation:account_password", ADMINISTRATOR, {"pk": "with_password"}),
    Row("organisation:roster_sample", MEMBERS),
    Row("organisation:roster_upload", STRUCTURE, {"pk": "cell"}),
    Row("organisation:roster_preview", STRUCTURE, {"pk": "roster"}),
    Row("organisation:roster_confirm", STRUCTURE, {"pk": "roster"}),
    Row("organisation:roster_discard", STRUCTURE, {"pk": "roster"}),
    Row("organisation:roster_undo", STRUCTURE, {"pk": "imported"}),
    # whoever may import hands out the first passwords, for an hour
    Row("organisation:roster_passwords", STRUCTURE, {"pk": "imported"}),
    Row("organisation:roster_passwords_file", STRUCTURE, {"pk": "imported"}),
]

_OWN_DOCUMENTS = CELL | PARTY | INSPECTOR | ADMINISTRATOR
#: whose office keeps documents somewhere
_DOCUMENT_KEEPERS = LEADERS | PARTY | ADMINISTRATOR | {"other_secretary"}

PLANNING = [
    Row("governance:document_list", MEMBERS),
    Row("governance:document_register", _DOCUMENT_KEEPERS),
    Row("governance:document_register_paper", _DOCUMENT_KEEPERS),
    Row("governance:document_detail", _OWN_DOCUMENTS, {"pk": "document"}),
    Row("governance:document_file", _OWN_DOCUMENTS, {"pk": "document"}),
    Row("governance:document_change", LEADERS | ADMINISTRATOR, {"pk": "document"}),
    Row("governance:document_replace", LEADERS | ADMINISTRATOR, {"pk": "document"}),
    Row("governance:provision_add", LEADERS | ADMINISTRATOR, {"pk": "document"}),
    Row("governance:provision_renumber", LEADERS | ADMINISTRATOR, {"pk": "provision"}),
    Row("governance:rule_list", MEMBERS),
    Row("governance:rule_detail", MEMBERS, {"code": "attendance_quorum"}),
    Row("governance:rule_set", ADMINISTRATOR, {"code": "attendance_quorum"}),
    Row("library:material_list", MEMBERS),
    Row("library:material_add", KEEPERS, {"organisation": "cell"}),
    Row("library:material_detail", READERS, {"pk": "material"}),
    Row("library:material_change", KEEPERS, {"pk": "material"}),
    Row("library:material_remove", KEEPERS, {"pk": "material"}),
    Row("library:material_file", READERS, {"pk": "material"}),
    Row("library:viewing_record", READERS, {"pk": "material"}, {"ranges": "[]", "position": "0"}),
    Row("library:viewing_finish", READERS, {"pk": "material"}),
    Row("library:material_viewings", READERS, {"pk": "material"}),
    Row("library:material_viewings_xlsx", READERS, {"pk": "material"}),
    Row("programmes:plan", MEMBERS),
    Row("programmes:organisation_plan", READERS, {"pk": "cell"}),
    Row("programmes:programme_list", MEMBERS),
    # a draft is the committee's
    Row("programmes:programme_detail", LEADERS | PARTY | INSPECTOR, {"pk": "programme"}),
    Row("programmes:programme_create", LEADERS, {"organisation": "cell", "level": "year"}),
    Row("programmes:programme_change", LEADERS, {"pk": "programme"}),
    Row("programmes:work_give_out", LEADERS, {"pk": "programme"}),
    Row("programmes:line_add", LEADERS, {"pk": "programme"}),
    Row("programmes:line_change", LEADERS, {"pk": "line"}),
    Row("programmes:line_remove", LEADERS, {"pk": "line"}),
    # its author and presenter is `member`
    Row("programmes:topic_detail", LEADERS | MEMBER | PARTY | INSPECTOR, {"pk": "draft_topic"}),
    Row("programmes:topic_propose", LEADERS, {"organisation": "cell"}),
    Row("programmes:topic_change", LEADERS | MEMBER, {"pk": "draft_topic"}),
]

_DAY = {"at": "05/02/2026 19:05"}

MEETINGS = [
    Row("meetings:meeting_list", MEMBERS),
    Row("meetings:meeting_prepare", MEMBERS),
    Row("meetings:meeting_run_list", MEMBERS),
    Row("meetings:meeting_convene", LEADERS, {"topic": "topic"}),
    # title, time and place are the calendar of the whole body
    Row("meetings:meeting_detail", MEMBERS, {"pk": "summoned"}),
    Row("meetings:meeting_change", LEADERS, {"pk": "prepared"}),
    Row("meetings:meeting_cancel", CHAIRS, {"pk": "prepared"}, _REASON),
    Row("meetings:members_summon", LEADERS, {"pk": "prepared"}),
    # with the reasons of those who are absent
    Row("meetings:summons_list", KEEPERS, {"pk": "summoned"}),
    Row("meetings:summons_answer", KEEPERS | MEMBER, {"pk": "summons"}, {"answer": "coming"}),
    Row("meetings:apology_acknowledge", LEADERS, {"pk": "summons"}),
    Row("meetings:handbook_record", KEEPERS, {"pk": "held", "papers": "sau"}, _DAY),
    Row("meetings:agenda_edit", LEADERS, {"pk": "prepared"}),
    Row("meetings:agenda_item_change", LEADERS, {"pk": "prepared", "item": "item"}),
    Row("meetings:agenda_item_move", LEADERS, {"pk": "prepared", "item": "item"}),
    Row("meetings:agenda_item_remove", LEADERS, {"pk": "prepared", "item": "item"}),
    Row("meetings:material_add", LEADERS, {"pk": "prepared"}),
    Row("meetings:material_remove", LEADERS, {"pk": "prepared", "attached": "attached"}),
    Row("meetings:attendance_sheet", KEEPERS, {"pk": "open"}),
    Row("meetings:attendance_record", KEEPERS, {"pk": "open"}),
    Row("meetings:attendance_rest", KEEPERS, {"pk": "open"}),
    Row("meetings:attendance_counts", READERS, {"pk": "open"}),
    Row("meetings:attendance_paper", KEEPERS, {"pk": "open"}),
    # the chair, or who may stand in
    Row("meetings:meeting_open", CHAIRS, {"pk": "summoned"}, _DAY),
    Row("meetings:meeting_run", KEEPERS, {"pk": "open"}),
    Row("meetings:agenda_advance", KEEPERS, {"pk": "open"}),
    Row("meetings:agenda_item_start", KEEPERS, {"pk": "open", "item": "open_item"}),
    Row("meetings:guest_add", KEEPERS, {"pk": "open"}),
    Row("meetings:guest_remove", KEEPERS, {"pk": "open", "guest": "guest"}),
    Row("meetings:conclusion_list", KEEPERS, {"pk": "open"}),
    Row("meetings:conclusion_change", KEEPERS, {"pk": "open", "conclusion": "conclusion"}),
    Row("meetings:conclusion_task_add", KEEPERS, {"pk": "open", "conclusion": "conclusion"}),
    Row("meetings:conclusion_remove", LEADERS, {"pk": "open", "conclusion": "conclusion"}),
    Row("meetings:meeting_close", CHAIRS, {"pk": "open"}),
    Row("meetings:meeting_hall", READERS, {"pk": "open"}),
    Row("meetings:meeting_hall_part", READERS, {"pk": "open"}),
]

DISCUSSION = [
    Row("discussion:my_papers", MEMBERS),
    Row("discussion:paper_list", READERS, {"meeting": "summoned"}),
    Row("discussion:paper_offer", CELL, {"meeting": "summoned"}, {"title": "Tham luận"}),
    # a draft is its author's alone; once handed in the cell reads it, and who directs or inspects it
    Row("discussion:paper_detail", MEMBER, {"pk": "paper"}),
    Row("discussion:paper_write", MEMBER, {"pk": "paper"}),
    Row("discussion:paper_autosave", MEMBER, {"pk": "paper"}),
    Row("discussion:paper_upload", MEMBER, {"pk": "paper"}),
    Row("discussion:paper_submit", MEMBER, {"pk": "paper"}),
    Row("discussion:paper_file", READERS, {"pk": "handed_in"}),
    Row("discussion:paper_take_back", frozenset({"probationary"}), {"pk": "handed_in"}),
    Row("discussion:paper_place", LEADERS, {"pk": "handed_in"}),
    Row("discussion:paper_present", KEEPERS, {"pk": "handed_in"}),
    Row("discussion:paper_remove", LEADERS, {"pk": "handed_in"}),
    Row("discussion:contribution_list", KEEPERS, {"meeting": "open"}),
    Row("discussion:contribution_change", KEEPERS, {"pk": "contribution"}),
    Row("discussion:contribution_remove", KEEPERS, {"pk": "contribution"}),
    Row("discussion:vote_list", KEEPERS, {"meeting": "open"}),
    Row("discussion:vote_remove", KEEPERS, {"pk": "vote"}),
]

_PHOTO = {"pk": "printed", "photo": "sheet_photo"}

#: whoever keeps some bank of questions
_BANKERS = KEEPERS | PARTY | {"other_secretary"}
_IMPORT = {"pk": "question_import"}
_QUESTION = {"pk": "question"}

QUESTIONS = [
    # shows the reader's own banks: nothing to whoever keeps none
    Row("questions:question_bank", MEMBERS),
    Row("questions:question_alike", MEMBERS),
    Row("questions:question_export", MEMBERS),
    Row("questions:question_export_file", MEMBERS, {"code": "gift"}),
    Row("questions:question_write", _BANKERS),
    Row("questions:import_start", _BANKERS),
    Row("questions:import_template", MEMBERS, {"code": "xlsx"}),
    Row("questions:import_detail", KEEPERS, _IMPORT),
    Row("questions:import_row", KEEPERS, _IMPORT | {"number": "1"}),
    Row("questions:import_choose", KEEPERS, _IMPORT, {"row": "1", "decision": "leave"}),
    Row("questions:import_take", KEEPERS, _IMPORT),
    Row("questions:import_undo", KEEPERS, {"pk": "taken_import"}),
    Row("questions:import_discard", KEEPERS, _IMPORT),
    # asked of nobody yet
    Row("questions:question_file", KEEPERS, {"pk": "picture"}),
    Row("questions:question_detail", KEEPERS, _QUESTION),
    Row("questions:question_change", KEEPERS, _QUESTION),
    Row("questions:question_check", KEEPERS, _QUESTION, {"version": "1"}),
    Row("questions:question_share", KEEPERS, _QUESTION),
    Row("questions:question_retire", KEEPERS, _QUESTION),
    Row("questions:question_restore", KEEPERS, _QUESTION),
]

QUIZZES = [
    Row("quizzes:quiz_list", MEMBERS),
    Row("quizzes:study", MEMBERS),
    # what members need for quizzes is kept by the committee of their cell
    Row("quizzes:accommodation_list", KEEPERS, {"organisation": "cell"}),
    Row("quizzes:quiz_create", KEEPERS, {"meeting": "summoned"}),
    Row("quizzes:quiz_detail", READERS, {"pk": "quiz"}),
    Row("quizzes:quiz_prepare", KEEPERS, {"pk": "draft_quiz"}),
    Row("quizzes:quiz_change", KEEPERS, {"pk": "draft_quiz"}),
    Row("quizzes:quiz_blueprint", KEEPERS, {"pk": "draft_quiz"}),
    Row("quizzes:quiz_blueprint_fits", KEEPERS, {"pk": "draft_quiz"}),
    Row("quizzes:quiz_print", KEEPERS, {"pk": "draft_quiz"}),
    Row("quizzes:paper_enter", KEEPERS, {"pk": "open_quiz"}),
    Row("quizzes:quiz_publish", KEEPERS, {"pk": "draft_quiz"}),
    Row("quizzes:quiz_remove", KEEPERS, {"pk": "draft_quiz"}),
    Row("quizzes:question_add", KEEPERS, {"pk": "draft_quiz"}),
    Row("quizzes:question_reuse", KEEPERS, {"pk": "draft_quiz"}),
    Row("quizzes:question_import", KEEPERS, {"pk": "draft_quiz"}),
    Row("quizzes:quiz_export", KEEPERS, {"pk": "draft_quiz"}),
    Row("quizzes:quiz_export_file", KEEPERS, {"pk": "draft_quiz", "code": "gift"}),
    Row("quizzes:question_change", KEEPERS, {"pk": "draft_quiz", "question": "quiz_question"}),
    Row("quizzes:question_remove", KEEPERS, {"pk": "draft_quiz", "question": "quiz_question"}),
    Row("quizzes:question_move", KEEPERS, {"pk": "draft_quiz", "question": "quiz_question"}),
    Row("quizzes:edition_list", KEEPERS, {"pk": "open_quiz"}),
    Row("quizzes:edition_create", KEEPERS, {"pk": "open_quiz"}),
    Row("quizzes:edition_detail", KEEPERS, {"pk": "printed"}),
    Row("quizzes:edition_photos", KEEPERS, {"pk": "printed"}),
    Row("quizzes:edition_booklet", KEEPERS, {"pk": "printed", "variant": "101", "kind": "pdf"}),
    Row("quizzes:edition_sheets", KEEPERS, {"pk": "printed"}),
    Row("quizzes:edition_key", KEEPERS, {"pk": "printed_before"}),
    Row("quizzes:photo_send", KEEPERS, {"pk": "printed"}),
    Row("quizzes:photo_picture", KEEPERS, _PHOTO),
    Row("quizzes:photo_discard", KEEPERS, _PHOTO),
    Row("quizzes:row_picture", KEEPERS, _PHOTO | {"row": "0"}),
    Row("quizzes:row_settle", KEEPERS, _PHOTO | {"row": "0"}),
    Row("quizzes:sheet_detail", KEEPERS, _PHOTO),
    Row("quizzes:sheet_assign", KEEPERS, _PHOTO),
    Row("quizzes:sheet_confirm", KEEPERS, _PHOTO),
    Row("quizzes:sheet_undo", KEEPERS, _PHOTO),
    Row("quizzes:quiz_results", WATCHERS, {"pk": "quiz"}),
    Row("quizzes:quiz_results_xlsx", WATCHERS, {"pk": "quiz"}),
    # who answered what: those who see the results; keys are corrected by those who keep the quiz
    Row("quizzes:quiz_xapi", WATCHERS, {"pk": "quiz"}),
    Row("quizzes:quiz_analysis", WATCHERS, {"pk": "quiz"}),
    Row("quizzes:quiz_analysis_xlsx", WATCHERS, {"pk": "quiz"}),
    Row("quizzes:question_analysis", WATCHERS, {"pk": "quiz", "question": "asked"}),
    Row("quizzes:quiz_gain", WATCHERS, {"pk": "repeated"}),
    Row("quizzes:quiz_repeat", KEEPERS, {"pk": "quiz"}),
    Row("quizzes:key_correct", KEEPERS, {"pk": "quiz", "question": "asked"}),
    Row("quizzes:bank_key_correct", KEEPERS, {"pk": "asked_of_the_bank"}),
    # each sees there the cells whose results they see
    Row("quizzes:knowledge", WATCHERS | {"other_secretary"}),
    Row("quizzes:knowledge_cell", WATCHERS, {"pk": "cell"}),
    Row("quizzes:knowledge_evidence", WATCHERS, {"cell": "cell", "area": "area"}),
    Row("quizzes:attempt_start", CELL, {"pk": "open_quiz"}),
    # an attempt is its member's alone
    Row("quizzes:attempt_detail", MEMBER, {"pk": "open_attempt"}),
    Row("quizzes:attempt_keep", MEMBER, {"pk": "open_attempt"}),
    Row("quizzes:attempt_worker", MEMBERS),
    Row("quizzes:attempt_save", MEMBER, {"pk": "open_attempt"}),
    Row("quizzes:attempt_review", MEMBER, {"pk": "open_attempt"}),
    Row("quizzes:attempt_submit", MEMBER, {"pk": "open_attempt"}),
    Row("quizzes:attempt_result", MEMBER, {"pk": "attempt"}),
]

_CONTEST = {"pk": "contest"}
_DRAFT_CONTEST = {"pk": "draft_contest"}
_ROUND = _DRAFT_CONTEST | {"one": "round"}

#: a contest of the Party committee: its leaders are the organisers
CONTESTS = [
    Row("contests:contest_list", MEMBERS),
    Row("contests:contest_create", PARTY, {"organisation": "committee"}),
    Row("contests:contest_change", PARTY, _DRAFT_CONTEST),
    Row("contests:contest_remove", PARTY, _DRAFT_CONTEST),
    Row("contests:contest_announce", PARTY, _DRAFT_CONTEST),
    Row("contests:round_add", PARTY, _DRAFT_CONTEST),
    Row("contests:round_change", PARTY, _ROUND),
    Row("contests:round_remove", PARTY, _ROUND),
    Row("contests:contest_detail", MEMBERS, _CONTEST),
    Row("contests:contest_rules", MEMBERS, _CONTEST),
    Row("contests:contest_predict", MEMBERS, _CONTEST, {"predicted": "7"}),
    # who has not taken part is seen by the cell's own committee
    Row("contests:contest_cell", KEEPERS, _CONTEST | {"cell": "cell"}),
    # not announced yet
    Row("contests:contest_standings", PARTY | INSPECTOR, _CONTEST),
    Row("contests:contest_direct", PARTY, _CONTEST),
    Row("contests:tie_decide", PARTY, _CONTEST),
    Row("contests:contest_close", PARTY, _CONTEST),
    Row("contests:contest_announce_again", PARTY, _CONTEST, _REASON),
    Row("contests:result_cancel", PARTY, _CONTEST),
    Row("contests:case_detail", PARTY | INSPECTOR | CHAIRS | MEMBER, {"pk": "case"}),
    Row("contests:case_reply", MEMBER, {"pk": "case"}, {"reply": "Tôi chỉ dùng một máy."}),
    Row("contests:case_settle", PARTY, {"pk": "case"}, _REASON | {"outcome": "lifted"}),
]

LIVE = [
    Row("live:sitting_list", MEMBERS),
    # the code finds nothing that is not one's own
    Row("live:sitting_join", MEMBERS),
    Row("live:sitting_create", KEEPERS, {"quiz": "hall_quiz"}),
    Row("live:sitting_detail", READERS, {"pk": "sitting"}),
    Row("live:sitting_phone", CELL, {"pk": "sitting"}),
    Row("live:sitting_host", KEEPERS, {"pk": "sitting"}),
    Row("live:sitting_screen", KEEPERS, {"pk": "sitting"}),
    Row("live:sitting_end", KEEPERS, {"pk": "sitting"}),
    Row("live:team_list", KEEPERS, {"pk": "sitting"}),
    Row("live:team_remove", KEEPERS, {"pk": "sitting", "team": "team"}),
    # whoever holds the card, the address of the picture
    Row("live:seat_card_join", PUBLIC, {"code": "card_code"}),
    Row("live:sitting_file", PUBLIC, {"pk": "sitting", "file": "picture", "code": "picture_code"}),
    Row("live:seat_cards_print", KEEPERS, {"organisation": "cell"}),
    Row("live:seat_cards_issue", KEEPERS, {"organisation": "cell"}),
    Row("live:seat_card_revoke", KEEPERS, {"pk": "card"}),
    Row("live:answer_card_list", KEEPERS, {"organisation": "cell"}),
    Row("live:answer_cards_give", KEEPERS, {"organisation": "cell"}),
    Row("live:answer_cards_print", KEEPERS, {"organisation": "cell"}),
    Row("live:answer_card_take_back", KEEPERS, {"pk": "answer_card"}),
]

FOLLOWUP = [
    Row("rewards:reward_list", MEMBERS),
    Row("rewards:reward_propose", LEADERS, {"quiz": "quiz"}),
    # a proposal is not yet told to the cell
    Row("rewards:reward_detail", WATCHERS, {"pk": "reward"}),
    Row("rewards:reward_decide", CHAIRS, {"pk": "reward"}),
    Row("rewards:reward_decline", CHAIRS, {"pk": "reward"}, _REASON),
]

PAPERWORK = [
    Row("paperwork:verify", PUBLIC, {"code": "code"}),
    Row("paperwork:paper_list", MEMBERS),
    Row("paperwork:paper_list_xlsx", MEMBERS),
    Row("paperwork:paper_detail", READERS, {"pk": "issued"}),
    Row("paperwork:paper_file", READERS, {"pk": "issued", "suffix": "pdf"}),
    # the committee's paper: its own, and the one who is rewarded
    Row(
        "paperwork:certificate_file",
        CELL | PARTY | INSPECTOR | MEMBERS,
        {"pk": "certificate", "suffix": "pdf"},
    ),
    Row("paperwork:minutes_list", MEMBERS),
    # not signed yet: those who write it, and those who direct or inspect the cell
    Row("paperwork:minutes_detail", WATCHERS, {"pk": "minutes"}),
    Row("paperwork:minutes_draft_file", WATCHERS, {"pk": "minutes", "suffix": "docx"}),
    Row("paperwork:minutes_edit", KEEPERS, {"pk": "minutes"}),
    Row("paperwork:section_edit", KEEPERS, {"pk": "section"}),
    Row("paperwork:section_restore", KEEPERS, {"pk": "section"}, {"revision": "0", "body": "x"}),
    Row("paperwork:minutes_sign", KEEPERS, {"pk": "minutes"}),
    Row("paperwork:minutes_return", KEEPERS, {"pk": "waiting"}, _REASON),
    Row("paperwork:minutes_amend", KEEPERS, {"pk": "signed"}, _REASON),
    Row("paperwork:meeting_papers", READERS, {"pk": "held"}),
    Row("paperwork:summons_detail", READERS, {"pk": "summoned"}),
    Row("paperwork:summons_issue", CHAIRS, {"pk": "summoned"}),
    Row("paperwork:summons_draft_file", READERS, {"pk": "summoned", "suffix": "pdf"}),
    Row("paperwork:sign_sheet_file", READERS, {"pk": "held"}),
    Row("paperwork:attendees_file", KEEPERS, {"pk": "held"}),
    Row("paperwork:plan_detail", READERS, {"pk": "topic"}),
    Row("paperwork:plan_issue", CHAIRS, {"pk": "topic"}),
    Row("paperwork:plan_draft_file", READERS, {"pk": "topic", "suffix": "pdf"}),
]

INSIGHTS = [
    Row("insights:overview", LEADERS | PARTY | INSPECTOR | ADMINISTRATOR | {"other_secretary"}),
    Row("insights:evidence", LEADERS | PARTY | INSPECTOR | ADMINISTRATOR | {"other_secretary"}),
    Row("insights:secretary_remind", PARTY, {"pk": "cell", "year": "2026", "quarter": "1"}),
]

_SIZE = {"size": "480"}

PORTAL = [
    Row("portal:home", PUBLIC),
    Row("portal:article_list", PUBLIC),
    Row("portal:article_read", PUBLIC, {"slug": "slug"}),
    Row("portal:article_print", PUBLIC, {"slug": "slug"}),
    Row("portal:article_photo", PUBLIC, {"pk": "edition"} | _SIZE),
    Row("portal:about", PUBLIC),
    Row("portal:document_list", PUBLIC),
    Row("portal:document_file", PUBLIC, {"pk": "public_document"}),
    Row("portal:search", PUBLIC),
    Row("portal:visitor_statistics", PUBLIC),
    Row("portal:site_map", PUBLIC),
    Row("portal:feed", PUBLIC),
    Row("portal:sitemap", PUBLIC),
    Row("portal:robots", PUBLIC),
    Row("portal:newsroom", NEWSROOM),
    Row("portal:article_draft", CHAIRS | EDITOR | PARTY_SECRETARY | {"other_secretary"}),
    Row("portal:counter_start", EDITOR | ADMINISTRATOR),
    Row("portal:article_detail", LEADERS | PARTY | INSPECTOR | EDITOR, {"pk": "draft_article"}),
    Row("portal:article_preview", LEADERS | PARTY | INSPECTOR | EDITOR, {"pk": "draft_article"}),
    Row("portal:draft_photo", LEADERS | PARTY | INSPECTOR | EDITOR, {"pk": "draft_article"} | _SIZE),
    Row("portal:article_change", CHAIRS | EDITOR, {"pk": "draft_article"}),
    Row("portal:article_submit", CHAIRS | EDITOR, {"pk": "draft_article"}),
    # going out is an act of the whole body
    Row("portal:article_publish", EDITOR | PARTY_SECRETARY, {"pk": "draft_article"}),
    Row("portal:article_withdraw", EDITOR | PARTY_SECRETARY, {"pk": "article"}, _REASON),
    Row("portal:article_views", EDITOR, {"pk": "article"}, {"views": "10"}),
]

MATRIX = [
    *UI,
    *REVIEW,
    *ASSIGNMENTS,
    *ORGANISATION,
    *PLANNING,
    *MEETINGS,
    *DISCUSSION,
    *QUESTIONS,
    *QUIZZES,
    *CONTESTS,
    *LIVE,
    *FOLLOWUP,
    *PAPERWORK,
    *INSIGHTS,
    *PORTAL,
]
