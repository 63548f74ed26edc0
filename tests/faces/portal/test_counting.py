import datetime as dt
import threading

import pytest
from django.db import connection

from chuyende.faces.portal import counting
from chuyende.faces.portal.models import Article, Reading, VisitDay, Visitor, VisitSalt
from chuyende.faces.portal.queries import statistics
from tests.factories import make_body

from .factories import GOOGLE, READER, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_salt():
    counting._salts.clear()
    yield
    counting._salts.clear()


@pytest.fixture
def article():
    return make_published(make_body())


def visit(client, address="/", *, agent=READER, ip="113.160.1.2", **headers):
    return client.get(address, REMOTE_ADDR=ip, HTTP_USER_AGENT=agent, **headers)


def counts():
    now = statistics()
    return now.online, now.today, now.week, now.total


def test_a_view_of_a_public_page_is_counted(client, article):
    visit(client)
    visit(client, "/tin-bai/")
    visit(client, ip="113.160.1.3")
    assert counts() == (2, 3, 3, 3)


def test_the_page_shows_what_was_counted_before_it(client, article):
    visit(client)
    assert visit(client).context["statistics"].today == 1


@pytest.mark.parametrize("agent", [GOOGLE, "", "curl/8.5.0"])
def test_robots_are_not_counted(client, article, agent):
    visit(client, f"/tin-bai/{article.slug}/", agent=agent)
    article.refresh_from_db()
    assert counts() == (0, 0, 0, 0)
    assert article.views == 0


def test_only_whole_pages_that_were_found_are_counted(client, article):
    visit(client, "/tin-bai/khong-co/")
    visit(client, "/rss.xml")
    visit(client, "/sitemap.xml")
    visit(client, f"/tin-bai/{article.slug}/in/")
    visit(client, HTTP_SEC_PURPOSE="prefetch")
    visit(client, HTTP_HX_REQUEST="true")
    client.head("/", HTTP_USER_AGENT=READER)
    assert counts() == (0, 0, 0, 0)


def test_pages_behind_the_sign_in_are_not_counted(client_of):
    body = make_body()
    editor = client_of(body.editor.user)
    editor.get("/bien-tap/", HTTP_USER_AGENT=READER)
    assert counts() == (0, 0, 0, 0)


def test_no_address_and_no_browser_is_kept(client, article):
    visit(client, f"/tin-bai/{article.slug}/", ip="113.160.1.2")
    rows = [*Visitor.objects.values(), *Reading.objects.values(), *VisitDay.objects.values()]
    assert "113.160" not in str(rows)
    assert "Mozilla" not in str(rows)
    assert {len(visitor.key) for visitor in Visitor.objects.all()} == {32}
    assert Reading.objects.get().key != Visitor.objects.get().key


def test_online_are_different_visitors_of_five_minutes(client, article, time_machine):
    time_machine.move_to("2026-02-05 09:00+07:00", tick=False)
    visit(client, ip="113.160.1.1")
    time_machine.move_to("2026-02-05 09:03+07:00", tick=False)
    visit(client, ip="113.160.1.2")
    assert statistics().online == 2
    time_machine.move_to("2026-02-05 09:06+07:00", tick=False)
    assert statistics().online == 1
    visit(client, ip="113.160.1.3")
    assert Visitor.objects.count() == 2  # who went away is forgotten


def test_a_visitor_who_reads_on_stays_online(client, article, time_machine):
    for minute in (0, 2, 4, 6):
        time_machine.move_to(f"2026-02-05 09:0{minute}+07:00", tick=False)
        visit(client)
    time_machine.move_to("2026-02-05 09:10+07:00", tick=False)
    assert statistics().online == 1


def test_the_week_begins_on_monday_and_the_day_at_midnight_in_viet_nam(client, article, time_machine):
    time_machine.move_to("2026-02-01 23:59+07:00", tick=False)  # a Sunday
    visit(client)
    time_machine.move_to("2026-02-02 00:01+07:00", tick=False)
    visit(client)
    visit(client)
    assert counts()[1:] == (2, 2, 3)
    time_machine.move_to("2026-02-08 12:00+07:00", tick=False)
    visit(client)
    assert counts()[1:] == (1, 3, 4)


def test_yesterdays_salt_is_destroyed_and_todays_keys_are_others(client, article, time_machine):
    time_machine.move_to("2026-02-05 23:00+07:00", tick=False)
    visit(client)
    before, key = bytes(VisitSalt.objects.get().salt), Visitor.objects.get().key
    time_machine.move_to("2026-02-06 08:00+07:00", tick=False)
    visit(client)
    assert VisitSalt.objects.get().day == dt.date(2026, 2, 6)
    assert bytes(VisitSalt.objects.get().salt) != before
    assert Visitor.objects.get().key != key


def test_two_processes_use_one_salt(client, article):
    visit(client)
    counting._salts.clear()  # as a second process begins
    visit(client)
    assert VisitSalt.objects.count() == 1
    assert Visitor.objects.count() == 1


def test_an_articles_views_rise_once_in_half_an_hour_for_one_visitor(client, article, time_machine):
    address = f"/tin-bai/{article.slug}/"

    def views():
        return Article.objects.get(pk=article.pk).views

    time_machine.move_to("2026-02-05 09:00+07:00", tick=False)
    visit(client, address)
    visit(client, address)
    assert views() == 1
    visit(client, address, ip="113.160.1.9")
    assert views() == 2
    time_machine.move_to("2026-02-05 09:31+07:00", tick=False)
    visit(client, address)
    assert views() == 3
    assert statistics().today == 4


def test_counting_that_fails_costs_the_count_and_not_the_page(client, article):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE portal_visitday RENAME COLUMN views TO gone")
    counting.count_visit("113.160.1.2", READER)  # says so in the log
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE portal_visitday RENAME COLUMN gone TO views")
    assert counts() == (0, 0, 0, 0)


def test_counting_one_more_view_is_a_few_small_questions(article, django_assert_max_num_queries):
    counting.count_visit("113.160.1.2", READER, article.pk)
    with django_assert_max_num_queries(5):  # begin, add one, seen lately?, read lately?, commit
        counting.count_visit("113.160.1.2", READER, article.pk)


@pytest.mark.django_db(transaction=True)
def test_readers_at_the_same_moment_are_all_counted():
    article = make_published(make_body())

    def read(number):
        try:
            for turn in range(5):
                counting.count_visit(f"10.0.{number}.{turn}", READER, article.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    article.refresh_from_db()
    assert counts() == (40, 40, 40, 40)
    assert article.views == 40
