"""The subjects that rules settle, and the parameters of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .parameters import (
    Choice,
    Choices,
    Measure,
    Parameter,
    ParameterError,
    Share,
    Steps,
    Switch,
    Text,
    Whole,
    Words,
)
from .quizzes import ANALYSIS, CONTEST, QUIZ


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One subject of rules: what it settles, and its parameters."""

    code: str
    title: Words
    help: Words
    parameters: Sequence[Parameter]

    def check(self, values: Mapping[str, Any]) -> None:
        """Raise `ParameterError` unless `values` holds every parameter, nothing else, and each as it may be."""
        known = {parameter.key: parameter for parameter in self.parameters}
        for key in values:
            if key not in known:
                raise ParameterError(key, _("This rule has no such parameter."))
        for key, parameter in known.items():
            if key not in values:
                raise ParameterError(key, _("This parameter is missing."))
            parameter.check(values[key])


_PRESENTERS = [
    ("chair", _("the chair")),
    ("minute_taker", _("the minute taker")),
    ("presenter", _("the presenter of the topic")),
]
_REWARDS = [("commendation", _("commendation")), ("certificate", _("certificate of merit"))]
_APPROVAL = [
    ("approve", _("the Party committee approves it")),
    ("receive", _("the Party committee only receives it")),
]


def _mm(key: str, label: Words) -> Measure:
    return Measure(key=key, label=label, minimum=0, maximum=60, help=_("In millimetres."))


def _pt(key: str, label: Words, *, minimum: float = 1) -> Measure:
    return Measure(key=key, label=label, minimum=minimum, maximum=40, help=_("In points."))


_PAPER_LAYOUT: list[Parameter] = [
    Text(key="font_family", label=_("Typeface")),
    _mm("margin_top_mm", _("Top margin")),
    _mm("margin_bottom_mm", _("Bottom margin")),
    _mm("margin_left_mm", _("Left margin")),
    _mm("margin_right_mm", _("Right margin")),
    _pt("party_title_pt", _("Title of the Party, top right")),
    _pt("superior_pt", _("Superior organisation, top left")),
    _pt("issuer_pt", _("Issuing organisation, top left")),
    _pt("number_pt", _("Number and symbol")),
    _pt("place_date_pt", _("Place and date")),
    Switch(key="place_date_italic", label=_("Place and date in italics")),
    _pt("type_name_pt", _("Name of the type of paper")),
    _pt("abstract_pt", _("Abstract under the name")),
    Text(key="title_rule", label=_("Dashes under the title"), maximum=20, may_be_empty=True),
    _pt("body_pt", _("Running text")),
    _pt("line_pitch_pt", _("Distance of two lines")),
    _pt("paragraph_gap_pt", _("Added between two paragraphs"), minimum=0),
    _mm("first_line_mm", _("Indent of the first line")),
    Switch(key="basis_italic", label=_("What the paper rests on in italics")),
    Text(key="section_mark", label=_("What follows the Roman number of a section"), maximum=5),
    Text(key="end_mark", label=_("How the text ends"), maximum=5),
    _pt("table_pt", _("Text in tables")),
    _pt("signature_pt", _("Signature block")),
    Switch(key="position_bold", label=_("Position of the signer in bold")),
    _mm("signature_space_mm", _("Space for the signature")),
    _pt("recipients_heading_pt", _("Heading of the recipients")),
    _pt("recipients_item_pt", _("Recipients")),
    _pt("page_number_pt", _("Page number")),
]


