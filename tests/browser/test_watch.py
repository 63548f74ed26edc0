"""The browser's watch itself: it sees what no page of ours may do."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from chuyende.foundation.accounts.models import User
from chuyende.foundation.organisation.models import Organisation
from chuyende.planning.programmes.models import FunctionArea
from tests import factories
from tests.browser.page import violations
from tests.server import Server

Open = Callable[..., Page]


def test_a_visitor_and_a_member_reach_their_first_pages(
    live: Server, open_phone: Open, open_wide: Open, axe: Callable[[Page], None]
) -> None:
    body = factories.make_body()

    visitor = open_wide()
    visitor.goto("/")
    expect(visitor.locator("html")).to_have_attribute("lang", "vi")
    axe(visitor)

    member = open_phone(body.member.user)
    member.goto("/viec/")
    assert member.url == f"{live.url}/viec/"
    expect(member.get_by_role("heading", level=1)).to_be_visible()
    axe(member)


def test_watch_sees_errors_and_requests_to_other_hosts(open_wide: Open) -> None:
    page = open_wide()
    page.goto("/")

    page.evaluate("console.error('broken')")
    page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    page.evaluate("fetch('http://elsewhere.invalid/x').catch(() => null)")
    page.wait_for_function("performance.now() > 0")
    page.goto("/khong-co/")

    faults = "\n".join(page.watch.faults)
    for text in ("broken", "thrown", "elsewhere.invalid", "status of 404"):
        assert text in faults
        page.watch.forgive(text)
    page.watch.forgive("Content Security Policy")
    page.watch.check()


def test_axe_sees_what_nobody_can_read(open_wide: Open) -> None:
    page = open_wide()
    page.goto("/")
    page.evaluate("document.body.innerHTML = '<main><h1>A</h1><img src=\"/static/ui/favicon.svg\"></main>'")

    assert any(found.startswith("image-alt") for found in violations(page))


@pytest.mark.django_db(transaction=True)
def test_what_a_test_leaves_is_gone_for_the_next(live: Server) -> None:
    assert not Organisation.objects.exists()
    assert not User.objects.exists()
    assert FunctionArea.objects.count() == 6  # what every installation starts with is there again
    assert Client().get("/").status_code == 200
