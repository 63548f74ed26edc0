"""Item analysis of a closed quiz, and the answers that it rests on."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils import timezone

from chuyende.foundation.organisation.models import Member
from chuyende.meeting.questions.engine.words import Kind, Words
from chuyende.meeting.quizzes.engine.analysis import AnalysisRules, Item, ItemReport, Marked, Report, analyse
from chuyende.meeting.quizzes.engine.analysis.data import ONE_CHOICE
from chuyende.meeting.quizzes.models import Answer, Attempt, Quiz, QuizQuestion
from chuyende.planning.governance.models import RuleSet
from chuyende.planning.governance.queries import rule_in_force

from .quizzes import questions_of

RULE = "analysis"
_WHOLE = (
    "fewest_for_facility",
    "fewest_for_discrimination",
    "fewest_for_choices",
    "fewest_for_reliability",
    "fewest_for_gain",
    "fewest_groups",
    "fewest_in_group",
)
_SHARES = (
    "confidence",
    "hard_below",
    "easy_above",
    "discrimination_least",
    "dead_choice_share",
    "group_share",
    "agreeing_share",
)


@dataclass(frozen=True)
class AnalysedQuestion:
    """One question of a quiz with what its answers say of it; `number` is its place in the quiz's own order."""

    number: int
    question: QuizQuestion
    report: ItemReport


@dataclass(frozen=True)
class QuizAnalysis:
    """A quiz as its answers show it, by the `rule` of the day on which it was over.

    Of several attempts of a member only the first counts: later ones build on it.
    """

    quiz: Quiz
    rule: RuleSet
    report: Report
    questions: list[AnalysedQuestion]


def analysis_rule(quiz: Quiz) -> RuleSet:
    """The rule that says from how many answers on something is said of `quiz`."""
    over = quiz.held_at if quiz.is_of_the_hall and quiz.held_at else quiz.closes_at
    return rule_in_force(RULE, day=timezone.localdate(over), organisation=quiz.organisation)


def thresholds_of(rule: RuleSet) -> AnalysisRules:
    """The thresholds that a rule holds."""
    values: dict[str, Any] = {key: rule.share(key) for key in _SHARES}
    values |= {key: rule.whole(key) for key in _WHOLE}
    return AnalysisRules(**values)


def analysis_of(quiz: Quiz) -> QuizAnalysis:
    """Analyse the first attempts that were handed in, by the keys in force."""
    rule, questions = analysis_rule(quiz), list(questions_of(quiz))
    report = analyse(
        [item_of(question) for question in questions], marked_attempts(quiz, questions), thresholds_of(rule)
    )
    analysed = [
        AnalysedQuestion(number, question, item)
        for number, (question, item) in enumerate(zip(questions, report.items, strict=True), start=1)
    ]
    return QuizAnalysis(quiz, rule, report, analysed)


def item_of(question: QuizQuestion) -> Item:
    """A question as the engine takes it: one point, and its choices where one of them is taken."""
    words = question.words
    match words.kind:
        case Kind.SINGLE:
            choices, keys = len(words.choices), frozenset(words.keys)
        case Kind.TRUE_FALSE:
            choices, keys = 2, frozenset({0 if words.is_true else 1})
        case _:
            choices, keys = 0, frozenset()
    return Item(id=question.pk, kind=words.kind, worth=Fraction(1), choices=choices, keys=keys)


def marked_attempts(quiz: Quiz, questions: Iterable[QuizQuestion]) -> list[Marked]:
    """The first attempts at a quiz, marked question by question; asked and not answered is 0."""
    known = {question.pk: question for question in questions}
    given: dict[uuid.UUID, dict[uuid.UUID, Any]] = defaultdict(dict)
    first = first_attempts(quiz)
    answers = Answer.objects.filter(attempt__quiz=quiz, attempt__submitted_at__isnull=False)
    for attempt, asked, response in answers.values_list("attempt", "quiz_question", "response"):
        given[attempt][asked] = response
    return [_marked(attempt, known, given[attempt.pk], in_parts=quiz.counts_parts) for attempt in first]


def first_attempts(quiz: Quiz) -> list[Attempt]:
    """The first attempt of each member that was handed in, with its member."""
    handed_in = quiz.attempts.filter(submitted_at__isnull=False).select_related("member")
    first: dict[uuid.UUID, Attempt] = {}
    for attempt in handed_in.order_by("number"):
        first.setdefault(attempt.member_id, attempt)
    return list(first.values())


def asked_in(attempt: Attempt, questions: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Which of the questions of its quiz an attempt was given."""
    drawn = set(attempt.drawn)
    return [question for question in questions if not drawn or str(question) in drawn]


def choice_taken(words: Words, response: Any) -> int | None:
    """Index of the choice that a response takes, where a question is answered by one choice; None: none."""
    if response is None or words.kind not in ONE_CHOICE:
        return None
    return (0 if response else 1) if words.kind is Kind.TRUE_FALSE else int(response)


def _marked(
    attempt: Attempt, known: dict[uuid.UUID, QuizQuestion], given: dict[uuid.UUID, Any], *, in_parts: bool
) -> Marked:
    asked = asked_in(attempt, known)
    chosen = {pk: choice_taken(known[pk].words, given.get(pk)) for pk in asked}
    return Marked(
        member=attempt.member_id,
        marks={pk: known[pk].worth(given.get(pk), in_parts=in_parts) for pk in asked},
        chosen={pk: choice for pk, choice in chosen.items() if choice is not None},
    )


# --- the evidence --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GivenAnswer:
    """What one member answered to one question; `elsewhere` of `others`: points in the rest of the quiz.

    `response` is in terms of the words with the key in force; `choice` its index where one is taken.
    """

    member: Member
    response: Any
    choice: int | None
    share: Fraction
    elsewhere: Fraction
    others: int


def answers_given(quiz: Quiz, question: QuizQuestion) -> list[GivenAnswer]:
    """What each member answered to one question in the first attempt, who did best elsewhere first."""
    questions = list(questions_of(quiz))
    first = {attempt.member_id: attempt for attempt in first_attempts(quiz)}
    responses = dict(
        question.answers.filter(attempt__in=list(first.values())).values_list("attempt", "response")
    )
    rows = []
    for marked in marked_attempts(quiz, questions):
        if question.pk not in marked.marks:
            continue
        attempt = first[marked.member]
        rows.append(
            GivenAnswer(
                member=attempt.member,
                response=question.carried(responses.get(attempt.pk)),
                choice=marked.chosen.get(question.pk),
                share=marked.marks[question.pk],
                elsewhere=marked.rest(question.pk),
                others=len(marked.marks) - 1,
            )
        )
    return sorted(rows, key=lambda row: (-row.elsewhere, row.member.sort_key))
