"""The ten busiest pages, at school size and with 300 cells: server time beside an empty page, and queries."""

import os
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks import bodies
from benchmarks.figures import Figure
from chuyende.config.preparation import prepare_static_files
from chuyende.faces.portal.models import Article
from chuyende.foundation.accounts.models import User
from chuyende.foundation.organisation.models import Organisation
from chuyende.meeting.meetings.models import Meeting
from chuyende.planning.programmes.models import Topic
from chuyende.sample.content.people import COMMITTEE_OFFICES
from chuyende.sample.people import SIGN_INS

QUERIES_AT_MOST = 25
ROUNDS = 15
#: a smaller district for trying the scenario out
CELLS = int(os.environ.get("BENCH_CELLS", "300"))
MEMBERS = int(os.environ.get("BENCH_MEMBERS", "5000"))
YEARS = int(os.environ.get("BENCH_YEARS", "5"))

MEMBER, SECRETARY, LEADER = SIGN_INS[0, 1], SIGN_INS[0, 0], SIGN_INS[COMMITTEE_OFFICES[0][:2]]


@dataclass(frozen=True)
class Page:
    """A page and its reader (a user name; empty for a visitor)."""

    name: str
    url: str
    reader: str = ""


def run() -> Iterator[Figure]:
    prepare_static_files()
    with override_settings(ROOT_URLCONF="benchmarks.bare_urls", ALLOWED_HOSTS=["testserver"]):
        bodies.load_school()
        yield from _measured("school")
        bodies.load_district(CELLS, MEMBERS, YEARS)
        yield from _measured(f"{CELLS} cells")


def _measured(size: str) -> Iterator[Figure]:
    clients = {reader: client_of(reader) for reader in ("", MEMBER, SECRETARY, LEADER)}
    for page in busiest_pages():
        client = clients[page.reader]
        floor = _milliseconds(client, "/_bare/" if page.reader else "/_bare/public/")
        taken = _milliseconds(client, page.url)
        yield Figure("pages", f"{size}: {page.name}, ms", taken, "ms", floor, bodies.database())
        queries = queries_of(client, page.url)
        assert queries <= QUERIES_AT_MOST, f"{page.name} asks {queries} queries"
        yield Figure("pages", f"{size}: {page.name}, queries", queries, "queries", None, bodies.database())


def busiest_pages() -> list[Page]:
    """The ten pages opened most, of the first cell, with its latest meeting and topic; and an article where there is one."""
    cell = Organisation.objects.get(name="Chi bộ 1")
    meeting = Meeting.objects.filter(organisation=cell, closed_at__isnull=False).order_by("-starts_at")[0]
    topic = Topic.objects.filter(organisation=cell).order_by("-year", "-quarter")[0]
    pages = [
        Page("news", reverse("portal:home")),
        Page("today of a member", reverse("desk:today"), MEMBER),
        Page("meetings of a member", reverse("meetings:meeting_list"), MEMBER),
        Page("a meeting", reverse("meetings:meeting_detail", args=[meeting.pk]), MEMBER),
        Page("study", reverse("quizzes:study"), MEMBER),
        Page("plan of a cell", reverse("programmes:organisation_plan", args=[cell.pk]), SECRETARY),
        Page("a topic", reverse("programmes:topic_detail", args=[topic.pk]), SECRETARY),
        Page("members of a cell", reverse("organisation:organisation_detail", args=[cell.pk]), SECRETARY),
        Page("approval inbox", reverse("review:inbox"), LEADER),
        Page("the whole committee", reverse("insights:overview"), LEADER),
    ]
    if article := Article.objects.filter(published_at__isnull=False).first():
        pages.append(Page("an article", reverse("portal:article_read", args=[article.slug])))
    return pages


def client_of(reader: str) -> Client:
    """A browser in which `reader` (a user name, or empty) has signed in."""
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    if reader:
        user = User.objects.get(username=reader)
        client.force_login(user, backend="chuyende.foundation.accounts.backends.AccountBackend")
    return client


def _milliseconds(client: Client, url: str) -> float:
    """The median time of one answer, after two to warm up."""
    taken = []
    for _round in range(ROUNDS + 2):
        begun = time.perf_counter()
        answer = client.get(url)
        taken.append((time.perf_counter() - begun) * 1000)
        assert answer.status_code == 200, f"{url} answered {answer.status_code}"
    return statistics.median(taken[2:])


def queries_of(client: Client, url: str) -> int:
    """How often the page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)
