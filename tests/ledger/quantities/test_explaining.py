"""Any quantity is explained by its movements: their changes run to just that number, whatever was done and undone."""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.ledger.conftest import House
from tests.ledger.desk.book import Book
from tests.ledger.desk.clerk import undone
from tests.ledger.quantities import shop
from tests.ledger.quantities.shop import done, why
from webapp.core.data.tenancy import tenant_scope
from webapp.core.listing import listing as mechanism
from webapp.core.listing.listing import Question, walk
from webapp.ledger import quantities as q
from webapp.ledger.movements.listing import movements_in
from webapp.ledger.movements.scopes import SUMS, scope_in

SECRET = "a secret of this test"


@pytest.fixture
def busy(house: House, tenant: int, book: Book) -> Book:
    """A record that saw every verb, some of them undone, and one undone undo."""
    shop.furnish(book)
    done(house, tenant, lambda work, here: q.bring(work, here, 9, why("RECEIVED"), source="supplier"))
    done(house, tenant, lambda work, here: q.bring(work, here, 4, why(), source="supplier", into="expected"))
    for lot in shop.LOTS:
        done(house, tenant, lambda work, here: q.bring(work, here, 6, why("RECEIVED"), source="supplier"), lot)
    shop.units(house, tenant, "U1", "U2", "U3")
    reserving = done(house, tenant, lambda work, here: q.reserve(work, here, 17, why("RESERVED", "SO-1")))
    undo, _ = undone(house, tenant, reserving)
    undone(house, tenant, undo)
    done(house, tenant, lambda work, here: q.sell(work, here, 3, why("SOLD", "SO-1")))
    done(house, tenant, lambda work, here: q.damage(work, here, 2, why("HELD")), "lot_late")
    undone(house, tenant, done(house, tenant, lambda work, here: q.count(work, here, 1, why(), pool_id="pool_loose")))
    done(
        house,
        tenant,
        lambda work, here: q.move_part(work, here, 1, why("MOVED"), pool_id="pool_lot_late", bin_id="bin_1"),
        "lot_late",
    )
    done(house, tenant, lambda work, _: q.move_lot(work, "lot_soon", "wh_2", why("MOVED"), bin_id="bin_2"), "lot_soon")
    return book


def told(house: House, tenant: int, **asked: str) -> list[Any]:
    """All movements behind a quantity, newest first, as the page, the export and programs get them."""
    listing = movements_in("UTC", scope_in(asked))
    with tenant_scope(tenant), Session(house.web) as session:
        return list(walk(session, listing, tenant, Question(asked, "createdAt", "desc"), SECRET))


def quantities(book: Book) -> Iterator[tuple[Mapping[str, str], Mapping[str, int]]]:
    """Everything that has quantities, with what the tables say they are."""
    sources = {
        "recordId": "SELECT id, {} FROM record",
        "poolId": "SELECT id, {} FROM pool",
        "lotId": "SELECT id, {} FROM lot",
        "reservationId": "SELECT id, 0, open_qty, 0, 0 FROM reservation",
        "binId": "SELECT bin_id, {sums} FROM pool",
        "variantId": "SELECT variant_id, {sums} FROM record",
        "productId": "SELECT product_id, {sums} FROM record",
    }
    names = "available, reserved, held, expected"
    sums = ", ".join(f"SUM({name})" for name in names.split(", "))
    with book.engine.connect() as connection:
        for name, sql in sources.items():
            of = sql.split()[1].strip(",")
            text = sql.format(names, sums=sums) + f" WHERE tenant_id = {book.tenant} AND {of} IS NOT NULL"
            for row in connection.exec_driver_sql(f"{text} GROUP BY {of}" if "SUM" in text else text):
                now = dict(zip(names.split(", "), map(int, row[1:]), strict=True))
                asked = SUMS if name != "reservationId" else {"reserved": ("reserved",)}
                yield {name: row[0]}, {bucket: sum(now[part] for part in parts) for bucket, parts in asked.items()}


def test_each_quantity_is_the_last_balance_of_its_movements(
    house: House, tenant: int, busy: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mechanism, "WALK", 6)  # parts of six, so that balances go on over the seams
    explained = 0
    for of, now in quantities(busy):
        for bucket, number in now.items() if any(now.values()) else ():
            rows = told(house, tenant, bucket=bucket, **of)
            assert (rows[0].balance if rows else 0) == number, (of, bucket)
            for later, earlier in itertools.pairwise(rows):
                assert later.balance - later.change == earlier.balance, (of, bucket)
            assert not rows or rows[-1].balance == rows[-1].change
            assert all(row.change for row in rows)
            explained += bool(rows)
    assert explained > 60


def test_two_ids_together_are_what_both_hold(house: House, tenant: int, busy: Book) -> None:
    whole = told(house, tenant, bucket="total", variantId="var_1")[0].balance
    parts = [
        told(house, tenant, bucket="total", variantId="var_1", warehouseId=place)[0].balance
        for place in ("wh_1", "wh_2")
    ]
    assert whole == sum(parts)
    assert all(parts)


def test_filters_hide_movements_and_leave_balances_as_they_are(house: House, tenant: int, busy: Book) -> None:
    every = {row.id: row.balance for row in told(house, tenant, bucket="available", recordId="rec_1")}
    sales = told(house, tenant, bucket="available", recordId="rec_1", action="RESERVED")
    assert sales
    assert all(every[row.id] == row.balance for row in sales)


def test_without_a_bucket_all_four_are_told(house: House, tenant: int, busy: Book) -> None:
    row = told(house, tenant, recordId="rec_1")[0]
    assert row.change is None
    assert row.balance is None
    held = busy.one(f"SELECT held FROM record WHERE tenant_id = {tenant} AND id = 'rec_1'")
    assert row.after["held"] == held


def test_a_bucket_alone_tells_changes_and_no_balance(house: House, tenant: int, busy: Book) -> None:
    rows = told(house, tenant, bucket="held")
    assert rows
    assert all(row.change and row.balance is None and row.after is None for row in rows)
