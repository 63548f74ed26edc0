import uuid
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.planning.governance.models import Provision
from chuyende.planning.programmes.models import FunctionArea

from .engine.rows import Counts, ImportRow, counts_of
from .engine.words import Words
from .enums import Difficulty, ImportState, Kind, QuestionState

SOUND_ENDINGS = frozenset({"mp3", "m4a"})


class Question(Record):
    """A question of a cell's bank. Its words live in versions; a quiz pins one.

    `is_shared`: those who keep the bank of another cell of the same Party body may ask it too.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="questions")
    author = models.ForeignKey(Member, models.PROTECT, null=True, related_name="questions")
    function_area = models.ForeignKey(
        FunctionArea, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    is_shared = models.BooleanField(_("shared with the other cells"), default=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return str(self.pk)


class QuestionVersion(Record):
    """The words of a question at one time. Never changed: other words are the next version.

    `content` is `Words.as_json()`; the columns beside it are taken from it, for finding. `labels` holds the tags as
    «|folded tag|folded tag|». `note` says why this version took the place of the one before. `checked_by` is a keeper
    of the bank who did not write it.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    difficulty = models.CharField(_("difficulty"), max_length=8, choices=Difficulty)
    stem = models.TextField(_("question"))
    labels = models.TextField(default="|")
    folded = models.TextField(default="")
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="question_versions"
    )
    written_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("why it was changed"), blank=True)
    checked_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["question", "number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="question_version_once")]

    def __str__(self) -> str:
        return self.stem[:80]

    @cached_property
    def words(self) -> Words:
        """What it says and what is right."""
        return Words.from_json(self.content)

    @property
    def state(self) -> QuestionState:
        """Where it stands; asked of a version that came with its question, provision and document."""
        if self.question.retired_at:
            return QuestionState.RETIRED
        if self.provision and self.provision.document.replaced_by_id:
            return QuestionState.OUTDATED
        return QuestionState.CHECKED if self.checked_at else QuestionState.WAITING


class QuestionFile(Record):
    """A picture or a sound in a question; `Words` name it by its `name`: id and ending."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="files")
    file = models.FileField(upload_to="questions/")
    content_type = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "digest"], name="question_file_once")]

    def __str__(self) -> str:
        return str(self.file.name)

    @property
    def name(self) -> str:
        """How words name it: «0199….jpg»."""
        return f"{self.pk}.{str(self.file.name).rsplit('.', 1)[-1]}"


class QuestionImport(Record):
    """Questions of one file on their way into a bank: read by a job, looked at, taken over, undone.

    `rows` holds each question as `ImportRow.as_json()`; `progress` counts them while the job reads. `created` names
    what it made and what has not been taken back, in the order of the file: pairs of a row's number and the id of its
    question. `wanted_by`: the id of what the questions are for besides the bank, which the app above knows (a quiz).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="question_imports")
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    #: what was sent; thrown away once it is read
    file = models.FileField(upload_to="questions/imports/", blank=True)
    format = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.UNREAD)
    #: why it could not be read, by `errors.UNREADABLE`
    trouble = models.CharField(max_length=12, blank=True)
    progress = models.PositiveIntegerField(default=0)
    rows: models.JSONField[Any, Any] = models.JSONField(default=list)
    created: models.JSONField[Any, Any] = models.JSONField(default=list)
    wanted_by = models.UUIDField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name

    @cached_property
    def all_rows(self) -> list[ImportRow]:
        """The questions of the file as they were read and mended; as they stood when first asked for."""
        return [ImportRow.from_json(row) for row in self.rows]

    @property
    def counts(self) -> Counts:
        return counts_of(self.all_rows)

    @property
    def is_open(self) -> bool:
        """Whether its rows may be mended, chosen and taken over."""
        return self.state == ImportState.READ and self.confirmed_at is None

    @property
    def question_ids(self) -> list[uuid.UUID]:
        """What it made, as far as it has not been taken back."""
        return [uuid.UUID(question) for _row, question in self.created]


class ImportedFile(Record):
    """A picture or a sound of a file of questions; its rows name it by its `name`, as questions do."""

    question_import = models.ForeignKey(QuestionImport, models.CASCADE, related_name="files")
    file = models.FileField(upload_to="questions/")
    content_type = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question_import", "digest"], name="imported_file_once")
        ]

    def __str__(self) -> str:
        return str(self.file.name)

    @property
    def name(self) -> str:
        """How rows name it: «0199….jpg»."""
        return f"{self.pk}.{str(self.file.name).rsplit('.', 1)[-1]}"
