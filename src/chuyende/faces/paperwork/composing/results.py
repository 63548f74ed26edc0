"""What came of it: conclusions with tasks, votes, the end."""

from chuyende.faces.paperwork.engine.text import clock_time, long_date, padded, percentage
from chuyende.foundation.core.vietnamese import normalise
from chuyende.meeting.discussion.engine import lines
from chuyende.meeting.discussion.enums import VoteBasis, VoteMethod
from chuyende.meeting.discussion.models import Vote
from chuyende.meeting.meetings.models import Conclusion

from .facts import Facts
from .phrases import Lines

_METHODS = {VoteMethod.HANDS: "giơ tay"}
_BASES = {
    VoteBasis.SUMMONED: "đảng viên chính thức được triệu tập",
    VoteBasis.PRESENT: "đảng viên chính thức có mặt",
}


def conclusions(facts: Facts) -> Lines:
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


def votes(facts: Facts) -> Lines:
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


def assessment(facts: Facts) -> Lines:
    """No fact tells the quality of a meeting: the section waits for the secretary's own words."""
    return ()


def closing(facts: Facts) -> Lines:
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
