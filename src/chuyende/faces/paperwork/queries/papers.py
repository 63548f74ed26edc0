"""Issued papers: the register, the papers of one meeting, and the paper that a printed code names."""

from django.db.models import QuerySet

from chuyende.faces.paperwork import rules
from chuyende.faces.paperwork.enums import PaperType
from chuyende.faces.paperwork.models import IssuedPaper
from chuyende.followup.rewards.enums import RewardForm
from chuyende.foundation.core import vietnamese
from chuyende.foundation.organisation.models import Organisation, Term
from chuyende.foundation.organisation.policy import AnyUser
from chuyende.meeting.meetings.models import Meeting


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
