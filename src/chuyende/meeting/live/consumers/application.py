"""The live hall as the server calls it."""

from typing import Any

from django.conf import settings

from .bus import Bus, RedisBus
from .hall import Hall
from .poll import Mailboxes, poll
from .socket import socket


class LiveApplication:
    """Begins with the first client, in the event loop that runs then."""

    def __init__(self) -> None:
        self._hall: Hall | None = None
        self._boxes = Mailboxes()

    @property
    def hall(self) -> Hall:
        if self._hall is None:
            self._hall = Hall(RedisBus(settings.REDIS_URL) if settings.REDIS_URL else Bus())
        return self._hall

    @property
    def connected(self) -> int:
        """How many are connected to this process."""
        return len(self._hall.clients) if self._hall else 0

    async def socket(self, sitting: str, scope: Any, receive: Any, send: Any) -> None:
        """Serve one WebSocket of the sitting with this id; "": the address is of none."""
        await socket(self.hall, sitting, scope, receive, send)

    async def poll(self, sitting: str, receive: Any, send: Any) -> None:
        """Answer one post of a client that polls."""
        await poll(self.hall, self._boxes, sitting, receive, send)

    async def stop(self) -> None:
        """Write what waits to be written, before the process ends."""
        if self._hall:
            await self._hall.stop()
