import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.models import Record
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.meeting.quizzes.models import Quiz, QuizQuestion

from . import engine
from .enums import Phase

CODE_DIGITS = 6


class LiveSitting(Record):
    """One holding of a quiz in the hall: where it stands, and how it is played.

    `version` counts every change of the state: an act names the version that it saw, so that of two hosts one wins.
    `opened_at` is the moment from which the question's time runs, moved on by every pause; `left` what remained when
    it was paused, in milliseconds. `code` finds a running sitting; it lets nobody in.
    """

    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="sittings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sittings")
    code = models.CharField(max_length=CODE_DIGITS)
    host = models.ForeignKey(Member, models.PROTECT, related_name="+")
    seconds = models.PositiveIntegerField(_("seconds for a question"), null=True, blank=True)
    speed_counts = models.BooleanField(_("speed counts"), default=False)
    team_mode = models.BooleanField(_("in teams"), default=False)
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.LOBBY)
    version = models.PositiveIntegerField(default=1)
    round_number = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    is_skipped = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    left = models.PositiveIntegerField(null=True, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], name="live_sitting_code_while_running", condition=Q(ended_at__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["quiz"], name="live_sitting_one_at_a_time", condition=Q(ended_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.quiz.title

    @property
    def is_running(self) -> bool:
        return self.ended_at is None

    @property
    def state(self) -> engine.State:
        """Where it stands, for the engine."""
        return engine.State(
            phase=engine.Phase(self.phase),
            version=self.version,
            round=self.round_number,
            position=self.position,
            opened=milliseconds(self.opened_at),
            left=self.left,
            is_skipped=self.is_skipped,
        )

    def take(self, state: engine.State) -> None:
        """Take over what the engine says; the caller saves."""
        self.phase, self.version = state.phase.value, state.version
        self.round_number, self.position, self.is_skipped = state.round, state.position, state.is_skipped
        self.opened_at = None if state.opened is None else moment(state.opened)
        self.left = state.left


class LiveTeam(Record):
    """Members who answer together on one phone."""

    sitting = models.ForeignKey(LiveSitting, models.CASCADE, related_name="teams")
    name = models.CharField(_("team"), max_length=80)
    members = models.ManyToManyField(Member, related_name="live_teams")

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["sitting", "name"], name="live_team_name_once")]

    def __str__(self) -> str:
        return self.name


class LiveSeat(Record):
    """A member's seat in a sitting, or that of a team, which its first member took.

    `joined_at` is set when a phone first came in with it; `joined_round`: how many rounds
    had been opened before, 0 for who was in time; an answer card shows its holder with its first answer only, so that
    the round of this answer does not count.
    """

    sitting = models.ForeignKey(LiveSitting, models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, models.PROTECT, related_name="live_seats")
    team = models.ForeignKey(LiveTeam, models.PROTECT, null=True, blank=True, related_name="seats")
    joined_at = models.DateTimeField(null=True, blank=True)
    joined_round = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "member"], name="live_seat_once"),
            models.UniqueConstraint(fields=["sitting", "team"], name="live_seat_one_a_team"),
        ]

    def __str__(self) -> str:
        return str(self.team or self.member)


class LiveRound(Record):
    """One asking of one question. `replaces` is the earlier asking whose place it takes: that one counts no more.

    `key` opens the sealed question; `nonce` comes back with each answer. The database takes no answer once it is closed.
    """

    sitting = models.ForeignKey(LiveSitting, models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField()
    quiz_question = models.ForeignKey(QuizQuestion, models.PROTECT, related_name="live_rounds")
    key = models.CharField(max_length=60)
    nonce = models.CharField(max_length=20)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    skipped = models.BooleanField(default=False)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["sitting", "number"], name="live_round_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.quiz_question}"


class LiveAnswer(Record):
    """The journal of answers: only ever added to. The first of a seat in a round is the one that counts.

    The id is the phone's own. `ms` is the time that the phone measured, `credited_ms` what the server holds for true;
    `corrected`: they differ.
    """

    round = models.ForeignKey(LiveRound, models.PROTECT, related_name="answers")
    seat = models.ForeignKey(LiveSeat, models.PROTECT, related_name="answers")
    response: models.JSONField[Any, Any] = models.JSONField()
    client_id = models.UUIDField()
    ms = models.PositiveBigIntegerField()
    credited_ms = models.PositiveBigIntegerField()
    corrected = models.BooleanField(default=False)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["received_at"]
        constraints = [models.UniqueConstraint(fields=["round", "seat"], name="live_answer_once")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.response}"


class SeatCard(Record):
    """A member's printed card for the hall. What its QR code holds is signed by the server's key and kept nowhere."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="seat_cards")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="seat_cards")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], name="seat_card_one_in_force", condition=Q(revoked_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return str(self.member)


class AnswerCard(Record):
    """Who holds the printed answer card of a number, in the sittings of the organisation: see engine/cards.py.

    Taken back, the number can be given to somebody else.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="answer_cards")
    member = models.ForeignKey(Member, models.PROTECT, related_name="answer_cards")
    number = models.PositiveIntegerField(_("number of the card"))
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"],
                name="live_answer_card_one_holder",
                condition=Q(taken_back_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["organisation", "member"],
                name="live_answer_card_one_each",
                condition=Q(taken_back_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.member}"


def milliseconds(moment: dt.datetime | None) -> int | None:
    """Return a moment as the live protocol tells it: milliseconds since 1970."""
    return None if moment is None else round(moment.timestamp() * 1000)


def moment(ms: int) -> dt.datetime:
    """The inverse of `milliseconds`."""
    return dt.datetime.fromtimestamp(ms / 1000, dt.UTC)
