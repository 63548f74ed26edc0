import datetime as dt
from fractions import Fraction
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.questions.engine import marking
from chuyende.meeting.questions.engine.words import Words
from chuyende.meeting.questions.models import QuestionVersion

from .enums import QuizStage

#: an answer may be this late on its way: a phone's last tap still counts
GRACE = dt.timedelta(seconds=20)


class Quiz(Record):
    """A set of questions that the members of a cell answer alone before a meeting."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="quizzes")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="quizzes")
    title = models.CharField(_("title"), max_length=250)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    minutes = models.PositiveIntegerField(_("minutes for an attempt"), default=15)
    counts_parts = models.BooleanField(_("parts of an answer count"), default=False)
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
    """One question version in a quiz, at its place.

    `marked_by` is set when the key turned out to be wrong: a later version of the same question with the right key, by
    which every answer is marked. What was asked stays `version`.
    """

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="quiz_questions")
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="quiz_questions")
    marked_by = models.ForeignKey(
        QuestionVersion, models.PROTECT, null=True, blank=True, related_name="marked_questions"
    )
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["quiz", "version"], name="quiz_question_once")]

    def __str__(self) -> str:
        return f"{self.position}. {self.version}"

    @property
    def words(self) -> Words:
        """What was asked, with the key in force."""
        return (self.marked_by or self.version).words

    def worth(self, response: Any, *, in_parts: bool = False) -> Fraction:
        """What a response is worth by the key in force, from 0 to 1."""
        return marking.mark(self.words, response, in_parts=in_parts)


class Attempt(Record):
    """One member's one attempt. `score` counts right answers, to the hundredth where parts count. `seed` gives the order in which this member sees questions and choices.

    `entered_by` is set where the member answered on paper: paper has no clock, so its time is the whole time.
    """

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attempts")
    seed = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    deadline = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    score = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    entered_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-score", "seconds", "started_at"]
        constraints = [models.UniqueConstraint(fields=["quiz", "member"], name="attempt_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.quiz}"

    @property
    def shown_score(self) -> str:
        """The score as people write it: «7», «7,5»."""
        return floatformat(self.score or 0, -2)

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
    """What was last answered to one question of one attempt, as `questions.engine.marking` describes it.

    None: it was taken back, the last tick or letter removed.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    quiz_question = models.ForeignKey(QuizQuestion, models.PROTECT, related_name="answers")
    response: models.JSONField[Any, Any] = models.JSONField(null=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "quiz_question"], name="answer_once_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.response}"
