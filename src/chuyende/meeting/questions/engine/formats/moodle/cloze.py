"""Gaps written into a text: {1:SHORTANSWER:=a~=b}, {1:MULTICHOICE:=a~b}."""

import html
import re
from collections.abc import Callable, Iterator

from ...faults import FEWEST
from ...words import GAP, Gap
from ..carrying import Weighed, share_of, typed_answers
from ..markup import Plain
from ..reading import Doubt

_START = re.compile(
    r"\{[0-9]{0,6}:(?:(?P<number>NUMERICAL|NM)"
    r"|(?P<several>MULTIRESPONSE(?:_H?S?)?|MRH?S?)"
    r"|(?P<choice>MULTICHOICE(?:_[VH]?S?)?|MC[VH]?S?)"
    r"|(?P<typed>SHORTANSWER|SA|MW)"
    r"|(?P<cased>SHORTANSWER_C|SAC|MWC)):",
    re.IGNORECASE,
)
_END = re.compile(r"(?:[^\\}]|\\.)*\}", re.DOTALL)
_BETWEEN = re.compile(r"(?<!\\)~")
_FEEDBACK = re.compile(r"(?<![\\&])#")
_WEIGHT = re.compile(r"(=)|%([^%]{1,20})%")
_ESCAPED = re.compile(r"\\([}#~/\"\\])")
_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "{}#~\\=%\"'"}
_STEM_SIGNS = {ord("{"): "&#123;"}
_FULL, _ALMOST = 100.0, 99.99


def gaps(source: str, read: Callable[[str], Plain]) -> tuple[str, tuple[Gap, ...], set[Doubt]]:
    """Return HTML in which [[1]], [[2]] … stand where its gaps stood, the gaps, and doubts.

    `read` gives the plain text of a choice.
    """
    pieces: list[str] = []
    found: list[Gap] = []
    doubts: set[Doubt] = set()
    place = 0
    while start := _START.search(source, place):
        end = _END.match(source, start.end())
        if end is None:
            break
        gap, more = _gap(start, source[start.end() : end.end() - 1], read)
        found.append(gap)
        doubts |= more
        pieces += [source[place : start.start()], GAP.format(number=len(found))]
        place = end.end()
    pieces.append(source[place:])
    return "".join(pieces), tuple(found), doubts


def to_cloze(stem: str, found: tuple[Gap, ...]) -> str:
    """Return HTML in which each [[n]] of a plain stem is the gap itself."""
    pieces = re.split(r"\[\[(\d+)\]\]", stem)
    written = [
        _text(piece) if index % 2 == 0 else _written(piece, found) for index, piece in enumerate(pieces)
    ]
    return "".join(written)


def _gap(start: re.Match[str], body: str, read: Callable[[str], Plain]) -> tuple[Gap, set[Doubt]]:
    doubts: set[Doubt] = set()
    rows = list(_rows(body, doubts))
    if start["choice"] or start["several"]:
        return _offered(rows, read, doubts, is_several=bool(start["several"]))
    if start["cased"] or start["number"]:
        doubts.add(Doubt.NOT_CARRIED)
    plain = [Weighed(_typed(row.text, read), row.share) for row in rows]
    if start["number"]:
        plain = [Weighed(row.text.partition(":")[0].strip(), row.share) for row in plain]
    answers, more = typed_answers(plain)
    return Gap(answers), doubts | more | (set() if answers else {Doubt.NO_KEY})


def _typed(text: str, read: Callable[[str], Plain]) -> str:
    """Return what is to be typed: an editor may have left its tags and spaces in it."""
    return " ".join((read(text).text if "<" in text else html.unescape(text)).split())


def _rows(body: str, doubts: set[Doubt]) -> Iterator[Weighed]:
    for alternative in _BETWEEN.split(body):
        text, *feedback = _FEEDBACK.split(alternative.strip(), maxsplit=1)
        if any(one.strip() for one in feedback):
            doubts.add(Doubt.NOT_CARRIED)
        share: float | None = 0.0
        if weight := _WEIGHT.match(text):
            share = _FULL if weight[1] else share_of(weight[2])
            text = text[weight.end() :]
        yield Weighed(_ESCAPED.sub(r"\1", text), share)


def _offered(
    rows: list[Weighed], read: Callable[[str], Plain], doubts: set[Doubt], *, is_several: bool
) -> tuple[Gap, set[Doubt]]:
    choices: list[str] = []
    answers: list[str] = []
    for row in rows:
        plain = read(row.text)
        if not plain.is_whole or plain.files:
            doubts.add(Doubt.NOT_CARRIED)
        share = row.share or 0.0
        if row.share is None or (share and share < _ALMOST and not is_several):
            doubts.add(Doubt.NOT_CARRIED)
        if share >= _ALMOST or (is_several and share > 0):
            answers.append(plain.text)
        choices.append(plain.text)
    if is_several:
        doubts.add(Doubt.NOT_CARRIED)  # all of them must be ticked there, one is chosen here
    if not answers:
        doubts.add(Doubt.NO_KEY)
    if len(choices) < FEWEST:
        doubts.add(Doubt.FEW_CHOICES)
    if len(set(choices)) < len(choices):
        doubts.add(Doubt.SAME_CHOICE)
    if not all(choices):
        doubts.add(Doubt.EMPTY_CHOICE)
    return Gap(tuple(dict.fromkeys(answers)), tuple(dict.fromkeys(choices))), doubts


def _written(number: str, found: tuple[Gap, ...]) -> str:
    gap = found[int(number) - 1]
    if not gap.choices:
        starred = (_sign(answer).replace("*", "&#92;*") for answer in gap.answers)
        return f"{{1:SHORTANSWER:{'~'.join(f'={answer}' for answer in starred)}}}"
    rows = [f"={_sign(choice)}" if choice in gap.answers else _sign(choice) for choice in gap.choices]
    return f"{{1:MULTICHOICE:{'~'.join(rows)}}}"


def _sign(text: str) -> str:
    return html.escape(text, quote=False).translate(_SIGNS)


def _text(text: str) -> str:
    return html.escape(text, quote=False).translate(_STEM_SIGNS).replace("\n", "<br>")
