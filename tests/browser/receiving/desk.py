"""A scripted scanner before the receiving page, and what the ledger has of its scans."""

import re

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from tests.browser.site import Visitor
from tests.house import House
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.models import Movement, Unit

SKU = "MBP-16-A"
GAP_MS = 50
"""Between two codes: faster than a hand."""


def open_desk(visitor: Visitor, house: House, query: str = "") -> Page:
    """The page, with its scripts at work."""
    page = visitor.go(f"/{house.slug}/receive{query}")
    expect(page.locator("html[data-desk=ready]")).to_be_attached()
    return page


def scan(page: Page, *codes: str, gap: int = 0) -> None:
    """What a scanner does: types without a pause, presses Enter, and waits for nobody."""
    for code in codes:
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        if gap:
            page.wait_for_timeout(gap)


def row(page: Page, code: str) -> Locator:
    """The newest row of a code."""
    return page.locator(f'#scan-rows [data-scan-result][data-code="{code}"]').first


def expect_row(page: Page, code: str, state: str) -> Locator:
    """The newest row of a code, once it is in this state."""
    shown = row(page, code)
    expect(shown).to_have_attribute("data-state", state)
    return shown


def expect_sent(page: Page, timeout: float = 60_000) -> None:
    """Nothing waits any more."""
    expect(page.locator("#waiting-count")).to_be_hidden(timeout=timeout)


def expect_banner(page: Page, state: str, words: str | re.Pattern[str] = "") -> Locator:
    """The last result as one reads it from two metres."""
    banner = page.locator("#result [data-state]")
    expect(banner).to_have_attribute("data-state", state)
    if words:
        expect(banner).to_contain_text(words)
    return banner


def received(house: House) -> list[str]:
    """The serial numbers of all units that came in, in the order of their movements."""
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        found = house.session.scalars(
            select(Unit.serial)
            .join(Movement, (Movement.tenant_id == Unit.tenant_id) & (Movement.unit_id == Unit.id))
            .where(Unit.tenant_id == house.tenant_id, Movement.tenant_id == house.tenant_id)
            .order_by(Movement.n)
        )
        return list(found)


def count_units(house: House) -> int:
    """How many units there are, with or without a movement."""
    with tenant_scope(house.tenant_id):
        return len(house.session.scalars(select(Unit.id).where(Unit.tenant_id == house.tenant_id)).all())


def pieces(house: House) -> list[tuple[str, int]]:
    """Where each movement brought how much, in their order."""
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        query = select(Movement.to_node, Movement.qty).where(Movement.tenant_id == house.tenant_id)
        return [(node, qty) for node, qty in house.session.execute(query.order_by(Movement.n))]
