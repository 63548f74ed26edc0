"""Which act leads from which phase to which, and how a question's time runs."""

import pytest

from chuyende.meeting.live.engine import Act, NotNow, Phase, State, advance, closing_moment, time_left

#: the figure of protocol 3, written out: from, act, to
WAYS = [
    ("lobby", "seal", "sealed"),
    ("lobby", "end", "ended"),
    ("sealed", "open", "asking"),
    ("sealed", "skip", "board"),
    ("asking", "pause", "paused"),
    ("asking", "close", "closed"),
    ("asking", "skip", "board"),
    ("asking", "again", "sealed"),
    ("paused", "resume", "asking"),
    ("paused", "close", "closed"),
    ("paused", "skip", "board"),
    ("paused", "again", "sealed"),
    ("closed", "reveal", "revealed"),
    ("closed", "skip", "board"),
    ("closed", "again", "sealed"),
    ("closed", "end", "ended"),
    ("revealed", "board", "board"),
    ("revealed", "seal", "sealed"),
    ("revealed", "skip", "board"),
    ("revealed", "again", "sealed"),
    ("revealed", "end", "ended"),
    ("board", "reveal", "revealed"),
    ("board", "seal", "sealed"),
    ("board", "again", "sealed"),
    ("board", "end", "ended"),
]


def at(phase: str) -> State:
    return State(phase=Phase(phase), version=7, round=1, position=1, opened=1000)


@pytest.mark.parametrize(("phase", "act", "to"), WAYS)
def test_act_leads_to_its_phase(phase: str, act: str, to: str) -> None:
    after = advance(at(phase), Act(act), now=2000, questions=3, seconds=20)

    assert (after.phase, after.version) == (Phase(to), 8)


def test_every_other_act_is_refused() -> None:
    others = {(phase.value, act.value) for phase in Phase for act in Act} - {way[:2] for way in WAYS}

    assert len(others) == 8 * 10 - 25
    for phase, act in others:
        with pytest.raises(NotNow):
            advance(at(phase), Act(act), now=2000, questions=3, seconds=20)


def test_next_question_is_a_new_round_at_the_next_place() -> None:
    after = advance(at("board"), Act.SEAL, now=2000, questions=2, seconds=20)

    assert (after.round, after.position, after.opened) == (2, 2, None)


def test_after_the_last_question_there_is_no_next() -> None:
    with pytest.raises(NotNow):
        advance(at("board"), Act.SEAL, now=2000, questions=1, seconds=20)


def test_the_same_question_again_is_a_new_round_at_the_same_place() -> None:
    after = advance(at("closed"), Act.AGAIN, now=2000, questions=1, seconds=20)

    assert (after.round, after.position) == (2, 1)


def test_key_of_a_skipped_question_is_never_shown() -> None:
    skipped = advance(at("asking"), Act.SKIP, now=2000, questions=3, seconds=20)

    with pytest.raises(NotNow):
        advance(skipped, Act.REVEAL, now=3000, questions=3, seconds=20)


def test_time_stands_still_while_paused() -> None:
    opened = State(phase=Phase.ASKING, round=1, position=1, opened=10_000)

    paused = advance(opened, Act.PAUSE, now=14_000, questions=1, seconds=20)
    resumed = advance(paused, Act.RESUME, now=60_000, questions=1, seconds=20)

    assert time_left(paused, now=50_000, seconds=20) == 16_000
    assert time_left(resumed, now=60_000, seconds=20) == 16_000
    assert closing_moment(resumed, seconds=20, grace_ms=1500) == 77_500


def test_question_without_a_time_never_closes_by_itself() -> None:
    opened = advance(at("sealed"), Act.OPEN, now=5000, questions=1, seconds=None)
    paused = advance(opened, Act.PAUSE, now=6000, questions=1, seconds=None)

    assert closing_moment(opened, seconds=None, grace_ms=1500) is None
    assert paused.left is None
    assert advance(paused, Act.RESUME, now=9000, questions=1, seconds=None).opened == 5000
