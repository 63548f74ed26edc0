"""The least that a hall can be: sockets, one frame to all, answers into SQLite many at a time. The floor of `live`.

`python -m benchmarks.bare_hall FILE`: the same server program with the same settings; no roles, no checks, no state.
It believes every phone, and knows of a question nothing but how long it is.
"""

import json
import resource
import sys
from typing import Any

from .bare import Rows, serve

WELCOME = json.dumps({"t": "welcome", "state": {"version": 1, "phase": "lobby", "title": "x" * 100}})
TELLS = {
    "seal": json.dumps({"t": "sealed", "version": 1, "box": "x" * 500}),
    "open": json.dumps({"t": "open", "version": 1, "key": "x" * 44, "nonce": "x" * 12}),
    "close": json.dumps({"t": "state", "version": 1, "question": "x" * 400}),
    "reveal": json.dumps({"t": "mine", "version": 1, "result": "x" * 300}),
}


class BareHall:
    def __init__(self, file: str) -> None:
        self._sends: set[Any] = set()
        self.rows: Rows[Any] = Rows(file, _acknowledge)

    async def __call__(self, _scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept", "subprotocol": "chuyende.live.1"})
        self._sends.add(send)
        while (message := await receive())["type"] == "websocket.receive":
            frame = json.loads(message["text"])
            if frame["t"] == "hello":
                await send({"type": "websocket.send", "text": WELCOME})
            elif frame["t"] == "answer":
                self.rows.add(send, frame["id"], json.dumps(frame["answer"]))
            else:
                for each in list(self._sends):
                    await each({"type": "websocket.send", "text": TELLS[frame["act"]]})
        self._sends.discard(send)


async def _acknowledge(send: Any, answer: str) -> None:
    await send({"type": "websocket.send", "text": json.dumps({"t": "ack", "id": answer})})


if __name__ == "__main__":
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    hall = BareHall(sys.argv[1])
    serve(hall, hall.rows, ws="websockets-sansio", ws_per_message_deflate=False, ws_ping_interval=None)
