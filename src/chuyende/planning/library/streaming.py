"""A stored file in pieces, as players ask for it: HTTP ranges (RFC 9110, section 14) over any storage."""

import re
from collections.abc import Iterator

from django.core.files.base import File
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import http_date, parse_http_date_safe

_ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
_PIECE = 64 * 1024
#: bytes that a player gets at once when it asks for all that follows: it asks again as it plays, and one that pauses holds
#: nothing open (section 15.3.7 lets a server send a part of what was asked for)
AT_ONCE = 1024 * 1024


class RangeNotSatisfiable(ValueError):
    """The range asked for lies outside the file."""


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte to send for `header`, or None where the whole file is the answer.

    Several ranges at once, other units and nonsense get the whole file, as the standard allows. Raises
    `RangeNotSatisfiable`.
    """
    found = _ONE_RANGE.fullmatch(header.strip())
    if not found or found[1] == found[2] == "":
        return None
    if not found[1]:
        length = int(found[2])
        if length == 0 or size == 0:
            raise RangeNotSatisfiable
        return max(0, size - length), size - 1
    first = int(found[1])
    last = int(found[2]) if found[2] else first + AT_ONCE - 1
    if found[2] and last < first:
        return None
    if first >= size:
        raise RangeNotSatisfiable
    return first, min(last, size - 1)


def stream(
    request: HttpRequest, file: File, *, size: int, content_type: str, etag: str, modified: float
) -> HttpResponseBase:
    """Answer with `file`, or the part of it that the request names: 200, 206, 304 or 416; a HEAD has no body.

    `etag` is strong and quoted; `modified` is in seconds since 1970. The file is opened only where it is sent.
    """
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "Last-Modified": http_date(modified),
        "Cache-Control": "private, no-cache",
    }
    if etag in [tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")]:
        return HttpResponse(status=304, headers=headers)
    part = None
    if (asked := request.headers.get("Range")) and _is_same(request.headers.get("If-Range"), etag, modified):
        try:
            part = parse_range(asked, size)
        except RangeNotSatisfiable:
            return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    first, last = part or (0, size - 1)
    headers["Content-Length"] = str(last - first + 1)
    if part:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    status = 206 if part else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers, content_type=content_type)
    return StreamingHttpResponse(
        _Slice(file, first, last - first + 1), status=status, headers=headers, content_type=content_type
    )


def _is_same(if_range: str | None, etag: str, modified: float) -> bool:
    if if_range is None:
        return True
    if if_range.startswith('"'):
        return if_range == etag
    return parse_http_date_safe(if_range) == int(modified)


class _Slice:
    """`length` bytes of a file from `start`; the server closes it when the reader has gone."""

    def __init__(self, file: File, start: int, length: int) -> None:
        self.file, self.left = file, length
        file.open("rb")
        file.seek(start)

    def __iter__(self) -> Iterator[bytes]:
        while self.left > 0 and (piece := self.file.read(min(_PIECE, self.left))):
            self.left -= len(piece)
            yield piece

    def close(self) -> None:
        self.file.close()
