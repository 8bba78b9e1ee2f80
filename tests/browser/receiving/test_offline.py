"""The network is gone: work goes on, the browser is started anew, the session ends, and everything arrives once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests import chromium
from tests.browser.receiving.desk import SKU, count_units, expect_row, expect_sent, open_desk, received, scan
from tests.browser.receiving.storm import stormy
from tests.browser.site import HERE, Visitor, sit_down
from tests.house import PASSWORD, House
from tests.sizes import scaled
from webapp.accounts.sessions import end_sessions

pytestmark = [pytest.mark.browser, pytest.mark.races, pytest.mark.slow]

SCANS = scaled(500)
CODES = [f"C02ZX{number:05d}" for number in range(SCANS)]


@pytest.fixture
def calm_port(sqlite_app: Flask) -> Iterator[int]:
    """A server of its own, whose address the browser finds again after its restart."""
    with stormy(sqlite_app) as (port, storm):
        storm.calm = True
        yield port


def _start(window: Browser, profile: Path, port: int) -> Visitor:
    """A browser with a memory of its own, on disk."""
    context = window.browser_type.launch_persistent_context(
        profile, locale="en-GB", timezone_id="Europe/Amsterdam", **chromium.launch_options()
    )
    return Visitor(context, context.new_page(), f"http://{HERE}:{port}")


def _scan_offline(visitor: Visitor, page: Page) -> None:
    visitor.context.set_offline(True)
    scan(page, *CODES)
    expect(page.locator("#waiting-count b")).to_have_text(str(SCANS))
    expect(page.locator("#desk-state")).to_contain_text("No network, scan on.")


def _judge(shop: House) -> None:
    assert received(shop) == CODES
    assert count_units(shop) == SCANS


def test_everything_arrives_after_a_restart(window: Browser, calm_port: int, shop: House, tmp_path: Path) -> None:
    visitor = _start(window, tmp_path, calm_port)
    sit_down(visitor, shop, "olga")
    page = open_desk(visitor, shop)
    scan(page, SKU)
    expect_row(page, SKU, "accepted")
    _scan_offline(visitor, page)
    visitor.context.close()
    assert received(shop) == []
    again = _start(window, tmp_path, calm_port)
    sit_down(again, shop, "olga")
    page = open_desk(again, shop)
    expect_sent(page, 120_000)
    _judge(shop)
    again.context.close()


def test_the_same_with_a_session_that_ended(window: Browser, calm_port: int, shop: House, tmp_path: Path) -> None:
    visitor = _start(window, tmp_path, calm_port)
    sit_down(visitor, shop, "olga")
    page = open_desk(visitor, shop)
    scan(page, SKU)
    expect_row(page, SKU, "accepted")
    _scan_offline(visitor, page)
    end_sessions(shop.session, shop.people["olga"])
    shop.session.commit()
    visitor.context.set_offline(False)
    expect(page.locator("#desk-state")).to_contain_text(f"Sign in again. {SCANS} scans are kept")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail").fill(shop.email("olga"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("html[data-desk=ready]")).to_be_attached()
    expect_sent(page, 120_000)
    _judge(shop)
    visitor.context.close()
