"""Every page, in both themes and three sizes: nothing axe calls serious, nothing to scroll sideways."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import serious
from tests.browser.conftest import Seat
from tests.browser.goods import Things
from tests.browser.sights import SIGHTS, Sight, refuse
from tests.browser.site import Visitor, sit_down, visit
from tests.house import House
from webapp.core.web.html import html_routes

pytestmark = pytest.mark.browser

WIDTHS = {390: 844, 820: 1180, 1280: 800}
# A header that sticks inside a box that scrolls by itself would hang over the rows below it.
_COVERED = """() => [...document.querySelectorAll("table")].filter((table) => {
  const head = table.tHead, first = table.tBodies[0]?.rows[0];
  if (!head || !first || getComputedStyle(head).position === "absolute") return false;
  const low = Math.max(0, ...[...head.querySelectorAll("th")].map((th) => th.getBoundingClientRect().bottom));
  return first.offsetHeight > 0 && low > first.getBoundingClientRect().top + 2;
}).map((table) => table.textContent.trim().slice(0, 40))"""
_OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _look(page: Page) -> list[str]:
    """What is wrong with the page as it stands."""
    wrong = []
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        if (over := page.evaluate(_OVERHANG)) > 0:
            wrong.append(f"{over} px too wide at {width}")
        wrong += [f"a header covers rows at {width}: {one}" for one in page.evaluate(_COVERED)]
    wrong += serious(page)
    page.emulate_media(color_scheme="dark")
    wrong += [f"dark {one}" for one in serious(page, "color-contrast", "link-in-text-block")]
    page.emulate_media(color_scheme="light")
    return wrong


def judge(page: Page) -> None:
    """Fail with all that is wrong, one a line."""
    wrong = _look(page)
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="module")
def reader(window: Browser, port: int, stocked: tuple[House, Things]) -> Iterator[Visitor]:
    """One window for all pages that are only read: what they have in common is fetched once."""
    visitor = visit(window, port, reduced_motion="reduce")
    sit_down(visitor, stocked[0])
    yield visitor
    visitor.context.close()


@pytest.mark.parametrize("sight", SIGHTS, ids=lambda sight: sight.name)
def test_a_page_can_be_read(seat: Seat, reader: Visitor, stocked: tuple[House, Things], sight: Sight) -> None:
    house, things = stocked
    only_read = sight.signed_in and sight.wrong is None
    visitor = reader if only_read else seat(house if sight.signed_in else None, reduced_motion="reduce")
    visitor.troubles.clear()
    address = sight.address(house.slug, things)
    assert address is not None
    page = visitor.go(address)
    judge(page)
    if sight.wrong is not None:
        refuse(page, sight)
        judge(page)
    assert not visitor.troubles, "\n".join(visitor.troubles)


def test_an_empty_house_can_be_read(seat: Seat, lite: House) -> None:
    visitor = seat(lite, reduced_motion="reduce")
    for path in ("/", "/units", "/products", "/receive", "/history", "/keys", "/desks"):
        assert (path, _look(visitor.go(f"/{lite.slug}{path}"))) == (path, [])


def test_the_api_viewer_works_under_our_rules(seat: Seat) -> None:
    """Axe is not asked: Swagger's own badges and nested buttons fail it, in files that are not ours to change."""
    page = seat().go("/api/docs")
    expect(page.locator(".opblock").first).to_be_visible()


def test_axe_sees_what_is_wrong(seat: Seat, stocked: tuple[House, Things]) -> None:
    visitor = seat(stocked[0])
    page = visitor.go(f"/{stocked[0].slug}/units")
    page.evaluate("document.documentElement.removeAttribute('lang'); document.querySelector('main a').tabIndex = 5")
    seen = serious(page)
    assert all(any(one.startswith(rule) for one in seen) for rule in ("html-has-lang:", "tabindex:")), seen


def test_too_wide_is_seen(seat: Seat, stocked: tuple[House, Things]) -> None:
    page = seat(stocked[0]).go(f"/{stocked[0].slug}/units")
    page.evaluate("document.querySelector('h1').textContent = 'wide'.repeat(999)")
    page.evaluate("document.querySelector('h1').style.overflowWrap = 'normal'")
    assert any("too wide" in one for one in _look(page))


def test_the_watch_hears(seat: Seat, stocked: tuple[House, Things]) -> None:
    visitor = seat(stocked[0])
    page = visitor.go(f"/{stocked[0].slug}/units")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.evaluate("fetch('https://elsewhere.example/').catch(() => 0)")
    page.wait_for_timeout(200)
    heard = "\n".join(visitor.troubles)
    visitor.troubles.clear()
    assert "style-src-attr" in heard
    assert "broken" in heard
    assert "elsewhere.example" in heard


def test_no_page_is_forgotten() -> None:
    routed = {route.endpoint for route in html_routes if "GET" in route.methods}
    seen = {sight.endpoint for sight in SIGHTS}
    answered = {"receiving.token", "fulfil.token"}  # to the scan pipe, as JSON
    answered |= {"labels.pdf", "labels.zpl", "labels.cards_file", "intakes.report_file"}  # files
    answered |= {"picks.picks_file", "picks.picks_of_many_file"}
    answered |= {"shipments.delivery_note_file", "shipments.packing_list_file", "customers.everything"}
    answered |= {"records.outcome"}  # to a form, as a part of it
    assert {e for e in routed - seen - answered if not e.endswith(("_csv", "_xlsx"))} == set()
