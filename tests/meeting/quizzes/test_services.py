import datetime as dt
import threading
import uuid
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from chuyende.foundation.core import clock
from chuyende.foundation.core.errors import DomainError, NotAllowed
from chuyende.foundation.core.models import AuditEntry
from chuyende.foundation.notifications.models import Notification
from chuyende.foundation.organisation.enums import MembershipStatus
from chuyende.foundation.organisation.models import Membership
from chuyende.meeting.meetings.enums import MeetingStage
from chuyende.meeting.quizzes import errors, events, queries, services
from chuyende.meeting.quizzes.models import (
    GRACE,
    Answer,
    Attempt,
    Question,
    QuestionVersion,
    Quiz,
    QuizQuestion,
)
from tests import factories
from tests.meeting.meetings.factories import make_meeting

from .factories import CHOICES, answer, begin, make_draft, make_quiz, take, user_of

pytestmark = pytest.mark.django_db
MONDAY = "2024-05-13 08:00+07:00"


@pytest.fixture
def body() -> factories.Body:
    return factories.make_body()


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


# --- preparing ------------------------------------------------------------------------------------------


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


# --- questions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"stem": " "}, errors.StemMissing),
        ({"choices": ["A"]}, errors.ChoicesWrong),
        ({"choices": list("ABCDEFG")}, errors.ChoicesWrong),
        ({"choices": ["A", "A"]}, errors.ChoicesWrong),
        ({"choices": ["A", " "]}, errors.ChoicesWrong),
        ({"key": 4}, errors.KeyMissing),
        ({"key": -1}, errors.KeyMissing),
    ],
)
def test_add_question_refuses_what_cannot_be_answered(
    body: factories.Body, wrong: dict[str, object], error: type[DomainError]
) -> None:
    quiz = make_draft(body, questions=0)
    question = {"stem": "Câu hỏi?", "choices": CHOICES, "key": 0} | wrong

    with pytest.raises(error):
        services.add_question(actor=user_of(body.secretary), quiz=quiz, **question)
    assert Question.objects.count() == 0


def test_add_question_sent_twice_makes_one(body: factories.Body) -> None:
    quiz = make_draft(body, questions=0)
    sent = {"stem": "Câu hỏi?", "choices": CHOICES, "key": 0, "id": uuid.uuid4()}

    first = services.add_question(actor=user_of(body.secretary), quiz=quiz, **sent)

    assert services.add_question(actor=user_of(body.secretary), quiz=quiz, **sent) == first
    assert QuizQuestion.objects.count() == 1


def test_change_question_of_one_draft_changes_its_words(body: factories.Body) -> None:
    question = make_draft(body, questions=1).quiz_questions.get()

    services.change_question(
        actor=user_of(body.secretary), quiz_question=question, stem="Mới?", choices=["Có", "Không"], key=1
    )

    version = QuestionVersion.objects.get()
    assert (version.number, version.stem, version.choices, version.key) == (1, "Mới?", ["Có", "Không"], 1)


def test_change_question_that_another_quiz_has_makes_a_new_version_and_leaves_the_old(
    body: factories.Body,
) -> None:
    published = make_quiz(body, questions=1)
    old = QuestionVersion.objects.get()
    draft = make_draft(body, questions=0, meeting=published.meeting)
    reused = services.reuse_question(actor=user_of(body.secretary), quiz=draft, version=old)

    services.change_question(
        actor=user_of(body.secretary), quiz_question=reused, stem="Sửa chữ?", choices=CHOICES, key=2
    )

    assert published.quiz_questions.get().version == old
    assert QuestionVersion.objects.get(pk=old.pk).stem == old.stem
    assert [(v.number, v.stem) for v in old.question.versions.all()] == [(1, old.stem), (2, "Sửa chữ?")]
    assert [v.number for v in queries.bank_of(body.cell)] == [2]


def test_reuse_question_once_a_quiz_and_from_the_own_bank_only(body: factories.Body) -> None:
    draft = make_draft(body, questions=1)
    with pytest.raises(errors.QuestionTwice):
        services.reuse_question(
            actor=user_of(body.secretary), quiz=draft, version=QuestionVersion.objects.get()
        )

    foreign = QuestionVersion.objects.create(
        question=Question.objects.create(organisation=body.other_cell),
        number=1,
        stem="?",
        choices=["A", "B"],
        key=0,
    )
    with pytest.raises(errors.QuestionOfAnotherCell):
        services.reuse_question(actor=user_of(body.secretary), quiz=draft, version=foreign)


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


def test_discard_question_that_no_quiz_has(body: factories.Body) -> None:
    quiz, actor = make_draft(body, questions=1), user_of(body.secretary)
    question = Question.objects.get()
    with pytest.raises(errors.QuestionInUse):
        services.discard_question(actor=actor, question=question)

    services.remove_question(actor=actor, quiz_question=quiz.quiz_questions.get())
    with pytest.raises(NotAllowed):
        services.discard_question(actor=user_of(body.member), question=question)
    services.discard_question(actor=actor, question=question)

    assert Question.objects.count() == 0
    assert AuditEntry.objects.get(verb="question_discarded").detail["stem"].startswith("Nguyên tắc")


