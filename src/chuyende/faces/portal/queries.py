"""Everything one can ask about the public site."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chuyende.foundation.accounts.models import User
from chuyende.foundation.core import clock
from chuyende.foundation.core.vietnamese import fold
from chuyende.foundation.organisation.models import Member, Membership, Organisation
from chuyende.foundation.organisation.policy import AnyUser, reach_of
from chuyende.foundation.organisation.queries import membership_on
from chuyende.foundation.review.enums import ReviewStatus
from chuyende.foundation.review.rules import EDITABLE
from chuyende.meeting.meetings.models import Meeting
from chuyende.meeting.meetings.queries import attendance_counts
from chuyende.planning.governance.models import Document

from . import rules, visits
from .drafts import MeetingFacts
from .enums import Naming, Work
from .models import Article, CounterStart, VisitDay, Visitor
from .texts import plain_text, spelled


def articles_visible_to(user: AnyUser) -> QuerySet[Article]:
    """What `user` may read: what is public, and drafts where the user's office lets them."""
    return rules.VIEW.filter(Article.objects.all(), user)


def works_on_news(user: AnyUser) -> bool:
    """Tell whether news is of any concern to the office of `user`."""
    return reach_of(user).has_role(*rules.NEWSROOM)


#: what there is to do, by where the review and the public site stand
_DECIDED = Q(review__status__in=(ReviewStatus.APPROVED, ReviewStatus.LOCKED))
_SHOWS_LATEST = Q(edition__number=F("review__version"))
_WORK = {
    Work.WRITE: Q(review__status__in=EDITABLE),
    Work.WAIT: Q(review__status=ReviewStatus.SUBMITTED),
    Work.PUBLISH: _DECIDED & (Q(edition__isnull=True) | ~_SHOWS_LATEST),
    Work.PUBLIC: Q(published_at__isnull=False, withdrawn_at__isnull=True),
    Work.WITHDRAWN: Q(withdrawn_at__isnull=False),
}


def articles_in_work(user: AnyUser, work: Work | None = None) -> QuerySet[Article]:
    """The newsroom's list: articles that `user` sees by office, newest work first; or those to do `work` with."""
    office = rules.VIEW_BY_OFFICE.filter(Article.objects.all(), user)
    if work is not None:
        office = office.filter(_WORK[work])
    people = ("created_by", "edited_by", "checked_by")
    return office.select_related("organisation", "review", "edition", *people).order_by("-updated_at", "-id")


def is_to_publish(article: Article) -> bool:
    """Tell whether the approved text is not yet the one that the public sees."""
    decided = article.review.status in (ReviewStatus.APPROVED, ReviewStatus.LOCKED)
    shown = article.edition.number if article.edition and not article.withdrawn_at else None
    return decided and shown != article.review.version


def published() -> QuerySet[Article]:
    """What the public sees, newest first, with the text that it sees."""
    public = Article.objects.filter(published_at__isnull=False, withdrawn_at__isnull=True)
    return public.select_related("edition").order_by("-published_at", "-id")


def published_in(category: str) -> QuerySet[Article]:
    return published().filter(edition__category=category)


def categories() -> QuerySet[Article, str]:
    """The categories that have published articles, in order of the alphabet."""
    named = published().exclude(edition__category="").order_by("edition__category")
    return named.values_list("edition__category", flat=True).distinct()


def related_to(article: Article, count: int = 3) -> QuerySet[Article]:
    """Articles of the same category or the same cell, newest first."""
    same = Q(organisation=article.organisation_id)
    if article.edition and article.edition.category:
        same |= Q(edition__category=article.edition.category)
    return published().filter(same).exclude(pk=article.pk)[:count]


def neighbours_of(article: Article) -> tuple[Article | None, Article | None]:
    """The published article before `article` in time, and the one after it."""
    at = Q(published_at=article.published_at)
    older = published().filter(Q(published_at__lt=article.published_at) | at & Q(pk__lt=article.pk)).first()
    newer = (
        published()
        .filter(Q(published_at__gt=article.published_at) | at & Q(pk__gt=article.pk))
        .order_by("published_at", "id")
        .first()
    )
    return older, newer


def sections_of(article: Article) -> list[tuple[str, str]]:
    """The article as headings and plain paragraphs, for those who approve it and for comparing versions."""
    byline = ", ".join(text for text in (article.author_name, article.author_title) if text)
    sections = [
        (pgettext("article", "Title"), article.title),
        (pgettext("article", "Category"), article.category),
        (pgettext("article", "Lead"), article.lead),
        (pgettext("article", "Text"), plain_text(article.body)),
        (
            _("Photograph"),
            "\n".join(filter(None, (article.caption, article.alt_text))) if article.photo else "",
        ),
        (pgettext("article", "Author"), byline),
    ]
    return [(heading, text) for heading, text in sections if text]


