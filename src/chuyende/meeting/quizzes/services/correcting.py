"""A key that turned out to be wrong: corrected in the bank, and everything marked again by the right one."""

from django.db import transaction
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import can, reach_of, require
from chuyende.foundation.organisation.queries import holders_of
from chuyende.meeting.questions import services as bank
from chuyende.meeting.questions.engine import keys
from chuyende.meeting.questions.engine.words import Words
from chuyende.meeting.questions.errors import KeyIsSecret
from chuyende.meeting.questions.models import QuestionVersion
from chuyende.meeting.questions.queries import latest_of, secret_questions
from chuyende.meeting.questions.rules import KEEPING_ROLES
from chuyende.meeting.questions.services.writing import require_faultless

from .. import queries
from ..enums import QuizStage
from ..errors import KeyOfAnotherBank, KeyOfRunningQuiz, KeySame, KeyTextsDiffer, NoteMissing
from ..models import Attempt, KeyCorrection, Quiz, QuizQuestion, Remark


@transaction.atomic
def correct_key(*, actor: User, quiz_question: QuizQuestion, words: Words, note: str) -> KeyCorrection:
    """Correct the key of a question that was asked, and mark again whatever was marked by the wrong one.

    `words` ask the same with another key. They become the next version in the bank; where the bank had other texts by
    now, these stay in force there, as the version after it. Every published quiz that was marked by the same version is
    marked by the new one, those of cells that took the question from the bank too; drafts ask the new one. Whoever's
    result changed is told, and the keepers of the other cells. Rewards stay as they were decided. Raises
    `KeyOfRunningQuiz`, `KeyIsSecret` while another quiz asks the question, `KeyOfAnotherBank`, `KeyTextsDiffer`,
    `KeySame`, `NoteMissing`, `QuestionFaulty`.
    """
    check_correction(actor=actor, quiz_question=quiz_question, words=words)
    if not note.strip():
        raise NoteMissing
    wrong = quiz_question.marked_by or quiz_question.version
    touched = list(queries.askings_of_same_key(quiz_question))
    _hold(touched)
    changes = queries.changed_by_key(touched, words)
    right = _next_version(actor, wrong, words, note)
    QuizQuestion.objects.filter(version=wrong, quiz__published_at=None).update(version=right)
    corrections = {
        change.question.pk: _mark_again(actor, change, wrong, right, note.strip()) for change in changes
    }
    return corrections[quiz_question.pk]


def require_correctable(*, actor: User, quiz_question: QuizQuestion) -> None:
    """Stop with `KeyOfAnotherBank`, `KeyOfRunningQuiz` or `KeyIsSecret` where no key can be given now."""
    question = quiz_question.version.question
    if not can(actor, Perm.QUESTION_CHANGE, question):
        require(actor, Perm.QUIZ_CHANGE, quiz_question.quiz)
        raise KeyOfAnotherBank(question.organisation.name)
    if quiz_question.quiz.stage_at(clock.now()) != QuizStage.CLOSED:
        raise KeyOfRunningQuiz
    if secret_questions([question.pk]):
        raise KeyIsSecret


def check_correction(*, actor: User, quiz_question: QuizQuestion, words: Words) -> None:
    """Stop with what `correct_key` raises about the question and the key."""
    require_correctable(actor=actor, quiz_question=quiz_question)
    if not keys.asks_the_same(quiz_question.version.words, words):
        raise KeyTextsDiffer
    if keys.same_key(quiz_question.words, words):
        raise KeySame
    require_faultless(words)


