import datetime as dt
from fractions import Fraction
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.template.defaultfilters import floatformat
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core import clock
from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.questions.engine import keys, marking
from chuyende.meeting.questions.engine.words import Words
from chuyende.meeting.questions.models import QuestionVersion

from .enums import Certainty, PhotoRefusal, PhotoState, QuizMode, QuizStage, ReviewMoment

#: an answer may be this late on its way: a phone's last tap still counts
GRACE = dt.timedelta(seconds=20)
#: a member may be granted four times the time, in per cent added
MOST_MORE_TIME = 300


class Quiz(Record):
    """A set of questions for a meeting: answered alone in its window, or together in the hall (`mode`).

    Without a meeting it is a round of a contest, open to everybody under `organisation`.

    `blueprint` says what each attempt draws from the questions: a list of {"count", and any of "difficulty",
    "document", "tag"}; empty: every attempt gets all. `repeats` is the quiz whose questions this one asks again, to see
    what was learnt. `asks_certainty`: with each answer goes how sure one is. `held_at`: when a quiz of the hall was over;
    its window says nothing.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="quizzes")
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, blank=True, related_name="quizzes")
    title = models.CharField(_("title"), max_length=250)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    minutes = models.PositiveIntegerField(_("minutes for an attempt"), default=15)
    mode = models.CharField(_("how it is taken"), max_length=5, choices=QuizMode, default=QuizMode.ALONE)
    counts_parts = models.BooleanField(_("parts of an answer count"), default=False)
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts for each member"), default=1)
    mixes_questions = models.BooleanField(_("questions in an order of their own"), default=True)
    mixes_choices = models.BooleanField(_("choices in an order of their own"), default=True)
    asks_certainty = models.BooleanField(_("asks how sure one is"), default=False)
    review_moment = models.CharField(
        _("key and explanations are shown"),
        max_length=13,
        choices=ReviewMoment,
        default=ReviewMoment.AFTER_CLOSING,
    )
    blueprint: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    repeats = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeated_by")
    published_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opens_at"]
        verbose_name_plural = "quizzes"
        constraints = [
            models.CheckConstraint(
                name="quiz_closes_after_opening", condition=Q(closes_at__gt=F("opens_at"))
            ),
            models.CheckConstraint(name="quiz_has_time", condition=Q(minutes__gt=0)),
            models.CheckConstraint(name="quiz_has_an_attempt", condition=Q(attempts_allowed__gt=0)),
        ]

    def __str__(self) -> str:
        return self.title

    @cached_property
    def pool_size(self) -> int:
        """How many questions it has; lists bring the number as `brought_size`."""
        brought: int | None = getattr(self, "brought_size", None)
        return self.quiz_questions.count() if brought is None else brought

    @property
    def size(self) -> int:
        """How many questions an attempt is asked: those that the blueprint draws, or all."""
        return sum(part["count"] for part in self.blueprint) or self.pool_size

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_of_the_hall(self) -> bool:
        return self.mode == QuizMode.HALL

    def stage_at(self, moment: dt.datetime) -> QuizStage:
        """Closed means that the last attempt has run out too: only then may key and explanations be shown."""
        if not self.published_at:
            return QuizStage.DRAFT
        if self.is_of_the_hall:
            return QuizStage.CLOSED if self.held_at else QuizStage.SCHEDULED
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

    @cached_property
    def text_id(self) -> str:
        """Its id as forms and drawn attempts name it."""
        return str(self.pk)

    @property
    def words(self) -> Words:
        """What was asked, with the key in force."""
        return (self.marked_by or self.version).words

    def worth(self, response: Any, *, in_parts: bool = False, by: Words | None = None) -> Fraction:
        """What a response is worth by the key in force, or by that of `by`, from 0 to 1."""
        key = by or self.words
        return marking.mark(key, keys.carried(self.version.words, key, response), in_parts=in_parts)

    def carried(self, response: Any) -> Any:
        """A response to what was asked, in the terms of `words`."""
        return keys.carried(self.version.words, self.words, response)


class Attempt(Record):
    """One attempt of a member, `number` counting from 1.

    `drawn` holds the ids of the quiz questions that it was given where a blueprint draws them; empty: all. `seed` gives
    the order in which this member sees questions and choices. `score` counts right answers, to the hundredth where
    parts count. `entered_by` is set where the member answered on paper: paper has no clock, so its time is the whole
    time. `ran_out`: the program handed it in when its time was over; until the member has seen the key
    (`key_seen_at`), what was tapped in time on a phone without network may still come (`uploaded_at`: when it came).
    """

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField(default=1)
    seed = models.PositiveIntegerField()
    drawn: models.JSONField[Any, Any] = models.JSONField(default=list)
    started_at = models.DateTimeField()
    deadline = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    score = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    entered_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    ran_out = models.BooleanField(default=False)
    key_seen_at = models.DateTimeField(null=True, blank=True)
    uploaded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-score", "seconds", "started_at"]
        constraints = [models.UniqueConstraint(fields=["quiz", "member", "number"], name="attempt_once")]
        indexes = [models.Index(fields=["deadline"], condition=Q(submitted_at=None), name="attempt_running")]

    def __str__(self) -> str:
        return f"{self.member}: {self.quiz}"

    @cached_property
    def pool_size(self) -> int:
        """How many questions its quiz has; lists bring the number as `brought_size`."""
        brought: int | None = getattr(self, "brought_size", None)
        return self.quiz.pool_size if brought is None else brought

    @property
    def size(self) -> int:
        """How many questions it was given."""
        return len(self.drawn) or self.pool_size

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

    None: it was taken back, the last tick or letter removed. `tapped_at` is the moment on the phone, by the server's
    clock as the phone carries it on; `saved_at` when the server had it. `device` tells two phones apart, nothing more.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    quiz_question = models.ForeignKey(QuizQuestion, models.PROTECT, related_name="answers")
    response: models.JSONField[Any, Any] = models.JSONField(null=True)
    certainty = models.PositiveSmallIntegerField(null=True, blank=True, choices=Certainty)
    tapped_at = models.DateTimeField(default=clock.now)
    device = models.CharField(max_length=32, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "quiz_question"], name="answer_once_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.response}"


class AnswerConflict(Record):
    """Two devices answered one question of an attempt without knowing of each other: both answers are kept, the one
    that was tapped later counts. What came after the attempt was handed in never counts."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="conflicts")
    quiz_question = models.ForeignKey(QuizQuestion, models.PROTECT, related_name="+")
    counted: models.JSONField[Any, Any] = models.JSONField(null=True)
    counted_at = models.DateTimeField(null=True)
    set_aside: models.JSONField[Any, Any] = models.JSONField(null=True)
    set_aside_at = models.DateTimeField()

    class Meta:
        ordering = ["quiz_question__position", "set_aside_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "quiz_question", "set_aside_at"], name="answer_conflict_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.counted} / {self.set_aside}"


