"""Moodle files for tests, built of their parts."""

import base64

from chuyende.meeting.questions.engine.formats import moodle
from chuyende.meeting.questions.engine.formats.reading import ReadQuestion
from chuyende.meeting.questions.engine.words import Words

PICTURE = b"\x89PNG\r\n\x1a\nmot"
OTHER_PICTURE = b"\x89PNG\r\n\x1a\nhai"
SOUND = b"ID3 tieng"


def quiz(*questions: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{"".join(questions)}</quiz>'.encode()


def question(kind: str, stem: str, *rest: str) -> str:
    return (
        f'<question type="{kind}"><name><text>Tên</text></name>'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>{"".join(rest)}</question>'
    )


def answer(fraction: str, text: str, feedback: str = "") -> str:
    said = f"<feedback format='html'><text>{feedback}</text></feedback>"
    return f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>{said}</answer>'


def file(name: str, data: bytes, path: str = "/") -> str:
    return f'<file name="{name}" path="{path}" encoding="base64">{base64.b64encode(data).decode()}</file>'


def only(*parts: str) -> ReadQuestion:
    (found,) = moodle.read(quiz(*parts)).questions
    return found


def sure(*parts: str) -> Words:
    """The words of the only question of a file, which nothing is doubted in."""
    found = only(*parts)
    assert found.doubts == ()
    return found.words
