"""The summons to a thematic meeting."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from chuyende.faces.paperwork.composing import Voice
from chuyende.faces.paperwork.engine.paper import Block, Facts, Item, Paper, Paragraph, Runs, runs
from chuyende.faces.paperwork.engine.text import clock_time, long_date, padded, quoted, roman
from chuyende.faces.paperwork.enums import PaperType
from chuyende.foundation.organisation.models import Member
from chuyende.meeting.discussion.models import Paper as DiscussionPaper
from chuyende.meeting.meetings.models import Meeting

from .frame import Stamp, heading_of, signature_for
from .preparation import to_study

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_MODES = {"in_person": "trực tiếp", "online": "trực tuyến", "mixed": "trực tiếp kết hợp trực tuyến"}


def summons_paper(
    meeting: Meeting, voice: Voice, stamp: Stamp, *, signer: Member | None, day: dt.date | None
) -> Paper:
    """«Giấy mời»: what, when, where, who leads, and what to do before."""
    topic = meeting.topic
    return Paper(
        heading=heading_of(voice, PaperType.SUMMONS, stamp, day=day),
        type_name=voice.say("Giấy mời"),
        abstract=voice.say(
            "sinh hoạt chi bộ chuyên đề quý {quarter} năm {year}",
            quarter=roman(topic.quarter),
            year=topic.year,
        ),
        blocks=(
            Paragraph(
                runs(
                    voice.say(
                        "{collective} trân trọng kính mời các đồng chí đảng viên dự buổi sinh hoạt chuyên đề của "
                        "{cell}:",
                        collective=voice.collective,
                        cell=voice.organisation.name,
                    )
                )
            ),
            Facts(tuple(_facts(meeting, voice))),
            *_agenda(meeting, voice),
            *_to_do(meeting, voice),
        ),
        signatures=(signature_for(voice, signer),),
        recipients=tuple(_recipients(meeting, voice)),
        verification=stamp.verification,
    )


def _facts(meeting: Meeting, voice: Voice) -> Iterator[tuple[str, Runs]]:
    say = voice.say
    starts = timezone.localtime(meeting.starts_at)
    yield say("Chuyên đề"), runs(f"{quoted(meeting.title)}.")
    yield (
        say("Thời gian"),
        runs(f"{clock_time(starts)}, {_WEEKDAYS[starts.weekday()]}, {long_date(starts.date())}."),
    )
    yield say("Địa điểm"), runs(f"{meeting.place.rstrip('. ')}.")
    yield say("Hình thức"), runs(say(_MODES[meeting.mode]) + ".")
    yield say("Chủ trì"), runs(f"{voice.comrade_with_office(meeting.chair)}.")
    yield say("Thư ký"), runs(f"{voice.comrade_with_office(meeting.minute_taker)}.")
    yield say("Người trình bày"), runs(f"{voice.comrade(meeting.topic.presenter)}.")


def _agenda(meeting: Meeting, voice: Voice) -> Iterator[Block]:
    items = list(meeting.agenda.all())
    if not items:
        return
    yield Paragraph(runs(voice.say("Chương trình dự kiến:")))
    for item in items:
        minutes = voice.say("{n} phút", n=padded(item.minutes))
        yield Item(runs(f"{item.title.rstrip('. ')} ({minutes})."), "number")


def _to_do(meeting: Meeting, voice: Voice) -> Iterator[Block]:
    say = voice.say
    yield Paragraph(runs(say("Để buổi sinh hoạt đạt kết quả, đề nghị các đồng chí:")))
    yield from to_study(meeting, voice)
    for paper in DiscussionPaper.objects.filter(meeting=meeting).select_related("author"):
        yield Item(
            runs(
                say(
                    "{author} chuẩn bị tham luận: {title}.",
                    author=voice.comrade_first(paper.author),
                    title=quoted(paper.title),
                )
            )
        )
    yield Item(
        runs(
            say(
                "Chuẩn bị ý kiến thảo luận, dự họp đầy đủ, đúng giờ; nếu vắng mặt, báo cáo lý do với đồng chí chủ trì."
            )
        )
    )


def _recipients(meeting: Meeting, voice: Voice) -> Iterator[str]:
    yield voice.say("Các đồng chí đảng viên")
    yield from (f"{guest.full_name}, {guest.position}".rstrip(", ") for guest in meeting.guests.all())
    yield voice.say("Đồng chí cấp uỷ viên cấp trên phụ trách")
    yield "Lưu Chi bộ" if voice.is_cell else voice.say("Lưu Đảng uỷ")
