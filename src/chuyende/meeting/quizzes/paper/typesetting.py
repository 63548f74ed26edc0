"""Pages set by Typst: data go in as data and are only ever shown, never evaluated."""

import json
import threading
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

_TEMPLATES = Path(__file__).parent
_one_at_a_time = threading.Lock()


def typeset(
    template: str,
    data: dict[str, Any],
    *,
    fonts: Path | None,
    format: Literal["pdf", "png"] = "pdf",
    dots_per_inch: float = 72,
) -> list[bytes]:
    """Return what `template` (a file beside this one) makes of `data`: one PDF, or a picture of each page.

    `fonts`: folder of the fonts to print with; without it Typst's own.
    """
    ppi = dots_per_inch if format == "png" else None
    with _one_at_a_time:
        made = _compiler(template, fonts).compile(
            format=format, ppi=ppi, sys_inputs={"data": json.dumps(data)}
        )
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if page is not None]


@cache
def _compiler(template: str, fonts: Path | None) -> typst.Compiler:
    """A compiler that keeps the template parsed and the fonts loaded; it serves one call at a time."""
    chosen = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=fonts is None,
        font_paths=[] if fonts is None else [str(fonts)],
    )
    return typst.Compiler(str(_TEMPLATES / template), root=str(_TEMPLATES), font_paths=chosen)
