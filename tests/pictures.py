"""Pictures of every page in three sizes and two themes: one contact sheet a page, in pictures/, which git ignores.

python -m tests.pictures [PAGE] takes all, or those whose name begins with PAGE; ``readme`` takes those of README.
"""

import base64
import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import structlog
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.goods import Things, few, many
from tests.browser.sights import SIGHTS, Sight, refuse
from tests.browser.site import Visitor, launch, sit_down, visit
from tests.house import House, build_app, close_app, new_house
from tests.served import serving
from webapp.core.data.database import db
from webapp.demo import story

ROOT = Path(__file__).resolve().parent.parent
SHEETS, README = ROOT / "pictures", ROOT / "docs" / "pictures"
SIZES = ((1280, 800), (820, 1180), (390, 844))
THEMES = ("light", "dark")
_SHEET = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 16px; width: 2080px; background: #999; font: 600 24px sans-serif; }}
h2 {{ margin: 24px 0 8px; font-size: 24px; }} div {{ display: flex; flex-wrap: wrap; gap: 16px; align-items: start; }}
img {{ display: block; }}
</style><body><h1>{name}</h1>{states}"""


@dataclass(frozen=True)
class Stage:
    """A tenant to take pictures of."""

    state: str
    house: House
    things: Things


@contextmanager
def _served() -> Iterator[tuple[Flask, int]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = build_app(f"sqlite:///{folder / 'stockdesk.db'}", folder)
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
        with serving(app) as port:
            yield app, port
        close_app(app)


def _stages(app: Flask) -> list[Stage]:
    with app.app_context():
        empty, some, full = (new_house(app) for _ in range(3))
        return [Stage("empty", empty, Things()), Stage("few", some, few(some)), Stage("crowded", full, many(full))]


def _shots(page: Page) -> list[tuple[int, bytes]]:
    """The page as it stands, in every size and theme."""
    taken = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            taken.append((width, page.screenshot(type="jpeg", quality=85)))
    return taken


def _states(
    browser: Browser, port: int, stages: list[Stage], sight: Sight
) -> Iterator[tuple[str, list[tuple[int, bytes]]]]:
    for stage in stages if sight.signed_in else stages[1:2]:
        address = sight.address(stage.house.slug, stage.things)
        if address is None:
            continue
        visitor = _window(browser, port)
        if sight.signed_in:
            sit_down(visitor, stage.house)
        page = visitor.go(address)
        _show(page)
        yield stage.state, _shots(page)
        if stage.state == "few" and sight.wrong is not None:
            refuse(page, sight)
            _show(page)
            yield "error", _shots(page)
        if stage.state == "crowded" and page.evaluate("document.documentElement.scrollHeight") > 900:
            yield "crowded, whole", _whole(page)
        visitor.context.close()


def _window(browser: Browser, port: int, **options: Any) -> Visitor:
    return visit(browser, port, watched=False, reduced_motion="reduce", bypass_csp=True, **options)


def _show(page: Page) -> None:
    """Without the place of a scroll bar, which pictures leave white."""
    page.add_style_tag(content="html { scrollbar-gutter: auto !important }")


def _whole(page: Page) -> list[tuple[int, bytes]]:
    """All of a long page, as far as three screens."""
    taken = []
    page.emulate_media(color_scheme="light")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height * 3})
        taken.append((width, page.screenshot(type="jpeg", quality=85)))
    return taken


def _sheet(page: Page, name: str, states: list[tuple[str, list[tuple[int, bytes]]]]) -> None:
    """Everything on one picture, at two fifths of its size."""
    body = "".join(
        f"<h2>{escape(state)}</h2><div>" + "".join(
            f'<img width="{width * 2 // 5}" src="data:image/jpeg;base64,{base64.b64encode(shot).decode()}">'
            for width, shot in shots
        ) + "</div>"
        for state, shots in states
    )  # fmt: skip
    page.set_viewport_size({"width": 2112, "height": 600})
    page.set_content(_SHEET.format(name=escape(name), states=body))
    page.screenshot(path=SHEETS / f"{name}.png", full_page=True)


def take(which: str) -> None:
    """A contact sheet of each page whose name begins with ``which``."""
    SHEETS.mkdir(exist_ok=True)
    sights = [sight for sight in SIGHTS if sight.name.startswith(which)]
    if not sights:
        sys.exit(f"There is no page {which}. The pages: {', '.join(sight.name for sight in SIGHTS)}.")
    with _served() as (app, port), sync_playwright() as playwright:
        stages, browser = _stages(app), launch(playwright)
        table = browser.new_page()
        for sight in sights:
            _sheet(table, sight.name, list(_states(browser, port, stages, sight)))
            print(SHEETS / f"{sight.name}.png")
        browser.close()


def take_readme() -> None:
    """The pictures of README, of the demo renter."""
    README.mkdir(parents=True, exist_ok=True)
    with _served() as (app, port), sync_playwright() as playwright:
        with app.app_context():
            story.tell(db.session())
        browser = launch(playwright)
        for name, (size, theme, pose) in POSES.items():
            visitor = _window(
                browser, port, color_scheme=theme, viewport=dict(zip(("width", "height"), size, strict=True))
            )
            pose(_sign_in(visitor))
            _show(visitor.page)
            visitor.page.screenshot(path=README / f"{name}.png")
            visitor.context.close()
        browser.close()


def _sign_in(visitor: Visitor) -> Page:
    page = visitor.go("/login")
    page.get_by_label("E-mail").fill(story.email_of("anna"))
    page.get_by_label("Password").fill(story.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return page


def _at_units(page: Page) -> None:
    page.get_by_role("link", name="Units", exact=True).click()
    page.locator("#results").wait_for()


def _at_receive(page: Page) -> None:
    page.get_by_role("link", name="Receive", exact=True).first.click()
    serials = [f"C02ZX1Y2MD6{number}" for number in range(4)]
    for code in ("RTM/A-01-02", "MBP-16-M3-A", *serials[:2], "SD:UNDO", *serials[2:]):
        page.locator("#scan").fill(code)
        page.locator("#scan").press("Enter")
        wanted = "[data-state=undone]" if code == "SD:UNDO" else f"[data-code='{code}'][data-state=accepted]"
        page.locator(f"[data-scan-result]{wanted}").first.wait_for()


def _at_fulfil(page: Page) -> None:
    page.goto(page.url.rstrip("/") + "/orders?q=Zuiderpark&status=partial")
    page.locator("#results").get_by_role("link", name="Basisschool Zuiderpark").first.click()
    page.get_by_role("link", name="Fulfil at the desk").click()
    for code, state in FULFILLED.items():
        page.locator("#scan").fill(code)
        page.locator("#scan").press("Enter")
        page.locator(f"[data-scan-result][data-code='{code}'][data-state={state}]").first.wait_for()


def _at_product(page: Page) -> None:
    page.goto(page.url.rstrip("/") + "/products?q=MBP-16-M3")
    page.locator("#results").get_by_role("link", name="MacBook Pro").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    page.locator("[name=variants-0-pricing-1-monthlyPrice]").fill("119")
    page.locator("#advice-0-1").filter(has_text="16 months").wait_for()
    _to_top(page, "[name=variants-0-pricing-0-contractLength]")


def _at_price_change(page: Page) -> None:
    page.goto(page.url.rstrip("/") + "/price-changes/new")
    page.get_by_label("Name", exact=True).fill("Black Friday")
    page.get_by_label("Category").select_option("Laptops")
    page.get_by_label("Prices go").select_option("percent_down")
    page.get_by_label("Percentage or amount").fill("20")
    page.get_by_label("Rounded").select_option("ending_90")
    page.get_by_role("button", name="Show what would change").click()
    page.locator("#preview table").wait_for()
    _to_top(page, "#preview")


def _to_top(page: Page, selector: str) -> None:
    """Scroll until this stands just below the head of the page."""
    page.locator(selector).first.evaluate("it => scrollTo(0, it.getBoundingClientRect().top + scrollY - 140)")


FULFILLED = {"PF4K14690": "accepted", "PF4K1648076": "accepted", "C02ZX02071": "refused", "PF4K2232383": "accepted"}
POSES = {
    "units": (SIZES[0], "light", _at_units),
    "receive": (SIZES[1], "dark", _at_receive),
    "fulfil": (SIZES[1], "light", _at_fulfil),
    "product": (SIZES[0], "light", _at_product),
    "price-change": (SIZES[0], "light", _at_price_change),
}


if __name__ == "__main__":
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    take_readme() if asked == "readme" else take(asked)
