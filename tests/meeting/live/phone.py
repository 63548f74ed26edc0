"""A client written from docs/live-protocol.md alone."""

import json
import socket
import time
from collections.abc import Callable
from typing import Any

from websockets.sync.client import ClientConnection, connect

from chuyende.foundation.core.ids import new_id

SECONDS = 20
Frame = dict[str, Any]


class Phone:
    """One socket of a sitting; everything that it hears is in `heard`. `line`: the connection to use, if not a new one."""

    def __init__(
        self, url: str, sitting: object, ticket: str | None = None, *, line: socket.socket | None = None
    ) -> None:
        address = f"{url.replace('http', 'ws', 1)}/hoi-truong/{sitting}/ws"
        self._connection = connect(
            address,
            sock=line,
            subprotocols=["chuyende.live.1"],
            open_timeout=SECONDS,
            compression=None,
            ping_interval=None,
        )
        self.socket: ClientConnection = self._connection.__enter__()
        self.heard: list[Frame] = []
        self.opened: Frame = {}
        if ticket:
            self.say(t="hello", ticket=ticket)
            self.welcome = self.wait("welcome")

    def say(self, **frame: Any) -> None:
        self.raw(json.dumps(frame))

    def raw(self, text: str) -> None:
        self.socket.send(text)

    def wait(self, kind: str, **like: Any) -> Frame:
        """Return the next frame of a kind whose fields are as told; frames before it are kept in `heard`."""
        return self._wait(
            lambda frame: frame["t"] == kind and all(frame.get(name) == value for name, value in like.items())
        )

    def wait_either(self, *kinds: str) -> str:
        """Return the kind of the next frame of one of these kinds."""
        return str(self._wait(lambda frame: frame["t"] in kinds)["t"])

    def wait_question(self, number: int = 1) -> Frame:
        """Return the frame that opens round `number`: `open`, or `state` for who has no box."""
        return self._wait(lambda frame: "nonce" in frame and frame["round"] == number)

    def _wait(self, is_it: Callable[[Frame], bool]) -> Frame:
        until = time.monotonic() + SECONDS
        while True:
            frame = json.loads(self.socket.recv(timeout=max(0.01, until - time.monotonic())))
            self.heard.append(frame)
            told = frame.get("state", frame)
            if "nonce" in told:
                self.opened = told
            if is_it(frame):
                return frame

    def answer(self, answer: Any, *, ms: int = 1000, id: str | None = None, **other: Any) -> str:
        """Send an answer to the question that is open; return its id."""
        name = id or str(new_id())
        frame = {"round": self.opened["round"], "nonce": self.opened["nonce"], "answer": answer, "ms": ms}
        self.say(t="answer", id=name, **(frame | other))
        return name

    def do(self, act: str, version: int | None = None) -> str:
        """Press a button of the remote, having seen the latest state."""
        name = str(new_id())
        self.say(t="do", id=name, act=act, version=self.version if version is None else version)
        return name

    @property
    def version(self) -> int:
        told = [frame.get("state", frame) for frame in self.heard]
        return max(frame["version"] for frame in told if "version" in frame)

    def close_code(self) -> int:
        """Wait until the server ends the socket and return its code."""
        from websockets.exceptions import ConnectionClosed

        try:
            while True:
                self.heard.append(json.loads(self.socket.recv(timeout=SECONDS)))
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006

    def close(self) -> None:
        self._connection.__exit__(None, None, None)
