"""Minutes on the sheet."""

import datetime as dt
from collections.abc import Iterator, Mapping

from django.utils import timezone

from chuyende.faces.paperwork.composing import Voice
from chuyende.faces.paperwork.engine.paper import Block, Paper, Paragraph, Section, Signature, runs
from chuyende.faces.paperwork.engine.text import clock_time
from chuyende.faces.paperwork.enums import PaperType, Signer
from chuyende.faces.paperwork.models import IssuedPaper, Minutes
from chuyende.faces.paperwork.queries import signature_of

from .frame import Stamp, heading_of
from .text import blocks_of

_OPENING = ("time", "composition", "officers")
_CONTENT = ("programme", "purpose", "lead_paper", "papers", "clips", "quiz", "discussion")
_RESULTS = ("conclusions", "votes", "assessment")
_NAMED = ("discussion",)


def minutes_paper(
    minutes: Minutes,
    voice: Voice,
    stamp: Stamp,
    *,
    replaces: IssuedPaper | None = None,
    reason: str = "",
) -> Paper:
    """The minutes as their sections stand; an amended version says what it replaces and why."""
    sections = {section.key: section for section in minutes.sections.all()}
    bodies = {key: section.body for key, section in sections.items()}
    headings = {key: section.heading for key, section in sections.items()}
    blocks = [*_blocks(voice, bodies, headings)]
    if replaces:
        blocks.append(Paragraph(runs(_replacing(voice, replaces, reason))))
    return Paper(
        heading=heading_of(voice, PaperType.MINUTES, stamp, day=voice.day),
        type_name="Biên bản",
        abstract=" ".join(bodies.get("title", "").split()),
        blocks=tuple(blocks),
        signatures=(
            _signature(minutes, Signer.TAKER, voice.say("Người ghi biên bản")),
            _signature(minutes, Signer.CHAIR, voice.say("Chủ trì hội nghị")),
        ),
        verification=stamp.verification,
    )


def _blocks(voice: Voice, bodies: Mapping[str, str], headings: Mapping[str, str]) -> Iterator[Block]:
    yield Section(voice.say("Thời gian, địa điểm, thành phần"))
    for key in _OPENING:
        yield from blocks_of(bodies.get(key, ""), numbered=True)
    yield Section(voice.say("Nội dung"))
    for key in _CONTENT:
        yield from _part(key, bodies, headings, level=2)
    for key in _RESULTS:
        yield from _part(key, bodies, headings, level=1)
    yield from blocks_of(bodies.get("closing", ""))


def _part(key: str, bodies: Mapping[str, str], headings: Mapping[str, str], *, level: int) -> Iterator[Block]:
    body = bodies.get(key, "").strip()
    if body:
        yield Section(headings[key], level=2 if level == 2 else 1)
        yield from blocks_of(body, named=key in _NAMED)


def _replacing(voice: Voice, replaced: IssuedPaper, reason: str) -> str:
    return voice.say(
        "Biên bản này là bản điều chỉnh lần {n}, thay thế bản đã ký trước; lý do điều chỉnh: {reason}",
        n=replaced.version,
        reason=reason.strip().rstrip("."),
    )


def _signature(minutes: Minutes, signer: Signer, authority: str) -> Signature:
    given = signature_of(minutes, signer)
    note = ""
    if given.at:
        at: dt.datetime = timezone.localtime(given.at)
        how = "Đã ký trên bản giấy, ghi nhận" if given.on_paper else "Đã ký điện tử"
        note = f"{how} lúc {clock_time(at)}, {at:%d/%m/%Y}"
    return Signature((authority,), "", given.member.full_name, note=note)
