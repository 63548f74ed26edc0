"""Making a contest, its rounds, and announcing it."""

import datetime as dt
import uuid

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import audit, clock
from chuyende.foundation.core.errors import DomainError
from chuyende.foundation.core.ids import new_id
from chuyende.foundation.notifications.services import notify
from chuyende.foundation.organisation.models import Member, Organisation
from chuyende.foundation.organisation.permissions import Perm
from chuyende.foundation.organisation.policy import reach_of, require
from chuyende.meeting.quizzes import services as quizzes

from .. import queries
from ..enums import ContestStage
from ..errors import (
    ContestAnnounced,
    ContestNotAnnounced,
    RoundNotReady,
    RoundsMissing,
    RoundsStillOpen,
    TitleMissing,
)
from ..models import Contest, Round


@transaction.atomic
def create_contest(
    *,
    actor: User,
    organisation: Organisation,
    title: str,
    purpose: str = "",
    asks_prediction: bool = True,
    id: uuid.UUID | None = None,  # the record's id, made with the form
) -> Contest:
    """Begin a contest as a draft of `organisation`. Raises `TitleMissing`; the same `id` twice is one contest."""
    require(actor, Perm.CONTEST_CREATE, organisation)
    pk = id or new_id()
    if known := Contest.objects.filter(pk=pk, organisation=organisation).first():
        return known
    if not title.strip():
        raise TitleMissing
    contest = Contest.objects.create(
        pk=pk,
        organisation=organisation,
        title=title.strip(),
        purpose=purpose.strip(),
        asks_prediction=asks_prediction,
    )
    audit.record(actor, "contest_created", contest, organisation=organisation)
    return contest


@transaction.atomic
def change_contest(
    *, actor: User, contest: Contest, title: str, purpose: str, asks_prediction: bool
) -> Contest:
    """Change a draft. Raises `ContestAnnounced`, `TitleMissing`."""
    require(actor, Perm.CONTEST_CHANGE, contest)
    contest = locked_draft(contest)
    if not title.strip():
        raise TitleMissing
    contest.title, contest.purpose, contest.asks_prediction = title.strip(), purpose.strip(), asks_prediction
    contest.save(update_fields=["title", "purpose", "asks_prediction", "updated_at"])
    audit.record(actor, "contest_changed", contest, organisation=contest.organisation)
    return contest


@transaction.atomic
def remove_contest(*, actor: User, contest: Contest) -> None:
    """Throw a draft away with its rounds; their questions stay in the bank. Raises `ContestAnnounced`."""
    require(actor, Perm.CONTEST_CHANGE, contest)
    contest = locked_draft(contest)
    for one in contest.rounds.select_related("quiz__organisation"):
        one.delete()
        quizzes.remove_quiz(actor=actor, quiz=one.quiz)
    audit.record(actor, "contest_removed", contest, organisation=contest.organisation)
    contest.delete()


@transaction.atomic
def add_round(
    *,
    actor: User,
    contest: Contest,
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    minutes: int,
    id: uuid.UUID | None = None,  # of its quiz, made with the form
) -> Round:
    """Add a round to a draft, the next number. Its questions are written on the pages of its quiz.

    Raises `ContestAnnounced` and what `create_round` of quizzes raises; the same `id` twice is one round.
    """
    require(actor, Perm.CONTEST_CHANGE, contest)
    contest = locked_draft(contest)
    if id and (known := contest.rounds.filter(quiz=id).first()):
        return known
    number = contest.rounds.count() + 1
    quiz = quizzes.create_round(
        actor=actor,
        organisation=contest.organisation,
        title=_title(contest, number),
        opens_at=opens_at,
        closes_at=closes_at,
        minutes=minutes,
        id=id,
    )
    return Round.objects.create(contest=contest, number=number, quiz=quiz)


@transaction.atomic
def change_round(
    *, actor: User, one: Round, opens_at: dt.datetime, closes_at: dt.datetime, minutes: int
) -> Round:
    """Change the time of a round of a draft. Raises `ContestAnnounced` and what `change_quiz` raises."""
    require(actor, Perm.CONTEST_CHANGE, one.contest)
    contest = locked_draft(one.contest)
    quizzes.change_quiz(
        actor=actor,
        quiz=one.quiz,
        title=_title(contest, one.number),
        opens_at=opens_at,
        closes_at=closes_at,
        minutes=minutes,
    )
    return one


