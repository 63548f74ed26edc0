"""What quizzes do when something happens in the bank: within the same transaction, so that all or nothing is done."""

from typing import Any

from django.dispatch import receiver

from chuyende.foundation.accounts.models import User
from chuyende.meeting.questions.events import questions_import_undoing, questions_imported
from chuyende.meeting.questions.models import QuestionImport

from . import services


@receiver(questions_imported)
def ask_imported(imported: QuestionImport, actor: User, **_signal: Any) -> None:
    services.add_imported(actor=actor, imported=imported)


@receiver(questions_import_undoing)
def let_go_of_imported(imported: QuestionImport, actor: User, **_signal: Any) -> None:
    services.remove_imported(actor=actor, imported=imported)
