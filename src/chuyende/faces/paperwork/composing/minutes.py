"""The minutes of a meeting, section by section, in the fields and order of official minutes (domain 2.1).

A section is plain text as an official types it: a line is a paragraph; lines that begin with «1.», «a)», «-»
or «+» are points. Nothing is said that no fact tells.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone

from chuyende.faces.paperwork.engine.text import clock_time, figure, long_date, padded, percentage, roman
from chuyende.foundation.core.vietnamese import normalise
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.meeting.discussion.engine import lines
from chuyende.meeting.discussion.enums import VoteBasis, VoteMethod
from chuyende.meeting.discussion.models import Contribution, Vote
from chuyende.meeting.meetings.enums import AttendanceStatus, MeetingMode
from chuyende.meeting.meetings.models import AgendaItem, Attendance, Conclusion, Meeting
from chuyende.meeting.quizzes.models import Quiz
from chuyende.meeting.quizzes.queries import standings

from .facts import Facts

_BEST_NAMED = 3
_MODES = {
    MeetingMode.IN_PERSON: "trực tiếp",
    MeetingMode.ONLINE: "trực tuyến",
    MeetingMode.MIXED: "trực tiếp kết hợp trực tuyến",
}
_METHODS = {VoteMethod.HANDS: "giơ tay"}
_BASES = {
    VoteBasis.SUMMONED: "đảng viên chính thức được triệu tập",
    VoteBasis.PRESENT: "đảng viên chính thức có mặt",
}

Lines = Iterable[str]


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


def _title(facts: Facts) -> Lines:
    topic = facts.meeting.topic
    yield facts.voice.say(
        "sinh hoạt chi bộ chuyên đề quý {quarter} năm {year}: “{title}”",
        quarter=roman(topic.quarter),
        year=topic.year,
        title=facts.meeting.title,
    )


def _time(facts: Facts) -> Lines:
    meeting, say = facts.meeting, facts.voice.say
    yield say(
        "Thời gian: bắt đầu lúc {hour}, {day}.", hour=clock_time(facts.opened), day=long_date(facts.day)
    )
    yield say("Địa điểm: {place}.", place=meeting.place.rstrip(". "))
    reason = meeting.mode_reason.strip().rstrip(".")
    why = say(" (lý do: {reason})", reason=reason) if reason else ""
    yield say("Hình thức: ") + say(_MODES[MeetingMode(meeting.mode)]) + why + "."
    if meeting.joined_to_monthly:
        yield say(
            "Buổi sinh hoạt chuyên đề tổ chức liền với buổi sinh hoạt thường kỳ, nội dung được tách riêng."
        )


def _composition(facts: Facts) -> Lines:
    say, counts = facts.voice.say, facts.counts
    classes = _classes(counts.official, counts.probationary)
    came = _classes(counts.official_present, counts.probationary_present)
    share = f", đạt {percentage(counts.present, counts.total)}" if counts.total else ""
    yield say(
        "Thành phần: tổng số đảng viên được triệu tập: {total} đồng chí{classes}; có mặt {present}/{total} đồng chí"
        "{share}{came}.",
        total=padded(counts.total),
        present=padded(counts.present),
        classes=classes,
        came=came if counts.absent else "",
        share=share,
    )
    late = facts.marked(AttendanceStatus.LATE)
    if late:
        yield say("- Đến sau giờ khai mạc: ") + _people(facts, late, _arrival) + "."
    excused, unexcused = facts.marked(AttendanceStatus.EXCUSED), facts.marked(AttendanceStatus.UNEXCUSED)
    yield say("- Vắng có lý do: ") + (_people(facts, excused, _reason) if excused else "không") + "."
    yield (
        say("- Vắng không có lý do: ") + (_people(facts, unexcused, _nothing) if unexcused else "không") + "."
    )
    yield from _exempt(facts)
    if facts.left_early:
        yield say("- Rời hội nghị trước khi kết thúc: ") + _people(facts, facts.left_early, _departure) + "."
    yield from _guests(facts)


def _exempt(facts: Facts) -> Lines:
    for held, form in (
        (MembershipStatus.EXEMPT, "- Miễn công tác và sinh hoạt: "),
        (MembershipStatus.TEMPORARILY_EXEMPT, "- Tạm miễn công tác và sinh hoạt: "),
    ):
        if marks := facts.exempt(held):
            yield facts.voice.say(form) + _people(facts, marks, _came_nevertheless) + "."


def _guests(facts: Facts) -> Lines:
    superiors = [guest for guest in facts.guests if guest.from_superior]
    invited = [guest for guest in facts.guests if not guest.from_superior]
    if superiors:
        names = "; ".join(f"đồng chí {_with(guest.full_name, guest.position)}" for guest in superiors)
        yield facts.voice.say("- Cấp trên dự: ") + names + "."
    if invited:
        names = "; ".join(_with(guest.full_name, guest.position) for guest in invited)
        yield facts.voice.say("- Đại biểu mời: ") + names + "."


def _officers(facts: Facts) -> Lines:
    voice, meeting = facts.voice, facts.meeting
    yield voice.say("Chủ trì: ") + voice.comrade_with_office(meeting.chair) + "."
    yield voice.say("Thư ký: ") + voice.comrade_with_office(meeting.minute_taker) + "."


def _programme(facts: Facts) -> Lines:
    if not facts.agenda:
        return
    yield facts.voice.say("Hội nghị thông qua chương trình gồm {n} nội dung:", n=padded(len(facts.agenda)))
    for number, item in enumerate(facts.agenda, 1):
        yield f"{number}. {_agenda_line(facts, item)}"


def _agenda_line(facts: Facts, item: AgendaItem) -> str:
    who = f"; {facts.voice.comrade(item.presenter)}" if item.presenter else ""
    skipped = "" if facts.took_place(item) else facts.voice.say("; không tiến hành")
    return f"{item.title.rstrip('. ')} ({padded(item.minutes)} phút{who}{skipped})."


def _purpose(facts: Facts) -> Lines:
    words = lines(facts.meeting.purpose or facts.meeting.topic.objective)
    if words:
        yield facts.voice.say(
            "{chair} nêu mục đích, yêu cầu của buổi sinh hoạt:",
            chair=facts.voice.comrade_first(facts.meeting.chair),
        )
        yield from words


def _lead_paper(facts: Facts) -> Lines:
    say, topic = facts.voice.say, facts.meeting.topic
    item = facts.step("presentation")
    presenter = (item.presenter if item else None) or topic.presenter
    if not item or facts.took_place(item):
        yield say(
            "{presenter} trình bày đề dẫn chuyên đề “{title}”{hours}.",
            presenter=facts.voice.comrade_first(presenter),
            title=topic.title,
            hours=_hours(item),
        )
    if topic.author_id != presenter.pk:
        yield say("Đề dẫn do {author} chuẩn bị.", author=facts.voice.comrade(topic.author))
    if facts.documents:
        names = "; ".join(f"“{each.material.title}”" for each in facts.documents)
        yield say("Tài liệu gửi đảng viên nghiên cứu trước: ") + names + "."


def _papers(facts: Facts) -> Lines:
    presented = [paper for paper in facts.papers if paper.presented_at]
    written = [paper for paper in facts.papers if not paper.presented_at]
    for papers, form in (
        (presented, "Có {n} tham luận được trình bày tại hội nghị:"),
        (written, "Có {n} tham luận gửi bằng văn bản, không trình bày tại hội nghị:"),
    ):
        if papers:
            yield facts.voice.say(form, n=padded(len(papers)))
            for paper in papers:
                yield f"- {facts.voice.comrade_first(paper.author)}: “{paper.title}”."


def _clips(facts: Facts) -> Lines:
    say = facts.voice.say
    for clip in facts.clips:
        words = {"title": clip.material.title, "length": _length(clip.material.seconds)}
        if clip.agenda_item and facts.took_place(clip.agenda_item):
            yield say("Hội nghị xem đoạn clip “{title}”{length}.", **words)
        if seen := facts.finished.get(clip.material_id):
            yield say(
                "Trước buổi sinh hoạt, {seen}/{total} đảng viên đã xem hết đoạn clip “{title}”{length}."
                if not clip.agenda_item
                else "Có {seen}/{total} đảng viên đã xem hết đoạn clip trên thiết bị cá nhân.",
                seen=padded(seen),
                total=padded(facts.counts.total),
                **words,
            )


def _quiz(facts: Facts) -> Lines:
    for quiz, size in facts.quizzes:
        yield from _quiz_result(facts, quiz, size)


def _quiz_result(facts: Facts, quiz: Quiz, size: int) -> Lines:
    say, placed = facts.voice.say, standings(quiz)
    words = {"title": quiz.title, "size": size, "total": padded(facts.counts.total)}
    if not placed:
        yield say("Bộ câu hỏi “{title}” gồm {size} câu: chưa có đồng chí nào nộp bài.", **words)
        return
    mean = sum(place.score for place in placed) / len(placed)
    yield say(
        "Bộ câu hỏi “{title}” gồm {size} câu: {n} đồng chí tham gia trả lời; trung bình đúng {mean}/{size} câu.",
        n=f"{padded(len(placed))}/{words['total']}",
        mean=figure(mean, 0 if mean == int(mean) else 1),
        **words,
    )
    yield say("Kết quả cao nhất:")
    for place in [each for each in placed if each.rank <= _BEST_NAMED]:
        minutes, seconds = divmod(place.attempt.seconds or 0, 60)
        yield say(
            "{rank}. {who}: đúng {score}/{size} câu, trong {minutes} phút {seconds} giây.",
            rank=place.rank,
            who=facts.voice.comrade_first(place.member),
            score=place.score,
            size=words["size"],
            minutes=padded(minutes),
            seconds=padded(seconds),
        )


def _discussion(facts: Facts) -> Lines:
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
    name = _with(guest.full_name, guest.position) if guest else ""
    return f"Đồng chí {name}" if guest and guest.from_superior else name


def _conclusions(facts: Facts) -> Lines:
    if not facts.conclusions:
        return
    yield facts.voice.say("{chair} kết luận:", chair=facts.voice.comrade_first(facts.meeting.chair))
    for number, conclusion in enumerate(facts.conclusions, 1):
        first, *rest = lines(conclusion.text) or [""]
        yield f"{number}. {first}"
        yield from rest
        yield from _tasks(facts, conclusion)


def _tasks(facts: Facts, conclusion: Conclusion) -> Lines:
    say = facts.voice.say
    given = [task for task in conclusion.tasks.all() if task.withdrawn_at is None]
    for task in sorted(given, key=lambda task: (task.due_on, task.created_at)):
        yield say(
            "- Nhiệm vụ: {title}; người thực hiện: {owner}; thời hạn: {due}.",
            title=task.title.rstrip(". "),
            owner=facts.voice.comrade(task.owner),
            due=long_date(task.due_on),
        )
    if not given and conclusion.no_task_reason:
        reason = conclusion.no_task_reason.rstrip(". ")
        yield say("- Không giao nhiệm vụ riêng; lý do: {reason}.", reason=reason)


def _votes(facts: Facts) -> Lines:
    for number, vote in enumerate(facts.votes, 1):
        yield f"{number}. {_vote_line(facts, vote)}" if len(facts.votes) > 1 else _vote_line(facts, vote)


def _vote_line(facts: Facts, vote: Vote) -> str:
    say = facts.voice.say
    return say(
        "{question}: biểu quyết {method}; tán thành {for_}/{base} đồng chí, đạt {share}; không tán thành {against}; "
        "ý kiến khác {other}. Tỷ lệ tính trên {base} {basis}, theo {citation}. Kết quả: {result}.",
        question=vote.question.rstrip(". :"),
        method=_METHODS[VoteMethod(vote.method)],
        for_=padded(vote.in_favour),
        base=padded(vote.base),
        share=percentage(vote.in_favour, vote.base),
        against=padded(vote.against),
        other=padded(vote.other),
        basis=say(_BASES[VoteBasis(vote.basis)]),
        citation=vote.citation.rstrip("."),
        result=say("được thông qua" if vote.is_passed else "không được thông qua"),
    )


def _assessment(facts: Facts) -> Lines:
    """No fact tells the quality of a meeting: the section waits for the secretary's own words."""
    return ()


