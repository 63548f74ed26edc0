"""Who knows what: cells, fields of work and quarters, from the results of closed quizzes."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from chuyende.foundation.core import clock
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.meeting.quizzes.engine.analysis import Answered, Square, knowledge_map
from chuyende.meeting.quizzes.enums import QuizMode
from chuyende.meeting.quizzes.models import GRACE, Attempt, Quiz, QuizQuestion
from chuyende.planning.governance.models import RuleSet
from chuyende.planning.governance.queries import rule_in_force
from chuyende.planning.programmes.models import FunctionArea
from chuyende.planning.programmes.quarters import quarter_end, quarter_of, quarter_start

from .analysis import RULE, thresholds_of
from .quizzes import quiz_results_visible_to


@dataclass(frozen=True)
class KnowledgeMap:
    """The squares of which something is known, by (cell, field of work, period); see `engine.analysis.Square`.

    A period is a quarter, or the year where the map is of one year as a whole.
    """

    squares: dict[tuple[uuid.UUID, uuid.UUID, object], Square]
    cells: list[Organisation]
    areas: list[FunctionArea]
    rule: RuleSet


def years_of_knowledge(user: AnyUser) -> list[int]:
    """The years in which quizzes that `user` may look into have closed, latest first."""
    alone = _closed(user).filter(mode=QuizMode.ALONE).datetimes("closes_at", "year")
    in_the_hall = _closed(user).filter(held_at__isnull=False).datetimes("held_at", "year")
    return sorted({moment.year for moment in (*alone, *in_the_hall)}, reverse=True)


def knowledge_of_year(user: AnyUser, year: int, *, quarter: int | None = None) -> KnowledgeMap:
    """What each cell knows of each field of work in a year, or in one quarter of it."""
    return _mapped(_held_in(_closed(user), year, quarter), lambda _moment: year)


def knowledge_of_cell(user: AnyUser, cell: Organisation, year: int) -> KnowledgeMap:
    """What one cell knows of each field of work, quarter by quarter of a year."""
    held = _held_in(_closed(user).filter(organisation=cell), year, None)
    return _mapped(held, lambda moment: quarter_of(moment.date()))


def quizzes_behind(
    user: AnyUser, cell: Organisation, area: FunctionArea, year: int, *, quarter: int | None = None
) -> QuerySet[Quiz]:
    """The closed quizzes on which one square of the map rests, with `members` who took each."""
    held = _held_in(_closed(user), year, quarter).filter(
        organisation=cell, meeting__topic__function_area=area
    )
    handed_in = Q(attempts__submitted_at__isnull=False)
    return (
        held.select_related("meeting__topic")
        .annotate(members=Count("attempts__member", distinct=True, filter=handed_in))
        .order_by("closes_at")
    )


def mean_share(quiz: Quiz) -> Fraction | None:
    """The mean share of right answers in the first attempts at one quiz; None where nobody handed in."""
    shares = [answered.share for answered in _answered({quiz.pk: quiz}, lambda _moment: None)]
    return sum(shares, Fraction(0)) / len(shares) if shares else None


def _closed(user: AnyUser) -> QuerySet[Quiz]:
    """Closed quizzes of meetings whose results `user` sees."""
    over = Q(mode=QuizMode.ALONE, closes_at__lt=clock.now() - GRACE) | Q(held_at__isnull=False)
    return quiz_results_visible_to(user).filter(over, meeting__isnull=False)


def _held_in(quizzes: QuerySet[Quiz], year: int, quarter: int | None) -> QuerySet[Quiz]:
    first, last = quarter_start(year, quarter or 1), quarter_end(year, quarter or 4)
    following = last + dt.timedelta(days=1)
    since, until = _midnight(first), _midnight(following)
    alone = Q(mode=QuizMode.ALONE, closes_at__gte=since, closes_at__lt=until)
    return quizzes.filter(alone | Q(held_at__gte=since, held_at__lt=until))


def _mapped(quizzes: QuerySet[Quiz], period_of: Callable[[dt.datetime], object]) -> KnowledgeMap:
    known = {
        quiz.pk: quiz
        for quiz in quizzes.select_related(None).select_related("organisation", "meeting__topic")
    }
    rule = rule_in_force(RULE, day=clock.today())
    answered = _answered(known, period_of)
    squares = knowledge_map(answered, thresholds_of(rule))
    cells = {quiz.organisation_id: quiz.organisation for quiz in known.values()}
    used = {area for _cell, area, _period in squares}
    return KnowledgeMap(
        squares=squares,
        cells=sorted(cells.values(), key=lambda cell: cell.path),
        areas=list(FunctionArea.objects.filter(pk__in=used)),
        rule=rule,
    )


def _answered(
    known: Mapping[uuid.UUID, Quiz], period_of: Callable[[dt.datetime], object]
) -> Iterator[Answered]:
    """The share that each first attempt earned: the score holds it already, so no answer is read."""
    sizes = Counter(
        QuizQuestion.objects.filter(quiz__in=list(known)).order_by().values_list("quiz", flat=True)
    )
    handed_in = Attempt.objects.filter(quiz__in=list(known), submitted_at__isnull=False).order_by("number")
    seen: set[tuple[uuid.UUID, uuid.UUID]] = set()
    for pk, member, score, drawn in handed_in.values_list("quiz", "member", "score", "drawn").iterator():
        size = len(drawn) or sizes[pk]
        if not size or (pk, member) in seen:
            continue
        seen.add((pk, member))
        quiz = known[pk]
        assert quiz.meeting is not None  # contests are left out: they have no field of work
        yield Answered(
            cell=quiz.organisation_id,
            topic=quiz.meeting.topic.function_area_id,
            period=period_of(timezone.localtime(quiz.held_at or quiz.closes_at)),
            member=member,
            share=Fraction(score or 0) / size,
        )


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
