"""Results of a quiz as statements of xAPI 1.0.3, for a learning record store. See docs/xapi.md."""

import json
import uuid
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import pgettext

from chuyende.meeting.questions.engine import marking
from chuyende.meeting.questions.engine.words import Kind, Words

from .models import Answer, Attempt, Quiz, QuizQuestion
from .queries import analysis_rule, questions_of
from .queries.analysis import asked_in

_VERBS = "http://adlnet.gov/expapi/verbs/"
_ACTIVITIES = "http://adlnet.gov/expapi/activities/"
_AT_ONCE = 200
_KINDS = {
    Kind.SINGLE: "choice",
    Kind.MULTIPLE: "choice",
    Kind.TRUE_FALSE: "true-false",
    Kind.MATCHING: "matching",
    Kind.ORDERING: "sequencing",
    Kind.SHORT: "fill-in",
    Kind.CLOZE: "fill-in",
}
Statement = dict[str, Any]


def statements_as_json(quiz: Quiz, home: str) -> Iterator[str]:
    """The statements of `quiz` as one JSON array, piece by piece. `home`: the address of this installation."""
    yield "["
    for number, statement in enumerate(statements(quiz, home)):
        yield (",\n" if number else "\n") + json.dumps(statement, ensure_ascii=False)
    yield "\n]\n"


def statements(quiz: Quiz, home: str) -> Iterator[Statement]:
    """Every statement of the attempts that were handed in: each answer, then the attempt, then passed or failed."""
    teller = _Teller(quiz, home)
    attempts = quiz.attempts.filter(submitted_at__isnull=False).order_by("submitted_at", "pk")
    related = attempts.select_related("member").prefetch_related("answers")
    for attempt in related.iterator(chunk_size=_AT_ONCE):
        yield from teller.told_of(attempt)


class _Teller:
    """Tells of the attempts at one quiz; what is the same in all statements is made once."""

    def __init__(self, quiz: Quiz, home: str) -> None:
        self.quiz, self.home = quiz, home
        self.url = home.rstrip("/") + reverse("quizzes:quiz_detail", args=[quiz.pk])
        self.questions = {question.pk: question for question in questions_of(quiz)}
        self.objects = {pk: self._question(question) for pk, question in self.questions.items()}
        self.pass_from = analysis_rule(quiz).share("pass_from")

    def told_of(self, attempt: Attempt) -> Iterable[Statement]:
        asked = asked_in(attempt, self.questions)
        given = {answer.quiz_question_id: answer for answer in attempt.answers.all()}
        for pk in asked:
            if pk in given and given[pk].response is not None:
                yield self._answered(attempt, self.questions[pk], given[pk])
        score = _score(Fraction(attempt.score or 0), len(asked))
        is_passed = bool(asked) and Fraction(attempt.score or 0) / len(asked) >= self.pass_from
        about_all = {"score": score, "success": is_passed, "duration": f"PT{attempt.seconds or 0}S"}
        yield self._statement(attempt, "completed", self._whole(), {**about_all, "completion": True})
        yield self._statement(attempt, "passed" if is_passed else "failed", self._whole(), about_all)

    def _answered(self, attempt: Attempt, question: QuizQuestion, answer: Answer) -> Statement:
        share = question.worth(answer.response, in_parts=self.quiz.counts_parts)
        result = {
            "score": _score(share, 1),
            "success": share == 1,
            "response": response_of(question.words, question.carried(answer.response)),
        }
        told = self._statement(attempt, "answered", self.objects[question.pk], result, question)
        told["timestamp"] = _moment(answer.saved_at)
        return told

    def _statement(
        self,
        attempt: Attempt,
        verb: str,
        about: Statement,
        result: Statement,
        question: QuizQuestion | None = None,
    ) -> Statement:
        activities: dict[str, Any] = {}
        if self.quiz.meeting_id:
            activities["grouping"] = [{"objectType": "Activity", "id": self._meeting()}]
        if question:
            activities["parent"] = [{"objectType": "Activity", "id": self.url}]
        key = question and (question.marked_by_id or question.version_id)
        # marked again by another key, or worth something else now, it is another statement
        told = f"{attempt.pk} {verb} {question and question.pk} {key} {result['score']['raw']}"
        return {
            "id": str(uuid.uuid5(attempt.pk, told)),
            "actor": {
                "objectType": "Agent",
                "account": {"homePage": self.home, "name": opaque_name(attempt.member_id)},
            },
            "verb": {"id": _VERBS + verb, "display": {"en": verb, "vi": _verb_in_vietnamese(verb)}},
            "object": about,
            "result": result,
            "context": {
                "registration": str(attempt.pk),
                "language": "vi",
                **({"contextActivities": activities} if activities else {}),
            },
            "timestamp": _moment(attempt.submitted_at),
        }

    def _whole(self) -> Statement:
        return {
            "objectType": "Activity",
            "id": self.url,
            "definition": {"type": _ACTIVITIES + "assessment", "name": {"vi": self.quiz.title}},
        }

    def _question(self, question: QuizQuestion) -> Statement:
        words = question.words
        definition = {
            "type": _ACTIVITIES + "cmi.interaction",
            "name": {"vi": f"{self.quiz.title}, {question.position}"},
            "description": {"vi": words.stem},
            "interactionType": _KINDS[words.kind],
            "correctResponsesPattern": patterns_of(words),
            **components_of(words),
        }
        return {"objectType": "Activity", "id": f"{self.url}#{question.pk}", "definition": definition}

    def _meeting(self) -> str:
        return self.home.rstrip("/") + reverse("meetings:meeting_detail", args=[self.quiz.meeting_id])


