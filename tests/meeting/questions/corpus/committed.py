"""The files that were made one by one, with the keys that were written by hand."""

import json
from pathlib import Path

from .expected import File

FOLDER = Path(__file__).parent / "by_hand"
_USUAL = {
    "kind": "single",
    "choices": [],
    "right": [],
    "is_true": False,
    "answers": [],
    "keeps_order": False,
    "stem_media": False,
    "choice_media": [],
}


def committed() -> list[File]:
    """Return the files of `by_hand`. In a key, `doubts` are doubts that must be raised."""
    return [
        File(
            path.name,
            path.read_bytes(),
            path.stem,
            tuple(_USUAL | one for one in json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))),
        )
        for path in sorted(FOLDER.glob("*.docx"))
    ]
