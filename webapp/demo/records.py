"""The demo renter's stock records: accessories that are counted, kept for orders, and run low."""

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.catalog.models import Variant
from webapp.core.data import clock
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.actor import Actor
from webapp.demo.doing import do
from webapp.inventory.operations import Booked, adjust_record, create_record, edit_record, reserve_stock
from webapp.ledger.models import Record
from webapp.locations.models import Warehouse

BEGAN, SINCE = dt.timedelta(days=30), dt.timedelta(days=9)
SECOND = "UTR"
COUNTED: tuple[dict[str, Any], ...] = (
    {"sku": "CHG-65W-A", "initialQty": 18, "location": "C-01-01", "reorderLevel": 12, "reorderQty": 40},
    {"sku": "WIPE-100-A", "initialQty": 30, "location": "C-01-02", "reorderLevel": 10},
)
LEVELS: dict[str, dict[str, Any]] = {
    "CHG-65W-A": {"location": "B-01-01", "reorderLevel": 60, "reorderQty": 100},
    "MBP-16-M3-A": {"reorderLevel": 5, "reorderQty": 10},
}
"""What the records that a new variant has by itself in the first warehouse are told."""


def tell_records(session: Session, actors: dict[str, Actor]) -> None:
    """Opening stock a month ago, sold from and kept for orders since; levels at which to order more."""
    now = clock.now()
    manager = actors["mo"]
    with clock.stopped_at(now - BEGAN):
        for sku, facts in LEVELS.items():
            do(session, edit_record, manager, {"recordId": _record(session, manager, sku), **facts})
        place = _second(session, manager)
        opened = [do(session, create_record, manager, {**body, "warehouseId": place}) for body in COUNTED]
    with clock.stopped_at(now - SINCE):
        for made in opened:
            if made is not None:  # or an interrupted telling did all this
                _use(session, actors, made)


def _use(session: Session, actors: dict[str, Actor], made: Booked) -> None:
    record = {"recordId": made.row.id}
    sold = {"action": "SOLD", "qty": -5, "reference": "ORD-1027"}
    do(session, adjust_record, actors["mo"], {**record, **sold})
    do(session, adjust_record, actors["mo"], {**record, "action": "DAMAGED", "qty": -1, "notes": "dropped"})
    do(session, reserve_stock, actors["olga"], {**record, "qty": 4, "reference": "ORD-1042"})
    do(session, reserve_stock, actors["olga"], {**record, "qty": 2, "notes": "for the counter"})


def _record(session: Session, actor: Actor, sku: str) -> str:
    with tenant_scope(actor.tenant.id):
        found = (
            select(Record.id)
            .join(Variant, (Variant.tenant_id == Record.tenant_id) & (Variant.id == Record.variant_id))
            .where(Record.tenant_id == actor.tenant.id, Variant.variant_sku == sku)
            .order_by(Record.id)
            .limit(1)
        )
        return session.execute(found).scalar_one()


def _second(session: Session, actor: Actor) -> str:
    with tenant_scope(actor.tenant.id):
        found = select(Warehouse.id).where(Warehouse.tenant_id == actor.tenant.id, Warehouse.code == SECOND)
        return session.execute(found).scalar_one()
