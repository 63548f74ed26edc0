"""The way between a phone and the server, which a test can cut.

What the browser calls offline leaves out requests of pages that a service worker answered.
"""

import asyncio
import threading
from urllib.parse import urlsplit

from tests.server import free_port


class Line:
    """Passes on every connection to `url` of its own as long as it is whole; `cut` ends them all and refuses new ones.

    `fail` ends them all and answers instead of the server, as one does whose database is away.
    """

    def __init__(self, to: str) -> None:
        self.to, self.port = urlsplit(to), free_port()
        self.url = f"http://localhost:{self.port}"
        self.is_failing = False
        self.open: set[asyncio.StreamWriter] = set()
        self.server: asyncio.Server | None = None
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.mend()

    def cut(self) -> None:
        asyncio.run_coroutine_threadsafe(self._cut(), self.loop).result()

    def fail(self) -> None:
        self.cut()
        self.is_failing = True
        asyncio.run_coroutine_threadsafe(self._mend(), self.loop).result()

    def mend(self) -> None:
        if self.is_failing:
            self.cut()
        self.is_failing = False
        asyncio.run_coroutine_threadsafe(self._mend(), self.loop).result()

    async def _mend(self) -> None:
        self.server = await asyncio.start_server(self._pass_on, "localhost", self.port)

    async def _cut(self) -> None:
        if self.server:
            self.server.close()
        for writer in self.open:
            writer.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_failing:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(
                b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            writer.close()
            return
        there, back = await asyncio.open_connection(self.to.hostname, self.to.port)
        self.open |= {writer, back}
        await asyncio.gather(pour(reader, back), pour(there, writer))
        self.open -= {writer, back}


async def pour(source: asyncio.StreamReader, drain: asyncio.StreamWriter) -> None:
    try:
        while part := await source.read(65536):
            drain.write(part)
            await drain.drain()
    except ConnectionError:
        pass
    finally:
        drain.close()
