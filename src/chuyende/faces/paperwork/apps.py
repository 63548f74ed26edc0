from collections.abc import Callable
from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PaperworkConfig(AppConfig):
    name = "chuyende.faces.paperwork"
    label = "paperwork"
    verbose_name = _("Paperwork")

    def ready(self) -> None:
        from chuyende.foundation.review.enums import ReviewLevel
        from chuyende.foundation.review.kinds import ReviewKind, Sections, register

        from . import acts, receivers, rules  # noqa: F401  # loading them names, grants and subscribes
        from .services.issuing import check_minutes

        self._add_places()
        self._add_to_meetings()
        self._add_to_rewards()

        def levels(minutes: Any) -> tuple[ReviewLevel, ...]:
            return (ReviewLevel.CHAIR,)

        def sections(minutes: Any) -> Sections:
            return [(each.heading, each.body) for each in minutes.sections.all() if each.body]

        register(
            ReviewKind(
                kind="minutes",
                label=_("minutes"),
                model="paperwork.Minutes",
                url_name="paperwork:minutes_detail",
                levels=levels,
                sections=sections,
                check=check_minutes,
            )
        )

    def _add_places(self) -> None:
        from chuyende.foundation.organisation.enums import Role
        from chuyende.foundation.organisation.policy import LEADERS, reach_of
        from chuyende.foundation.ui import navigation
        from chuyende.foundation.ui.navigation import Area, Place

        def reads(request: HttpRequest) -> bool:
            reach = reach_of(request.user)
            return bool(reach.home_paths) or reach.has_role(*LEADERS, Role.INSPECTOR, Role.MINUTE_TAKER)

        keepers = (*LEADERS, Role.INSPECTOR, Role.MINUTE_TAKER)

        def keeps_for_cell(request: HttpRequest) -> bool:
            reach = reach_of(request.user)
            return not reach.paths(keepers).isdisjoint(reach.home_paths)

        def keeps_above(request: HttpRequest) -> bool:
            return reach_of(request.user).has_role(*keepers) and not keeps_for_cell(request)

        navigation.add(
            Place(
                key="minutes",
                label=pgettext_lazy("list", "Minutes"),
                url_name="paperwork:minutes_list",
                icon="notebook",
                area="cell",
                order=50,
                owns=("paperwork:minutes", "paperwork:section"),
                visible=reads,
            )
        )
        areas: tuple[tuple[Area, int, Callable[[HttpRequest], bool]], ...] = (
            ("cell", 55, keeps_for_cell),
            ("committee", 60, keeps_above),
        )
        for area, order, keeps in areas:
            navigation.add(
                Place(
                    key=f"register_{area}",
                    label=_("Register of papers"),
                    url_name="paperwork:paper_list",
                    icon="stamp",
                    area=area,
                    order=order,
                    owns=(
                        "paperwork:paper",
                        "paperwork:summons",
                        "paperwork:plan",
                        "paperwork:meeting_papers",
                    ),
                    visible=keeps,
                )
            )

    def _add_to_meetings(self) -> None:
        from chuyende.foundation.organisation.permissions import Perm
        from chuyende.foundation.organisation.policy import can
        from chuyende.meeting.meetings.models import Meeting
        from chuyende.meeting.meetings.panels import Panel, register

        from . import queries

        def papers(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
            if not can(request.user, Perm.MEETING_VIEW_RECORD, meeting):
                return None
            minutes = queries.minutes_of(meeting)
            if minutes and not can(request.user, Perm.MINUTES_VIEW, minutes):
                minutes = None
            return {
                "meeting": meeting,
                "minutes": minutes,
                "state": queries.state_of(minutes) if minutes else None,
            }

        register(
            Panel(
                key="paperwork",
                spot="page",
                order=90,
                template="paperwork/parts/meeting_panel.html",
                context=papers,
            )
        )

    def _add_to_rewards(self) -> None:
        from django.urls import reverse

        from chuyende.followup.rewards.models import Reward
        from chuyende.followup.rewards.queries import PaperLink, add_paper_source
        from chuyende.foundation.organisation.policy import AnyUser

        from .queries import certificate_wanted, issued_papers_visible_to

        def papers(reward: Reward, user: AnyUser) -> list[PaperLink]:
            links = []
            for paper in issued_papers_visible_to(user).filter(reward=reward):
                links.append(PaperLink(paper.symbol, reverse("paperwork:paper_detail", args=[paper.pk])))
                if certificate_wanted(paper):
                    url = reverse("paperwork:certificate_file", args=[paper.pk, "pdf"])
                    links.append(PaperLink(str(_("Certificate, PDF")), url))
            return links

        add_paper_source(papers)
