"""A sitting as a process of the live hall remembers it, read from the database."""

import uuid
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from chuyende.meeting.questions.engine.words import Words
from chuyende.planning.governance.queries import rule_in_force

from ..engine import Room, Round, Seat, State, Stored, Terms
from ..models import LiveAnswer, LiveRound, LiveSeat, LiveSitting
from ..signing import file_code


@dataclass
class Loaded:
    """A room with what the process needs beside it. Times in milliseconds."""

    room: Room
    words: list[Words]
    seated: int
    grace_ms: int
    count_ms: int


@dataclass(frozen=True)
class Counts:
    """What the database has: seats that came in, answers of a round, and how many of their times were corrected."""

    seated: int
    answers: int
    corrected: int


def load_room(sitting_id: str) -> Loaded | None:
    """Return everything about a sitting, with what is stored of its answers; None when there is none of this id."""
    sitting = LiveSitting.objects.select_related("quiz", "organisation").filter(pk=sitting_id).first()
    if sitting is None:
        return None
    rule = rule_in_force(
        "live_quiz", day=timezone.localdate(sitting.started_at), organisation=sitting.organisation
    )
    questions = sitting.quiz.quiz_questions.select_related("version", "marked_by")
    words = [question.words for question in questions]
    terms = Terms(
        points=rule.whole("points"),
        speed_points=rule.whole("speed_points"),
        tolerance_ms=rule.whole("tolerance_ms"),
        seconds=sitting.seconds,
        speed_counts=sitting.speed_counts,
    )
    room = Room(title=sitting.quiz.title, of=len(words), terms=terms, in_parts=sitting.quiz.counts_parts)
    room.state = sitting.state
    room.seats = read_seats(sitting_id)
    room.rounds = {asked.number: asked for asked in read_rounds(sitting_id, words)}
    for asked in room.rounds.values():
        asked.keep(read_answers(asked.id))
    return Loaded(room, words, len(room.seats), rule.whole("grace_ms"), rule.whole("count_ms"))


def read_state(sitting_id: str) -> State:
    """Where the sitting stands now."""
    return LiveSitting.objects.get(pk=sitting_id).state


def read_versions(sitting_ids: list[str]) -> dict[str, int]:
    """How often each sitting has changed."""
    found = LiveSitting.objects.filter(pk__in=sitting_ids).values_list("pk", "version")
    return {str(pk): version for pk, version in found}


def read_rounds(sitting_id: str, words: list[Words]) -> list[Round]:
    """The rounds of a sitting without their answers; `words` are those of its questions in order."""
    rounds = LiveRound.objects.filter(sitting=uuid.UUID(sitting_id)).order_by("number")
    places = _places(sitting_id)
    replaced = set(rounds.filter(replaces__isnull=False).values_list("replaces", flat=True))
    return [
        Round(
            id=str(one.pk),
            number=one.number,
            position=places[one.quiz_question_id] + 1,
            words=words[places[one.quiz_question_id]],
            key=one.key,
            nonce=one.nonce,
            is_skipped=one.skipped,
            is_replaced=one.pk in replaced,
        )
        for one in rounds
    ]


def read_answers(round_id: str) -> dict[str, Stored]:
    """What is stored of one round, by seat."""
    rows = LiveAnswer.objects.filter(round=uuid.UUID(round_id)).order_by()
    return {
        str(seat): Stored(answer, ms)
        for seat, answer, ms in rows.values_list("seat", "response", "credited_ms")
    }


def read_seats(sitting_id: str) -> dict[str, Seat]:
    """The seats whose phone has come in."""
    seats = LiveSeat.objects.filter(sitting=uuid.UUID(sitting_id), joined_at__isnull=False).order_by()
    return {
        str(pk): Seat(str(pk), team or name, team or "")
        for pk, name, team in seats.values_list("pk", "member__full_name", "team__name")
    }


def read_counts(sitting_id: str, round_id: str | None) -> Counts:
    """Count what is stored."""
    seated = LiveSeat.objects.filter(sitting=uuid.UUID(sitting_id), joined_at__isnull=False).count()
    if round_id is None:
        return Counts(seated, 0, 0)
    answers = LiveAnswer.objects.filter(round=uuid.UUID(round_id))
    return Counts(seated, answers.count(), answers.filter(corrected=True).count())


def file_address(sitting_id: str, name: str) -> str:
    """Where a picture or sound of a question is fetched by those who were sent the question."""
    file = name.split(".")[0]
    return reverse("live:sitting_file", args=[sitting_id, file, file_code(sitting_id, file)])


def _places(sitting_id: str) -> dict[uuid.UUID, int]:
    ordered = LiveSitting.objects.get(pk=sitting_id).quiz.quiz_questions.values_list("pk", flat=True)
    return {pk: place for place, pk in enumerate(ordered)}