@transaction.atomic
def remove_round(*, actor: User, one: Round) -> None:
    """Take a round out of a draft; those behind it move up. Raises `ContestAnnounced`."""
    require(actor, Perm.CONTEST_CHANGE, one.contest)
    contest = locked_draft(one.contest)
    quiz = one.quiz
    one.delete()
    quizzes.remove_quiz(actor=actor, quiz=quiz)
    for number, kept in enumerate(contest.rounds.select_related("quiz"), start=1):
        if kept.number != number:
            kept.number, kept.quiz.title = number, _title(contest, number)
            kept.save(update_fields=["number", "updated_at"])
            kept.quiz.save(update_fields=["title", "updated_at"])


@transaction.atomic
def announce_contest(*, actor: User, contest: Contest) -> Contest:
    """Freeze the rules in force today, publish every round, and tell the members. Nothing of it changes afterwards.

    Raises `ContestAnnounced`, `RoundsMissing`, `RoundNotReady`, `RuleMissing`.
    """
    require(actor, Perm.CONTEST_DIRECT, contest)
    contest, organiser = locked_draft(contest), organiser_of(actor)
    rounds = list(contest.rounds.select_related("quiz__organisation"))
    if not rounds:
        raise RoundsMissing
    rule = queries.rules_today(contest.organisation)
    for one in rounds:
        attempts = rule.whole("attempts")
        try:
            one.quiz = quizzes.publish_round(actor=actor, quiz=one.quiz, attempts_allowed=attempts)
        except DomainError as error:
            raise RoundNotReady(one.number, error) from error
    contest.rule_set, contest.rules = rule, rule.parameters
    contest.announced_at, contest.announced_by = clock.now(), organiser
    contest.save(update_fields=["rule_set", "rules", "announced_at", "announced_by", "updated_at"])
    audit.record(
        actor,
        "contest_announced",
        contest,
        organisation=contest.organisation,
        rules=contest.rules,
        citation=rule.citation,
    )
    opens, closes = min(one.quiz.opens_at for one in rounds), max(one.quiz.closes_at for one in rounds)
    notify(
        recipients=queries.who_is_told(contest),
        title=_("Contest: %(title)s") % {"title": contest.title},
        body=_("Open from %(opens)s to %(closes)s. Read the rules before you begin.")
        % {"opens": _moment(opens), "closes": _moment(closes)},
        url=reverse("contests:contest_detail", args=[contest.pk]),
    )
    return contest


def locked_draft(contest: Contest) -> Contest:
    """Return the contest, locked; `ContestAnnounced` when it is no draft any more."""
    contest = locked(contest)
    if contest.announced_at:
        raise ContestAnnounced
    return contest


def locked(contest: Contest) -> Contest:
    """Return the contest as it is stored, locked until the end of the transaction."""
    rows = Contest.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    return rows.get(pk=contest.pk)


def require_over(contest: Contest) -> None:
    """Hand in attempts whose time ran out. Raises `ContestNotAnnounced`, and `RoundsStillOpen` while anybody may answer."""
    rounds = list(contest.rounds.select_related("quiz"))
    stage = contest.stage_at(clock.now(), rounds)
    if stage == ContestStage.DRAFT:
        raise ContestNotAnnounced
    if stage not in (ContestStage.RECKONING, ContestStage.CLOSED):
        raise RoundsStillOpen
    for one in rounds:
        quizzes.close_overdue_attempts(quiz=one.quiz)


def organiser_of(actor: User) -> Member:
    """The member who acts as organiser: whoever holds a position is one."""
    member = reach_of(actor).member
    assert member is not None  # asked after `require`
    return member


def _title(contest: Contest, number: int) -> str:
    return (_("%(contest)s, round %(number)s") % {"contest": contest.title, "number": number})[:250]


def _moment(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
