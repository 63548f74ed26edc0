"""In templates: `{% load governance %}`."""

import datetime as dt
from typing import Any

from django import template
from django.utils.translation import gettext as _

from chuyende.foundation.core import clock
from chuyende.foundation.ui.parts import Tone

from ..enums import Validity
from ..models import Document, Provision
from ..queries import document_validity

register = template.Library()

_TONES: dict[Validity, Tone] = {
    Validity.NOT_YET: "amber",
    Validity.IN_FORCE: "green",
    Validity.EXPIRED: "neutral",
    Validity.REPLACED: "red",
}


@register.inclusion_tag("governance/parts/citation.html")
def citation(*, provision: Provision, day: dt.date | None = None) -> dict[str, Any]:
    """A provision as it is cited, leading to its text; says so when the document does not bind on `day` (today)."""
    validity = document_validity(provision.document, day or clock.today())
    return {
        "provision": provision,
        "document": provision.document,
        "holds": validity is Validity.IN_FORCE,
        "state": validity_label(provision.document, day),
        "tone": _TONES[validity],
    }


@register.simple_tag
def validity_label(document: Document, day: dt.date | None = None) -> str:
    """Whether `document` binds, in words: «còn hiệu lực», «đã thay bằng 42-HD/BTCTW»."""
    validity = document_validity(document, day or clock.today())
    if validity is Validity.REPLACED and document.replaced_by:
        return _("replaced by %(symbol)s") % {"symbol": document.replaced_by.symbol}
    return str(validity.label)


@register.simple_tag
def validity_tone(document: Document, day: dt.date | None = None) -> Tone:
    """The tone that goes with `validity_label`."""
    return _TONES[document_validity(document, day or clock.today())]
