"""A sitting played at random: people come and drop, repeat themselves, come late, two hosts press at once, clocks differ.

The database of the machine is a dictionary keyed as the table is: the first answer of a seat in a round stays.
"""

import json
import random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chuyende.meeting.live.engine import (
    Act,
    NotNow,
    Phase,
    Refused,
    Room,
    Round,
    Seat,
    State,
    Stored,
    Terms,
    advance,
    frames,
    sealing,
)
from chuyende.meeting.questions.engine.marking import mark, right_answer
from chuyende.meeting.questions.engine.words import Choice, Kind, Words

SEATS = [f"seat-{number}" for number in range(5)]
#: marks what only those may read who are shown the key
SECRET = "đáp án nằm ở đây"
QUESTIONS = [
    Words(
        kind=Kind.SINGLE,
        stem="Một?",
        choices=(Choice("x"), Choice("y", True), Choice("z")),
        explanation=SECRET,
        source=SECRET,
    ),
    Words(kind=Kind.TRUE_FALSE, stem="Hai?", is_true=True, explanation=SECRET, source=SECRET),
    Words(kind=Kind.SHORT, stem="Ba?", answers=(f"{SECRET} gõ vào",), explanation=SECRET),
]
TERMS = Terms(points=100, speed_points=50, tolerance_ms=3000, seconds=20, speed_counts=True)


def new_room() -> Room:
    return Room(title="Thi", of=len(QUESTIONS), terms=TERMS)


