"""Moodle XML: questions of a learning platform with their pictures and sounds."""

from ...words import Kind
from ..reading import Format
from .reader import read
from .writer import write

FORMAT = Format("moodle", "xml", frozenset(Kind), read, write)

__all__ = ["FORMAT", "read", "write"]
