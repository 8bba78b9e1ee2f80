"""The verbs by example: which pieces go first, what is refused and in which words, and where lots go as a whole."""

import pytest

from tests.ledger.conftest import House
from tests.ledger.desk.book import Book
from tests.ledger.desk.clerk import undone
from tests.ledger.quantities import shop
from tests.ledger.quantities.shop import done, pools, promises, why
from webapp.ledger import quantities as q
from webapp.ledger.errors import TooFewPromisable, TooFewReserved, TooFewToMove, TooFewToTake


@pytest.fixture
def shelf(house: House, tenant: int, book: Book) -> Book:
    """Three loose, two in each lot, one unit."""
    shop.furnish(book)
    done(house, tenant, lambda work, here: q.bring(work, here, 3, why("RECEIVED"), source="supplier"))
    for lot in shop.LOTS:
        done(house, tenant, lambda work, here: q.bring(work, here, 2, why("RECEIVED"), source="supplier"), lot)
    shop.units(house, tenant, "U1")
    return book


def test_a_promise_takes_loose_stock_then_what_expires_first_then_units(house: House, tenant: int, shelf: Book) -> None:
    done(house, tenant, lambda work, here: q.reserve(work, here, 4, why("RESERVED", "SO-1")))
    assert promises(shelf) == {("SO-1", "pool_loose"): 3, ("SO-1", "pool_lot_soon"): 1}
    done(house, tenant, lambda work, here: q.reserve(work, here, 4, why("RESERVED", "SO-2")))
    assert promises(shelf)["SO-2", "pool_units"] == 1
    with pytest.raises(TooFewPromisable, match="Only 0 can be reserved, so not 1"):
        done(house, tenant, lambda work, here: q.reserve(work, here, 1, why("RESERVED", "SO-3")))


def test_a_release_is_of_exactly_its_reference(house: House, tenant: int, shelf: Book) -> None:
    done(house, tenant, lambda work, here: q.reserve(work, here, 2, why("RESERVED", "SO-1")))
    with pytest.raises(TooFewReserved, match="Only 0 are reserved like this"):
        done(house, tenant, lambda work, here: q.release(work, here, 1, why("RELEASED")))
    done(house, tenant, lambda work, here: q.release(work, here, 2, why("RELEASED", "SO-1")))
    assert promises(shelf) == {}


def test_a_sale_takes_what_is_kept_for_it_first_and_never_from_an_expired_lot(
    house: House, tenant: int, shelf: Book
) -> None:
    done(house, tenant, lambda work, here: q.reserve(work, here, 1, why("RESERVED", "SO-1")), "lot_late")
    done(house, tenant, lambda work, here: q.sell(work, here, 5, why("SOLD", "SO-1")))
    assert pools(shelf)["pool_lot_late"] == (1, 0, 0, 0)
    assert pools(shelf)["pool_lot_soon"] == (1, 0, 0, 0)
    assert pools(shelf)["pool_lot_past"] == (2, 0, 0, 0)
    with pytest.raises(TooFewToTake, match="Only 2 can be taken, so not 9"):
        done(house, tenant, lambda work, here: q.sell(work, here, 9, why("SOLD")))


def test_damage_takes_from_the_newest_promise_only_when_nothing_is_free(house: House, tenant: int, shelf: Book) -> None:
    for reference in ("old", "new"):
        done(house, tenant, lambda work, here, of=reference: q.reserve(work, here, 1, why("RESERVED", of)))
    batch = done(house, tenant, lambda work, here: q.damage(work, here, 10, why("HELD")))
    assert promises(shelf) == {("old", "pool_loose"): 1}
    undone(house, tenant, batch)
    assert promises(shelf) == {("old", "pool_loose"): 1, ("new", "pool_loose"): 1}


def test_said_quantities_become_the_fewest_movements(house: House, tenant: int, shelf: Book) -> None:
    n = shelf.last_n()
    done(
        house,
        tenant,
        lambda work, here: q.set_to(work, here, {"available": 1, "held": 1, "expected": 4}, why()),
        "lot_soon",
    )
    assert pools(shelf)["pool_lot_soon"] == (1, 0, 1, 4)
    assert shelf.last_n() == n + 2  # one piece from available to held, four announced


def test_a_lot_goes_to_another_warehouse_with_its_promises_and_comes_back(
    house: House, tenant: int, shelf: Book
) -> None:
    done(house, tenant, lambda work, here: q.reserve(work, here, 1, why("RESERVED", "SO-1")), "lot_late")
    moving = done(
        house, tenant, lambda work, _: q.move_lot(work, "lot_late", "wh_2", why("MOVED"), bin_id="bin_2"), "lot_late"
    )
    at = f"SELECT warehouse_id || ' ' || available || ' ' || reserved FROM lot WHERE tenant_id={tenant} AND id="
    assert shelf.one(f"{at}'lot_late'") == "wh_2 1 1"
    undone(house, tenant, moving)
    assert shelf.one(f"{at}'lot_late'") == "wh_1 1 1"
    assert promises(shelf) == {("SO-1", "pool_lot_late"): 1}


def test_loose_pieces_go_to_another_warehouse_as_far_as_they_are_free(house: House, tenant: int, shelf: Book) -> None:
    def send(qty: int) -> str:
        return done(
            house,
            tenant,
            lambda work, here: q.move_loose(
                work, here.record_id, qty, why("MOVED"), pool_id="pool_loose", warehouse_id="wh_2", bin_id=None
            ),
        )

    done(house, tenant, lambda work, here: q.reserve(work, here, 2, why("RESERVED", "SO-1")))
    with pytest.raises(TooFewToMove, match="Only 1 lie there like this, so 2 cannot be moved"):
        send(2)
    send(1)
    assert pools(shelf)["pool_loose_2"] == (1, 0, 0, 0)
