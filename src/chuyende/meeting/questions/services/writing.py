"""Writing questions: words are never changed, other words are the next version."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.core.files.base import File
from django.db import transaction

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.core.vietnamese import fold
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require
from chuyende.planning.governance.models import Provision
from chuyende.planning.programmes.models import FunctionArea

from ..engine.faults import faults
from ..engine.words import Words
from ..errors import FileUnknown, KeyIsSecret, NothingChanged, QuestionFaulty, WrittenMeanwhile
from ..models import Question, QuestionFile, QuestionVersion
from ..queries import folded, latest_of, secret_questions
from .files import digest_of, stored_file


@transaction.atomic
def write_question(
    *,
    actor: User,
    organisation: Organisation,
    words: Words,
    provision: Provision | None = None,
    function_area: FunctionArea | None = None,
    files: Mapping[str, File] | None = None,
    id: uuid.UUID | None = None,  # the record's id, made with the form
) -> QuestionVersion:
    """Write a question into the bank of `organisation`. Returns its first version.

    `files` are the pictures and sounds, by the names that `words` gives them; once stored, the words name them by
    their `QuestionFile.name`. Raises `QuestionFaulty` with everything to be mended, `FileUnknown`, `FileRefused`; the same `id`
    twice is one question.
    """
    require(actor, Perm.QUESTION_WRITE, organisation)
    pk = id or new_id()
    if known := Question.objects.filter(pk=pk, organisation=organisation).first():
        return latest_of(known)
    require_faultless(words)
    author = reach_of(actor).member
    question = Question.objects.create(
        pk=pk, organisation=organisation, author=author, function_area=function_area
    )
    version = QuestionVersion.objects.create(
        question=question,
        number=1,
        provision=provision,
        written_by=author,
        **columns_of(_with_files(question, words, files or {})),
    )
    audit.record(actor, "question_written", question, organisation=organisation, kind=version.kind)
    return version


@transaction.atomic
def change_question(
    *,
    actor: User,
    version: QuestionVersion,
    words: Words,
    note: str = "",
    provision: Provision | None = None,
    function_area: FunctionArea | None = None,
    files: Mapping[str, File] | None = None,
) -> QuestionVersion:
    """Give the question of `version`, the words that the writer had before them, its next version.

    What asks the earlier words goes on asking them. `note` says why. Raises `QuestionFaulty`, `NothingChanged`,
    `WrittenMeanwhile` when there is a newer version, `KeyIsSecret` while the question is being asked.
    """
    require(actor, Perm.QUESTION_CHANGE, version.question)
    question = Question.objects.select_for_update(of=("self",), no_key=True).get(pk=version.question_id)
    latest = latest_of(question)
    if latest.pk != version.pk:
        raise WrittenMeanwhile
    if secret_questions([question.pk]):
        raise KeyIsSecret
    require_faultless(words)
    words = _with_files(question, words, files or {})
    is_moved = function_area != question.function_area
    if words == latest.words and provision == latest.provision and not is_moved:
        raise NothingChanged
    question.function_area = function_area
    question.save(update_fields=["function_area", "updated_at"])
    written = QuestionVersion.objects.create(
        question=question,
        number=latest.number + 1,
        provision=provision,
        written_by=reach_of(actor).member,
        note=note.strip(),
        **columns_of(words),
    )
    audit.record(
        actor,
        "question_changed",
        question,
        organisation=question.organisation,
        version=written.number,
        note=written.note,
    )
    return written


def require_faultless(words: Words) -> None:
    """Stop with `QuestionFaulty` unless the question can be asked."""
    if found := faults(words):
        raise QuestionFaulty(found)


def columns_of(words: Words) -> dict[str, Any]:
    """The columns of a version that are taken from its words."""
    tags = [fold(tag) for tag in words.tags]
    return {
        "content": words.as_json(),
        "kind": words.kind.value,
        "difficulty": words.difficulty.value,
        "stem": words.stem,
        "labels": "|" + "".join(f"{tag}|" for tag in tags),
        "folded": folded(words),
    }


def _with_files(question: Question, words: Words, files: Mapping[str, File]) -> Words:
    """Store the files that `words` names and does not have yet; return the words with the ids of all of them."""
    kept = {file.name for file in question.files.all()}
    names = {name: name for name in words.media_names() if name in kept}
    for name in sorted(words.media_names() - kept):
        if name not in files:
            raise FileUnknown
        names[name] = _kept_file(question, files[name]).name
    return words.with_media(names)


def _kept_file(question: Question, file: File) -> QuestionFile:
    digest = digest_of(file)
    if known := question.files.filter(digest=digest).first():
        return known
    stored = stored_file(QuestionFile(question=question, digest=digest), file)
    stored.save(force_insert=True)
    return stored
