"""The least that a quiz taken alone can be: the same requests, pages that are the same for everybody, answers into SQLite
many at a time. The floor of `attempt`.

`python -m benchmarks.bare_quiz FILE ID,ID…`: the program's own server with the same settings, in one process; no session,
no right, no question read. FILE: its database. The ids are those of the questions.
"""

import asyncio
import contextlib
import json
import socket
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import uvicorn
import uvloop

#: bytes of the quiz's page, of the page of questions and of the result, as the program sends them
DETAIL, QUESTIONS, RESULT = 11_000, 36_000, 10_000


class BareQuiz:
    def __init__(self, file: str, questions: list[str]) -> None:
        asked = "".join(f'<section data-question="{one}"></section>' for one in questions)
        ticket = f'data-attempt-ticket-value="{"x" * 120}"'
        self._pages = {
            "detail": b" " * DETAIL,
            "questions": f"{ticket}{asked}".encode().ljust(QUESTIONS),
            "result": f"{len(questions)}/{len(questions)}".encode().ljust(RESULT),
        }
        self._waiting: list[tuple[asyncio.Future[None], str]] = []
        self._some = asyncio.Event()
        self._thread = ThreadPoolExecutor(1)
        self._file = file

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body = (await receive())["body"].decode()
        page = scope["path"].strip("/").split("/")[-1]
        if page == "start":
            headers = [(b"location", b"/questions/"), (b"content-length", b"0")]
            await send({"type": "http.response.start", "status": 302, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
        elif page == "giu":
            await self._written(body)
            told = {"over": True, "url": "/result/"} if "handed-in" in parse_qs(body) else {"saved": 1}
            await _answer(send, json.dumps(told).encode())
        else:
            await _answer(send, self._pages[page])

    async def _written(self, body: str) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((done, body))
        self._some.set()
        await done

    async def write(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._open)
        while True:
            await self._some.wait()
            self._some.clear()
            batch, self._waiting = self._waiting, []
            await loop.run_in_executor(self._thread, self._commit, [(body,) for _done, body in batch])
            for done, _body in batch:
                done.set_result(None)

    def _open(self) -> None:
        self._database = sqlite3.connect(self._file)
        self._database.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE answer (answer TEXT)"
        )

    def _commit(self, rows: list[tuple[str]]) -> None:
        with self._database:
            self._database.executemany("INSERT INTO answer VALUES (?)", rows)


async def _answer(send: Any, body: bytes) -> None:
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def main(file: str, questions: list[str]) -> None:
    quiz = BareQuiz(file, questions)
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    config = uvicorn.Config(quiz, http="httptools", lifespan="off", log_level="warning", access_log=False)
    writing = asyncio.create_task(quiz.write())
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    await uvicorn.Server(config).serve(sockets=[listening])
    writing.cancel()


if __name__ == "__main__":
    # uvicorn raises the signal that ended it once more
    with contextlib.suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(sys.argv[1], sys.argv[2].split(",")))