class Accommodation(Record):
    """What one member needs to take a quiz like everybody else, set once and applied everywhere.

    The reason (health) is not kept.
    """

    member = models.OneToOneField(Member, models.CASCADE, related_name="accommodation")
    more_time = models.PositiveSmallIntegerField(_("more time, in per cent"), default=0)
    reads_aloud = models.BooleanField(_("questions are read aloud"), default=False)
    set_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accommodation_within_reason", condition=Q(more_time__lte=MOST_MORE_TIME)
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: +{self.more_time} %"


class KeyCorrection(Record):
    """A key found wrong after it was asked: which version marks now instead of which, and why."""

    quiz_question = models.ForeignKey(QuizQuestion, models.CASCADE, related_name="corrections")
    before = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    after = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    note = models.TextField(_("what was wrong"))
    corrected_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{self.quiz_question}: {self.note}"


class Remark(Record):
    """What a corrected key changed in one attempt."""

    correction = models.ForeignKey(KeyCorrection, models.CASCADE, related_name="remarks")
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="remarks")
    before = models.DecimalField(max_digits=7, decimal_places=2)
    after = models.DecimalField(max_digits=7, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["correction", "attempt"], name="remark_once")]

    def __str__(self) -> str:
        return f"{self.attempt}: {self.before} → {self.after}"


class PaperEdition(Record):
    """One printing of a quiz: booklets with one code each («mã đề») and the answer sheets that belong to them.

    `number` stands in the code of every sheet. `variants`: for each code {"number", "seed", "questions": [{"question":
    id of the quiz question, "order": indexes of what is mixed there}]}, kept as printed. `label_mm`: room before the
    bubbles of a row.
    """

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(unique=True)
    variants: models.JSONField[Any, Any] = models.JSONField()
    label_mm = models.FloatField()
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.quiz} ({self.number})"


class AnswerSheet(Record):
    """One printed sheet: its running number in the edition, its code, and whose it is (None: a blank sheet)."""

    edition = models.ForeignKey(PaperEdition, models.CASCADE, related_name="sheets")
    number = models.PositiveIntegerField()
    variant = models.PositiveSmallIntegerField()
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="answer_sheet_once")]

    def __str__(self) -> str:
        return f"{self.edition.number}-{self.variant}-{self.number}"


class SheetPhoto(Record):
    """A photograph of a filled-in sheet: read by a job, looked at, recorded as an attempt.

    `file`: what was sent; once read, the page flattened; empty after its term. `rows`: for each row of the sheet
    {"chosen", "doubts"}, indexes of bubbles and why a person must look. `decided`: {index of the row: indexes of
    bubbles}, what a person saw. `member`: whose answers they are; `attempt`: what they became.
    """

    edition = models.ForeignKey(PaperEdition, models.PROTECT, related_name="photos")
    file = models.FileField(upload_to="quizzes/sheets/", blank=True)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    sent_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=PhotoState, default=PhotoState.WAITING)
    refusal = models.CharField(max_length=13, choices=PhotoRefusal, blank=True)
    sheet = models.ForeignKey(AnswerSheet, models.PROTECT, null=True, blank=True, related_name="photos")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    rows: models.JSONField[Any, Any] = models.JSONField(default=list)
    decided: models.JSONField[Any, Any] = models.JSONField(default=dict)
    attempt = models.OneToOneField(
        Attempt, models.SET_NULL, null=True, blank=True, related_name="sheet_photo"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "digest"], name="sheet_photo_once"),
            models.UniqueConstraint(
                fields=["sheet"],
                condition=Q(state__in=[PhotoState.READ, PhotoState.RECORDED]),
                name="sheet_photo_counts_once",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def undecided(self) -> list[int]:
        """Indexes of the rows that a person must still look at."""
        return [at for at, row in enumerate(self.rows) if row["doubts"] and str(at) not in self.decided]

    def chosen(self, row: int) -> list[int]:
        """The bubbles of a row as they count: what a person decided, else what was read."""
        return list(self.decided.get(str(row), self.rows[row]["chosen"]))
