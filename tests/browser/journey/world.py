"""Who takes part in the journey, and the screens in front of them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

FILES = Path(__file__).resolve().parents[2] / "files"

#: the people by what they do; all but the visitor stand in the roster
ADMINISTRATOR = "Nguyễn Tiến Dũng"
PARTY_SECRETARY = "Trần Quang Vinh"
SECRETARY = "Trần Thị Bích Ngọc"
DEPUTY = "Lương Văn Thắng"
AUTHOR = "Nông Thị Duyên"
MINUTE_TAKER = "Phạm Thu Hà"
MEMBER = "Vàng Thị Mỷ"
PROBATIONARY = "Tẩn Thị Máy"
EDITOR = "Nguyễn Thị Lan Anh"
OTHER_SECRETARY = "Nguyễn Văn Hoà"


def luc_nay() -> dt.datetime:
    """The moment on the wall of the hall."""
    return dt.datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))


def hom_nay() -> dt.date:
    return luc_nay().date()


NAM_NAY = hom_nay().year
OWN_PASSWORD = "Mùa xuân Lào Cai rất đẹp"  # everybody of the journey chooses it at the first sign-in


@dataclass
class World:
    """One installation and the people in front of their screens.

    `phone(name)` and `wide(name)` give the page of somebody who is signed in, `visitor()` a page of somebody unknown.
    """

    live: Any
    open_phone: Callable[..., Page]
    open_wide: Callable[..., Page]
    axe: Callable[[Page], None]
    #: what the administrator handed out: name → (user name, one-time password)
    slips: dict[str, tuple[str, str]] = field(default_factory=dict)
    #: addresses that the story comes back to
    places: dict[str, str] = field(default_factory=dict)
    _pages: dict[tuple[str, str], Page] = field(default_factory=dict)

    def phone(self, name: str) -> Page:
        return self._page_of(name, "phone", self.open_phone)

    def wide(self, name: str) -> Page:
        return self._page_of(name, "wide", self.open_wide)

    def is_signed_in(self, name: str, page: Page) -> None:
        """`name` sits in front of `page` from now on."""
        self._pages[name, "wide"] = page

    def _page_of(self, name: str, size: str, open_page: Callable[..., Page]) -> Page:
        if (name, size) not in self._pages:
            page = open_page()
            self.sign_in(page, name)
            self._pages[name, size] = page
        return self._pages[name, size]

    def sign_in(self, page: Page, name: str) -> None:
        """With the slip from the administrator the first time, with the password of one's own afterwards."""
        username, password = self.slips[name]
        page.goto("/")
        page.get_by_role("link", name="Đăng nhập").first.click()
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu", exact=True).fill(password)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        if password != OWN_PASSWORD:
            page.get_by_label("Mật khẩu hiện tại", exact=True).fill(password)
            page.get_by_label("Mật khẩu mới", exact=True).fill(OWN_PASSWORD)
            page.get_by_label("Nhập lại mật khẩu mới", exact=True).fill(OWN_PASSWORD)
            page.get_by_role("button", name="Lưu mật khẩu").click()
            expect(page.get_by_text("Hãy tự đặt mật khẩu")).to_be_hidden()
            page.goto("/viec/")
            self.slips[name] = (username, OWN_PASSWORD)
        expect(page.get_by_role("heading", level=1)).to_contain_text("đồng chí")

    def check(self, page: Page) -> None:
        """The page is accessible and does not scroll sideways."""
        self.axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    def state(self) -> dict[str, Any]:
        return {"slips": self.slips, "places": self.places}
