"""Word files (.docx): read as officials write them, written so that they are read back as they were.

Reading goes by stages: `package` opens the file, `blocks` tells what stands in it (with `looks`, `numbering`, `ink`),
`lines` and `tables` what each line is by its place, `grouping` (with `signs` and `splitting`) what belongs to one
question, `unlettered` finds choices without letters, `keys` what is right, `finishing` what is in doubt.
"""

from typing import Final

from ...words import Kind
from ..reading import Format
from .reader import read
from .writer import write

FORMAT: Final = Format(code="docx", extension="docx", carries=frozenset(Kind), read=read, write=write)

__all__ = ["FORMAT", "read", "write"]
