"""The least that a quiz taken alone can be: the same requests, pages that are the same for everybody, answers into SQLite
many at a time. The floor of `attempt`.

`python -m benchmarks.bare_quiz FILE ID,ID…`: the program's own server with the same settings, in one process; no session,
no right, no question read. FILE: its database. The ids are those of the questions.
"""

import asyncio
import json
import sys
from itertools import count
from typing import Any
from urllib.parse import parse_qs

from .bare import Rows, serve

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
        self._numbers = count()
        self.rows: Rows[asyncio.Future[None]] = Rows(file, _wake)

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
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.rows.add(stored, str(next(self._numbers)), body)
        await stored


async def _wake(stored: asyncio.Future[None], _number: str) -> None:
    stored.set_result(None)


async def _answer(send: Any, body: bytes) -> None:
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    quiz = BareQuiz(sys.argv[1], sys.argv[2].split(","))
    serve(quiz, quiz.rows, http="httptools", access_log=False)
