"""Questions in a table: Excel workbooks and CSV files.

Read: the program's own template, Kahoot's and ClassQuiz's, told apart by their headings; every doubt stands at the
row it is in. Written: the own template, which carries all seven kinds, as XLSX and CSV; Kahoot's and ClassQuiz's with
one right choice among four. A sheet that is written shows no picture; pictures that lie in a workbook are read.
"""

from chuyende.meeting.questions.engine.words import Kind

from ..reading import Format
from .own import fits, write_csv, write_xlsx
from .reader import read
from .theirs import fits_classquiz, fits_kahoot, write_classquiz, write_kahoot

_ONE_RIGHT = frozenset({Kind.SINGLE, Kind.TRUE_FALSE})

FORMATS = (
    Format("xlsx", "xlsx", frozenset(Kind), read, write_xlsx, fits),
    Format("csv", "csv", frozenset(Kind), read, write_csv, fits),
    Format("kahoot", "xlsx", _ONE_RIGHT, read, write_kahoot, fits_kahoot),
    Format("classquiz", "xlsx", _ONE_RIGHT, read, write_classquiz, fits_classquiz),
)