def _closing(facts: Facts) -> Lines:
    say = facts.voice.say
    if facts.closed:
        same = facts.closed.date() == facts.day
        yield say(
            "Buổi sinh hoạt kết thúc lúc {hour}{day}.",
            hour=clock_time(facts.closed),
            day=" cùng ngày" if same else f", {long_date(facts.closed.date())}",
        )
    read = facts.step("minutes")
    if read and facts.took_place(read):
        passed = next((vote for vote in facts.votes if "biên bản" in normalise(vote.question).lower()), None)
        agreed = f", {_agreed(facts, passed)}" if passed else ""
        yield say("Biên bản đã được đọc và thông qua tại hội nghị") + agreed + "."


def _agreed(facts: Facts, vote: Vote) -> str:
    return facts.voice.say(
        "với {n}/{base} đồng chí tán thành, đạt {share}",
        n=padded(vote.in_favour),
        base=padded(vote.base),
        share=percentage(vote.in_favour, vote.base),
    )


def _classes(official: int, probationary: int) -> str:
    return f" (chính thức {padded(official)}, dự bị {padded(probationary)})"


def _people(facts: Facts, marks: list[Attendance], detail: Callable[[Attendance], str]) -> str:
    """«02 đồng chí (Lê Văn An: ốm; Vũ Thị Hoà: đi công tác)»."""
    names = "; ".join(mark.member.full_name + detail(mark) for mark in marks)
    return f"{padded(len(marks))} đồng chí ({names})"


