"""What was dealt with: programme, lead paper, papers, clips, quiz, discussion."""

from django.utils import timezone

from chuyende.faces.paperwork.engine.text import clock_time, figure, padded, quoted
from chuyende.meeting.discussion.engine import lines
from chuyende.meeting.discussion.models import Contribution
from chuyende.meeting.meetings.models import AgendaItem
from chuyende.meeting.quizzes.models import Quiz
from chuyende.meeting.quizzes.queries import standings

from .facts import Facts
from .phrases import Lines, named

_BEST_NAMED = 3


def programme(facts: Facts) -> Lines:
    if not facts.agenda:
        return
    yield facts.voice.say("Hội nghị thông qua chương trình gồm {n} nội dung:", n=padded(len(facts.agenda)))
    for number, item in enumerate(facts.agenda, 1):
        yield f"{number}. {_agenda_line(facts, item)}"


def _agenda_line(facts: Facts, item: AgendaItem) -> str:
    who = f"; {facts.voice.comrade(item.presenter)}" if item.presenter else ""
    skipped = "" if facts.took_place(item) else facts.voice.say("; không tiến hành")
    return f"{item.title.rstrip('. ')} ({padded(item.minutes)} phút{who}{skipped})."


def purpose(facts: Facts) -> Lines:
    words = lines(facts.meeting.purpose or facts.meeting.topic.objective)
    if words:
        yield facts.voice.say(
            "{chair} nêu mục đích, yêu cầu của buổi sinh hoạt:",
            chair=facts.voice.comrade_first(facts.meeting.chair),
        )
        yield from words


def lead_paper(facts: Facts) -> Lines:
    say, topic = facts.voice.say, facts.meeting.topic
    item = facts.step("presentation")
    presenter = (item.presenter if item else None) or topic.presenter
    if not item or facts.took_place(item):
        yield say(
            "{presenter} trình bày đề dẫn chuyên đề {title}{hours}.",
            presenter=facts.voice.comrade_first(presenter),
            title=quoted(topic.title),
            hours=_hours(item),
        )
    if topic.author_id != presenter.pk:
        yield say("Đề dẫn do {author} chuẩn bị.", author=facts.voice.comrade(topic.author))
    if facts.documents:
        names = "; ".join(quoted(each.material.title) for each in facts.documents)
        yield say("Tài liệu gửi đảng viên nghiên cứu trước: ") + names + "."


def papers(facts: Facts) -> Lines:
    presented = [paper for paper in facts.papers if paper.presented_at]
    written = [paper for paper in facts.papers if not paper.presented_at]
    for papers, form in (
        (presented, "Có {n} tham luận được trình bày tại hội nghị:"),
        (written, "Có {n} tham luận gửi bằng văn bản, không trình bày tại hội nghị:"),
    ):
        if papers:
            yield facts.voice.say(form, n=padded(len(papers)))
            for paper in papers:
                yield f"- {facts.voice.comrade_first(paper.author)}: {quoted(paper.title)}."


def clips(facts: Facts) -> Lines:
    say = facts.voice.say
    for clip in facts.clips:
        words = {"title": quoted(clip.material.title), "length": _length(clip.material.seconds)}
        if clip.agenda_item and facts.took_place(clip.agenda_item):
            yield say("Hội nghị xem đoạn clip {title}{length}.", **words)
        if seen := facts.finished.get(clip.material_id):
            yield say(
                "Trước buổi sinh hoạt, {seen}/{total} đảng viên đã xem hết đoạn clip {title}{length}."
                if not clip.agenda_item
                else "Có {seen}/{total} đảng viên đã xem hết đoạn clip trên thiết bị cá nhân.",
                seen=padded(seen),
                total=padded(facts.counts.total),
                **words,
            )


def quiz(facts: Facts) -> Lines:
    for quiz, size in facts.quizzes:
        yield from _quiz_result(facts, quiz, size)


def _quiz_result(facts: Facts, quiz: Quiz, size: int) -> Lines:
    say, placed = facts.voice.say, standings(quiz)
    asked = max((place.attempt.size for place in placed), default=size)
    words = {"title": quoted(quiz.title), "size": size, "total": padded(facts.counts.total)}
    if not placed:
        yield say("Bộ câu hỏi {title} gồm {size} câu: chưa có đồng chí nào nộp bài.", **words)
        return
    mean = float(sum(place.score for place in placed)) / len(placed)
    yield say(
        "Bộ câu hỏi {title} gồm {size} câu: {n} đồng chí tham gia trả lời; trung bình đúng {mean}/{size} câu."
        if asked == size
        else "Bộ câu hỏi {title} gồm {size} câu, đã hỏi {asked} câu: {n} đồng chí tham gia trả lời; trung bình đúng "
        "{mean}/{asked} câu.",
        asked=asked,
        n=f"{padded(len(placed))}/{words['total']}",
        mean=figure(mean, 0 if mean == int(mean) else 1),
        **words,
    )
    yield say("Kết quả cao nhất:")
    for place in [each for each in placed if each.rank <= _BEST_NAMED]:
        minutes, seconds = divmod(place.attempt.seconds or 0, 60)
        yield say(
            "{rank}. {who}: đúng {score}/{size} câu."
            if quiz.is_of_the_hall  # one time for all
            else "{rank}. {who}: đúng {score}/{size} câu, trong {minutes} phút {seconds} giây.",
            rank=place.rank,
            who=facts.voice.comrade_first(place.member),
            score=place.attempt.shown_score,
            size=place.attempt.size,
            minutes=padded(minutes),
            seconds=padded(seconds),
        )


def discussion(facts: Facts) -> Lines:
    spoken = facts.contributions
    if not spoken:
        return
    speakers = {each.member_id or each.guest_id for each in spoken}
    yield facts.voice.say(
        "Có {n} lượt ý kiến của {people} đồng chí, theo thứ tự phát biểu:",
        n=padded(len(spoken)),
        people=padded(len(speakers)),
    )
    for number, contribution in enumerate(spoken, 1):
        first, *rest = lines(contribution.summary) or [""]
        yield f"{number}. {_speaker(facts, contribution)}: {first}"
        yield from rest


def _speaker(facts: Facts, contribution: Contribution) -> str:
    if contribution.member:
        return facts.voice.comrade_first(contribution.member)
    guest = contribution.guest
    name = named(guest.full_name, guest.position) if guest else ""
    return f"Đồng chí {name}" if guest and guest.from_superior else name


def _hours(item: AgendaItem | None) -> str:
    if item is None or item.started_at is None or item.ended_at is None:
        return ""
    start, end = timezone.localtime(item.started_at), timezone.localtime(item.ended_at)
    return f", từ {clock_time(start)} đến {clock_time(end)}"


def _length(seconds: int | None) -> str:
    if not seconds:
        return ""
    minutes, rest = divmod(seconds, 60)
    parts = [f"{padded(minutes)} phút"] if minutes else []
    return f" (dài {' '.join([*parts, f'{padded(rest)} giây'] if rest else parts)})"
