"""The plan of one thematic meeting: why, on what grounds, in which forms, who does what, with which product."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from chuyende.faces.paperwork.composing import Voice
from chuyende.faces.paperwork.engine.paper import (
    Basis,
    Block,
    Column,
    Item,
    Paper,
    Paragraph,
    Section,
    Table,
    runs,
)
from chuyende.faces.paperwork.engine.text import clock_time, long_date, padded, quoted, roman, short_date
from chuyende.faces.paperwork.enums import PaperType
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.governance.errors import RuleMissing
from chuyende.planning.governance.models import Provision
from chuyende.planning.governance.queries import rule_in_force
from chuyende.planning.programmes.enums import GroundingKind
from chuyende.planning.programmes.models import Topic

from .frame import Stamp, heading_of, signature_for
from .preparation import to_study
from .text import blocks_of

_GROUNDS = {
    GroundingKind.CONGRESS: "Nghị quyết đại hội",
    GroundingKind.SUPERIOR: "Yêu cầu của cấp trên",
    GroundingKind.FUNCTION: "Chức năng, nhiệm vụ của chi bộ",
}


def plan_paper(
    topic: Topic, voice: Voice, stamp: Stamp, *, signer: Member | None, day: dt.date | None
) -> Paper:
    """«Kế hoạch tổ chức sinh hoạt chuyên đề»; the time and place are those of the meeting, once it is convened."""
    meeting = _meeting_of(topic)
    return Paper(
        heading=heading_of(voice, PaperType.PLAN, stamp, day=day),
        type_name=voice.say("Kế hoạch"),
        abstract=voice.say(
            "tổ chức sinh hoạt chuyên đề quý {quarter} năm {year}: {title}",
            quarter=roman(topic.quarter),
            year=topic.year,
            title=quoted(topic.title),
        ),
        blocks=(
            *_bases(topic, voice),
            *_purpose(topic, voice),
            *_grounds(topic, voice),
            *_content(topic, voice),
            *_time(topic, meeting, voice),
            *_programme(meeting, voice),
            *_preparation(meeting, voice),
            *_people(topic, meeting, voice),
            *_product(topic, voice),
        ),
        signatures=(signature_for(voice, signer),),
        recipients=(
            voice.say("Đảng uỷ (báo cáo)"),
            voice.say("Các đồng chí đảng viên"),
            "Lưu Chi bộ" if voice.is_cell else voice.say("Lưu Đảng uỷ"),
        ),
        verification=stamp.verification,
    )


def _meeting_of(topic: Topic) -> Meeting | None:
    meetings = topic.meetings.filter(cancelled_at=None).select_related("chair", "minute_taker")
    return meetings.order_by("-starts_at").first()


def _bases(topic: Topic, voice: Voice) -> Iterator[Block]:
    if topic.programme:
        yield Basis(runs(voice.say("Căn cứ ") + topic.programme.title))
    cited = []
    for grounding in topic.groundings.select_related("provision__document"):
        document = grounding.provision.document
        if document.pk not in cited:
            cited.append(document.pk)
            yield Basis(runs(voice.say("Căn cứ ") + cited_document(grounding.provision)))


def cited_document(provision: Provision) -> str:
    """«Nghị quyết đại hội số 01-NQ/ĐH, ngày 15/6/2020 của Đại hội Đảng bộ Trường»."""
    document = provision.document
    kind = str(document.get_type_display())
    issuer = f" của {document.issuer}" if document.issuer else ""
    return f"{kind[0].upper()}{kind[1:]} số {document.symbol}, ngày {short_date(document.issued_on)}{issuer}"


def _purpose(topic: Topic, voice: Voice) -> Iterator[Block]:
    yield Section(voice.say("Mục đích, yêu cầu"))
    yield from blocks_of(topic.objective)


def _grounds(topic: Topic, voice: Voice) -> Iterator[Block]:
    say, rows = voice.say, []
    order = list(_GROUNDS)
    groundings = sorted(
        topic.groundings.select_related("provision__document"),
        key=lambda each: order.index(GroundingKind(each.kind)),
    )
    for number, grounding in enumerate(groundings, 1):
        place = grounding.provision.label
        source = f"{place}, {grounding.provision.document.symbol}" if place else str(grounding.provision)
        rows.append(
            (
                runs(str(number)),
                runs(say(_GROUNDS[GroundingKind(grounding.kind)])),
                runs(source),
                runs(grounding.explanation),
            )
        )
    if rows:
        yield Section(say("Căn cứ chọn chuyên đề"))
        columns = (
            Column("TT", 1, "center"),
            Column(say("Căn cứ"), 4),
            Column(say("Văn bản, điều khoản"), 5),
            Column(say("Nội dung vận dụng"), 8, "justify"),
        )
        yield Table(columns, tuple(rows))


def _content(topic: Topic, voice: Voice) -> Iterator[Block]:
    say = voice.say
    forms = ", ".join(form.name.lower() for form in topic.forms.all())
    yield Section(say("Nội dung, hình thức"))
    yield Item(runs(say("Chuyên đề: {title}.", title=quoted(topic.title))), "number")
    yield Item(runs(say("Nhóm nội dung: {area}.", area=topic.function_area.name)), "number")
    if forms:
        yield Item(runs(say("Hình thức: {forms}.", forms=forms)), "number")


def _time(topic: Topic, meeting: Meeting | None, voice: Voice) -> Iterator[Block]:
    say = voice.say
    yield Section(say("Thời gian, địa điểm, thành phần"))
    if meeting is None:
        yield Item(
            runs(say("Thời gian: quý {quarter} năm {year}.", quarter=roman(topic.quarter), year=topic.year)),
            "number",
        )
    else:
        starts = timezone.localtime(meeting.starts_at)
        yield Item(
            runs(say("Thời gian: {hour}, {day}.", hour=clock_time(starts), day=long_date(starts.date()))),
            "number",
        )
        yield Item(runs(say("Địa điểm: {place}.", place=meeting.place.rstrip(". "))), "number")
    yield Item(
        runs(say("Thành phần: toàn thể đảng viên {cell}.", cell=voice.organisation.name)),
        "number",
    )


def _programme(meeting: Meeting | None, voice: Voice) -> Iterator[Block]:
    """The agenda with its minutes; nothing before the meeting is convened."""
    agenda = list(meeting.agenda.select_related("presenter")) if meeting else []
    if not agenda:
        return
    say = voice.say
    yield Section(say("Chương trình"))
    columns = (
        Column("TT", 1, "center"),
        Column(say("Nội dung"), 10),
        Column(say("Thời lượng"), 3, "center"),
        Column(say("Người thực hiện"), 5),
    )
    rows = tuple(
        (
            runs(str(number)),
            runs(item.title.rstrip(". ")),
            runs(say("{n} phút", n=padded(item.minutes))),
            runs(item.presenter.full_name if item.presenter else ""),
        )
        for number, item in enumerate(agenda, 1)
    )
    yield Table(columns, rows)


def _preparation(meeting: Meeting | None, voice: Voice) -> Iterator[Block]:
    """What members are to read, watch and answer beforehand."""
    points = list(to_study(meeting, voice)) if meeting else []
    if points:
        yield Section(voice.say("Tài liệu, nội dung chuẩn bị trước"))
        yield from points


def _people(topic: Topic, meeting: Meeting | None, voice: Voice) -> Iterator[Block]:
    say, work = voice.say, []
    if meeting:
        work.append((say("Chủ trì"), meeting.chair))
        work.append((say("Thư ký"), meeting.minute_taker))
    work.append((say("Chuẩn bị đề dẫn"), topic.author))
    work.append((say("Trình bày chuyên đề"), topic.presenter))
    papers = meeting.papers.select_related("author") if meeting else ()
    work += [
        (say("Chuẩn bị tham luận: {title}", title=quoted(paper.title)), paper.author) for paper in papers
    ]
    yield Section(say("Phân công thực hiện"))
    rows = tuple(
        (runs(str(number)), runs(what), runs(who.full_name)) for number, (what, who) in enumerate(work, 1)
    )
    columns = (
        Column("TT", 1, "center"),
        Column(say("Nội dung công việc"), 9),
        Column(say("Người thực hiện"), 6),
    )
    yield Table(columns, rows)


def _product(topic: Topic, voice: Voice) -> Iterator[Block]:
    say = voice.say
    yield Section(say("Sản phẩm"))
    yield Paragraph(runs(say("Biên bản, kết luận của buổi sinh hoạt và chuyên đề hoàn chỉnh sau thảo luận.")))
    try:
        rule = rule_in_force("papers_after", day=voice.day, organisation=topic.organisation)
    except RuleMissing:
        return
    yield Paragraph(
        runs(
            say(
                "Hoàn thiện chuyên đề và cập nhật tài liệu trong thời hạn {n} ngày sau buổi sinh hoạt, theo {citation}.",
                n=padded(rule.whole("days")),
                citation=rule.citation.rstrip("."),
            )
        )
    )
