import datetime as dt
import uuid

import pytest

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError, NotAllowed
from chuyende.foundation.notifications.models import Notification
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.questions import services as bank
from chuyende.meeting.questions.engine.words import Words
from chuyende.meeting.questions.errors import QuestionFaulty
from chuyende.meeting.questions.models import Question, QuestionVersion
from chuyende.meeting.questions.queries import bank_of
from chuyende.meeting.quizzes import errors, events, queries, services
from chuyende.meeting.quizzes.models import Quiz, QuizQuestion
from tests import factories
from tests.meeting.meetings.factories import make_meeting

from .factories import CHOICES, make_draft, make_quiz, single, user_of

pytestmark = pytest.mark.django_db
MONDAY = "2024-05-13 08:00+07:00"


def test_create_quiz_by_the_cells_committee_or_minute_taker_only(body: factories.Body) -> None:
    meeting, now = make_meeting(body), clock.now()
    window = {"title": "Bộ 1", "opens_at": now, "closes_at": now + dt.timedelta(days=1)}

    for keeper in (body.secretary, body.deputy, body.committee_member, body.minute_taker):
        services.create_quiz(actor=user_of(keeper), meeting=meeting, **window)
    for other in (
        body.member,
        body.other_secretary,
        body.party_secretary,
        body.administrator,
        body.inspector,
    ):
        with pytest.raises(NotAllowed):
            services.create_quiz(actor=user_of(other), meeting=meeting, **window)
    assert Quiz.objects.count() == 4


def test_create_quiz_sent_twice_makes_one(body: factories.Body) -> None:
    now, one = clock.now(), uuid.uuid4()
    sent = {"actor": user_of(body.secretary), "meeting": make_meeting(body), "title": "Bộ 1", "id": one}
    sent |= {"opens_at": now, "closes_at": now + dt.timedelta(days=1)}

    assert services.create_quiz(**sent) == services.create_quiz(**sent)
    assert Quiz.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "error", "field"),
    [
        ({"title": " "}, errors.TitleMissing, "title"),
        ({"closes_at": dt.timedelta(0)}, errors.WindowReversed, "closes_at"),
        ({"minutes": 0}, errors.MinutesMissing, "minutes"),
    ],
)
def test_create_quiz_says_what_is_wrong(
    body: factories.Body, wrong: dict[str, object], error: type[DomainError], field: str
) -> None:
    now = clock.now()
    good = {"title": "Bộ 1", "opens_at": now, "closes_at": dt.timedelta(days=1), "minutes": 10} | wrong
    good["closes_at"] = now + good["closes_at"]

    with pytest.raises(error) as caught:
        services.create_quiz(actor=user_of(body.secretary), meeting=make_meeting(body), **good)
    assert caught.value.field == field


def test_create_quiz_for_a_closed_meeting_is_refused(body: factories.Body) -> None:
    with pytest.raises(errors.MeetingOver):
        make_draft(body, meeting=make_meeting(body, stage=MeetingStage.CLOSED))


def test_change_quiz_and_remove_quiz_touch_drafts_only(body: factories.Body) -> None:
    draft, published = make_draft(body), make_quiz(body, meeting=Quiz.objects.get().meeting)
    actor, now = user_of(body.secretary), clock.now()
    new = {"title": "Tên mới", "opens_at": now, "closes_at": now + dt.timedelta(hours=1), "minutes": 5}

    services.change_quiz(actor=actor, quiz=draft, **new)
    draft.refresh_from_db()
    assert (draft.title, draft.minutes) == ("Tên mới", 5)
    with pytest.raises(errors.QuizPublished):
        services.change_quiz(actor=actor, quiz=published, **new)
    with pytest.raises(errors.QuizPublished):
        services.remove_quiz(actor=actor, quiz=published)

    services.remove_quiz(actor=actor, quiz=draft)
    assert list(Quiz.objects.all()) == [published]
    assert Question.objects.count() == 6


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (single(" ", CHOICES, 0), "stem"),
        (single("Câu hỏi?", ["A"], 0), "parts"),
        (single("Câu hỏi?", list("ABCDEFGHIJK"), 0), "parts"),
        (single("Câu hỏi?", ["A", "a"], 0), "parts"),
        (single("Câu hỏi?", ["A", " "], 0), "parts"),
        (single("Câu hỏi?", CHOICES, 4), "parts"),
    ],
)
def test_add_question_refuses_what_cannot_be_answered(body: factories.Body, wrong: Words, field: str) -> None:
    quiz = make_draft(body, questions=0)

    with pytest.raises(QuestionFaulty) as refused:
        services.add_question(actor=user_of(body.secretary), quiz=quiz, words=wrong)
    assert refused.value.field == field
    assert Question.objects.count() == 0


def test_add_question_sent_twice_makes_one(body: factories.Body) -> None:
    quiz = make_draft(body, questions=0)
    sent = {"words": single("Câu hỏi?", CHOICES, 0), "id": uuid.uuid4()}

    first = services.add_question(actor=user_of(body.secretary), quiz=quiz, **sent)

    assert services.add_question(actor=user_of(body.secretary), quiz=quiz, **sent) == first
    assert QuizQuestion.objects.count() == 1


