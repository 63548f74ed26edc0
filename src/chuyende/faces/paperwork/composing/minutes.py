"""The minutes of a meeting, section by section, in the fields and order of official minutes.

A section is plain text as an official types it: a line is a paragraph; lines that begin with «1.», «a)», «-»
or «+» are points. Nothing is said that no fact tells.
"""

from collections.abc import Callable
from dataclasses import dataclass

from chuyende.meeting.meetings.models import Meeting

from . import content, opening, results
from .facts import Facts
from .phrases import Lines


@dataclass(frozen=True)
class Part:
    """One section of minutes: its key, its heading, and how the facts fill it."""

    key: str
    heading: str
    lines: Callable[[Facts], Lines]


@dataclass(frozen=True)
class Composed:
    """One section as the facts give it; `text` is empty where no fact tells anything."""

    key: str
    heading: str
    text: str


def compose_minutes_text(meeting: Meeting) -> list[Composed]:
    """Every section of the minutes of `meeting` as its facts give it now."""
    facts = Facts(meeting)
    return [Composed(part.key, facts.voice.say(part.heading), "\n".join(part.lines(facts))) for part in PARTS]


PARTS: tuple[Part, ...] = (
    Part("title", "Tên biên bản", opening.title),
    Part("time", "Thời gian, địa điểm, hình thức", opening.time),
    Part("composition", "Thành phần", opening.composition),
    Part("officers", "Chủ trì, thư ký", opening.officers),
    Part("programme", "Thông qua chương trình", content.programme),
    Part("purpose", "Mục đích, yêu cầu", content.purpose),
    Part("lead_paper", "Trình bày chuyên đề", content.lead_paper),
    Part("papers", "Tham luận", content.papers),
    Part("clips", "Xem đoạn clip", content.clips),
    Part("quiz", "Kết quả trả lời câu hỏi trắc nghiệm", content.quiz),
    Part("discussion", "Thảo luận", content.discussion),
    Part("conclusions", "Kết luận và phân công nhiệm vụ", results.conclusions),
    Part("votes", "Biểu quyết", results.votes),
    Part("assessment", "Đánh giá chất lượng buổi sinh hoạt", results.assessment),
    Part("closing", "Kết thúc", results.closing),
)
