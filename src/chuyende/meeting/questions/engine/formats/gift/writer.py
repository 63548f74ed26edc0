"""Writes GIFT."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from ...words import Kind, Words
from ..carrying import equal_share, explanation_of, starred, tags_of
from ..markup import to_html
from .escapes import escape

_Text = Callable[[str], str]
#: at the start of a text: a format, a weight, a comment
_MEANINGFUL = ("[", "%", "//")


def write(questions: Iterable[Words], media: Mapping[str, bytes]) -> bytes:
    """Return a GIFT file. Pictures and sounds have no place in it."""
    return "\n".join(_written(words) for words in questions).encode()


def _written(words: Words) -> str:
    marker, text = _form(words)
    head = "".join(f"// {line}\n" for line in _comments(words, text))
    stem = escape(words.stem) if marker == "[plain]" else text(words.stem)
    return f"{head}{marker}{stem}{{{_answers(words, text)}}}\n"


def _form(words: Words) -> tuple[str, _Text]:
    """Return the marker of a question and how its texts are written: bare where nothing in them looks like markup."""
    texts = [*words.texts(), explanation_of(words)]
    if any("->" in pair.left for pair in words.pairs) or any(item.startswith("//") for item in words.items):
        return "[html]", _as_html
    if any(sign in text for text in texts for sign in "<&") or words.stem.startswith(("[", "//", "$")):
        return "[plain]", _as_plain
    return "", _as_plain


def _as_html(text: str) -> str:
    shown = to_html(text)
    return escape(f"&#{ord(shown[0])};{shown[1:]}" if shown.startswith(_MEANINGFUL) else shown)


def _as_plain(text: str) -> str:
    return f"[plain]{escape(text)}" if text.startswith(_MEANINGFUL) else escape(text)


def _comments(words: Words, text: _Text) -> Iterator[str]:
    tags = [tag.replace("]", r"\]") + (" " if tag.endswith("\\") else "") for tag in tags_of(words)]
    if tags:
        yield " ".join(f"[tag:{tag}]" for tag in tags)
    if words.kind is Kind.ORDERING and explanation_of(words):
        # the items of an ordering are bare lines: an explanation among them would be one more item
        yield f"####{text(explanation_of(words))}"


def _answers(words: Words, text: _Text) -> str:
    if words.kind is Kind.ORDERING:
        head = f">{len(words.items)} ALL VERTICAL ABSOLUTE_POSITION SHOW"
        return "\n".join([head, *map(text, words.items), ""])
    feedback = f"####{text(explanation_of(words))}" if explanation_of(words) else ""
    if words.kind is Kind.TRUE_FALSE:
        return f"{'TRUE' if words.is_true else 'FALSE'}{feedback}"
    rows = [*_rows(words, text), *([feedback] if feedback else [])]
    return "".join(f"\n\t{row}" for row in rows) + "\n"


def _rows(words: Words, text: _Text) -> Iterator[str]:
    match words.kind:
        case Kind.SINGLE:
            for choice in words.choices:
                yield f"{'=' if choice.is_right else '~'}{text(choice.text)}"
        case Kind.MULTIPLE:
            # a wrong choice takes a right one back: whoever ticks everything has nothing
            share = equal_share(len(words.keys) or 1)
            for choice in words.choices:
                yield f"~%{'' if choice.is_right else '-'}{share}%{text(choice.text)}"
        case Kind.MATCHING:
            for pair in words.pairs:
                yield f"={text(pair.left)} -> {escape(pair.right)}"
            for decoy in words.decoys:
                yield f"= -> {escape(decoy)}"
        case Kind.SHORT:
            for answer in words.answers:
                marker = "[plain]" if answer.startswith("[") else ""
                yield f"=%100%{marker}{escape(starred(answer).replace('->', '-&gt;'))}"
