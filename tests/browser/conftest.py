"""Browser journeys: the real server, Debian's Chromium, at the size of a phone and of a desk.

How to write one: docs/howto/write-a-test.md.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.page import AXE, PHONE, WIDE, Watch, violations
from tests.line import Line
from tests.needs import missing, needs
from tests.server import Server, on_test_database

FLAGS = [
    "--no-sandbox",  # as root, in containers
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
    "--no-first-run",
    "--font-render-hinting=none",
]
BUILT = Path(__file__).resolve().parents[2] / "src/chuyende/foundation/ui/static/ui/dist"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once a run."""
    executable = needs("chromium", "apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def _server(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    if not BUILT.exists():
        missing("the built style and behaviour (foundation/ui/static/ui/dist)", "make assets")
    with django_db_blocker.unblock():
        server = Server(tmp_path_factory.mktemp("server") / "log.txt", on_test_database())
        yield server
        server.stop()


@pytest.fixture
def live(_server: Server, transactional_db: None) -> Server:
    """The running server (`live.url`). What the test writes to the database the server sees; it is emptied after."""
    return _server


@pytest.fixture
def open_browser(live: Server, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`open_browser(user, viewport=…, java_script_enabled=False)`: a page of a new browser context; with `line=` a
    `Line` to the server, over that.

    Fails the test at its end if a page logged an error, threw one, or asked another host for anything; `page.watch`
    tells what so far, `page.watch.forgive("status of 404")` allows what the test provokes.
    """
    opened: list[Watch] = []

    def open_page(user: object | None = None, line: Line | None = None, **options: Any) -> Page:
        url = line.url if line else live.url
        watch = Watch(chromium, url, **options)
        opened.append(watch)
        if user is not None:
            client = Client()
            client.force_login(user, backend="chuyende.foundation.accounts.backends.AccountBackend")
            name = settings.SESSION_COOKIE_NAME
            watch.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
        page = watch.context.new_page()
        page.watch = watch
        return page

    yield open_page
    for watch in opened:
        watch.context.close()
    for watch in opened:
        watch.check()


@pytest.fixture
def open_phone(open_browser: Callable[..., Page]) -> Callable[..., Page]:
    """`open_phone(user)`: a page on a phone of 360 by 740, with touch."""
    return lambda user=None, **options: open_browser(user, **PHONE, **options)


@pytest.fixture
def open_wide(open_browser: Callable[..., Page]) -> Callable[..., Page]:
    """`open_wide(user)`: a page on a screen of 1280 by 800."""
    return lambda user=None, **options: open_browser(user, **WIDE, **options)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)`: fail when axe finds anything against WCAG 2.2 AA on the page as it stands."""
    if not AXE.exists():
        missing("axe-core", "make assets")

    def check(page: Page) -> None:
        assert violations(page) == []

    return check