def search(query: str) -> QuerySet[Article]:
    """Published articles that hold every word of `query`, typed with or without marks.

    First those in which the whole of it stands exactly as typed, then the whole of it but for marks, then
    its words apart; newest first among each.
    """
    words = fold(query).split()
    if not words:
        return published().none()
    found = published()
    for word in words:
        found = found.filter(edition__folded__contains=word)
    rank = Case(
        When(edition__spelled__contains=spelled(query), then=Value(0)),
        When(edition__folded__contains=" ".join(words), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return found.annotate(rank=rank).order_by("rank", "-published_at", "-id")


def public_documents() -> QuerySet[Document]:
    """Governing documents shown on the public site, newest first."""
    return Document.objects.filter(is_public=True, paper_only=False).select_related("replaced_by")


def places_to_write(user: AnyUser) -> QuerySet[Organisation]:
    """Where `user` may write news."""
    return rules.WRITE_AT.filter(Organisation.objects.filter(until__isnull=True), user)


def meetings_to_write_about(user: AnyUser) -> QuerySet[Meeting]:
    """Closed meetings of which `user` may write news, newest first; those already written about come along."""
    closed = Meeting.objects.filter(closed_at__isnull=False, cancelled_at__isnull=True)
    return rules.WRITE.filter(closed, user).select_related("organisation", "topic").order_by("-starts_at")


def facts_of(meeting: Meeting, naming: Collection[Naming] = ()) -> MeetingFacts:
    """What may be told in public of a closed meeting; names only of those whom `naming` asks for."""
    presented = meeting.papers.filter(presented_at__isnull=False).order_by("presented_at", "id")
    counts = attendance_counts(meeting)
    return MeetingFacts(
        organisation=meeting.organisation.name,
        topic=meeting.topic.title,
        day=timezone.localdate(meeting.starts_at),
        forms=tuple(form.name for form in meeting.topic.forms.all()),
        total=counts.total,
        present=counts.present,
        papers=presented.count(),
        contributions=meeting.contributions.count(),
        chair=meeting.chair.full_name if Naming.CHAIR in naming else "",
        presenter=meeting.topic.presenter.full_name if Naming.PRESENTER in naming else "",
        authors=(
            tuple(presented.values_list("author__full_name", flat=True)) if Naming.AUTHORS in naming else ()
        ),
    )


def words_of(article: Article) -> str:
    """The published text in one piece, for showing where something was found."""
    edition = article.edition
    return f"{edition.lead} {plain_text(edition.body)}" if edition else ""


def unit_of(user: User) -> str:
    """The unit written under the name of `user` as an author: the faculty or office, else the cell."""
    member = Member.objects.filter(user=user).select_related("department").first()
    if member is None:
        return ""
    if member.department:
        return member.department.name
    home = membership_on(member, clock.today())
    return home.organisation.name if home else ""


def members_named_in(article: Article) -> QuerySet[Member]:
    """Members of the article's organisation whose full name stands in its text, for the check of privacy."""
    text = "\n".join((article.title, article.lead, article.body, article.caption))
    under = Membership.objects.filter(organisation__path__startswith=article.organisation.path)
    everybody = Member.objects.filter(memberships__in=under).distinct()
    named = [member.pk for member in everybody.only("full_name") if member.full_name in text]
    return Member.objects.filter(pk__in=named)


@dataclass(frozen=True)
class Statistics:
    """The four lines of «Thống kê truy cập»."""

    online: int
    today: int
    week: int
    total: int


def statistics(now: dt.datetime | None = None) -> Statistics:
    """Return the visitor statistics: today, since Monday and in all are views of pages; online are visitors."""
    now = now or clock.now()
    day = clock.today()
    week = Q(day__gte=visits.first_day_of_week(day))
    sums = VisitDay.objects.aggregate(
        today=Coalesce(Sum("views", filter=Q(day=day)), 0),
        week=Coalesce(Sum("views", filter=week), 0),
        total=Coalesce(Sum("views"), 0),
    )
    start = counter_start()
    return Statistics(
        online=Visitor.objects.filter(seen_at__gt=now - visits.ONLINE).count(),
        today=sums["today"],
        week=sums["week"],
        total=sums["total"] + (start.total if start else 0),
    )


def counter_starts() -> QuerySet[CounterStart]:
    """Every number that was brought over, by whom and when; the first one counts."""
    return CounterStart.objects.select_related("set_by")


def sites_to_count(user: AnyUser) -> QuerySet[Organisation]:
    """The whole body, if `user` may change what its counter begins from."""
    return rules.STATISTICS_CHANGE.filter(Organisation.objects.filter(depth=1), user)


def counter_start() -> CounterStart | None:
    """The number from which the total goes on: the latest that was set."""
    return counter_starts().first()


def counted_since() -> dt.date | None:
    """The first day that was counted here."""
    return VisitDay.objects.order_by("day").values_list("day", flat=True).first()
