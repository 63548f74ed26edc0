"""Topics and programmes as the program's own services make them."""

import datetime as dt
from dataclasses import dataclass

from django.core.files.base import ContentFile

from chuyende.foundation.review.services import approve_review, submit_review
from chuyende.planning.governance.models import Document, Provision
from chuyende.planning.programmes import services
from chuyende.planning.programmes.enums import GroundingKind
from chuyende.planning.programmes.models import FunctionArea, MeetingForm, Programme, ProgrammeLine, Topic
from chuyende.planning.programmes.services import Ground
from tests.factories import Body
from tests.planning.governance.factories import make_document, make_provision


def make_grounds(body: Body) -> dict[GroundingKind, Ground]:
    """All three groundings: two on documents of the committee, one on a document of the cell."""
    places = {
        GroundingKind.CONGRESS: body.committee,
        GroundingKind.SUPERIOR: body.committee,
        GroundingKind.FUNCTION: body.cell,
    }
    return {
        kind: Ground(make_provision(make_document(place)), f"Vận dụng vào việc của chi bộ ({kind})")
        for kind, place in places.items()
    }


def propose(body: Body, **facts: object) -> Topic:
    """A draft of the cell's secretary for quarter IV of 2022, with all three groundings unless told otherwise."""
    given: dict[str, object] = {
        "actor": body.secretary.user,
        "organisation": body.cell,
        "year": 2022,
        "quarter": 4,
        "title": "Tự phê bình và phê bình: từ tác phẩm đến việc làm của giảng viên",
        "function_area": FunctionArea.objects.get(code="tu-tuong-ho-chi-minh"),
        "objective": "Mỗi đảng viên chọn một việc cụ thể để sửa trong quý.",
        "forms": list(MeetingForm.objects.filter(code="trac-nghiem")),
        "author": body.member,
        "presenter": body.member,
    }
    if "groundings" not in facts:
        facts["groundings"] = make_grounds(body)
    return services.propose_topic(**{**given, **facts})


def approve(body: Body, subject: Topic | Programme) -> None:
    """Lead a cell's topic or programme through both levels."""
    review = submit_review(actor=body.secretary.user, review=subject.review)
    review = approve_review(actor=body.deputy.user, review=review)
    subject.review = approve_review(actor=body.party_secretary.user, review=review)


def make_year_programme(body: Body, **facts: object) -> Programme:
    given: dict[str, object] = {
        "actor": body.secretary.user,
        "organisation": body.cell,
        "level": "year",
        "year": 2022,
        "title": "Chương trình công tác năm 2022",
    }
    return services.create_programme(**{**given, **facts})


def provision_of(body: Body) -> Provision:
    return make_provision(make_document(body.committee))


def make_line(body: Body, programme: Programme, **facts: object) -> ProgrammeLine:
    given: dict[str, object] = {
        "actor": body.secretary.user,
        "programme": programme,
        "content": "Xây dựng kế hoạch sinh hoạt chuyên đề",
        "responsible": body.member,
        "deadline": dt.date(2022, 3, 31),
        "product": "Kế hoạch",
    }
    if "provision" not in facts:
        facts["provision"] = provision_of(body)
    return services.add_line(**{**given, **facts})


@dataclass
class Plans:
    """One of each thing of planning, all drafts of the first cell; the document has its file."""

    document: Document
    provision: Provision
    topic: Topic
    programme: Programme
    line: ProgrammeLine


def make_plans(body: Body) -> Plans:
    document = make_document(body.cell)
    document.file.save("nghi-quyet.pdf", ContentFile(b"%PDF-1.7"))
    programme = make_year_programme(body)
    return Plans(
        document=document,
        provision=make_provision(document),
        topic=propose(body),
        programme=programme,
        line=make_line(body, programme),
    )
