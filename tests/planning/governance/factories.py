"""Documents that cells rest their topics on."""

import datetime as dt
import itertools

from chuyende.foundation.organisation.models import Organisation
from chuyende.planning.governance.enums import DocumentType
from chuyende.planning.governance.models import Document, Provision

_numbers = itertools.count(1)


def make_document(organisation: Organisation, symbol: str = "", **facts: object) -> Document:
    defaults: dict[str, object] = {
        "symbol": symbol or f"{next(_numbers):02d}-NQ/ĐU",
        "type": DocumentType.RESOLUTION,
        "title": "Nghị quyết về nâng cao chất lượng sinh hoạt chi bộ",
        "issuer": "Đảng uỷ Trường Chính trị tỉnh",
        "issued_on": dt.date(2020, 6, 1),
        "effective_from": dt.date(2020, 6, 1),
    }
    return Document.objects.create(organisation=organisation, **{**defaults, **facts})


def make_provision(document: Document, article: str = "1", **facts: object) -> Provision:
    defaults = {"text": "Mỗi quý sinh hoạt chuyên đề ít nhất một lần.", "position": 1}
    return Provision.objects.create(document=document, article=article, **{**defaults, **facts})
