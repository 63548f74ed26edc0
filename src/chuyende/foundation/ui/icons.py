"""The icons in use. `icons.json` maps our names to Tabler's; the build makes the sprite from the same file."""

import json
from pathlib import Path

ICONS: frozenset[str] = frozenset(json.loads(Path(__file__).with_name("icons.json").read_text("utf-8")))
