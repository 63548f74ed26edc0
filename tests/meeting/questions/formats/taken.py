"""What may come of a file whatever its bytes: nothing, or questions that an import can keep."""

import json
from collections.abc import Callable

from chuyende.meeting.questions.engine.formats.reading import Reading, Unreadable
from chuyende.meeting.questions.engine.rows import ImportRow, row_of


def taken_or_refused(read: Callable[[bytes], Reading], data: bytes) -> Reading | None:
    """Read `data` and assert that each question comes back as it was from where an import keeps it; return what was
    read, or None where the reader refuses the bytes. Any other error than `Unreadable` is the test's failure."""
    try:
        reading = read(data)
    except Unreadable:
        return None
    assert reading.questions, "a file without a question is refused, not read as empty"
    for number, question in enumerate(reading.questions, start=1):
        row = row_of(number, question)
        kept = json.dumps(row.as_json(), ensure_ascii=False).encode("utf-8")  # fails on half a character
        again = ImportRow.from_json(json.loads(kept))
        assert (again.words, again.original, again.doubts) == (question.words, row.original, question.doubts)
        words = question.words
        said = "".join(
            (*words.texts(), words.explanation, words.source, *words.tags, row.original, row.place)
        )
        assert "\x00" not in said, "PostgreSQL keeps no text with a zero byte"
    return reading
