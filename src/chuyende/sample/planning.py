"""Documents, programmes and topics of the sample, through the services that people use."""

import datetime as dt

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.review import services as review
from chuyende.planning.governance import services as governance
from chuyende.planning.governance.models import Document, Provision
from chuyende.planning.programmes import services as programmes
from chuyende.planning.programmes.enums import GroundingKind, ProgrammeLevel
from chuyende.planning.programmes.models import FunctionArea, MeetingForm, Programme, Topic

from .content.documents import DOCUMENTS
from .content.topics import SampleTopic
from .moments import at
from .people import SampleBody

#: how far a topic of the sample has come
DRAFT, WAITING_FOR_CELL, WAITING_FOR_COMMITTEE, APPROVED = range(4)
#: the guideline, the congress and the working regulation that were in force from a year on
_CITED = (
    (2025, {"superior": "thematic2025", "congress": "congress2025", "function": "function2025"}),
    (0, {"superior": "thematic2018", "congress": "congress2020", "function": "function2020"}),
)


class SamplePlanning:
    """Registers the documents once, then proposes and approves what the story needs."""

    def __init__(self, body: SampleBody) -> None:
        self.body = body
        self.provisions: dict[str, Provision] = {}
        self.programmes: dict[tuple[object, int], Programme] = {}
        self._register_documents()

    def year_programme(self, cell: int | None, year: int) -> Programme:
        """Return the approved programme of a cell (or the committee) for `year`, with the term's above it."""
        organisation = self.body.committee if cell is None else self.body.cells[cell]
        key = (organisation.pk, year)
        if key not in self.programmes:
            self.programmes[key] = self._approved_programme(cell, organisation, year)
        return self.programmes[key]

    def topic(self, sample: SampleTopic, year: int, *, upto: int = APPROVED) -> Topic:
        """Propose one topic in the month before its quarter, and take it as far as `upto` says."""
        cell = self.body.cells[sample.cell]
        people = self.body.members[sample.cell]
        secretary, author = self.body.user(sample.cell, 0), people[2]
        cited = next(keys for since, keys in _CITED if year > since)
        words = {"congress": sample.congress, "superior": sample.superior, "function": sample.function}
        with at(_start_of_quarter(year, sample.quarter) - dt.timedelta(days=40), 9):
            topic = programmes.propose_topic(
                actor=secretary,
                organisation=cell,
                year=year,
                quarter=sample.quarter,
                title=sample.title,
                function_area=FunctionArea.objects.get(code=sample.area),
                objective=sample.objective,
                forms=[MeetingForm.objects.get(code=sample.form)],
                author=author,
                presenter=author,
                groundings={
                    GroundingKind(kind): programmes.Ground(self.provisions[key], words[kind])
                    for kind, key in cited.items()
                },
            )
            way = topic.review
            if upto >= WAITING_FOR_CELL:
                way = review.submit_review(actor=secretary, review=way)
        if upto >= WAITING_FOR_COMMITTEE:
            with at(_start_of_quarter(year, sample.quarter) - dt.timedelta(days=36), 15):
                way = review.approve_review(
                    actor=self.body.user(sample.cell, 1), review=way, reason="Chi uỷ nhất trí."
                )
        if upto >= APPROVED:
            with at(_start_of_quarter(year, sample.quarter) - dt.timedelta(days=30), 10):
                review.approve_review(
                    actor=self.body.party_secretary, review=way, reason="Đồng ý, lưu ý gắn việc cụ thể."
                )
        topic.refresh_from_db()
        return topic

    def _register_documents(self) -> None:
        kept: dict[str, Document] = {}
        for sample in DOCUMENTS:
            document = governance.register_document(
                actor=self.body.administrator,
                organisation=self.body.committee,
                symbol=sample.symbol,
                type=sample.type,
                title=sample.title,
                issuer=sample.issuer,
                issued_on=sample.issued_on,
                is_public=sample.is_public,
                source_note="Dữ liệu mẫu: trích yếu tóm tắt, đối chiếu bản chính trước khi dùng.",
            )
            kept[sample.symbol] = document
            for provision in sample.provisions:
                self.provisions[provision.key] = governance.add_provision(
                    actor=self.body.administrator,
                    document=document,
                    text=provision.text,
                    article=provision.article,
                    clause=provision.clause,
                    point=provision.point,
                    part=provision.part,
                    page=provision.page,
                )
        for sample in DOCUMENTS:
            if sample.replaced_by:
                governance.replace_document(
                    actor=self.body.administrator,
                    document=kept[sample.symbol],
                    successor=kept[sample.replaced_by],
                    from_day=sample.replaced_on,
                )

    def _approved_programme(self, cell: int | None, organisation: Organisation, year: int) -> Programme:
        author = self.body.user(1, 4) if cell is None else self.body.user(cell, 0)
        with at(dt.date(year - 1, 12, 10), 9):
            self._term_programme(cell, organisation)
            programme = programmes.create_programme(
                actor=author,
                organisation=organisation,
                level=ProgrammeLevel.YEAR,
                year=year,
                title=f"Chương trình công tác năm {year} của {organisation.short_name}",
                purpose="Nâng cao chất lượng sinh hoạt chuyên đề, gắn với nhiệm vụ chuyên môn.",
            )
            self._add_lines(programme, year, self._responsible(cell))
            way = review.submit_review(actor=author, review=programme.review)
        with at(dt.date(year - 1, 12, 17), 14):
            if cell is not None:
                way = review.approve_review(actor=self.body.user(cell, 1), review=way)
            review.approve_review(actor=self.body.party_secretary, review=way)
        return programme

    def _term_programme(self, cell: int | None, organisation: Organisation) -> None:
        """Draft the programme of the whole term, once for each term."""
        author = self.body.user(1, 4) if cell is None else self.body.user(cell, 0)
        try:
            programmes.create_programme(
                actor=author,
                organisation=organisation,
                level=ProgrammeLevel.TERM,
                title=f"Chương trình công tác toàn khoá của {organisation.short_name}",
                purpose="Thực hiện Nghị quyết Đại hội; sinh hoạt chuyên đề mỗi quý ít nhất một lần.",
            )
        except DomainError:
            return  # the term already has one

    def _add_lines(self, programme: Programme, year: int, responsible: Member) -> None:
        cited = next(keys for since, keys in _CITED if year > since)
        for quarter in (1, 2, 3, 4):
            last_month = quarter * 3
            programmes.add_line(
                actor=programme.review.author,
                programme=programme,
                content=f"Sinh hoạt chuyên đề quý {quarter}",
                responsible=responsible,
                deadline=dt.date(year, last_month, 28),
                product="Biên bản, kết luận",
                provision=self.provisions[cited["superior"]],
            )

    def _responsible(self, cell: int | None) -> Member:
        return self.body.members[2 if cell is None else cell][4 if cell is None else 0]


def _start_of_quarter(year: int, quarter: int) -> dt.date:
    return dt.date(year, quarter * 3 - 2, 1)


def quarter_of(day: dt.date) -> int:
    return (day.month - 1) // 3 + 1


def this_year() -> int:
    return clock.today().year
