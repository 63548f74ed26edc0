"""What hands do on any page."""

import re

from playwright.sync_api import Locator, Page, expect


def o(page: Page | Locator, label: str) -> Locator:
    """The field with exactly this label, required or not."""
    return page.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s*\(bắt buộc\))?\s*$"))


def chon(page: Page | Locator, label: str, words: str) -> None:
    """Choose the option that has these words, in whatever case, from the list called `label`."""
    field = o(page, label)
    option = field.locator("option").filter(has_text=re.compile(re.escape(words), re.IGNORECASE)).first
    field.select_option(value=option.get_attribute("value"))


def dien(page: Page | Locator, fields: dict[str, str]) -> None:
    """Fill the fields by their labels."""
    for label, value in fields.items():
        o(page, label).fill(value)


def bam(page: Page | Locator, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def thay(page: Page | Locator, *texts: str) -> None:
    """All of these are on the page."""
    for text in texts:
        expect(page.get_by_text(text).locator("visible=true").first).to_be_visible()
