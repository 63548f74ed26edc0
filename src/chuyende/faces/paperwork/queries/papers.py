"""Issued papers: the register, the papers of one meeting, and the paper that a printed code names."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyende.faces.paperwork import rules
from chuyende.faces.paperwork.enums import PaperType
from chuyende.faces.paperwork.models import IssuedPaper
from chuyende.followup.rewards.enums import RewardForm
from chuyende.foundation.core import clock, vietnamese
from chuyende.foundation.organisation.models import Organisation, Term
from chuyende.foundation.organisation.policy import CHAIRS, AnyUser, reach_of
from chuyende.foundation.review.enums import ReviewStatus
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.programmes.models import Topic

_MOST_SHOWN = 5


def issued_papers_visible_to(user: AnyUser) -> QuerySet[IssuedPaper]:
    """Every issued paper that `user` may open, replaced versions included."""
    papers = IssuedPaper.objects.select_related("organisation", "term", "signed_by", "meeting", "topic")
    return rules.VIEW_ISSUED.filter(papers, user)


def register_of(
    user: AnyUser,
    *,
    organisation: Organisation | None = None,
    type: PaperType | str = "",
    term: Term | None = None,
    text: str = "",
) -> QuerySet[IssuedPaper]:
    """The register: the version in force of each number, newest first; `text` with marks or without."""
    papers = issued_papers_visible_to(user).filter(replaced_by=None)
    if organisation:
        papers = papers.filter(organisation=organisation)
    if type:
        papers = papers.filter(type=type)
    if term:
        papers = papers.filter(term=term)
    for word in vietnamese.fold(text).split():
        papers = papers.filter(folded__contains=word)
    return papers.order_by("-issued_on", "organisation__path", "type", "-number")


def register_terms(user: AnyUser) -> QuerySet[Term]:
    """The terms of which `user` sees papers."""
    papers = issued_papers_visible_to(user).order_by().values("term")
    return Term.objects.filter(pk__in=papers).select_related("organisation").order_by("-since")


@dataclass(frozen=True)
class ToIssue:
    """A paper that could go out now, and the page where it is issued."""

    title: str
    organisation: Organisation
    url: str


def papers_to_issue(user: AnyUser) -> list[ToIssue]:
    """What `user` signs for and has not gone out: summonses of coming meetings, plans of this year's topics."""
    places = reach_of(user).paths(CHAIRS)
    if not places:
        return []
    coming = Meeting.objects.filter(
        organisation__path__in=places, starts_at__gt=clock.now(), closed_at=None, cancelled_at=None
    ).exclude(issued_papers__type=PaperType.SUMMONS)
    planned = Topic.objects.filter(
        organisation__path__in=places,
        year__gte=clock.today().year,
        review__status__in=[ReviewStatus.APPROVED, ReviewStatus.LOCKED],
    ).exclude(issued_papers__isnull=False)
    summonses = coming.select_related("organisation").order_by("starts_at")[:_MOST_SHOWN]
    plans = planned.select_related("organisation").order_by("year", "quarter")[:_MOST_SHOWN]
    return [
        *(
            ToIssue(
                _("Summons: %(title)s") % {"title": meeting.title},
                meeting.organisation,
                reverse("paperwork:summons_detail", args=[meeting.pk]),
            )
            for meeting in summonses
        ),
        *(
            ToIssue(
                _("Plan: %(title)s") % {"title": topic.title},
                topic.organisation,
                reverse("paperwork:plan_detail", args=[topic.pk]),
            )
            for topic in plans
        ),
    ]


def papers_of_meeting(user: AnyUser, meeting: Meeting) -> QuerySet[IssuedPaper]:
    """The papers in force that went out for a meeting, as far as `user` may open them, newest first."""
    return issued_papers_visible_to(user).filter(meeting=meeting, replaced_by=None).order_by("-created_at")


def paper_by_code(code: str) -> IssuedPaper | None:
    """The paper on which `code` is printed, for anybody who holds it."""
    papers = IssuedPaper.objects.select_related("organisation", "replaced_by")
    return papers.filter(code=code.strip().upper()).first()


def certificate_wanted(paper: IssuedPaper) -> bool:
    """Tell whether a certificate is printed to this decision: only the certificate of merit is one."""
    return paper.reward is not None and paper.reward.form == RewardForm.CERTIFICATE


def versions_of(paper: IssuedPaper) -> list[IssuedPaper]:
    """Every version of a paper's number, the one in force first; alone when it was never amended."""
    same = IssuedPaper.objects.filter(
        organisation=paper.organisation_id, term=paper.term_id, type=paper.type, number=paper.number
    )
    return list(same.order_by("-version"))
