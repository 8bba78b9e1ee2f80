"""The demo renter's lots: wipes that are good, near their last day, expired, and in quarantine."""

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.catalog.models import Variant
from webapp.core.data import clock
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.actor import Actor
from webapp.demo.doing import do
from webapp.locations.models import Bin
from webapp.lots.operations import adjust_lot, create_lot, stop_lot

SKU, SHELF = "WIPE-100-A", "B-01-02"
BEGAN, SINCE = dt.timedelta(days=28), dt.timedelta(days=5)
LOTS = (("W25-870", -9, 6), ("W26-031", 12, 43), ("W26-044", 200, 24), ("W26-090", 320, 60))
"""Number, days until the last one, pieces."""


def tell_lots(session: Session, actors: dict[str, Actor]) -> None:
    """Opened four weeks ago, used since; one smelled odd."""
    now, manager = clock.now(), actors["mo"]
    with tenant_scope(manager.tenant.id):
        mine = (Variant.tenant_id == manager.tenant.id, Variant.variant_sku == SKU)
        item = session.execute(select(Variant.id).where(*mine)).scalar_one()
        there = (Bin.tenant_id == manager.tenant.id, Bin.code == SHELF)
        shelf = session.execute(select(Bin.id).where(*there).order_by(Bin.id).limit(1)).scalar_one()
    made: dict[str, Any] = {}
    with clock.stopped_at(now - BEGAN):
        for number, days, qty in LOTS:
            until = (now + dt.timedelta(days=days)).date().isoformat()
            body = {"item_id": item, "layout_id": shelf, "number": number, "expires_at": until, "available_qty": qty}
            made[number] = do(session, create_lot, manager, body)
    if None in made.values():
        return  # an interrupted telling did all this
    with clock.stopped_at(now - SINCE):
        near = {"lot_id": made["W26-031"].id}
        do(session, adjust_lot, actors["olga"], {**near, "verb": "issue", "qty": 8, "reference": "ORD-1031"})
        do(session, adjust_lot, actors["olga"], {**near, "verb": "reserve", "qty": 5, "reference": "ORD-1044"})
        do(session, adjust_lot, actors["olga"], {**near, "verb": "damage", "qty": 2, "note": "torn cartons"})
        smells = {"lot_id": made["W26-044"].id, "status": "quarantined", "note": "smells of solvent"}
        do(session, stop_lot, actors["olga"], smells)