def _nothing(mark: Attendance) -> str:
    return ""


def _reason(mark: Attendance) -> str:
    return f": {mark.reason.strip().rstrip('.')}"


def _arrival(mark: Attendance) -> str:
    return _at(mark.arrived_at)


def _departure(mark: Attendance) -> str:
    return _at(mark.left_at)


def _came_nevertheless(mark: Attendance) -> str:
    came = mark.status in (AttendanceStatus.PRESENT, AttendanceStatus.LATE)
    return ", có mặt" if came else ""


def _at(moment: dt.datetime | None) -> str:
    return f", lúc {clock_time(timezone.localtime(moment))}" if moment else ""


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


def _with(name: str, position: str) -> str:
    return f"{name}, {position}" if position else name


PARTS: tuple[Part, ...] = (
    Part("title", "Tên biên bản", _title),
    Part("time", "Thời gian, địa điểm, hình thức", _time),
    Part("composition", "Thành phần", _composition),
    Part("officers", "Chủ trì, thư ký", _officers),
    Part("programme", "Thông qua chương trình", _programme),
    Part("purpose", "Mục đích, yêu cầu", _purpose),
    Part("lead_paper", "Trình bày chuyên đề", _lead_paper),
    Part("papers", "Tham luận", _papers),
    Part("clips", "Xem đoạn clip", _clips),
    Part("quiz", "Kết quả trả lời câu hỏi trắc nghiệm", _quiz),
    Part("discussion", "Thảo luận", _discussion),
    Part("conclusions", "Kết luận và phân công nhiệm vụ", _conclusions),
    Part("votes", "Biểu quyết", _votes),
    Part("assessment", "Đánh giá chất lượng buổi sinh hoạt", _assessment),
    Part("closing", "Kết thúc", _closing),
)
