"""Attempts of one quiz that are more alike than chance makes them."""

import json
import uuid
from collections import defaultdict

from chuyende.foundation.organisation.models import Member
from chuyende.meeting.questions.engine.words import Kind, Words
from chuyende.meeting.quizzes import engine
from chuyende.meeting.quizzes.models import Answer, Quiz

from .certainty import quiz_rule
from .quizzes import questions_of

#: kinds whose wrong answers are countless are taken as if there were three: nothing then looks rarer than it is
_AS_IF = 3


def alike_attempts(quiz: Quiz) -> list[engine.AlikePair[Member]]:
    """Pairs of members whose identical mistakes chance hardly makes, in their first attempts, rarest first."""
    questions = {question.pk: question for question in questions_of(quiz)}
    first = quiz.attempts.filter(submitted_at__isnull=False, number=1, entered_by=None)
    wrong: dict[Member, dict[uuid.UUID, str]] = defaultdict(dict)
    given = Answer.objects.filter(attempt__in=first).exclude(response=None)
    for answer in given.select_related("attempt__member").order_by("attempt__member__sort_key"):
        if questions[answer.quiz_question_id].worth(answer.response) < 1:
            wrong[answer.attempt.member][answer.quiz_question_id] = json.dumps(answer.response)
    alternatives = {pk: _wrong_answers(question.words) for pk, question in questions.items()}
    return engine.alike_pairs(wrong, alternatives, one_in=quiz_rule(quiz).whole("alike_one_in"))


def _wrong_answers(words: Words) -> int:
    if words.kind is Kind.SINGLE:
        return len(words.choices) - 1
    return 1 if words.kind is Kind.TRUE_FALSE else _AS_IF
