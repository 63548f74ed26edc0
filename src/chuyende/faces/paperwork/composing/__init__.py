"""What papers say, from the facts.

Papers are Vietnamese whatever the language of the screen, so their words stand here and not in a catalogue.
"""

from .facts import Facts
from .minutes import PARTS, Composed, Part, compose_minutes_text
from .voice import Voice, voice_of

__all__ = ["PARTS", "Composed", "Facts", "Part", "Voice", "compose_minutes_text", "voice_of"]
