"""The server's application: every request for a page goes to Django as WSGI, three times faster than its ASGI."""

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import Receive, Scope, Send

from .wsgi import application as pages_wsgi

#: Threads that answer pages: each keeps one connection to the database (PostgreSQL's pool holds as many).
PAGE_THREADS = 16

pages = WSGIMiddleware(pages_wsgi, workers=PAGE_THREADS)  # type: ignore[arg-type]  # Django types its handler narrower


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one connection, by its kind."""
    if scope["type"] == "http":
        await pages(scope, receive, send)
