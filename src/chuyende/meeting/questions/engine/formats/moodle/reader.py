"""Reads Moodle XML."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..carrying import add, all_doubts, category_tag, completed
from ..markup import from_html
from ..reading import Doubt, Progress, Reading, ReadQuestion, Trouble, Unreadable, silent
from .files import Files
from .kinds import of_kind
from .source import parsed, text_in
from .texts import Texts

#: what platforms say of every question unless somebody wrote something else
_USUAL_FEEDBACK = frozenset(
    [
        "your answer is correct.",
        "your answer is partially correct.",
        "your answer is incorrect.",
        "câu trả lời của bạn đúng.",
        "câu trả lời của bạn đúng một phần.",
        "câu trả lời của bạn sai.",
        "câu trả lời của bạn là chính xác.",
        "câu trả lời của bạn không chính xác.",
    ]
)
_COMMON_FEEDBACK = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def read(data: bytes, progress: Progress = silent) -> Reading:
    """Return the questions of a Moodle file with their pictures and sounds.

    Raises `Unreadable`: BROKEN (no `quiz`), EMPTY, TOO_LARGE (also a bomb of entities).
    """
    files = Files()
    reading = Reading(media=files.media)
    category = ""
    for element in _questions(parsed(data)):
        if element.get("type") == "category":
            category = category_tag(text_in(element.find("category/text")).strip())
            continue
        add(reading, _question(element, files, category, len(reading.questions) + 1), progress)
    if not reading.questions:
        raise Unreadable(Trouble.EMPTY)
    progress(len(reading.questions))
    return reading


def _questions(root: Element) -> Iterator[Element]:
    if root.tag == "question":
        yield root
    elif root.tag == "quiz":
        yield from root.findall("question")
    else:
        raise Unreadable(Trouble.BROKEN)


def _question(element: Element, files: Files, category: str, number: int) -> ReadQuestion:
    texts = Texts(files)
    words = of_kind(element, texts)
    explanation = texts.without_media(element.find("generalfeedback"))
    tags = [text_in(tag.find("text")).strip() for tag in element.findall("tags/tag")]
    words = completed(words, [*tags, *([category] if category else [])], explanation)
    if _has_feedback(element):
        texts.doubts.add(Doubt.NOT_CARRIED)
    name = " ".join(from_html(text_in(element.find("name/text"))).text.split())
    place = f"#{number} {name}".strip()
    return ReadQuestion(words, _original(element), place, all_doubts(words, texts.doubts))


def _has_feedback(element: Element) -> bool:
    """Whether the question says something to one answer or after one attempt: there is no place for that."""
    written = [*element.findall("answer/feedback/text"), *element.findall("hint/text")]
    if any(from_html(text_in(one)).text for one in written):
        return True
    common = (from_html(text_in(element.find(f"{name}/text"))).text for name in _COMMON_FEEDBACK)
    return any(said and said.casefold().rstrip(".") + "." not in _USUAL_FEEDBACK for said in common)


def _original(element: Element) -> str:
    """Return everything the question says, a line for each text, with the name of what it belongs to."""
    lines = [element.get("type") or ""]
    for part in element.iter():
        if part is element or part.tag in ("file", "image_base64"):
            continue
        said = " ".join((part.text or "").split())
        share = f" {part.get('fraction')} %" if part.get("fraction") else ""
        if share or (said and part.tag != "text"):
            lines.append(f"{part.tag}{share}: {said}".strip())
        elif said:
            lines.append(said)
    return "\n".join(lines)
