"""Somebody at the form of an order, on a network that takes its time."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tests.browser.receiving.desk import scan
from tests.browser.site import Visitor
from tests.house import House


def open_form(visitor: Visitor, house: House, path: str = "/orders/new") -> Page:
    """The form, once its scripts work."""
    page = visitor.go(f"/{house.slug}{path}")
    expect(page.locator("#scan-asks[data-htmx-powered]")).to_be_attached()
    return page


@contextmanager
def slow(page: Page, ms: int) -> Iterator[None]:
    """Meanwhile every answer takes this long."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    told = {"offline": False, "latency": ms, "downloadThroughput": -1, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", told)
    yield
    line.detach()


def scan_into(page: Page, *codes: str, gap: int = 0) -> None:
    """At the box, without waiting for anybody."""
    page.locator("#scan").focus()
    scan(page, *codes, gap=gap)


def expect_settled(page: Page) -> None:
    """Nothing that was scanned waits any more."""
    expect(page.locator("#codes-waiting input")).to_have_count(0)


def expect_lines(page: Page, **many: int) -> None:
    """So many of each SKU, with hyphens for underscores, in this order and nothing else."""
    expect_settled(page)
    rows = page.locator("#lines [data-row]")
    expect(rows).to_have_count(len(many))
    for at, (sku, count) in enumerate(many.items()):
        expect(rows.nth(at).locator("[name$=-sku]")).to_have_value(sku.replace("_", "-"))
        expect(rows.nth(at).locator("[name$=-quantity]")).to_have_value(str(count))
