"""What every paper has around its text: heading, number, layout, signature."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from chuyende.faces.paperwork.composing import Voice
from chuyende.faces.paperwork.engine import Layout, LayoutError
from chuyende.faces.paperwork.engine.paper import Heading, Signature, Verification
from chuyende.faces.paperwork.engine.text import symbol
from chuyende.faces.paperwork.enums import PaperType
from chuyende.faces.paperwork.errors import LayoutUnusable
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.planning.governance.queries import rule_in_force


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """What makes a text a paper that went out: its number and code. Without them it is a draft."""

    number: int | None = None
    code: str = ""
    draft: str = "DỰ THẢO"

    @property
    def is_draft(self) -> bool:
        return self.number is None

    @property
    def verification(self) -> Verification | None:
        if not self.code:
            return None
        return Verification(
            url=settings.PUBLIC_URL.rstrip("/") + reverse("paperwork:verify", args=[self.code]),
            caption="Tra cứu, đối chiếu văn bản bằng mã QR hoặc tại địa chỉ:",
        )


def layout_on(organisation: Organisation, day: dt.date) -> Layout:
    """How papers of the organisation look on `day`. Raises `RuleMissing` or `LayoutUnusable`."""
    rule = rule_in_force("paper_layout", day=day, organisation=organisation)
    try:
        return Layout.from_parameters(rule.parameters)
    except LayoutError as error:
        raise LayoutUnusable(str(error)) from error


def symbol_of(voice: Voice, type: PaperType, number: int | None) -> str:
    """«Số 05-BB/CB»."""
    return symbol(number, type, voice.issuer_code)


def heading_of(voice: Voice, type: PaperType, stamp: Stamp, *, day: dt.date | None) -> Heading:
    """The head of a paper; a draft without a day leaves the date to be filled in."""
    return Heading(
        superior_lines=(voice.superior,) if voice.superior else (),
        issuer_lines=(voice.issuer,),
        number=symbol_of(voice, type, stamp.number),
        place=voice.place,
        date=day,
        draft=stamp.draft if stamp.is_draft else "",
    )


def signature_for(voice: Voice, member: Member | None) -> Signature:
    """«T/M CHI UỶ / BÍ THƯ / name»."""
    return Signature(
        authority=(f"T/M {voice.collective}",),
        position=voice.signing_position(member),
        name=member.full_name if member else "",
    )
