"""What the server says (protocol 4), built from a room. A key is in no frame before it is shown."""

from collections.abc import Mapping
from typing import Any

from . import scoring
from .raised import Outcome
from .room import Refusal, Room, Round, Seat, Stored
from .sealing import sealed
from .shown import Address, as_shown, shown
from .state import SHOWING, Phase, State

Frame = dict[str, Any]


class Standings:
    """Points and places of every seat at one moment."""

    def __init__(self, room: Room) -> None:
        self.total = room.totals()
        self.place = scoring.places(self.total)


def question_of(asked: Round, address: Address) -> Frame:
    """The question of a round as everybody sees it: mixed by the round, the same after a restart."""
    return shown(asked.words, seed=asked.id, address=address)


def state_frame(room: Room, *, seated: int, address: Address, standings: Standings | None) -> Frame:
    """Where the sitting stands. `standings` are asked for in `board` and `ended` alone."""
    state, asked = room.state, room.current
    frame = _head("state", state) | {
        "title": room.title,
        "of": room.of,
        "seconds": room.terms.seconds,
        "seated": seated,
    }
    if state.phase in SHOWING and asked:
        frame |= {"question": question_of(asked, address), "opened": state.opened}
    if state.phase in (Phase.ASKING, Phase.PAUSED) and asked:
        frame["nonce"] = asked.nonce
    if state.phase is Phase.PAUSED:
        frame["left"] = state.left
    if state.phase is Phase.REVEALED and asked:
        frame["result"] = room.result(asked)
    if standings:
        frame["board"] = room.board(standings.total, standings.place)
    return frame


def sealed_frame(room: Room, asked: Round, address: Address) -> Frame:
    """The question sent ahead."""
    head = _head("sealed", room.state) | {"of": room.of, "seconds": room.terms.seconds}
    return head | {"box": sealed(question_of(asked, address), asked.key)}


def open_frame(room: Room, asked: Round) -> Frame:
    """What opens the box of the same round."""
    key = {"key": asked.key, "nonce": asked.nonce}
    return _head("open", room.state) | key | {"seconds": room.terms.seconds, "opened": room.state.opened}


def reveal_frame(room: Room, asked: Round) -> Frame:
    return _head("reveal", room.state) | room.result(asked)


def board_frame(room: Room, standings: Standings) -> Frame:
    return _head("board", room.state) | {"rows": room.board(standings.total, standings.place)}


def own_result(room: Room, seat: str, standings: Standings, asked: Round | None) -> Frame:
    """What one seat has won, in the round `asked` and altogether."""
    frame: Frame = {"t": "mine"}
    if asked:
        outcome, stored = room.outcome(asked), asked.answers.get(seat)
        frame |= {
            "round": asked.number,
            "answered": as_shown(asked.words, stored.answer, seed=asked.id) if stored else None,
            "worth": round(100 * outcome.worth.get(seat, 0)),
            "points": outcome.points.get(seat, 0),
        }
    of = len(standings.total)
    return frame | {"total": standings.total.get(seat, 0), "place": standings.place.get(seat), "of": of}


def seat_frame(room: Room, seat: Seat, stored: Stored | None, standings: Standings) -> Frame:
    """The own seat in a `welcome`; `stored` is its answer in the latest round."""
    asked = room.current
    return {
        "id": seat.id,
        "name": seat.name,
        "team": seat.team or None,
        "points": standings.total.get(seat.id, 0),
        "place": standings.place.get(seat.id) if room.counted() else None,
        "answered": room.state.round if stored else None,
        "answer": as_shown(asked.words, stored.answer, seed=asked.id) if stored and asked else None,
    }


def ack_frame(id: str, asked: Round, stored: Stored, at: int) -> Frame:
    answer = as_shown(asked.words, stored.answer, seed=asked.id)
    return {"t": "ack", "id": id, "round": asked.number, "answer": answer, "at": at}


def holders_frame(id: str, round: int, cards: list[Frame]) -> Frame:
    return {"t": "holders", "id": id, "round": round, "cards": cards}


def swept_frame(id: str, round: int, outcomes: Mapping[int, Outcome], at: int) -> Frame:
    cards = [{"card": card, "outcome": outcome.value} for card, outcome in sorted(outcomes.items())]
    return {"t": "swept", "id": id, "round": round, "cards": cards, "at": at}


def no_frame(code: Refusal, text: str, id: str | None) -> Frame:
    return {"t": "no", "code": code.value, "text": text} | ({"id": id} if id else {})


def _head(kind: str, state: State) -> Frame:
    return {
        "t": kind,
        "version": state.version,
        "phase": state.phase.value,
        "round": state.round,
        "number": state.position,
    }
