"""The least that a hall can be: sockets, one frame to all, answers into SQLite many at a time. The floor of `live`.

`python -m benchmarks.bare_hall FILE`: the same server program with the same settings; no roles, no checks, no state.
It believes every phone, and knows of a question nothing but how long it is.
"""

import asyncio
import contextlib
import json
import resource
import socket
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import uvicorn
import uvloop

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
        self._waiting: list[tuple[Any, dict[str, Any]]] = []
        self._some = asyncio.Event()
        self._thread = ThreadPoolExecutor(1)
        self._file = file

    async def __call__(self, _scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept", "subprotocol": "chuyende.live.1"})
        self._sends.add(send)
        while (message := await receive())["type"] == "websocket.receive":
            frame = json.loads(message["text"])
            if frame["t"] == "hello":
                await send({"type": "websocket.send", "text": WELCOME})
            elif frame["t"] == "answer":
                self._waiting.append((send, frame))
                self._some.set()
            else:
                for each in list(self._sends):
                    await each({"type": "websocket.send", "text": TELLS[frame["act"]]})
        self._sends.discard(send)

    async def write(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._open)
        while True:
            await self._some.wait()
            self._some.clear()
            batch, self._waiting = self._waiting, []
            await loop.run_in_executor(self._thread, self._commit, [frame for _send, frame in batch])
            for send, frame in batch:
                await send({"type": "websocket.send", "text": json.dumps({"t": "ack", "id": frame["id"]})})

    def _open(self) -> None:
        self._database = sqlite3.connect(self._file)
        self._database.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE answer (id TEXT PRIMARY KEY, answer TEXT)"
        )

    def _commit(self, frames: list[dict[str, Any]]) -> None:
        rows = [(frame["id"], json.dumps(frame["answer"])) for frame in frames]
        with self._database:
            self._database.executemany("INSERT OR IGNORE INTO answer VALUES (?, ?)", rows)


async def main(file: str) -> None:
    hall = BareHall(file)
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    config = uvicorn.Config(
        hall,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        lifespan="off",
        log_level="warning",
    )
    writing = asyncio.create_task(hall.write())
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    await uvicorn.Server(config).serve(sockets=[listening])
    writing.cancel()


if __name__ == "__main__":
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    # uvicorn raises the signal that ended it once more
    with contextlib.suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(sys.argv[1]))
