"""What becomes of a question in the bank: checked by a second pair of eyes, shared, taken out."""

from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require

from ..errors import KeyIsSecret, OwnQuestion, SourceMissing
from ..models import Question, QuestionVersion
from ..queries import secret_questions


@transaction.atomic
def check_question(*, actor: User, version: QuestionVersion) -> QuestionVersion:
    """Keep that `actor` has compared the words with their source and found them right.

    Raises `OwnQuestion` for whoever wrote them, `SourceMissing` without a provision, `KeyIsSecret` while the question
    is being asked. Checked before, it stays as it was.
    """
    require(actor, Perm.QUESTION_CHANGE, version.question)
    version = (
        QuestionVersion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("question")
        .get(pk=version.pk)
    )
    if version.checked_at:
        return version
    reader = reach_of(actor).member
    if reader is None or reader.pk == version.written_by_id:
        raise OwnQuestion
    if version.provision_id is None:
        raise SourceMissing
    if secret_questions([version.question_id]):
        raise KeyIsSecret
    version.checked_by, version.checked_at = reader, clock.now()
    version.save(update_fields=["checked_by", "checked_at", "updated_at"])
    question = version.question
    audit.record(
        actor, "question_checked", question, organisation=question.organisation, version=version.number
    )
    return version


@transaction.atomic
def share_question(*, actor: User, question: Question, is_shared: bool) -> Question:
    """Let the keepers of the other cells ask the question too, or keep it to the cell again."""
    require(actor, Perm.QUESTION_CHANGE, question)
    if question.is_shared == is_shared:
        return question
    question.is_shared = is_shared
    question.save(update_fields=["is_shared", "updated_at"])
    verb = "question_shared" if is_shared else "question_unshared"
    audit.record(actor, verb, question, organisation=question.organisation)
    return question


@transaction.atomic
def retire_question(*, actor: User, question: Question) -> Question:
    """Take a question out of the bank: no new quiz can ask it; where it was asked, it stays."""
    require(actor, Perm.QUESTION_CHANGE, question)
    if question.retired_at is None:
        question.retired_at = clock.now()
        question.save(update_fields=["retired_at", "updated_at"])
        audit.record(actor, "question_retired", question, organisation=question.organisation)
    return question


@transaction.atomic
def restore_question(*, actor: User, question: Question) -> Question:
    """Put a question back into the bank."""
    require(actor, Perm.QUESTION_CHANGE, question)
    if question.retired_at is not None:
        question.retired_at = None
        question.save(update_fields=["retired_at", "updated_at"])
        audit.record(actor, "question_restored", question, organisation=question.organisation)
    return question
