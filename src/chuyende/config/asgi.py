"""The server's application: the live hall by itself, every page by Django as WSGI, three times faster than its ASGI."""

import re

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import Receive, Scope, Send

from .wsgi import application as pages_wsgi  # first: it sets Django up

from chuyende.meeting.live.consumers import LiveApplication  # isort: skip

#: Threads that answer pages: each keeps one connection to the database (PostgreSQL's pool holds as many).
PAGE_THREADS = 16

pages = WSGIMiddleware(pages_wsgi, workers=PAGE_THREADS)  # type: ignore[arg-type]  # Django types its handler narrower
live = LiveApplication()

_LIVE = re.compile(r"/hoi-truong/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(ws|poll)")


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one connection, by its kind."""
    found = _LIVE.fullmatch(str(scope.get("path", "")))
    if scope["type"] == "websocket":
        await live.socket(found.group(1) if found else "", scope, receive, send)
    elif scope["type"] == "http" and found and found.group(2) == "poll" and scope["method"] == "POST":
        await live.poll(found.group(1), receive, send)
    elif scope["type"] == "http":
        await pages(scope, receive, send)