class Hall(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now = 1_000_000
        self.room = new_room()
        self.stored: dict[tuple[int, str], Stored] = {}
        self.acknowledged: dict[tuple[int, str], Any] = {}
        self.on_the_way: list[tuple[str, dict[str, Any]]] = []
        self.said: list[tuple[State, dict[str, Any]]] = []

    def tell(self, frame: dict[str, Any]) -> None:
        self.said.append((self.room.state, frame))

    @rule(seconds=st.integers(1, 9))
    def time_passes(self, seconds: int) -> None:
        self.now += 1000 * seconds

    @rule(seat=st.sampled_from(SEATS))
    def comes_in(self, seat: str) -> None:
        """For the first time, or again after a drop: the same seat with the same points."""
        self.room.seats.setdefault(seat, Seat(seat, seat))
        standings = frames.Standings(self.room)
        stored = self.stored.get((self.room.state.round, seat))
        own = frames.seat_frame(self.room, self.room.seats[seat], stored, standings)
        assert own["points"] == standings.total[seat]
        self.tell(self.state_frame())
        self.tell(own | {"answer": None})  # what one has written oneself is no secret

    @rule(act=st.sampled_from(Act), stale=st.integers(0, 2))
    def host_presses(self, act: Act, stale: int) -> None:
        """One of two hosts; what it saw may be old."""
        self.press(act, self.room.state.version - stale)

    @rule(data=st.data())
    def host_goes_on(self, data: st.DataObject) -> None:
        """An act that is possible: so that sittings get somewhere."""
        usual = [Act.SEAL, Act.OPEN, Act.CLOSE, Act.REVEAL, Act.BOARD, Act.RESUME]
        self.press(data.draw(st.sampled_from(usual)), self.room.state.version)

    def press(self, act: Act, version: int) -> None:
        before = self.room.state
        if version != before.version:
            return
        try:
            after = advance(before, act, now=self.now, questions=len(QUESTIONS), seconds=TERMS.seconds)
        except NotNow:
            return
        self.room.state = after
        if act in (Act.SEAL, Act.AGAIN):
            if act is Act.AGAIN:
                self.room.rounds[before.round].is_replaced = True
            self.room.rounds[after.round] = Round(
                id=f"r{after.round}",
                number=after.round,
                position=after.position,
                words=QUESTIONS[after.position - 1],
                key=sealing.new_key(),
                nonce=f"n{after.round}",
            )
            self.tell(frames.sealed_frame(self.room, self.room.rounds[after.round], str))
        if act is Act.SKIP:
            self.room.rounds[after.round].is_skipped = True
        asked = self.room.current
        if act is Act.OPEN and asked:
            self.tell(frames.open_frame(self.room, asked))
        if act is Act.REVEAL and asked:
            self.tell(frames.reveal_frame(self.room, asked))
            for seat in self.room.seats:
                self.tell(frames.own_result(self.room, seat, frames.Standings(self.room), asked))
        if act is Act.BOARD:
            self.tell(frames.board_frame(self.room, frames.Standings(self.room)))
        self.tell(self.state_frame())

    @precondition(lambda self: self.room.current and self.room.seats)
    @rule(data=st.data(), skew=st.integers(-60_000, 60_000))
    def phone_answers(self, data: st.DataObject, skew: int) -> None:
        asked = self.room.rounds[data.draw(st.sampled_from(sorted(self.room.rounds)))]
        answer = {
            Kind.SINGLE: st.integers(-1, 3),
            Kind.TRUE_FALSE: st.booleans(),
            Kind.SHORT: st.sampled_from(["không rõ", f"{SECRET} gõ vào"]),
        }[asked.words.kind]
        frame = {
            "number": asked.number,
            "nonce": asked.nonce,
            "answer": data.draw(answer),
            "ms": max(0, self.now - (self.room.state.opened or self.now) + skew),
        }
        self.on_the_way.append((data.draw(st.sampled_from(sorted(self.room.seats))), frame))

    @precondition(lambda self: self.on_the_way)
    @rule(data=st.data(), is_repeated=st.booleans())
    def frame_arrives(self, data: st.DataObject, is_repeated: bool) -> None:
        """In any order, at any time, and perhaps once more."""
        at = data.draw(st.integers(0, len(self.on_the_way) - 1))
        seat, frame = self.on_the_way[at] if is_repeated else self.on_the_way.pop(at)
        try:
            given = self.room.checked(now=self.now, **frame)
        except Refused:
            return
        assert self.room.state.phase is Phase.ASKING
        key = (frame["number"], seat)
        self.stored.setdefault(key, Stored(given.answer, given.credited))
        self.room.rounds[frame["number"]].keep({seat: self.stored[key]})
        self.acknowledged.setdefault(key, self.stored[key].answer)
        opened = self.room.state.opened
        assert opened is not None
        assert max(0, self.now - opened - TERMS.tolerance_ms) <= given.credited <= self.now - opened

    def state_frame(self) -> dict[str, Any]:
        shows_board = self.room.state.phase in (Phase.BOARD, Phase.ENDED)
        standings = frames.Standings(self.room) if shows_board else None
        return frames.state_frame(self.room, seated=0, address=str, standings=standings)

    @invariant()
    def what_was_acknowledged_is_stored_unchanged(self) -> None:
        assert {key: self.stored[key].answer for key in self.acknowledged} == self.acknowledged

    @invariant()
    def nobody_scores_twice(self) -> None:
        """Each seat has at most its best possible in each question, and nothing of a round that does not count."""
        counted = self.room.counted()
        assert len({asked.position for asked in counted}) == len(counted)
        for seat, points in self.room.totals().items():
            won = [
                self.stored[asked.number, seat] for asked in counted if (asked.number, seat) in self.stored
            ]
            assert 0 <= points <= (TERMS.points + TERMS.speed_points) * len(won)

    @invariant()
    def the_same_answers_in_any_order_give_the_same_standings(self) -> None:
        again = new_room()
        again.state = self.room.state
        seats = list(self.room.seats.items())
        answers = list(self.stored.items())
        random.Random(len(answers)).shuffle(seats)
        random.Random(len(seats)).shuffle(answers)
        again.seats = dict(seats)
        for number, asked in self.room.rounds.items():
            again.rounds[number] = Round(
                asked.id, number, asked.position, asked.words, "", "", asked.is_skipped, asked.is_replaced
            )
        for (number, seat), stored in answers:
            again.rounds[number].keep({seat: stored})
        assert frames.Standings(again).place == frames.Standings(self.room).place
        assert frames.Standings(again).total == frames.Standings(self.room).total

    @invariant()
    def no_key_before_it_is_shown(self) -> None:
        """Neither in words, nor as the answer, nor as what is known only then: points of a round not yet shown."""
        for state, frame in self.said:
            text = json.dumps(frame, ensure_ascii=False)
            if state.phase is not Phase.REVEALED:
                assert SECRET not in text
                assert "right" not in frame
                assert "result" not in frame
            if state.phase in (Phase.LOBBY, Phase.SEALED, Phase.BOARD, Phase.ENDED):
                assert "question" not in frame
                assert all(words.stem not in text for words in QUESTIONS)
            if frame.get("t") == "sealed":
                assert "key" not in frame
        self.said.clear()


TestHall = Hall.TestCase
TestHall.settings = settings(max_examples=60, stateful_step_count=60, deadline=None)


def test_right_answers_are_worth_one() -> None:
    assert [mark(words, right_answer(words)) for words in QUESTIONS] == [1, 1, 1]


def test_points_of_a_closed_round_are_told_only_with_its_key() -> None:
    room = new_room()
    room.seats = {"a": Seat("a", "A")}
    room.rounds[1] = Round("r", 1, 1, QUESTIONS[0], "", "n", answers={"a": Stored(1, 0)})

    def points_in(phase: Phase) -> int:
        room.state = State(phase, 5, 1, 1)
        return int(frames.seat_frame(room, room.seats["a"], None, frames.Standings(room))["points"])

    assert {phase.value: points_in(phase) for phase in Phase} == {
        "lobby": 0,
        "sealed": 0,
        "asking": 0,
        "paused": 0,
        "closed": 0,
        "revealed": 150,
        "board": 150,
        "ended": 150,
    }
