"""A browser that does nothing but ask: HTTP/1.1 over one kept connection, cookies, no parsing, hardly any CPU."""

import asyncio
import re
from dataclasses import dataclass, field

_COOKIE = re.compile(rb"^set-cookie: ([^=]+)=([^;\r]*)", re.IGNORECASE | re.MULTILINE)
_LENGTH = re.compile(rb"^content-length: (\d+)", re.IGNORECASE | re.MULTILINE)
_PLACE = re.compile(rb"^location: ([^\r]+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """What came back; `place` is where a redirect leads."""

    status: int
    place: str
    body: bytes


@dataclass
class Browser:
    """One person's browser on one server; not to be used by two tasks at once."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> Answer:
        return await self._ask("GET", path, b"", {})

    async def post(self, path: str, form: str, headers: dict[str, str] | None = None) -> Answer:
        """Send a form (already encoded), with the token that the server gave in its cookie."""
        more = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
            **(headers or {}),
        }
        return await self._ask("POST", path, form.encode(), more)

    async def close(self) -> None:
        if self._streams:
            self._streams[1].close()
            self._streams = None

    async def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self.host, self.port)
        reader, writer = self._streams
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            f"Cookie: {cookies}",
            "Accept: */*",
        ]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        found, place = _LENGTH.search(head), _PLACE.search(head)
        content = await reader.readexactly(int(found[1])) if found else await _chunks(reader, head)
        self.cookies |= {name.decode(): value.decode() for name, value in _COOKIE.findall(head)}
        if b"\r\nconnection: close" in head.lower():
            await self.close()
        return Answer(int(head[9:12]), place[1].decode() if place else "", content)


async def _chunks(reader: asyncio.StreamReader, head: bytes) -> bytes:
    if b"chunked" not in head.lower():
        return b""
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)
