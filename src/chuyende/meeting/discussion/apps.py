from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionConfig(AppConfig):
    name = "chuyende.meeting.discussion"
    label = "discussion"
    verbose_name = _("Discussion")

    def ready(self) -> None:
        from chuyende.meeting.meetings.panels import Panel, Tab, add_tab, register

        from . import acts, panels, rules  # noqa: F401  # loading them names and grants

        register(
            Panel(
                key="my_paper",
                spot="todo",
                order=30,
                template="discussion/parts/todo.html",
                context=panels.my_paper,
            )
        )
        register(
            Panel(
                key="papers",
                spot="page",
                order=30,
                template="discussion/parts/papers.html",
                context=panels.papers,
            )
        )
        register(
            Panel(
                key="votes",
                spot="page",
                order=40,
                template="discussion/parts/votes.html",
                context=panels.votes,
            )
        )
        register(
            Panel(
                key="said_by_me",
                spot="page",
                order=50,
                template="discussion/parts/said_by_me.html",
                context=panels.said_by_me,
            )
        )
        register(
            Panel(
                key="discussion",
                spot="run",
                order=10,
                template="discussion/parts/in_session.html",
                context=panels.in_session,
            )
        )
        add_tab(Tab(key="papers", label=_("Discussion papers"), url_name="discussion:paper_list", order=5))
        add_tab(
            Tab(
                key="contributions",
                label=_("Contributions"),
                url_name="discussion:contribution_list",
                order=22,
            )
        )
        add_tab(Tab(key="votes", label=_("Votes"), url_name="discussion:vote_list", order=24))
