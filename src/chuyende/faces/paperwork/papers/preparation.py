"""What members are asked to read and answer before a meeting: in its summons and in its plan."""

from collections.abc import Iterator

from django.utils import timezone

from chuyende.faces.paperwork.composing import Voice
from chuyende.faces.paperwork.engine.paper import Block, Item, runs
from chuyende.faces.paperwork.engine.text import clock_time, long_date, quoted
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.quizzes.enums import QuizMode


def to_study(meeting: Meeting, voice: Voice) -> Iterator[Block]:
    """One point for the materials together, one for each published quiz with the moment it closes."""
    say = voice.say
    titles = [each.material.title for each in meeting.materials.select_related("material")]
    if titles:
        names = "; ".join(quoted(title) for title in titles)
        yield Item(runs(say("Nghiên cứu trước tài liệu: ") + names + "."))
    for quiz in meeting.quizzes.filter(mode=QuizMode.ALONE, published_at__isnull=False):
        closes = timezone.localtime(quiz.closes_at)
        yield Item(
            runs(
                say(
                    "Trả lời bộ câu hỏi {title} trước {hour}, {day}.",
                    title=quoted(quiz.title),
                    hour=clock_time(closes),
                    day=long_date(closes.date()),
                )
            )
        )
