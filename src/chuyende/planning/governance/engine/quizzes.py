"""The parameters of rules on quizzes, on what their results say, and on contests."""

from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from .parameters import Choice, Parameter, Share, Switch, Whole, Words


def _points(key: str, label: Words) -> Whole:
    return Whole(key=key, label=label, minimum=-20, maximum=20)


QUIZ: list[Parameter] = [
    _points("right_low", _("Points for a right answer, not sure")),
    _points("wrong_low", _("Points for a wrong answer, not sure")),
    _points("right_middle", _("Points for a right answer, rather sure")),
    _points("wrong_middle", _("Points for a wrong answer, rather sure")),
    _points("right_high", _("Points for a right answer, very sure")),
    _points("wrong_high", _("Points for a wrong answer, very sure")),
    Switch(
        key="certainty_ranks",
        label=_("These points decide the standings"),
        help=_("Else they are information beside the number of right answers."),
    ),
    Whole(
        key="late_hours",
        label=_("Hours in which a phone without network may still send what was answered in time"),
        minimum=0,
        maximum=168,
    ),
    Whole(
        key="alike_one_in",
        label=_(
            "Two attempts are pointed out when chance would make them so alike in one of this many quizzes"
        ),
        minimum=10,
        maximum=100_000,
    ),
]

_HALF = Fraction(1, 2)


def _fewest(key: str, label: Words, *, minimum: int) -> Whole:
    return Whole(
        key=key,
        label=label,
        minimum=minimum,
        maximum=200,
        help=_("With fewer the page says that there is not enough data."),
    )


ANALYSIS: list[Parameter] = [
    Share(
        key="confidence",
        label=_("Confidence of every interval"),
        least=_HALF,
        most=Fraction(999, 1000),
    ),
    _fewest("fewest_for_facility", _("Answers needed to say how hard a question is"), minimum=1),
    _fewest(
        "fewest_for_discrimination", _("Answers needed to say how well a question tells apart"), minimum=4
    ),
    _fewest("fewest_for_choices", _("Answers needed to judge wrong choices"), minimum=1),
    _fewest("fewest_for_reliability", _("Attempts needed to judge the whole quiz"), minimum=2),
    _fewest("fewest_for_gain", _("Members needed, before and after, to say what was learnt"), minimum=2),
    _fewest(
        "fewest_groups", _("Sittings or cells needed so that one estimate leans on the others"), minimum=2
    ),
    Share(key="hard_below", label=_("A question is too hard below"), most=_HALF),
    Share(key="easy_above", label=_("A question is too easy above"), least=_HALF),
    Share(key="discrimination_least", label=_("A good question tells apart with at least")),
    Share(
        key="dead_choice_share",
        label=_("A wrong choice is useless when taken by no more than"),
        most=_HALF,
    ),
    Share(key="group_share", label=_("The best, and the weakest, are this part of all"), most=_HALF),
    _fewest("fewest_in_group", _("Members among the best needed to doubt a key"), minimum=1),
    Share(
        key="agreeing_share",
        label=_("Part of the best that must agree on another choice to doubt a key"),
        least=_HALF,
    ),
    Share(key="knowledge_weak_below", label=_("On the map of knowledge weak below"), most=_HALF),
    Share(key="knowledge_firm_from", label=_("On the map of knowledge firm from"), least=_HALF),
    Share(key="pass_from", label=_("An attempt counts as passed in exports from")),
]

CONTEST: list[Parameter] = [
    Whole(key="points", label=_("Points for a right answer"), minimum=1, maximum=100),
    Whole(key="attempts", label=_("Attempts for each member in a round"), minimum=1, maximum=20),
    Choice(
        key="counted",
        label=_("Which attempt counts"),
        options=[
            ("best", _("the best; of equal ones the earliest handed in")),
            ("first", _("the first")),
        ],
    ),
    Choice(
        key="tie_break",
        label=_("Between equal scores"),
        help=_("What is still equal then is decided by the organisers, with a reason."),
        options=[
            ("time-prediction", _("the shorter time, then the nearest prediction")),
            ("prediction-earliest", _("the nearest prediction, then who handed in first")),
            ("time-earliest", _("the shorter time, then who handed in first")),
        ],
    ),
    Choice(
        key="predicts",
        label=_("What members predict"),
        help=_("A member without a prediction stands behind those who gave one."),
        options=[
            ("participants", _("how many members take part")),
            ("all_right", _("how many members answer everything right")),
        ],
    ),
    Choice(
        key="takes_part",
        label=_("Who counts as having taken part, for the share of a cell"),
        options=[("any", _("who handed in any round")), ("every", _("who handed in every round"))],
    ),
    Share(key="group_from", label=_("Cells are ranked from this share of their members")),
    Choice(
        key="group_order",
        label=_("Cells are ranked by"),
        options=[
            ("share_mean", _("the share that took part, then the mean score")),
            ("mean_share", _("the mean score, then the share that took part")),
        ],
    ),
    Whole(key="decimals", label=_("Decimals of shares and means"), minimum=0, maximum=4),
    Whole(
        key="reply_days",
        label=_("Days to reply when a result is cancelled"),
        help=_("Nothing is settled before the member has replied or the days are over."),
        minimum=0,
        maximum=30,
    ),
    *(
        Whole(key=key, label=label, minimum=0, maximum=50)
        for key, label in (
            ("first", _("First prizes for members")),
            ("second", _("Second prizes for members")),
            ("third", _("Third prizes for members")),
            ("encouragement", _("Encouragement prizes for members")),
            ("group_first", _("First prizes for cells")),
            ("group_second", _("Second prizes for cells")),
            ("group_third", _("Third prizes for cells")),
        )
    ),
]
