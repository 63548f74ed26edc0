import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.governance.models import Provision

from .enums import QuizStage

#: an answer may be this late on its way: a phone's last tap still counts
GRACE = dt.timedelta(seconds=20)


class Question(Record):
    """A question of a cell's bank. Its words live in versions; a quiz pins one."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="questions")
    author = models.ForeignKey(Member, models.PROTECT, null=True, related_name="questions")

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return str(self.pk)


class QuestionVersion(Record):
    """The words of a question at one time: stem, choices, key, explanation, source. Never changed once used.

    `choices` is a list of texts; `key` is the index of the right one.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    stem = models.TextField(_("question"))
    folded = models.TextField(editable=False, default="")
    choices: models.JSONField[Any, Any] = models.JSONField(_("choices"))
    key = models.PositiveSmallIntegerField(_("right answer"))
    explanation = models.TextField(_("explanation"), blank=True)
    provision = models.ForeignKey(
        Provision, models.PROTECT, null=True, blank=True, related_name="question_versions"
    )

    class Meta:
        ordering = ["question", "number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="question_version_once")]

    def __str__(self) -> str:
        return self.stem[:80]


class Quiz(Record):
    """A set of questions that the members of a cell answer alone before a meeting."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="quizzes")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="quizzes")
    title = models.CharField(_("title"), max_length=250)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    minutes = models.PositiveIntegerField(_("minutes for an attempt"), default=15)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opens_at"]
        verbose_name_plural = "quizzes"
        constraints = [
            models.CheckConstraint(
                name="quiz_closes_after_opening", condition=Q(closes_at__gt=F("opens_at"))
            ),
            models.CheckConstraint(name="quiz_has_time", condition=Q(minutes__gt=0)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def stage_at(self, moment: dt.datetime) -> QuizStage:
        """Closed means that the last attempt has run out too: only then may key and explanations be shown."""
        if not self.published_at:
            return QuizStage.DRAFT
        if moment < self.opens_at:
            return QuizStage.SCHEDULED
        return QuizStage.OPEN if moment < self.closes_at + GRACE else QuizStage.CLOSED


class QuizQuestion(Record):
    """One question version in a quiz, at its place."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="quiz_questions")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="quiz_questions")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["quiz", "version"], name="quiz_question_once")]

    def __str__(self) -> str:
        return f"{self.position}. {self.version}"


class Attempt(Record):
    """One member's one attempt. `seed` gives the order in which this member sees questions and choices.

    `entered_by` is set where the member answered on paper: paper has no clock, so its time is the whole time.
    """

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attempts")
    seed = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    deadline = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveIntegerField(null=True, blank=True)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    entered_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-score", "seconds", "started_at"]
        constraints = [models.UniqueConstraint(fields=["quiz", "member"], name="attempt_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.quiz}"

    @property
    def minutes_and_seconds(self) -> str:
        """How long it took, as «3:20»."""
        minutes, seconds = divmod(self.seconds or 0, 60)
        return f"{minutes}:{seconds:02d}"

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None

    def has_run_out(self, moment: dt.datetime) -> bool:
        """Past the deadline and its grace: nothing more is taken."""
        return moment > self.deadline + GRACE


class Answer(Record):
    """The choice last tapped for one question of one attempt; `choice` is the index in the version."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    quiz_question = models.ForeignKey(QuizQuestion, models.PROTECT, related_name="answers")
    choice = models.PositiveSmallIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "quiz_question"], name="answer_once_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.choice}"
