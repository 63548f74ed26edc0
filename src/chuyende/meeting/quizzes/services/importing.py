"""Questions of a file that was sent for a draft: they go into it with the bank, and leave it when they are taken back."""

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import require
from chuyende.meeting.questions.models import QuestionImport, QuestionVersion

from ..models import Quiz, QuizQuestion
from .preparing import locked_draft
from .questions import append_questions, number_questions


@transaction.atomic
def add_imported(*, actor: User, imported: QuestionImport) -> None:
    """Put what a file brought into the bank into the draft that it was sent for, in the order of the file.

    Sent for no quiz, or for one that was published meanwhile, nothing happens: the questions are in the bank.
    """
    if quiz := _draft_of(imported):
        require(actor, Perm.QUIZ_CHANGE, quiz)
        written = QuestionVersion.objects.filter(question__in=imported.question_ids, number=1)
        versions = {version.question_id: version for version in written}
        asked = set(quiz.quiz_questions.values_list("version__question", flat=True))
        wanted = [pk for pk in imported.question_ids if pk in versions and pk not in asked]
        append_questions(locked_draft(quiz), [versions[pk] for pk in wanted])


@transaction.atomic
def remove_imported(*, actor: User, imported: QuestionImport) -> None:
    """Take out of the draft what a file brought, before it is taken out of the bank."""
    if quiz := _draft_of(imported):
        require(actor, Perm.QUIZ_CHANGE, quiz)
        quiz = locked_draft(quiz)
        QuizQuestion.objects.filter(quiz=quiz, version__question__in=imported.question_ids).delete()
        number_questions(list(quiz.quiz_questions.all()))


def _draft_of(imported: QuestionImport) -> Quiz | None:
    if imported.wanted_by is None:
        return None
    return Quiz.objects.filter(pk=imported.wanted_by, published_at=None).first()