SUBJECTS: dict[str, Subject] = {
    subject.code: subject
    for subject in (
        Subject(
            code="thematic_frequency",
            title=_("How often a thematic meeting is held"),
            help=_("Decides which quarters of a cell count as missing."),
            parameters=[
                Whole(
                    key="per_quarter",
                    label=_("Thematic meetings in a quarter, at least"),
                    minimum=1,
                    maximum=12,
                )
            ],
        ),
        Subject(
            code="thematic_procedure",
            title=_("Steps of a thematic meeting"),
            help=_("Becomes the agenda of every newly convened meeting; its chair may change it."),
            parameters=[Steps(key="steps", label=_("Steps in order"), presenters=_PRESENTERS)],
        ),
        Subject(
            code="meeting_duration",
            title=_("Length of a meeting"),
            help=_("A shorter agenda or meeting is pointed out, never refused."),
            parameters=[
                Whole(key="minutes", label=_("Minutes, at least"), minimum=15, maximum=480),
                Whole(
                    key="joined_minutes",
                    label=_("Minutes together with the monthly meeting, at least"),
                    minimum=15,
                    maximum=600,
                ),
            ],
        ),
        Subject(
            code="attendance_quorum",
            title=_("Attendance at the opening"),
            help=_("Below this share the chair is warned; the meeting is not stopped."),
            parameters=[
                Share(
                    key="warn_below",
                    label=_("Share of the members counted"),
                    help=_("Exempt and suspended members are not counted."),
                )
            ],
        ),
        Subject(
            code="vote_basis",
            title=_("How votes are counted"),
            help=_("What a majority is counted against, and what it must exceed."),
            parameters=[
                Choice(
                    key="basis",
                    label=_("Counted against"),
                    options=[
                        ("summoned", _("official members summoned")),
                        ("present", _("official members present")),
                    ],
                ),
                Share(key="majority_over", label=_("Passed with more than")),
            ],
        ),
        Subject(
            code="papers_before",
            title=_("Papers before the meeting"),
            help=_("How long before the meeting its papers must reach the members."),
            parameters=[Whole(key="days", label=_("Days before, at least"), minimum=0, maximum=30)],
        ),
        Subject(
            code="papers_after",
            title=_("Papers after the meeting"),
            help=_("How soon after the meeting its papers must be finished and uploaded."),
            parameters=[Whole(key="days", label=_("Days after, at most"), minimum=0, maximum=60)],
        ),
        Subject(
            code="quiz",
            title=_("Quizzes taken alone"),
            help=_("Points by how sure one is, answers that come later from a phone, likeness of attempts."),
            parameters=QUIZ,
        ),
        Subject(
            code="sheet_photos",
            title=_("Photographs of answer sheets"),
            help=_("Afterwards the photographs are deleted; what was read of them stays."),
            parameters=[Whole(key="days", label=_("Days for which they are kept"), minimum=1, maximum=3650)],
        ),
        Subject(
            code="contest",
            title=_("Contests"),
            help=_(
                "Points, attempts, order and prizes; a contest keeps the rules of the day it is announced."
            ),
            parameters=CONTEST,
        ),
        Subject(
            code="reward_authority",
            title=_("Who may decide rewards"),
            help=_("What goes beyond a cell's authority is proposed to the Party committee."),
            parameters=[
                Choices(key="cell", label=_("A cell may give"), options=_REWARDS),
                Choices(key="committee", label=_("The Party committee may give"), options=_REWARDS),
            ],
        ),
        Subject(
            code="live_quiz",
            title=_("Quiz in the hall"),
            help=_("How answers given together in the hall are timed and rewarded with points."),
            parameters=[
                Whole(key="points", label=_("Points for a right answer"), minimum=1, maximum=1000),
                Whole(
                    key="speed_points",
                    label=_("More points for the quickest, where speed counts"),
                    minimum=0,
                    maximum=1000,
                ),
                Whole(
                    key="grace_ms",
                    label=_("Grace after the end of the time"),
                    help=_("In thousandths of a second: for an answer that is on its way."),
                    minimum=0,
                    maximum=10_000,
                ),
                Whole(
                    key="tolerance_ms",
                    label=_("How long an answer may be on its way"),
                    help=_("In thousandths of a second: a time that a phone tells is believed within this."),
                    minimum=0,
                    maximum=20_000,
                ),
                Whole(
                    key="count_ms",
                    label=_("Shortest time between two counts on the screen"),
                    help=_("In thousandths of a second."),
                    minimum=100,
                    maximum=10_000,
                ),
            ],
        ),
        Subject(
            code="paper_layout",
            title=_("Layout of official papers"),
            help=_("Margins, sizes and marks of every paper that the program issues."),
            parameters=_PAPER_LAYOUT,
        ),
        Subject(
            code="house_style",
            title=_("Spelling in papers"),
            help=_("Which placement of the tone mark papers use. Searching treats both as equal."),
            parameters=[
                Choice(key="spelling", label=_("Spelling"), options=[("uỷ", "uỷ, hoà"), ("ủy", "ủy, hòa")])
            ],
        ),
        Subject(
            code="approval",
            title=_("Approval of topics and programmes"),
            help=_("What happens after the cell's committee has approved."),
            parameters=[
                Choice(key="topic", label=_("Topics of cells"), options=_APPROVAL),
                Choice(key="programme", label=_("Programmes of cells"), options=_APPROVAL),
            ],
        ),
        Subject(
            code="analysis",
            title=_("Analysis of quizzes"),
            help=_("From how many answers on something is said of a question, and what is said."),
            parameters=ANALYSIS,
        ),
    )
}


def subject_of(code: str) -> Subject:
    """Return the subject `code`; KeyError when rules know none."""
    return SUBJECTS[code]
