import io
import uuid
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chuyende.meeting.quizzes import queries
from chuyende.meeting.quizzes.enums import QuizMode
from chuyende.meeting.quizzes.models import Attempt, Quiz
from chuyende.meeting.quizzes.queries import record
from tests import factories

from .factories import take

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(body: factories.Body, opened: Quiz) -> Quiz:
    """The member has three right, the deputy two, the probationary member two."""
    for person, right in ((body.member, 3), (body.deputy, 2), (body.probationary, 2)):
        take(opened, person, right=right)
    return opened


@pytest.fixture
def journals(monkeypatch: pytest.MonkeyPatch) -> list[record.JournalSource]:
    """The journals that apps above have announced; none at first, and forgotten afterwards."""
    kept: list[record.JournalSource] = []
    monkeypatch.setattr(record, "_journals", kept)
    return kept


def told(*args: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("standings", *args, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_standings_follow_from_the_answers(taken: Quiz) -> None:
    out = told(str(taken.pk))

    assert "1\tHoàng Văn Êm\t3" in out
    assert "Tìm hiểu Điều lệ Đảng: bảng xếp hạng đúng với câu trả lời đã lưu (3 đồng chí)." in out
    assert told(all=True).count("bảng xếp hạng đúng") == 1


def test_a_score_that_was_changed_behind_the_program_is_found(taken: Quiz, body: factories.Body) -> None:
    Attempt.objects.filter(quiz=taken, member=body.deputy).update(score=3)
    out = io.StringIO()

    with pytest.raises(CommandError, match="1 bài trắc nghiệm"):
        call_command("standings", str(taken.pk), stdout=out, stderr=out)

    assert "Lê Văn Cường: đang ghi hạng 1, 3.00 câu; theo câu trả lời đã lưu là hạng 2, 2" in out.getvalue()


def test_a_score_where_every_answer_is_wrong_is_found(taken: Quiz, body: factories.Body) -> None:
    attempt = Attempt.objects.get(quiz=taken, member=body.deputy)
    attempt.answers.update(response=None)

    (found,) = [one for one in queries.compared_with_record(taken).differences if one.attempt == attempt]

    assert (found.score, found.score_on_record) == (2, 0)


def test_an_answer_that_was_removed_is_found(taken: Quiz, body: factories.Body) -> None:
    Attempt.objects.get(quiz=taken, member=body.member).answers.all()[0].delete()

    compared = queries.compared_with_record(taken)

    assert not compared.holds
    assert {one.attempt.member for one in compared.differences} >= {body.member}


def test_a_quiz_of_the_hall_is_compared_with_its_journal(
    taken: Quiz, body: factories.Body, journals: list[record.JournalSource]
) -> None:
    Quiz.objects.filter(pk=taken.pk).update(mode=QuizMode.HALL)
    kept = {
        (answer.attempt.member_id, answer.quiz_question_id): answer.response
        for attempt in taken.attempts.all()
        for answer in attempt.answers.all()
    }
    journals.append(lambda quiz: kept if quiz.mode == QuizMode.HALL else None)
    hall = Quiz.objects.get(pk=taken.pk)
    assert queries.compared_with_record(hall).holds

    lost = (body.member.pk, next(iter(kept))[1])
    kept[lost] = 0 if kept.get(lost) != 0 else 1
    assert queries.compared_with_record(hall).unlike_journal == [lost]
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("standings", str(hall.pk), stdout=out, stderr=out)
    assert "1 câu trả lời không khớp với nhật ký của hội trường" in out.getvalue()


def test_quizzes_are_named_by_their_ids(taken: Quiz) -> None:
    for wrong, why in (((), "--all"), (("bài 1",), "không phải mã"), ((str(uuid.uuid4()),), "mang mã")):
        with pytest.raises(CommandError, match=why):
            told(*wrong)
