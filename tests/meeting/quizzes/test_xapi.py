import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from django.test import Client

from chuyende.meeting.questions.engine.keys import with_key
from chuyende.meeting.questions.engine.words import Choice, Gap, Kind, Pair, Words
from chuyende.meeting.quizzes import services
from chuyende.meeting.quizzes.models import Quiz
from tests import factories

from .factories import user_of
from .pages import MONDAY, after_closing, url
from .sittings import first_of, hand_in, publish
from .xapi_schema import STATEMENTS

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
WORDS = [
    Words(kind=Kind.SINGLE, stem="Năm thành lập?", choices=(Choice("1930", is_right=True), Choice("1945"))),
    Words(kind=Kind.MULTIPLE, stem="Chọn", choices=tuple(Choice(t, t in "AC") for t in "ABC")),
    Words(kind=Kind.TRUE_FALSE, stem="Đúng không", is_true=True),
    Words(
        kind=Kind.MATCHING, stem="Nối", pairs=(Pair("1930", "Đảng"), Pair("1945", "Nước")), decoys=("Đội",)
    ),
    Words(kind=Kind.ORDERING, stem="Xếp", items=("một", "hai", "ba")),
    Words(kind=Kind.SHORT, stem="Năm nào", answers=("1930", "năm 1930")),
    Words(kind=Kind.CLOZE, stem="[[1]] và [[2]]", gaps=(Gap(("Hà Nội",)), Gap(("x",), ("x", "y")))),
]
RIGHT: list[Any] = [0, [0, 2], True, [0, 1], [0, 1, 2], "1930", ["hà nội", 0]]
WRONG: list[Any] = [1, [0], False, [2, None], [2, 1, 0], "1945", ["Huế", 1]]


@pytest.fixture
def closed(body: factories.Body, time_machine: Any) -> Quiz:
    """Seven questions, one of each kind: the member has all right, the deputy has all wrong; it has closed."""
    time_machine.move_to(MONDAY, tick=False)
    quiz = publish(body, WORDS)
    hand_in(quiz, body.member, RIGHT)
    hand_in(quiz, body.deputy, WRONG)
    time_machine.move_to(after_closing(quiz), tick=False)
    return quiz


def exported(client: Client, quiz: Quiz) -> list[dict[str, Any]]:
    answer = client.get(url("quiz_xapi", quiz))
    assert (answer.status_code, answer["X-Experience-API-Version"]) == (200, "1.0.3")
    return list(json.loads(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a stream


def test_statements_are_what_the_specification_asks_for(
    body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    told = exported(client_of(user_of(body.secretary)), closed)

    jsonschema.Draft202012Validator.check_schema(STATEMENTS)
    jsonschema.validate(told, STATEMENTS)
    verbs = Counter(one["verb"]["id"] for one in told)
    assert verbs == {
        "http://adlnet.gov/expapi/verbs/answered": 14,
        "http://adlnet.gov/expapi/verbs/completed": 2,
        "http://adlnet.gov/expapi/verbs/passed": 1,
        "http://adlnet.gov/expapi/verbs/failed": 1,
    }
    assert len({one["id"] for one in told}) == len(told)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda one: one["actor"].update(mbox="mailto:a@example.org"), "an address"),
        (lambda one: one["verb"].update(id="answered"), "no IRI"),
        (lambda one: one["result"]["score"].update(scaled=1.5), "a score over 1"),
        (lambda one: one.update(timestamp="2026-03-02"), "a day"),
        (lambda one: one["object"]["definition"].pop("interactionType", None), "no interaction"),
        (lambda one: one.pop("actor"), "nobody"),
    ],
)
def test_the_schema_refuses_what_is_none(
    body: factories.Body, closed: Quiz, client_of: ClientOf, change: Callable[[Any], Any], why: str
) -> None:
    told = exported(client_of(user_of(body.secretary)), closed)
    change(told[0])

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(told, STATEMENTS)


def test_each_kind_of_question_is_told_in_its_own_way(
    body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    told = exported(client_of(user_of(body.secretary)), closed)
    answered = [one for one in told if one["verb"]["id"].endswith("answered")]
    definitions = {one["object"]["id"]: one["object"]["definition"] for one in answered}
    wrong = {
        one["object"]["definition"]["description"]["vi"]: one["result"]["response"]
        for one in answered
        if not one["result"]["success"]
    }

    assert [(one["interactionType"], one["correctResponsesPattern"]) for one in definitions.values()] == [
        ("choice", ["c0"]),
        ("choice", ["c0[,]c2"]),
        ("true-false", ["true"]),
        ("matching", ["l0[.]r0[,]l1[.]r1"]),
        ("sequencing", ["i0[,]i1[,]i2"]),
        ("fill-in", ["{case_matters=false}1930", "{case_matters=false}năm 1930"]),
        ("fill-in", ["{case_matters=false}Hà Nội[,]x"]),
    ]
    assert list(wrong.values()) == ["c1", "c0", "false", "l0[.]r2", "i2[,]i1[,]i0", "1945", "Huế[,]y"]


def test_results_are_scaled_and_nobody_is_named(
    body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    client = client_of(user_of(body.secretary))
    told = exported(client, closed)
    whole = [one for one in told if one["verb"]["id"].endswith("completed")]

    assert sorted(one["result"]["score"]["scaled"] for one in whole) == [0, 1]
    assert {one["result"]["score"]["max"] for one in whole} == {7}
    text = json.dumps(told, ensure_ascii=False)
    named = [body.member.full_name, body.deputy.full_name, str(body.member.pk), user_of(body.member).username]
    assert [name for name in named if name in text] == []
    assert "mbox" not in text
    names = {one["actor"]["account"]["name"] for one in told}
    assert len(names) == 2
    again = exported(client, closed)
    assert again == told  # sent again, it is the same statements


def test_a_corrected_key_makes_other_statements_of_what_changed_alone(
    body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    client, question = client_of(user_of(body.secretary)), first_of(closed)
    before = {one["id"] for one in exported(client, closed)}
    services.correct_key(
        actor=user_of(body.secretary), quiz_question=question, words=with_key(question.words, 1), note="Sai"
    )

    fresh = [one for one in exported(client, closed) if one["id"] not in before]

    jsonschema.validate(fresh, STATEMENTS)
    # both answers to the question, and both attempts as a whole with their verdict
    assert Counter(one["verb"]["display"]["en"] for one in fresh) == {
        "answered": 2,
        "completed": 2,
        "passed": 1,
        "failed": 1,
    }


def test_nothing_is_told_of_attempts_not_handed_in_and_of_what_was_left_empty(
    body: factories.Body, closed: Quiz, client_of: ClientOf
) -> None:
    closed.attempts.filter(member=body.deputy).update(submitted_at=None, deadline=closed.closes_at)
    closed.attempts.get(member=body.member).answers.filter(quiz_question=first_of(closed)).delete()

    told = exported(client_of(user_of(body.secretary)), closed)

    assert Counter(one["verb"]["display"]["en"] for one in told) == {
        "answered": 6,
        "completed": 1,
        "passed": 1,
    }