def opaque_name(member: uuid.UUID) -> str:
    """A name for a member that is the same in every export of this installation and tells nothing outside it."""
    return salted_hmac("chuyende.xapi.account", str(member), algorithm="sha256").hexdigest()[:32]


def patterns_of(words: Words) -> list[str]:
    """What is right, as `correctResponsesPattern` writes it; of a cloze one way to fill all gaps."""
    if words.kind is Kind.SHORT:
        return [_matching_case(answer) for answer in words.answers]
    if words.kind is Kind.CLOZE:
        return [_matching_case("[,]".join(gap.answers[0] for gap in words.gaps))]
    return [response_of(words, marking.right_answer(words))]


def response_of(words: Words, response: Any) -> str:
    """What was answered, as `result.response` writes it."""
    match words.kind:
        case Kind.SINGLE:
            return f"c{response}"
        case Kind.MULTIPLE:
            return "[,]".join(f"c{choice}" for choice in response)
        case Kind.TRUE_FALSE:
            return "true" if response else "false"
        case Kind.MATCHING:
            pairs = (f"l{left}[.]r{right}" for left, right in enumerate(response) if right is not None)
            return "[,]".join(pairs)
        case Kind.ORDERING:
            return "[,]".join(f"i{item}" for item in response)
        case Kind.SHORT:
            return str(response)
        case Kind.CLOZE:
            gaps = zip(words.gaps, response, strict=True)
            return "[,]".join(gap.choices[one] if isinstance(one, int) else one or "" for gap, one in gaps)


def components_of(words: Words) -> dict[str, Any]:
    """The parts that a response names by their ids."""
    match words.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return {"choices": _components("c", (choice.text for choice in words.choices))}
        case Kind.MATCHING:
            return {
                "source": _components("l", (pair.left for pair in words.pairs)),
                "target": _components("r", words.rights),
            }
        case Kind.ORDERING:
            return {"choices": _components("i", words.items)}
        case _:
            return {}


def _components(letter: str, texts: Iterable[str]) -> list[dict[str, Any]]:
    return [{"id": f"{letter}{place}", "description": {"vi": text}} for place, text in enumerate(texts)]


def _matching_case(answer: str) -> str:
    return f"{{case_matters=false}}{answer}"


def _score(earned: Fraction, most: int) -> dict[str, float]:
    return {
        "scaled": round(float(earned / most), 4) if most else 0.0,
        "raw": round(float(earned), 4),
        "min": 0,
        "max": most,
    }


def _verb_in_vietnamese(verb: str) -> str:
    return {
        "answered": pgettext("statement of a result", "answered"),
        "completed": pgettext("statement of a result", "completed"),
        "passed": pgettext("statement of a result", "passed"),
        "failed": pgettext("statement of a result", "did not pass"),
    }[verb]


def _moment(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="milliseconds")
