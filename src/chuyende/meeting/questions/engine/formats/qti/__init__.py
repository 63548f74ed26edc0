"""QTI of 1EdTech, versions 2.1 and 3.0: packages (manifest, items, media) and single items.

Read: items of choice, order, match, gap match, text entry and inline choice, whoever wrote them; an item of another
kind, or one whose parts cannot be told apart, comes with its text and `Doubt.KIND_UNKNOWN`. Written: all seven kinds
with everything they carry; difficulty, tags and source stand in the manifest as learning object metadata.
"""

from chuyende.meeting.questions.engine.words import Kind

from ..reading import Format
from .reader import read
from .writer import write_2_1, write_3_0

FORMATS = (
    Format("qti21", "zip", frozenset(Kind), read, write_2_1),
    Format("qti30", "zip", frozenset(Kind), read, write_3_0),
)
