"""The phases of a sitting, and which act leads from which to which. The clock is an argument: milliseconds since 1970."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Phase(StrEnum):
    LOBBY = "lobby"
    SEALED = "sealed"
    ASKING = "asking"
    PAUSED = "paused"
    CLOSED = "closed"
    REVEALED = "revealed"
    BOARD = "board"
    ENDED = "ended"


class Act(StrEnum):
    SEAL = "seal"
    OPEN = "open"
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"
    REVEAL = "reveal"
    BOARD = "board"
    SKIP = "skip"
    AGAIN = "again"
    END = "end"


#: in which phases an act is possible
POSSIBLE: dict[Act, frozenset[Phase]] = {
    Act.SEAL: frozenset({Phase.LOBBY, Phase.REVEALED, Phase.BOARD}),
    Act.OPEN: frozenset({Phase.SEALED}),
    Act.PAUSE: frozenset({Phase.ASKING}),
    Act.RESUME: frozenset({Phase.PAUSED}),
    Act.CLOSE: frozenset({Phase.ASKING, Phase.PAUSED}),
    Act.REVEAL: frozenset({Phase.CLOSED, Phase.BOARD}),
    Act.BOARD: frozenset({Phase.REVEALED}),
    Act.SKIP: frozenset({Phase.SEALED, Phase.ASKING, Phase.PAUSED, Phase.CLOSED, Phase.REVEALED}),
    Act.AGAIN: frozenset({Phase.ASKING, Phase.PAUSED, Phase.CLOSED, Phase.REVEALED, Phase.BOARD}),
    Act.END: frozenset({Phase.LOBBY, Phase.CLOSED, Phase.REVEALED, Phase.BOARD}),
}

LEADS_TO: dict[Act, Phase] = {
    Act.SEAL: Phase.SEALED,
    Act.OPEN: Phase.ASKING,
    Act.PAUSE: Phase.PAUSED,
    Act.RESUME: Phase.ASKING,
    Act.CLOSE: Phase.CLOSED,
    Act.REVEAL: Phase.REVEALED,
    Act.BOARD: Phase.BOARD,
    Act.SKIP: Phase.BOARD,
    Act.AGAIN: Phase.SEALED,
    Act.END: Phase.ENDED,
}

#: in which phases everybody may read the question
SHOWING = frozenset({Phase.ASKING, Phase.PAUSED, Phase.CLOSED, Phase.REVEALED})
#: in which phases the latest round counts
SETTLED = frozenset({Phase.REVEALED, Phase.BOARD, Phase.ENDED})


class NotNow(Exception):
    """The phase does not allow the act, or there is no further question."""


@dataclass(frozen=True)
class State:
    """Where a sitting stands. `position` is the place of the question, from 1; 0 before the first.

    `opened` is the moment from which its time runs, moved on by every pause; `left` is what remained when it was
    paused. `is_skipped`: the latest round has been left out, so that its key is never shown.
    """

    phase: Phase = Phase.LOBBY
    version: int = 1
    round: int = 0
    position: int = 0
    opened: int | None = None
    left: int | None = None
    is_skipped: bool = False

    @property
    def asked(self) -> int:
        """How many rounds have been opened: who comes in after the first has come late."""
        return self.round - (self.phase is Phase.SEALED)


def advance(state: State, act: Act, *, now: int, questions: int, seconds: int | None) -> State:
    """Return the state after `act`, its version one higher. Raises `NotNow`.

    `questions`: how many the sitting has; `seconds`: the time of each, None without a limit.
    """
    if state.phase not in POSSIBLE[act]:
        raise NotNow
    after = replace(state, phase=LEADS_TO[act], version=state.version + 1, left=None)
    if act in (Act.SEAL, Act.AGAIN):
        position = state.position + (act is Act.SEAL)
        if position > questions:
            raise NotNow
        return replace(after, round=state.round + 1, position=position, opened=None, is_skipped=False)
    if act is Act.OPEN:
        return replace(after, opened=now)
    if act is Act.PAUSE:
        return replace(after, left=time_left(state, now=now, seconds=seconds))
    if act is Act.RESUME:
        return replace(after, opened=_opened_again(state, now, seconds))
    if act is Act.REVEAL and state.is_skipped:
        raise NotNow
    return replace(after, is_skipped=True) if act is Act.SKIP else after


def time_left(state: State, *, now: int, seconds: int | None) -> int | None:
    """Milliseconds that remain of the question's time, None without a limit. While paused: what remained."""
    if state.phase is Phase.PAUSED:
        return state.left
    if seconds is None or state.opened is None:
        return None
    return max(0, state.opened + 1000 * seconds - now)


def closing_moment(state: State, *, seconds: int | None, grace_ms: int) -> int | None:
    """When the question closes by itself: its time and the grace for the way of the last answer."""
    if state.phase is not Phase.ASKING or seconds is None or state.opened is None:
        return None
    return state.opened + 1000 * seconds + grace_ms


def _opened_again(state: State, now: int, seconds: int | None) -> int:
    if seconds is None or state.left is None:
        return state.opened or now
    return now - (1000 * seconds - state.left)
