"""Every address of the program, walked from the root."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

#: A value that each converter of a route accepts.
SOME = {"uuid": "01890a5d-ac96-774b-bcce-b302099a8057", "int": "1", "slug": "x", "str": "x", "path": "x"}
ARGUMENT = re.compile(r"<(?:(\w+):)?\w+>")
GROUP = re.compile(r"\(\?P<\w+>[^()]*(?:\([^()]*\)[^()]*)*\)")


@dataclass(frozen=True)
class Url:
    name: str
    route: str

    @property
    def path(self) -> str:
        """The address with arguments that mean nothing: enough to ask who is let in."""
        filled = ARGUMENT.sub(lambda match: SOME[match.group(1) or "str"], self.route)
        return "/" + GROUP.sub("x", filled).replace("^", "").replace("$", "").replace("\\Z", "")


def all_urls(
    resolver: URLResolver | None = None, names: tuple[str, ...] = (), route: str = ""
) -> Iterator[Url]:
    """Yield every named address, `namespace:name`."""
    resolver = resolver or get_resolver()
    for part in resolver.url_patterns:
        whole = route + str(part.pattern)
        if isinstance(part, URLResolver):
            yield from all_urls(part, (*names, part.namespace) if part.namespace else names, whole)
        elif isinstance(part, URLPattern):
            yield Url(":".join((*names, part.name or "?")), whole)


def own_urls() -> list[Url]:
    """Return the addresses of the program's own apps, those of libraries left out."""
    return [url for url in all_urls() if ":" in url.name]
