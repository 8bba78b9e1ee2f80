"""Every page, in both themes and five sizes: nothing axe calls serious, nothing to scroll sideways."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import SOURCE, serious
from tests.browser.conftest import Seat
from tests.browser.goods import Things
from tests.browser.sights import SIGHTS, Sight, refuse
from tests.browser.site import Visitor, sit_down, visit
from tests.house import House
from webapp.core.web.html import html_routes

pytestmark = pytest.mark.browser

FRAMES = ("overview", "receive", "units", "unit", "settings")
"""Pages that axe reads with their bar and menu, which are the same on all others: one of each layout."""
WIDTHS = {390: 844, 768: 1024, 820: 1180, 1100: 800, 1280: 800}
TABLET = 820
TRIES = 30
# A header that sticks inside a box that scrolls by itself would hang over the rows below it.
_COVERED = """() => [...document.querySelectorAll("table")].filter((table) => {
  const head = table.tHead, first = table.tBodies[0]?.rows[0];
  if (!head || !first || getComputedStyle(head).position === "absolute") return false;
  const low = Math.max(0, ...[...head.querySelectorAll("th")].map((th) => th.getBoundingClientRect().bottom));
  return first.offsetHeight > 0 && low > first.getBoundingClientRect().top + 2;
}).map((table) => table.textContent.trim().slice(0, 40))"""
_TINY = """document.querySelector("h1").innerHTML = ["a", "b"]
  .map((name) => `<a href="/${name}" id="tiny-${name}">.</a>`).join("")"""
_OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _overhang(page: Page) -> int:
    """How many pixels stand out, once the window has its new size: for a moment its scroll bar has the old place."""
    over = 0
    for _ in range(TRIES):
        over = int(page.evaluate(_OVERHANG))
        if over <= 0:
            break
        page.wait_for_timeout(100)
    return over


def _look(page: Page, *, framed: bool = True) -> list[str]:
    """What is wrong with the page as it stands; without ``framed``, in what it does not share with the others."""
    wrong = []
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        if (over := _overhang(page)) > 0:
            wrong.append(f"{over} px too wide at {width}")
        wrong += [f"a header covers rows at {width}: {one}" for one in page.evaluate(_COVERED)]
        if width == TABLET:  # what a finger meets: 24 pixels, or as much room
            wrong += [f"at {width} {one}" for one in serious(page, "target-size", framed=framed)]
    wrong += serious(page, framed=framed)
    page.emulate_media(color_scheme="dark")
    wrong += [f"dark {one}" for one in serious(page, "color-contrast", "link-in-text-block", framed=framed)]
    page.emulate_media(color_scheme="light")
    return wrong


def judge(page: Page, *, framed: bool = True) -> None:
    """Fail with all that is wrong, one a line."""
    wrong = _look(page, framed=framed)
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="module")
def reader(window: Browser, port: int, stocked: tuple[House, Things]) -> Iterator[Visitor]:
    """One window for all pages: what they have in common is fetched once, and axe is there on each."""
    visitor = visit(window, port, reduced_motion="reduce")
    visitor.context.add_init_script(path=SOURCE)
    sit_down(visitor, stocked[0])
    yield visitor
    visitor.context.close()


def _before(sight: Sight, seat: Seat, reader: Visitor) -> Visitor:
    """Where it is looked at: what is typed stays on a page of its own, and who is before the door has no session."""
    if not sight.signed_in:
        return seat(reduced_motion="reduce")
    return reader if sight.wrong is None else reader.beside()


@pytest.mark.parametrize("sight", SIGHTS, ids=lambda sight: sight.name)
def test_a_page_can_be_read(seat: Seat, reader: Visitor, stocked: tuple[House, Things], sight: Sight) -> None:
    house, things = stocked
    visitor = _before(sight, seat, reader)
    visitor.troubles.clear()
    address = sight.address(house.slug, things)
    assert address is not None
    page = visitor.go(address)
    framed = sight.name in FRAMES
    judge(page, framed=framed)
    if sight.wrong is not None:
        refuse(page, sight)
        judge(page, framed=framed)
    assert not visitor.troubles, "\n".join(visitor.troubles)
    if visitor is not reader:
        page.close()


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
    page.evaluate("document.querySelector('#nav a').tabIndex = 5")
    page.evaluate(_TINY)
    assert any(one.startswith("target-size:") for one in serious(page, "target-size"))
    within, around = serious(page, "tabindex", framed=False), serious(page, "tabindex")
    assert (len(within), len(around)) == (1, 2), around


def test_too_wide_is_seen(seat: Seat, stocked: tuple[House, Things], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "TRIES", 2)
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


def test_bar_and_menu_are_read_somewhere() -> None:
    assert set(FRAMES) <= {sight.name for sight in SIGHTS}


def test_no_page_is_forgotten() -> None:
    routed = {route.endpoint for route in html_routes if "GET" in route.methods}
    seen = {sight.endpoint for sight in SIGHTS}
    answered = {"receiving.token", "fulfil.token"}  # to the scan pipe, as JSON
    answered |= {"labels.pdf", "labels.zpl", "labels.cards_file", "intakes.report_file"}  # files
    answered |= {"picks.picks_file", "picks.picks_of_many_file"}
    answered |= {"shipments.delivery_note_file", "shipments.packing_list_file", "customers.everything"}
    answered |= {"records.outcome"}  # to a form, as a part of it
    assert {e for e in routed - seen - answered if not e.endswith(("_csv", "_xlsx"))} == set()