def test_change_question_of_a_draft_asks_the_new_words_and_keeps_the_old_in_the_history(
    body: factories.Body,
) -> None:
    question = make_draft(body, questions=1).quiz_questions.get()

    services.change_question(
        actor=user_of(body.secretary), quiz_question=question, words=single("Mới?", ["Có", "Không"], 1)
    )

    question.refresh_from_db()
    version = question.version
    assert (version.number, version.stem, version.words) == (2, "Mới?", single("Mới?", ["Có", "Không"], 1))
    assert version.question.versions.first().stem == "Nguyên tắc tổ chức số 1 của Đảng là gì?"


def test_change_question_that_another_quiz_has_makes_a_new_version_and_leaves_the_old(
    body: factories.Body,
) -> None:
    published = make_draft(body, questions=1)
    old = QuestionVersion.objects.get()
    draft = make_draft(body, questions=0, meeting=published.meeting)
    (reused,) = services.reuse_questions(actor=user_of(body.secretary), quiz=draft, versions=[old])

    services.change_question(
        actor=user_of(body.secretary), quiz_question=reused, words=single("Sửa chữ?", CHOICES, 2)
    )

    assert published.quiz_questions.get().version == old
    assert QuestionVersion.objects.get(pk=old.pk).stem == old.stem
    assert [(v.number, v.stem) for v in old.question.versions.all()] == [(1, old.stem), (2, "Sửa chữ?")]
    assert [v.number for v in bank_of(body.cell, user_of(body.secretary))] == [2]


def test_reuse_question_once_a_quiz_and_from_the_own_bank_only(body: factories.Body) -> None:
    draft = make_draft(body, questions=1)
    with pytest.raises(errors.QuestionTwice):
        services.reuse_questions(
            actor=user_of(body.secretary), quiz=draft, versions=[QuestionVersion.objects.get()]
        )

    foreign = bank.write_question(
        actor=user_of(body.other_secretary), organisation=body.other_cell, words=single("Khác?", CHOICES, 0)
    )
    with pytest.raises(errors.QuestionOfAnotherCell):
        services.reuse_questions(actor=user_of(body.secretary), quiz=draft, versions=[foreign])

    bank.share_question(actor=user_of(body.other_secretary), question=foreign.question, is_shared=True)
    services.reuse_questions(actor=user_of(body.secretary), quiz=draft, versions=[foreign])
    assert [q.version.stem for q in queries.questions_of(draft)][-1] == "Khác?"


def test_move_and_remove_question_keep_the_row_numbered(body: factories.Body) -> None:
    quiz, actor = make_draft(body), user_of(body.secretary)

    def row() -> list[tuple[int, str]]:
        return [(q.position, q.version.stem[-20:-17]) for q in queries.questions_of(quiz)]

    first, second, third = quiz.quiz_questions.all()
    services.move_question(actor=actor, quiz_question=third, up=True)
    services.move_question(actor=actor, quiz_question=first, up=True)
    assert list(quiz.quiz_questions.values_list("pk", flat=True)) == [first.pk, third.pk, second.pk]
    services.move_question(actor=actor, quiz_question=first, up=False)
    services.remove_question(actor=actor, quiz_question=third)
    assert list(quiz.quiz_questions.values_list("pk", "position")) == [(first.pk, 1), (second.pk, 2)]
    assert Question.objects.count() == 3
    assert len(row()) == 2


def test_publish_quiz_tells_every_member_of_the_cell_and_fixes_the_questions(body: factories.Body) -> None:
    heard = []
    events.quiz_published.connect(
        lambda **kwargs: heard.append(kwargs["quiz"]), weak=False, dispatch_uid="test"
    )
    quiz = make_quiz(body, questions=2)
    events.quiz_published.disconnect(dispatch_uid="test")

    assert heard == [quiz]
    told = set(
        Notification.objects.filter(title__contains=quiz.title).values_list("recipient__full_name", flat=True)
    )
    assert told == {
        "Trần Thị Bích",
        "Lê Văn Cường",
        "Nông Thị Duyên",
        "Phạm Thị Đào",
        "Hoàng Văn Êm",
        "Vàng A Giàng",
        "Đỗ Văn Hoà",
    }
    actor, question = user_of(body.secretary), quiz.quiz_questions.first()
    for forbidden in (
        lambda: services.publish_quiz(actor=actor, quiz=quiz),
        lambda: services.add_question(actor=actor, quiz=quiz, words=single("?", CHOICES, 0)),
        lambda: services.change_question(actor=actor, quiz_question=question, words=single("?", CHOICES, 0)),
        lambda: services.remove_question(actor=actor, quiz_question=question),
        lambda: services.move_question(actor=actor, quiz_question=question, up=False),
    ):
        with pytest.raises(errors.QuizPublished):
            forbidden()
    assert quiz.quiz_questions.count() == 2


def test_publish_quiz_needs_a_question_and_a_window_that_is_not_over(
    body: factories.Body, time_machine: object
) -> None:
    empty = make_draft(body, questions=0)
    with pytest.raises(errors.QuizWithoutQuestions):
        services.publish_quiz(actor=user_of(body.secretary), quiz=empty)

    late = make_draft(body, questions=1, meeting=empty.meeting)
    time_machine.move_to(late.closes_at)
    with pytest.raises(errors.WindowOver):
        services.publish_quiz(actor=user_of(body.secretary), quiz=late)
    assert Quiz.objects.filter(published_at__isnull=False).count() == 0
