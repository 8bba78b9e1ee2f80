"""A hundred scans, faster than a hand, through a bad network with a reload in between: each once, in their order."""

import pytest
from playwright.sync_api import Page

from tests.browser.receiving.conftest import Behind
from tests.browser.receiving.desk import GAP_MS, SKU, count_units, expect_sent, open_desk, received, scan
from tests.browser.site import Visitor
from tests.house import House
from tests.sizes import STRESS

pytestmark = [pytest.mark.browser, pytest.mark.races, pytest.mark.slow]

SCANS = 100 if STRESS else 24
CODES = [f"C02ZX{number:05d}" for number in range(SCANS)]


def _work(page: Page, visitor: Visitor, house: House) -> None:
    """Scan the item, then everything, with a reload in the middle."""
    scan(page, SKU, gap=GAP_MS)
    scan(page, *CODES[: SCANS // 2], gap=GAP_MS)
    open_desk(visitor, house)
    scan(page, *CODES[SCANS // 2 :], gap=GAP_MS)


def _judge(house: House) -> None:
    """What the proof asks for."""
    assert received(house) == CODES
    assert count_units(house) == SCANS


def test_nothing_is_lost_or_doubled_and_all_is_in_order(far_desk: Behind, shop: House) -> None:
    visitor, storm = far_desk()
    page = open_desk(visitor, shop)
    _work(page, visitor, shop)
    expect_sent(page, 120_000)
    assert storm.lost_before + storm.lost_after > 0, "the weather was too good"
    _judge(shop)


_PLAIN_HTMX = """(address) => {
  const form = document.getElementById("scan-form");
  const key = () => crypto.getRandomValues(new Uint32Array(4)).join("-");
  document.addEventListener("htmx:config:request", (event) => event.detail.ctx.request.body.set("key", key()));
  document.addEventListener("htmx:after:request", () => { document.getElementById("scan").value = ""; });
  form.setAttribute("hx-post", address);
  form.setAttribute("hx-target", "#scan-rows");
  form.setAttribute("hx-swap", "none");
  htmx.process(form);
  document.documentElement.dataset.desk = "ready";
}"""


def test_the_control_a_plain_post_loses_scans(far_desk: Behind, shop: House) -> None:
    """The same field with the hx-post that everybody would write first: the proof above must not pass with it."""
    visitor, storm = far_desk()
    visitor.page.route("**/js/desk/main.js*", lambda route: route.abort())
    visitor.page.add_init_script(
        f"addEventListener('load', () => setTimeout(({_PLAIN_HTMX}), 0, '/{shop.slug}/receive'))"
    )
    page = open_desk(visitor, shop)
    _work(page, visitor, shop)
    while not storm.is_over():
        page.wait_for_timeout(100)
    with pytest.raises(AssertionError):
        _judge(shop)
    assert count_units(shop) > 0, "the control did not even reach the server"
