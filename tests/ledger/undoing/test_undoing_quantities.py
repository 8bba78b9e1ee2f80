"""What stands in the way of an undo of quantities, and what comes back whole: counts, promises, lots, splits."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from tests.ledger.conftest import House
from tests.ledger.desk.book import Book
from tests.ledger.desk.clerk import undone
from tests.ledger.desk.command import Command, command
from tests.ledger.quantities import shop
from tests.ledger.quantities.shop import pools, promises, why
from webapp.ledger import quantities as q
from webapp.ledger.errors import UndoRefused
from webapp.ledger.models import Lot
from webapp.ledger.quantities import Shelf

Act = Callable[[Command, Shelf], Any]


class Desk:
    """One tenant's stock, and its verbs in a word each; every one answers its batch."""

    def __init__(self, house: House, tenant: int, book: Book) -> None:
        self.house, self.tenant, self.book = house, tenant, book
        shop.furnish(book)

    def do(self, act: Act, lot: str | None = None) -> str:
        return shop.done(self.house, self.tenant, act, lot)

    def bring(self, qty: int, lot: str | None = None) -> str:
        return self.do(lambda work, here: q.bring(work, here, qty, why("RECEIVED"), source="supplier"), lot)

    def take(self, qty: int, lot: str | None = None) -> str:
        return self.do(lambda work, here: q.take(work, here, qty, why("ADJUSTED"), to="loss"), lot)

    def reserve(self, qty: int, of: str, lot: str | None = None) -> str:
        return self.do(lambda work, here: q.reserve(work, here, qty, why("RESERVED", of)), lot)

    def count(self, counted: int, pool: str | None = "pool_loose", lot: str | None = None) -> str:
        return self.do(lambda work, here: q.count(work, here, counted, why(), pool_id=pool), lot)

    def undo(self, batch: str) -> str:
        return undone(self.house, self.tenant, batch)[0]

    def refuses(self, batch: str, why_not: str) -> None:
        with pytest.raises(UndoRefused, match=why_not):
            self.undo(batch)

    def comes_back(self, batch: str) -> None:
        """Undone, done again and undone once more, everything stands each time as it stood then."""
        after = (pools(self.book), promises(self.book))
        undo = self.undo(batch)
        before = (pools(self.book), promises(self.book))
        assert before != after
        again = self.undo(undo)
        assert (pools(self.book), promises(self.book)) == after
        self.undo(again)
        assert (pools(self.book), promises(self.book)) == before


@pytest.fixture
def desk(house: House, tenant: int, book: Book) -> Desk:
    return Desk(house, tenant, book)


@pytest.mark.parametrize("counted", [4, 5, 6])
def test_what_came_before_a_count_stays_while_the_count_stands(desk: Desk, counted: int) -> None:
    receipt, sold = desk.bring(6), desk.take(1)
    count = desk.count(counted)
    desk.refuses(receipt, "6 of var_1: it was counted since")
    desk.refuses(sold, "1 of var_1: it was counted since")
    undo = desk.undo(count)
    assert pools(desk.book)["pool_loose"] == (5, 0, 0, 0)
    again = desk.undo(undo)
    desk.refuses(sold, "it was counted since")
    desk.undo(again)
    desk.undo(sold)
    desk.undo(receipt)
    assert pools(desk.book) == {}


def test_what_came_after_a_count_and_what_lies_elsewhere_is_free(desk: Desk) -> None:
    elsewhere = desk.bring(3, "lot_late")
    desk.bring(6)
    desk.count(6)
    later = desk.bring(2)
    desk.undo(later)
    desk.undo(elsewhere)
    assert pools(desk.book) == {"pool_loose": (6, 0, 0, 0)}


def test_a_promise_of_before_a_count_is_taken_back_for_it_moved_nothing(desk: Desk) -> None:
    desk.bring(6)
    promise = desk.reserve(2, "SO-1")
    desk.count(6)
    desk.undo(promise)
    assert promises(desk.book) == {}


def test_the_undo_of_an_undo_is_no_way_round_a_count(desk: Desk) -> None:
    undo = desk.undo(desk.bring(6))
    desk.count(0)
    desk.refuses(undo, "it was counted since")


def test_a_promise_that_was_used_since_stays(desk: Desk) -> None:
    desk.bring(6)
    promise = desk.reserve(4, "SO-1")
    release = desk.do(lambda work, here: q.release(work, here, 1, why("RELEASED", "SO-1")))
    desk.refuses(promise, "what was reserved has been used or released since")
    desk.undo(release)
    desk.do(lambda work, here: q.sell(work, here, 2, why("SOLD", "SO-1")))
    desk.refuses(promise, "what was reserved has been used or released since")


def test_a_promise_comes_back(desk: Desk) -> None:
    desk.bring(3)
    desk.bring(3, "lot_late")
    desk.comes_back(desk.reserve(5, "SO-1"))


def test_stock_that_was_promised_since_does_not_leave(desk: Desk) -> None:
    receipt = desk.bring(6)
    desk.reserve(4, "SO-1")
    desk.refuses(receipt, "only 2 of the 6 are still there")


def test_a_split_comes_back_unless_its_pieces_went_on(desk: Desk) -> None:
    desk.bring(6, "lot_soon")
    splitting = desk.do(
        lambda work, here: q.split(
            work, here, "lot_late", 2, why("MOVED"), pool_id="pool_lot_soon", bucket="available"
        ),
        "lot_soon",
    )
    sale = desk.take(1, "lot_late")
    desk.refuses(splitting, "only 1 of the 2 are still there")
    desk.undo(sale)
    desk.comes_back(splitting)


def test_a_merge_comes_back_with_its_promises(desk: Desk) -> None:
    desk.bring(6, "lot_soon")
    desk.reserve(2, "SO-1", "lot_soon")
    desk.comes_back(desk.do(lambda work, here: q.merge(work, here, "lot_late", why("MOVED")), "lot_soon"))


def test_a_lot_that_was_moved_on_stays_where_it_is(desk: Desk) -> None:
    desk.bring(6, "lot_late")
    desk.reserve(2, "SO-1", "lot_late")
    first = desk.do(lambda work, _: q.move_lot(work, "lot_late", "wh_2", why("MOVED"), bin_id="bin_2"), "lot_late")
    back = desk.do(lambda work, _: q.move_lot(work, "lot_late", "wh_1", why("MOVED"), bin_id=None), "lot_late")
    desk.refuses(first, "only|in another place now")
    desk.undo(back)
    desk.comes_back(first)


def test_a_lot_that_was_deleted_since_takes_nothing_back(desk: Desk) -> None:
    desk.bring(2, "lot_late")
    sale = desk.take(2, "lot_late")
    with command(desk.house.web, desk.tenant) as work:
        mine = (Lot.tenant_id == work.tenant_id, Lot.id == "lot_late")
        work.session.execute(update(Lot).where(*mine).values(deleted=True))
    desk.refuses(sale, "its lot was deleted since")
