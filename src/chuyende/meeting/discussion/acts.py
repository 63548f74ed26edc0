"""The words by which the log tells what was done to papers, contributions and votes."""

from django.utils.translation import gettext_lazy as _

from chuyende.foundation.core.acts import name_acts

name_acts(
    paper_requested=_("asked for a discussion paper"),
    paper_request_removed=_("took the request for a discussion paper back"),
    paper_entered_for_author=_("entered a discussion paper for its author"),
    paper_file_attached=_("uploaded a discussion paper"),
    paper_submitted=_("handed a discussion paper in"),
    paper_taken_back=_("took a discussion paper back"),
    paper_presented=_("noted that a discussion paper was presented"),
    paper_not_presented=_("noted that a discussion paper was not presented"),
    contribution_recorded=_("recorded a contribution"),
    contribution_changed=_("corrected a contribution"),
    contribution_removed=_("removed a contribution"),
    vote_recorded=_("recorded a vote"),
    vote_removed=_("removed a vote"),
)
