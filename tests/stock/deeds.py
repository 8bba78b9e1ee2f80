"""What stock keepers do, in one line each: loose goods, lots and units in two warehouses, on any day."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from tests.assets.shelf import stock_up
from tests.house import House
from webapp.accounts.permissions import Permission
from webapp.assets.operations import receive_asset
from webapp.catalog.models import Variant
from webapp.core.data import clock
from webapp.core.data.tenancy import tenant_scope
from webapp.core.inputs.schema import Input
from webapp.core.operation.registry import Operation, Work
from webapp.core.operation.runner import call
from webapp.ledger.operations import undo_batch
from webapp.ledger.quantities import Shelf, Why, lot_shelf, record_shelf
from webapp.ledger.stands import goods_of, open_lot, open_record
from webapp.locations.models import Warehouse
from webapp.locations.operations import create_warehouse

A, B = "MBP-16-A", "MBP-16-B"


class Nothing(Input):
    """A deed says what it does by itself."""


def why(action: str = "ADJUSTED", reference: str | None = None) -> Why:
    """Why something moves."""
    return Why(action=action, reference=reference)


@dataclass
class Shop:
    """A tenant with two warehouses and a product in two grades: A costs 1800, B nobody knows what."""

    house: House

    def deed(self, act: Callable[[Work], Any], at: dt.datetime | None = None) -> str:
        """One command; answers its batch."""

        def run(work: Work, data: Nothing) -> str:
            act(work)
            work.tell("did something")
            return work.batch_id

        operation = Operation("deed", Permission.RECEIVE, Nothing, run, (), False, "", {})
        with clock.stopped_at(at or clock.now()):
            return call(self.house.session, operation, self.house.actor(), Nothing())

    def on_record(
        self, act: Callable[[Work, Shelf], Any], sku: str = A, warehouse: str = "WH-01", at: dt.datetime | None = None
    ) -> str:
        """Something done with the record of a SKU in a warehouse, which is opened if it is missing."""
        place = self.warehouse(warehouse)
        variant = self.variant(sku)

        def run(work: Work) -> None:
            act(work, record_shelf(work, open_record(work, goods_of(work, variant), place)))

        return self.deed(run, at)

    def on_lot(
        self,
        act: Callable[[Work, Shelf], Any],
        number: str,
        expires: dt.datetime | None = None,
        sku: str = A,
        warehouse: str = "WH-01",
        at: dt.datetime | None = None,
    ) -> str:
        """Something done with a lot, which is opened if it is missing."""
        place, variant = self.warehouse(warehouse), self.variant(sku)

        def run(work: Work) -> None:
            lot = open_lot(work, goods_of(work, variant), place, number, expires, None)
            act(work, lot_shelf(work, lot.id))

        return self.deed(run, at)

    def unit(self, serial: str, sku: str = A, at: dt.datetime | None = None, **more: Any) -> None:
        """A unit received."""
        with clock.stopped_at(at or clock.now()):
            self.house.do(receive_asset, serialNumber=serial, sku=sku, **more)

    def undo(self, batch: str, at: dt.datetime | None = None) -> None:
        """A batch taken back."""
        with clock.stopped_at(at or clock.now()):
            self.house.do(undo_batch, batchId=batch)

    def variant(self, sku: str = A) -> str:
        """The id of a SKU."""
        return self._one(
            select(Variant.id).where(Variant.tenant_id == self.house.tenant_id, Variant.variant_sku == sku)
        )

    def warehouse(self, code: str = "WH-01") -> str:
        """The id of a warehouse."""
        return self._one(
            select(Warehouse.id).where(Warehouse.tenant_id == self.house.tenant_id, Warehouse.code == code)
        )

    def _one(self, statement: Any) -> str:
        with tenant_scope(self.house.tenant_id):
            found = self.house.session.execute(statement).scalar_one()
        self.house.session.rollback()
        return str(found)


def open_shop(house: House) -> Shop:
    """The shop with nothing in it."""
    stock_up(house)
    house.do(create_warehouse, name="Rotterdam", code="RTM")
    return Shop(house)
