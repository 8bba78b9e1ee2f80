"""A house with goods in its catalogue, and a desk behind a bad network."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.assets.shelf import stock_up
from tests.browser.receiving.storm import Storm, stormy
from tests.browser.site import Visitor, sit_down, visit
from tests.house import House

Behind = Callable[..., tuple[Visitor, Storm]]


@pytest.fixture
def shop(lite: House) -> House:
    """Two variants to receive."""
    stock_up(lite)
    return lite


@pytest.fixture
def far_desk(window: Browser, sqlite_app: Flask, shop: House) -> Iterator[Behind]:
    """Opens a window of somebody of the shop, behind a storm of its own."""
    opened: list[Visitor] = []
    with stormy(sqlite_app) as (port, storm):

        def sit(person: str = "olga") -> tuple[Visitor, Storm]:
            visitor = visit(window, port, watched=False)
            opened.append(visitor)
            sit_down(visitor, shop, person)
            return visitor, storm

        yield sit
        for visitor in opened:
            visitor.context.close()
