"""No plain SQL makes the ledger lie: each cheat is refused by name, and leaves nothing behind."""

import pytest

from tests.ledger.cheats import (
    Cheat,
    all_or_nothing,
    balances,
    engines,
    events,
    lots,
    movements,
    places,
    promises,
    units,
)
from tests.ledger.conftest import House, new_tenant
from tests.ledger.desk.book import Book

CHEATS = all_or_nothing(
    [module.CHEATS for module in (movements, lots, balances, promises, units, events, engines, places)]
)
WAYS = [("sqlite", "owner"), ("postgresql", "owner"), ("postgresql", "web")]


def _applies(cheat: Cheat, engine: str, role: str) -> bool:
    return cheat.engine in ("both", engine) and cheat.role in ("both", role)


CASES = [
    pytest.param(engine, role, cheat, id=f"{engine}-{role}-{cheat.story}")
    for engine, role in WAYS
    for cheat in CHEATS
    if _applies(cheat, engine, role)
]


@pytest.mark.parametrize(("engine", "role", "cheat"), CASES)
def test_it_is_refused(request: pytest.FixtureRequest, engine: str, role: str, cheat: Cheat) -> None:
    house: House = request.getfixturevalue(f"{engine}_house")
    tenant, other = new_tenant(house.owner), new_tenant(house.owner)
    book = Book(house.owner if role == "owner" else house.web, tenant, other)
    book.run(*cheat.honest(book))
    before = book.snapshot()
    why = book.refusal(*cheat.cheat(book))
    assert why is not None, "nothing refused it"
    assert _expected(why, cheat, role), why
    assert book.snapshot() == before


def _expected(why: str, cheat: Cheat, role: str) -> bool:
    if role == "web" and why == "no_permission":
        return True
    return any(why == name or (name.startswith("_") and why.endswith(name)) for name in cheat.refused)


def test_there_are_enough_of_them() -> None:
    for engine, role in WAYS:
        assert sum(_applies(cheat, engine, role) for cheat in CHEATS) >= 60