# --- publishing ---------------------------------------------------------------------------------------------


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
        lambda: services.add_question(actor=actor, quiz=quiz, stem="?", choices=CHOICES, key=0),
        lambda: services.change_question(
            actor=actor, quiz_question=question, stem="?", choices=CHOICES, key=0
        ),
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


# --- taking it ------------------------------------------------------------------------------------------------


def test_start_attempt_twice_is_one_attempt_in_one_order(body: factories.Body) -> None:
    quiz = make_quiz(body)

    first, second = begin(quiz, body.member), begin(quiz, body.member)

    assert first == second
    assert [q.quiz_question for q in queries.paper_of(first)] == [
        q.quiz_question for q in queries.paper_of(second)
    ]


def test_start_attempt_ends_after_its_minutes_or_when_the_quiz_closes(
    body: factories.Body, time_machine: object
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    quiz = make_quiz(body, minutes=15)
    assert begin(quiz, body.member).deadline == moment("2024-05-13T08:15+07:00")

    time_machine.move_to(quiz.closes_at - dt.timedelta(minutes=4), tick=False)
    assert begin(quiz, body.deputy).deadline == quiz.closes_at


def test_start_attempt_outside_the_window_is_refused(body: factories.Body, time_machine: object) -> None:
    time_machine.move_to(MONDAY, tick=False)
    quiz = make_quiz(body)

    time_machine.move_to("2024-05-13 07:59+07:00", tick=False)
    with pytest.raises(errors.QuizNotOpen):
        begin(quiz, body.member)
    time_machine.move_to(quiz.closes_at, tick=False)
    with pytest.raises(errors.QuizClosed):
        begin(quiz, body.member)
    assert Attempt.objects.count() == 0


def test_start_attempt_is_for_members_of_the_cell_who_are_not_suspended(body: factories.Body) -> None:
    quiz = make_quiz(body)
    for outsider in (body.other_member, body.party_secretary, body.inspector):
        with pytest.raises(NotAllowed):
            begin(quiz, outsider)
    with pytest.raises(NotAllowed):
        begin(make_draft(body, meeting=quiz.meeting), body.member)

    Membership.objects.filter(member=body.member).update(status=MembershipStatus.SUSPENDED)
    with pytest.raises(errors.NoAttemptWhileSuspended):
        begin(quiz, body.member)


def test_save_answer_keeps_the_last_tap(body: factories.Body) -> None:
    attempt = begin(make_quiz(body), body.member)
    question = attempt.quiz.quiz_questions.select_related("version").first()

    for choice in (0, 3, 3, 1):
        services.save_answer(
            actor=user_of(body.member), attempt=attempt, quiz_question=question, choice=choice
        )

    assert [(a.quiz_question, a.choice) for a in Answer.objects.all()] == [(question, 1)]


@pytest.mark.parametrize("choice", [-1, 4, 400])
def test_save_answer_refuses_a_choice_that_does_not_exist(body: factories.Body, choice: int) -> None:
    attempt = begin(make_quiz(body), body.member)
    question = attempt.quiz.quiz_questions.first()

    with pytest.raises(errors.NoSuchChoice):
        services.save_answer(
            actor=user_of(body.member), attempt=attempt, quiz_question=question, choice=choice
        )
    assert Answer.objects.count() == 0


def test_save_answer_refuses_a_question_of_another_quiz(body: factories.Body) -> None:
    quiz = make_quiz(body)
    other = make_quiz(body, meeting=quiz.meeting).quiz_questions.first()

    with pytest.raises(errors.NoSuchChoice):
        services.save_answer(
            actor=user_of(body.member), attempt=begin(quiz, body.member), quiz_question=other, choice=0
        )


def test_save_answer_into_somebody_elses_attempt_is_refused(body: factories.Body) -> None:
    attempt = begin(make_quiz(body), body.member)
    question = attempt.quiz.quiz_questions.first()

    for other in (body.deputy, body.secretary, body.party_secretary):
        with pytest.raises(NotAllowed):
            services.save_answer(actor=user_of(other), attempt=attempt, quiz_question=question, choice=0)
        with pytest.raises(NotAllowed):
            services.submit_attempt(actor=user_of(other), attempt=attempt)


def test_save_answer_counts_within_the_grace_and_not_after_it(
    body: factories.Body, time_machine: object
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    attempt = begin(make_quiz(body), body.member)

    time_machine.move_to(attempt.deadline + GRACE, tick=False)
    answer(attempt, right=1)
    time_machine.move_to(attempt.deadline + GRACE + dt.timedelta(seconds=1), tick=False)
    with pytest.raises(errors.TimeIsUp):
        answer(attempt, right=2)

    assert Answer.objects.count() == 1


def test_submit_attempt_grades_and_stays_as_it_was_when_sent_again(
    body: factories.Body, time_machine: object
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    attempt = begin(make_quiz(body, questions=4), body.member)
    answer(attempt, right=2, wrong=1)
    time_machine.move_to("2024-05-13 08:03:20+07:00", tick=False)

    first = services.submit_attempt(actor=user_of(body.member), attempt=attempt)
    time_machine.move_to("2024-05-13 08:09+07:00", tick=False)
    second = services.submit_attempt(actor=user_of(body.member), attempt=attempt)

    assert (first.score, first.seconds) == (2, 200)
    assert (second.score, second.seconds, second.submitted_at) == (2, 200, first.submitted_at)
    entry = AuditEntry.objects.get(verb="attempt_submitted")
    assert (entry.about, entry.actor) == (body.member.user_id, body.member.user_id)
    with pytest.raises(errors.AttemptSubmitted):
        answer(attempt, right=1)


def test_close_overdue_attempts_hands_in_at_the_deadline_and_once(
    body: factories.Body, time_machine: object
) -> None:
    time_machine.move_to(MONDAY, tick=False)
    quiz = make_quiz(body)
    forgotten, running = begin(quiz, body.member), None
    answer(forgotten, right=3)
    time_machine.move_to("2024-05-13 08:10+07:00", tick=False)
    running = begin(quiz, body.deputy)
    time_machine.move_to(forgotten.deadline + GRACE + dt.timedelta(seconds=1), tick=False)

    assert services.close_overdue_attempts(quiz=quiz) == 1
    assert services.close_overdue_attempts() == 0

    forgotten.refresh_from_db()
    running.refresh_from_db()
    assert (forgotten.score, forgotten.seconds, forgotten.submitted_at) == (3, 900, forgotten.deadline)
    assert running.submitted_at is None
    assert AuditEntry.objects.get(verb="attempt_submitted").actor is None


def test_the_worker_hands_in_what_was_forgotten(
    body: factories.Body, time_machine: object, run_jobs: Callable[[], int]
) -> None:
    time_machine.move_to(MONDAY)
    attempt = begin(make_quiz(body), body.member)
    run_jobs()
    assert Attempt.objects.get().submitted_at is None

    time_machine.move_to(attempt.deadline + 3 * GRACE)
    run_jobs()

    assert Attempt.objects.get().submitted_at == attempt.deadline


# --- at the same moment ---------------------------------------------------------------------------------------


def at_once(*acts: Callable[[], object]) -> Iterator[BaseException | None]:
    """Run each act in a thread of its own; yield what each raised."""
    raised: list[BaseException | None] = [None] * len(acts)
    ready = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            ready.wait()
            act()
        except BaseException as error:  # noqa: BLE001  # told to the test's own thread
            raised[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    yield from raised


@pytest.mark.django_db(transaction=True)
def test_start_attempt_pressed_on_two_phones_at_once_is_one_attempt(body: factories.Body) -> None:
    quiz = make_quiz(body)

    raised = list(at_once(*[lambda: begin(quiz, body.member)] * 6))

    assert raised == [None] * 6
    assert Attempt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_save_answer_tapped_on_two_phones_at_once_is_one_answer(body: factories.Body) -> None:
    attempt = begin(make_quiz(body), body.member)
    question = attempt.quiz.quiz_questions.select_related("version").first()

    def tap(choice: int) -> Callable[[], None]:
        return lambda: services.save_answer(
            actor=user_of(body.member), attempt=attempt, quiz_question=question, choice=choice
        )

    raised = list(at_once(*[tap(choice) for choice in (0, 1, 2, 3, 0, 1)]))

    assert raised == [None] * 6
    assert Answer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_submit_attempt_pressed_twice_at_once_is_graded_once(body: factories.Body) -> None:
    attempt = begin(make_quiz(body), body.member)
    answer(attempt, right=2)

    raised = list(
        at_once(*[lambda: services.submit_attempt(actor=user_of(body.member), attempt=attempt)] * 4)
    )

    assert raised == [None] * 4
    assert Attempt.objects.get().score == 2
    assert AuditEntry.objects.filter(verb="attempt_submitted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_was_acknowledged_is_always_in_the_grade(body: factories.Body) -> None:
    attempt = begin(make_quiz(body, questions=1), body.member)

    tapped, handed_in = at_once(
        lambda: answer(attempt, right=1),
        lambda: services.submit_attempt(actor=user_of(body.member), attempt=attempt),
    )

    assert handed_in is None
    if tapped is None:
        assert Attempt.objects.get().score == 1
    else:
        assert isinstance(tapped, errors.AttemptSubmitted)
        assert Attempt.objects.get().score == 0


def test_take_is_what_other_tests_use(body: factories.Body) -> None:
    assert take(make_quiz(body), body.member, right=2).score == 2
