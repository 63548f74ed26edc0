"""A browser window that notices what no page of ours may do."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
LOCAL: dict[str, Any] = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "reduced_motion": "reduce"}
WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


class Watch:
    """Collects what went wrong in one browser context: errors of pages and requests to another host."""

    def __init__(self, browser: Browser, url: str, **options: Any) -> None:
        self.host = urlsplit(url).netloc
        self.faults: list[str] = []
        self.forgiven: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=url, accept_downloads=True, **LOCAL, **options
        )
        self.context.set_default_timeout(15_000)
        self.context.on("console", self._console)
        self.context.on("weberror", lambda error: self.faults.append(f"page error: {error.error}"))
        self.context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.faults.append(f"request to another host: {request.url}")

    def forgive(self, text: str) -> None:
        """Do not hold faults that contain `text` against the page: `forgive("status of 404")`."""
        self.forgiven.append(text)

    def check(self) -> None:
        """Fail with every fault that was not forgiven."""
        assert [f for f in self.faults if not any(text in f for text in self.forgiven)] == []


def violations(page: Page) -> list[str]:
    """Return what is wrong with the page as it stands: what axe finds against WCAG 2.2 AA (rule, and the elements), and
    a width by which one must scroll sideways (1.4.10, which axe does not measure)."""
    page.evaluate(AXE.read_text())
    result = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        WCAG_2_2_AA,
    )
    found = [
        f"{rule['id']} ({rule['help']}): "
        + "; ".join(" ".join(map(str, node["target"])) for node in rule["nodes"][:5])
        for rule in result["violations"]
    ]
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [*found, f"the page is {wide} px wide on a screen of {room}"] if wide > room else found


def reload_until(page: Page, text: str) -> None:
    """What is counted once the page has gone out stands on one of the next pages: reload until `text` is read."""
    for _ in range(20):
        page.reload()
        if page.get_by_text(text).count():
            return
    expect(page.get_by_text(text)).to_be_visible()
