"""The server's application: the live hall and the answers of attempts by themselves, every page by Django as WSGI, three
times faster than its ASGI, in processes beside this one."""

import re

from a2wsgi.asgi_typing import Receive, Scope, Send

from chuyende.meeting.live.consumers import LiveApplication
from chuyende.meeting.quizzes.consumers import SavingApplication, ticket_in

from .lanes import Lanes

pages = Lanes()
live = LiveApplication()
attempts = SavingApplication()

_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_LIVE = re.compile(rf"/hoi-truong/({_ID})/(ws|poll)")
_KEEP = re.compile(rf"/trac-nghiem/bai-lam/({_ID})/giu/")


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one connection, by its kind."""
    path = str(scope.get("path", ""))
    found, kept = _LIVE.fullmatch(path), _KEEP.fullmatch(path)
    if scope["type"] == "websocket":
        await live.socket(found.group(1) if found else "", scope, receive, send)
    elif scope["type"] == "http" and found and found.group(2) == "poll" and scope["method"] == "POST":
        await live.poll(found.group(1), receive, send)
    elif scope["type"] == "http" and kept and scope["method"] == "POST" and (ticket := ticket_in(scope)):
        await attempts.save(kept.group(1), ticket, receive, send)
    elif scope["type"] == "http":
        await pages(scope, receive, send)
