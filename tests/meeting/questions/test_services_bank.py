"""The bank: written, written anew, checked by a second, shared, taken out; what stands in it already."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from chuyende.foundation.core.errors import NotAllowed
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.intake import FileRefused
from chuyende.foundation.core.models import AuditEntry
from chuyende.meeting.questions import queries, services
from chuyende.meeting.questions.engine.faults import Fault
from chuyende.meeting.questions.engine.words import Choice, Words
from chuyende.meeting.questions.enums import QuestionState
from chuyende.meeting.questions.errors import (
    FileUnknown,
    KeyIsSecret,
    NothingChanged,
    OwnQuestion,
    QuestionFaulty,
    SourceMissing,
    WrittenMeanwhile,
)
from chuyende.meeting.questions.models import Question, QuestionFile
from chuyende.meeting.quizzes.models import QuizQuestion
from chuyende.planning.governance.models import Provision
from tests.factories import Body, make_body
from tests.meeting.questions.factories import EVERY_KIND, MULTIPLE, SHORT, SINGLE, user_of, write
from tests.meeting.quizzes.factories import make_quiz
from tests.planning.governance import factories as governance

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def provision(body: Body) -> Provision:
    return governance.make_provision(governance.make_document(body.cell))


# --- writing -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", EVERY_KIND, ids=lambda words: words.kind)
def test_a_question_of_every_kind_is_kept_as_it_was_written(body: Body, words: Words) -> None:
    version = write(body, words)

    kept = queries.latest_of(version.question)
    assert (kept.words, kept.kind, kept.number) == (words, words.kind, 1)
    assert kept.written_by == version.question.author == body.secretary


def test_the_same_form_twice_is_one_question(body: Body) -> None:
    pk = new_id()

    first, again = write(body, SINGLE, id=pk), write(body, SHORT, id=pk)

    assert first == again
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    "who", ["member", "other_secretary", "party_secretary", "inspector", "administrator"]
)
def test_only_keepers_write_into_a_bank(body: Body, who: str) -> None:
    with pytest.raises(NotAllowed):
        write(body, SINGLE, by=getattr(body, who))


@pytest.mark.parametrize("who", ["secretary", "deputy", "committee_member", "minute_taker"])
def test_every_keeper_writes_into_the_bank(body: Body, who: str) -> None:
    assert write(body, SINGLE, by=getattr(body, who)).written_by == getattr(body, who)


def test_what_cannot_be_asked_is_refused_with_everything_to_be_mended(body: Body) -> None:
    faulty = replace(SINGLE, stem="", choices=(Choice("Một"), Choice("Một"), Choice("")))

    with pytest.raises(QuestionFaulty) as refused:
        write(body, faulty)

    assert {found.fault for found in refused.value.found} == {
        Fault.NO_STEM,
        Fault.SAME_CHOICE,
        Fault.EMPTY_CHOICE,
        Fault.NO_KEY,
    }
    assert Question.objects.count() == 0


def test_a_picture_is_kept_once_and_named_by_the_words(body: Body, seed: Path) -> None:
    content = (seed / "anh-hoi-truong.jpg").read_bytes()
    words = replace(SINGLE, media="a", choices=(Choice("Ảnh", True, "b"), *SINGLE.choices[1:]))

    version = write(body, words, files={name: ContentFile(content, "x.jpg") for name in ("a", "b")})

    kept = QuestionFile.objects.get()
    assert version.words.media == version.words.choices[0].media == kept.name
    assert (kept.content_type, kept.file.read()) == ("image/jpeg", content)


def test_a_picture_that_was_not_sent_or_is_none_is_refused(body: Body) -> None:
    with pytest.raises(FileUnknown):
        write(body, replace(SINGLE, media="a"))
    with pytest.raises(FileRefused):
        write(body, replace(SINGLE, media="a"), files={"a": ContentFile(b"<html>", "a.jpg")})
    assert Question.objects.count() == 0


# --- writing anew --------------------------------------------------------------------------------------------


def test_other_words_are_the_next_version_and_the_old_stay(body: Body) -> None:
    first = write(body, SINGLE)

    second = services.change_question(
        actor=user_of(body.deputy), version=first, words=MULTIPLE, note="Sai đáp án"
    )

    first.refresh_from_db()
    assert (first.words, second.words, second.number) == (SINGLE, MULTIPLE, 2)
    assert (second.written_by, second.note) == (body.deputy, "Sai đáp án")
    assert queries.latest_of(first.question) == second


def test_a_checked_question_written_anew_waits_for_checking(body: Body, provision: Provision) -> None:
    first = write(body, SINGLE, provision=provision)
    services.check_question(actor=user_of(body.deputy), version=first)

    second = services.change_question(
        actor=user_of(body.secretary), version=first, words=MULTIPLE, provision=provision
    )

    assert queries.latest_of(second.question).state == QuestionState.WAITING


def test_the_same_words_are_no_new_version(body: Body) -> None:
    first = write(body, SINGLE)

    with pytest.raises(NothingChanged):
        services.change_question(actor=user_of(body.secretary), version=first, words=SINGLE)


def test_words_written_over_older_ones_are_refused(body: Body) -> None:
    first = write(body, SINGLE)
    services.change_question(actor=user_of(body.secretary), version=first, words=MULTIPLE)

    with pytest.raises(WrittenMeanwhile):
        services.change_question(actor=user_of(body.deputy), version=first, words=SHORT)
    assert first.question.versions.count() == 2


def test_nobody_else_changes_checks_shares_or_retires(body: Body, provision: Provision) -> None:
    version = write(body, SINGLE, provision=provision)
    services.share_question(actor=user_of(body.secretary), question=version.question, is_shared=True)
    actor = user_of(body.other_secretary)  # sees it, as it is shared

    for act in (
        lambda: services.change_question(actor=actor, version=version, words=SHORT),
        lambda: services.check_question(actor=actor, version=version),
        lambda: services.share_question(actor=actor, question=version.question, is_shared=False),
        lambda: services.retire_question(actor=actor, question=version.question),
        lambda: services.restore_question(actor=actor, question=version.question),
    ):
        with pytest.raises(NotAllowed):
            act()


# --- while it is being asked ---------------------------------------------------------------------------------


def test_while_a_quiz_runs_its_questions_are_neither_changed_nor_checked(
    body: Body, provision: Provision
) -> None:
    quiz = make_quiz(body, questions=1)
    version = QuizQuestion.objects.get(quiz=quiz).version
    type(version).objects.filter(pk=version.pk).update(provision=provision)

    with pytest.raises(KeyIsSecret):
        services.change_question(actor=user_of(body.deputy), version=version, words=SHORT)
    with pytest.raises(KeyIsSecret):
        services.check_question(actor=user_of(body.deputy), version=version)


# --- checking ------------------------------------------------------------------------------------------------


def test_a_colleague_checks_a_question_against_its_source(body: Body, provision: Provision) -> None:
    version = write(body, SINGLE, provision=provision)

    services.check_question(actor=user_of(body.deputy), version=version)
    services.check_question(actor=user_of(body.minute_taker), version=version)  # stays as it was

    kept = queries.latest_of(version.question)
    assert (kept.checked_by, kept.state) == (body.deputy, QuestionState.CHECKED)
    assert AuditEntry.objects.filter(verb="question_checked").count() == 1


def test_nobody_checks_the_own_words(body: Body, provision: Provision) -> None:
    with pytest.raises(OwnQuestion):
        services.check_question(
            actor=user_of(body.secretary), version=write(body, SINGLE, provision=provision)
        )


def test_without_a_source_nothing_is_checked(body: Body) -> None:
    with pytest.raises(SourceMissing):
        services.check_question(actor=user_of(body.deputy), version=write(body, SINGLE))


# --- sharing, taking out -------------------------------------------------------------------------------------


def test_a_shared_question_is_seen_by_the_keepers_of_other_cells(body: Body) -> None:
    question = write(body, SINGLE).question
    other = body.other_secretary
    assert not queries.questions_visible_to(user_of(other)).exists()

    services.share_question(actor=user_of(body.secretary), question=question, is_shared=True)
    assert queries.questions_visible_to(user_of(other)).get() == question
    assert not queries.questions_visible_to(user_of(body.other_member)).exists()
    assert queries.bank_of(body.other_cell, user_of(other)).get().question == question

    services.share_question(actor=user_of(body.secretary), question=question, is_shared=False)
    assert not queries.questions_visible_to(user_of(other)).exists()


def test_what_is_out_of_the_bank_is_offered_to_no_quiz_until_it_is_back(body: Body) -> None:
    question, actor = write(body, SINGLE).question, user_of(body.secretary)

    services.retire_question(actor=actor, question=question)
    assert not queries.bank_of(body.cell, actor).exists()
    assert queries.latest_of(Question.objects.get()).state == QuestionState.RETIRED

    services.restore_question(actor=actor, question=question)
    assert queries.bank_of(body.cell, actor).get().question == question


# --- what a question rests on --------------------------------------------------------------------------------


def test_when_its_document_is_replaced_a_question_lights_up(body: Body, provision: Provision) -> None:
    version = write(body, SINGLE, provision=provision)
    services.check_question(actor=user_of(body.deputy), version=version)
    document = provision.document

    document.replaced_by = governance.make_document(body.cell)
    document.save()

    latest = queries.latest_versions(Question.objects.all())
    assert latest.get().state == QuestionState.OUTDATED
    assert queries.in_state(latest, QuestionState.OUTDATED).get() == version
    assert not queries.in_state(latest, QuestionState.CHECKED).exists()
    (cited,) = queries.citations_in(document, user_of(body.secretary))
    assert cited.provision == provision


@pytest.mark.parametrize("state", list(QuestionState))
def test_every_state_is_found_by_its_filter(body: Body, provision: Provision, state: QuestionState) -> None:
    newer = governance.make_document(body.cell)
    old = governance.make_provision(governance.make_document(body.cell, replaced_by=newer))
    write(body, SHORT)
    write(body, SINGLE, provision=old)
    services.check_question(actor=user_of(body.deputy), version=write(body, MULTIPLE, provision=provision))
    services.retire_question(actor=user_of(body.secretary), question=write(body, EVERY_KIND[2]).question)

    (version,) = queries.in_state(queries.latest_versions(Question.objects.all()), state)

    assert version.state == state


# --- finding, and what is there already ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("co quan lanh dao", 1),
        ("Bộ Chính trị", 1),
        ("#dieu le", 1),
        ("#dieu", 1),
        ("lãnh đạo #điều lệ", 1),
        ("#le", 0),
        ("voi", 0),
    ],
)
def test_a_question_is_found_by_words_and_tags_with_marks_or_without(
    body: Body, text: str, found: int
) -> None:
    write(body, replace(SINGLE, tags=("Điều lệ",)))
    write(body, SHORT)

    assert len(queries.narrowed(queries.bank_seen(user_of(body.secretary)), {"text": text})) == found


def test_nearly_the_same_question_is_told_over_the_whole_party_body(body: Body) -> None:
    own = write(body, SINGLE)
    hidden = services.write_question(
        actor=user_of(body.other_secretary),
        organisation=body.other_cell,
        words=replace(SINGLE, stem="Cơ quan nào là cơ quan lãnh đạo cao nhất của Đảng?"),
    )

    rows = queries.alike_in_body("co quan lanh dao cao nhat cua Dang la", user_of(body.secretary))

    told = {row.question: row.version for row in rows}
    assert told == {own.question: own, hidden.question: None}  # of the other cell's only that it is there


def test_a_question_is_not_like_itself_nor_like_another(body: Body) -> None:
    own = write(body, SINGLE)
    write(body, SHORT)

    assert queries.alike_in_body(SINGLE.stem, user_of(body.secretary), besides=own.question_id) == []
    assert queries.alike_in_body("Đảng?", user_of(body.secretary)) == []
