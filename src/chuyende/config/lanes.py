"""Two lanes for pages: whoever takes a quiz does not wait behind reports and the public site."""

import re
from functools import cached_property

from a2wsgi.asgi_typing import Receive, Scope, Send
from a2wsgi.wsgi_typing import WSGIApp
from django.template.loader import render_to_string

from .threads import Threads

#: Threads that answer pages: each keeps one connection to the database (PostgreSQL's pool has one for each).
QUIZ_THREADS, PAGE_THREADS = 4, 10
#: requests of the second lane under way or waiting, some seconds' work; whoever comes then is asked to come again
PAGES_AT_MOST = 200
RETRY_SECONDS = 5

_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
#: signing in, the pages of a quiz being taken and of the hall, and what they look like
_QUIZ = re.compile(
    rf"/(?:static|tai-khoan|hoi-truong|trac-nghiem/bai-lam)/|/trac-nghiem/{_ID}/(?:lam-bai/)?$"
)


class Lanes:
    """Pages of a WSGI application in two pools of threads. The first takes whatever comes; of the second lane, requests
    beyond `at_most` are answered by 503 and a page that says when to come again, before they cost anything."""

    def __init__(self, pages: WSGIApp, *, at_most: int = PAGES_AT_MOST) -> None:
        self._quiz = Threads(pages, QUIZ_THREADS)
        self._pages = Threads(pages, PAGE_THREADS)
        self._at_most = at_most
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _QUIZ.match(str(scope.get("path", ""))):
            await self._quiz(scope, receive, send)
        elif self._under_way >= self._at_most:
            await self._turn_away(send)
        else:
            self._under_way += 1
            try:
                await self._pages(scope, receive, send)
            finally:
                self._under_way -= 1

    @cached_property
    def _busy(self) -> bytes:
        return render_to_string("503.html").encode()

    async def _turn_away(self, send: Send) -> None:
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(self._busy)).encode()),
            (b"cache-control", b"no-store"),
            (b"retry-after", str(RETRY_SECONDS).encode()),
        ]
        await send({"type": "http.response.start", "status": 503, "headers": headers})
        await send({"type": "http.response.body", "body": self._busy})
