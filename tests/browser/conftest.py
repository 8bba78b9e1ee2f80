"""One server and one Chromium a worker, a window a test; whatever a page complains of fails the test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect, sync_playwright

from tests import chromium
from tests.browser.goods import Things, few
from tests.browser.site import Visitor, launch, sit_down, visit
from tests.house import House, new_house
from tests.served import serving

Seat = Callable[..., Visitor]
expect.set_options(timeout=45_000)  # a busy machine is slow, not wrong


@pytest.fixture(scope="session")
def port(sqlite_app: Flask) -> Iterator[int]:
    """Where the application listens."""
    with serving(sqlite_app) as number:
        yield number


@pytest.fixture(scope="session")
def window() -> Iterator[Browser]:
    """The worker's Chromium."""
    chromium.executable()
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def stocked(sqlite_app: Flask) -> tuple[House, Things]:
    """A tenant with one or two of everything, for tests that only look."""
    with sqlite_app.app_context():
        house = new_house(sqlite_app)
        return house, few(house)


@pytest.fixture
def seat(window: Browser, port: int) -> Iterator[Seat]:
    """Opens a window, signed in as a person of a house when one is named."""
    opened: list[Visitor] = []

    def sit(house: House | None = None, person: str = "anna", **options: Any) -> Visitor:
        visitor = visit(window, port, **options)
        opened.append(visitor)
        if house is not None:
            sit_down(visitor, house, person)
        return visitor

    yield sit
    troubles = [trouble for visitor in opened for trouble in visitor.troubles]
    for visitor in opened:
        visitor.context.close()
    assert not troubles, "\n".join(troubles)
