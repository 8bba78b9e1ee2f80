"""A tablet on the shop floor, and what stands on its pages about a quantity."""

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

TABLET: dict[str, Any] = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}
GTIN = "04012345678901"
BUCKETS = ("available", "reserved", "held", "expected")


def type_figures(page: Page, figures: str) -> None:
    """A number by the keys on the screen."""
    pad = page.locator("[data-keypad=qty]")
    for figure in figures:
        pad.get_by_role("button", name=figure, exact=True).tap()
    expect(page.locator("#qty")).to_have_value(figures)


def choose(page: Page, verb: str) -> None:
    """What happens to the lot."""
    page.get_by_role("radio", name=verb, exact=True).tap()
    expect(page.get_by_role("radio", name=verb, exact=True)).to_be_checked()


def expect_after(page: Page, *numbers: int | str) -> None:
    """What the form says the buckets come to, in the order of BUCKETS."""
    for bucket, number in zip(BUCKETS, numbers, strict=True):
        expect(page.locator(f"[data-after={bucket}]")).to_have_text(str(number))


def before(page: Page) -> dict[str, int]:
    """The buckets that the form begins with."""
    told: dict[str, int] = json.loads(page.locator("#equation").get_attribute("data-standing") or "")["now"]
    return told


def undo(page: Page) -> None:
    """Take back what was just done, from the message that tells of it."""
    message = page.get_by_role("status", name="Messages")
    message.get_by_role("button", name="Undo").tap()
    expect(message).to_contain_text("Took back")


def parts(page: Page) -> Locator:
    """What the stock bar of a lot or a record says."""
    return page.locator(".stock-parts").first