def _hold(questions: list[QuizQuestion]) -> None:
    """Lock every attempt that is marked again, against one that a phone hands in late."""
    attempts = Attempt.objects.filter(quiz__in=[question.quiz_id for question in questions])
    list(attempts.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def _next_version(actor: User, wrong: QuestionVersion, words: Words, note: str) -> QuestionVersion:
    """The version with the right key: the one in force, if it has it already, or a new one."""
    question, latest = wrong.question, latest_of(wrong.question)
    if keys.asks_the_same(latest.words, words) and keys.same_key(latest.words, words):
        return latest
    corrected = bank.change_question(
        actor=actor,
        version=latest,
        words=words,
        note=note,
        provision=wrong.provision,
        function_area=question.function_area,
    )
    if not keys.asks_the_same(latest.words, words):
        bank.change_question(
            actor=actor,
            version=corrected,
            words=latest.words,
            note=_("The newer words stay in force; version %(number)s corrects the key of what was asked.")
            % {"number": corrected.number},
            provision=latest.provision,
            function_area=question.function_area,
        )
    return corrected


def _mark_again(
    actor: User, change: queries.ChangedQuiz, wrong: QuestionVersion, right: QuestionVersion, note: str
) -> KeyCorrection:
    quiz, question = change.quiz, change.question
    question.marked_by = right
    question.save(update_fields=["marked_by", "updated_at"])
    corrector = reach_of(actor).member
    assert corrector is not None  # who keeps a bank is a member
    correction = KeyCorrection.objects.create(
        quiz_question=question, before=wrong, after=right, note=note, corrected_by=corrector
    )
    attempts = [row.attempt for row in change.changed]
    for row in change.changed:
        row.attempt.score = row.after
    Attempt.objects.bulk_update(attempts, ["score"])
    Remark.objects.bulk_create(
        Remark(correction=correction, attempt=row.attempt, before=row.before, after=row.after)
        for row in change.changed
    )
    audit.record(
        actor,
        "key_corrected",
        quiz,
        organisation=quiz.organisation,
        question=question.position,
        version=right.number,
        note=note,
        marked_again=change.handed_in,
        changed=len(change.changed),
    )
    for row in change.changed:
        _tell(actor, quiz, question, row, note)
    if not can(actor, Perm.QUIZ_CHANGE, quiz):
        _tell_keepers(change, note)
    return correction


def _tell_keepers(change: queries.ChangedQuiz, note: str) -> None:
    """Say to another cell that what it had taken from the bank was corrected there."""
    quiz = change.quiz
    keepers = holders_of(quiz.organisation, *KEEPING_ROLES, day=clock.today()).select_related("user")
    notify(
        recipients=[keeper.user for keeper in keepers if keeper.user],
        title=_("Marked again: %(title)s") % {"title": quiz.title},
        body=_(
            "%(bank)s corrected the key of question %(number)s, which your cell had taken from its bank: %(note)s "
            "Results that changed: %(changed)s of %(all)s."
        )
        % {
            "bank": change.question.version.question.organisation.name,
            "number": change.question.position,
            "note": _as_sentence(note),
            "changed": len(change.changed),
            "all": change.handed_in,
        },
        url=queries.results_home(quiz),
    )


def _tell(actor: User, quiz: Quiz, question: QuizQuestion, row: queries.ChangedResult, note: str) -> None:
    """Record and say that one result has changed."""
    audit.record(
        actor,
        "attempt_remarked",
        row.attempt,
        organisation=quiz.organisation,
        about=row.attempt.member.user,
        before=row.before,
        after=row.after,
    )
    if row.attempt.member.user is None:
        return
    notify(
        recipients=[row.attempt.member.user],
        title=_("Your result was marked again: %(title)s") % {"title": quiz.title},
        body=_(
            "The key of question %(number)s was corrected: %(note)s Your right answers: %(before)s → %(after)s."
        )
        % {
            "number": question.position,
            "note": _as_sentence(note),
            "before": floatformat(row.before, -2),
            "after": floatformat(row.after, -2),
        },
        url=reverse("quizzes:attempt_result", args=[row.attempt.pk]),
    )


def _as_sentence(note: str) -> str:
    return note if note.endswith((".", "!", "?")) else f"{note}."
