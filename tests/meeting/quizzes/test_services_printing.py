"""The paper twin: what a printing keeps, and what cannot be printed."""

from typing import Any

import pytest

from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.models import AuditEntry
from chuyende.meeting.quizzes import errors, queries, services
from chuyende.meeting.quizzes.enums import PaperObstacle
from chuyende.meeting.quizzes.models import PaperEdition, Quiz
from tests import factories

from .factories import make_draft, single, user_of
from .sheets import every_kind, print_for

pytestmark = pytest.mark.django_db


def test_a_printing_keeps_the_order_of_every_code_and_a_sheet_for_everybody(
    body: factories.Body, opened: Quiz
) -> None:
    edition = print_for(opened, body.minute_taker, body.paper_member, body.member, variants=2, blanks=3)

    sheets = [(sheet.number, sheet.variant, sheet.member) for sheet in edition.sheets.all()]
    assert sheets == [
        (1, 101, body.paper_member),
        (2, 102, body.member),
        (3, 101, None),
        (4, 102, None),
        (5, 101, None),
    ]
    kept = {str(question.pk) for question in opened.quiz_questions.all()}
    for variant in queries.variants_of(edition):
        assert {str(question.quiz_question.pk) for question in variant.questions} == kept
        assert [row.letters for row in variant.rows] == ["ABCD"] * 3
    assert edition.printed_by == body.minute_taker
    assert AuditEntry.objects.get(verb="edition_printed").detail == {"named": 2, "blank": 3}


def test_a_single_code_has_the_order_of_the_quiz(body: factories.Body, opened: Quiz) -> None:
    (variant,) = queries.variants_of(print_for(opened, body.secretary, body.member))

    assert [question.quiz_question for question in variant.questions] == list(queries.questions_of(opened))
    assert {question.order for question in variant.questions} == {(0, 1, 2, 3)}


def test_the_same_form_sent_twice_is_one_printing(body: factories.Body, opened: Quiz) -> None:
    first = print_for(opened, body.secretary, body.member)
    again = services.print_edition(actor=user_of(body.secretary), quiz=opened, members=[], id=first.pk)

    assert again == first
    assert PaperEdition.objects.count() == 1


def test_what_bubbles_cannot_answer_is_named_and_left_out(body: factories.Body) -> None:
    quiz = every_kind(body)

    left_out = [(one.number, one.obstacle) for one in queries.left_out_of_paper(quiz)]
    assert left_out == [(5, PaperObstacle.WRITTEN), (6, PaperObstacle.WRITTEN)]
    (variant,) = queries.variants_of(print_for(quiz, body.secretary, body.member))
    assert [(row.label, row.letters, row.several) for row in variant.rows] == [
        ("1", "ABCD", False),
        ("2", "ABCDE", True),
        ("3", "AB", False),
        ("4a", "ABCD", False),
        ("4b", "ABCD", False),
        ("4c", "ABCD", False),
    ]


def test_more_than_six_choices_are_not_printed(body: factories.Body) -> None:
    quiz = make_draft(body, questions=1)
    words = single("Chọn một.", list("abcdefg"), 0)
    services.add_question(actor=user_of(body.secretary), quiz=quiz, words=words)

    assert [one.obstacle for one in queries.left_out_of_paper(quiz)] == [PaperObstacle.CHOICES]


def test_print_edition_refuses_what_makes_no_sense(
    body: factories.Body, opened: Quiz, time_machine: Any
) -> None:
    keeper = user_of(body.secretary)
    for variants, blanks, error in (
        (0, 1, errors.VariantsOutOfRange),
        (9, 1, errors.VariantsOutOfRange),
        (1, 0, errors.SheetsOutOfRange),
        (1, 201, errors.SheetsOutOfRange),
    ):
        with pytest.raises(error):
            services.print_edition(actor=keeper, quiz=opened, variants=variants, blanks=blanks)
    with pytest.raises(errors.QuizNotPublished):
        print_for(make_draft(body, meeting=opened.meeting), body.secretary, body.member)
    for other in (body.member, body.other_secretary, body.party_secretary):
        with pytest.raises(NotAllowed):
            print_for(opened, other, body.member)
    time_machine.move_to(opened.closes_at, tick=False)
    with pytest.raises(errors.QuizClosed):
        print_for(opened, body.secretary, body.member)
    assert PaperEdition.objects.count() == 0


def test_a_quiz_too_long_for_one_sheet_is_refused(body: factories.Body) -> None:
    quiz = services.publish_quiz(actor=user_of(body.secretary), quiz=make_draft(body, questions=61))

    with pytest.raises(errors.SheetTooLong):
        print_for(quiz, body.secretary, body.member)
    assert PaperEdition.objects.count() == 0
