"""GIFT: questions as lines of text, as learning platforms write and read them."""

from ...words import Kind
from ..carrying import is_without_media
from ..reading import Format
from .reader import read
from .writer import write

FORMAT = Format("gift", "txt", frozenset(Kind) - {Kind.CLOZE}, read, write, is_without_media)

__all__ = ["FORMAT", "read", "write"]
