"""Stopping to pick from a lot, and beginning again."""

from typing import Any

from webapp.accounts.permissions import Permission
from webapp.core.operation.errors import NotAllowed
from webapp.core.operation.registry import Work, operation
from webapp.ledger.errors import StockChanged
from webapp.ledger.quantities import Why, take
from webapp.ledger.words import QUARANTINED, RECALLED
from webapp.lots.choosing import shelf_of
from webapp.lots.errors import LotNotFound
from webapp.lots.inputs import OneLot, StopLot
from webapp.lots.keeping import keep, touch
from webapp.lots.operations.writing import shown
from webapp.lots.queries.rows import ACTIVE, find_lot_row


@operation(needs=Permission.KEEP_LOTS, raises=(LotNotFound, StockChanged))
def stop_lot(work: Work, data: StopLot) -> Any:
    """Quarantine or recall a lot: it is not picked from any more, and what is free in it is held."""
    if data.status != QUARANTINED and not work.actor.may(Permission.CORRECT_LOTS):
        raise NotAllowed(what=Permission.CORRECT_LOTS)
    shelf = shelf_of(work, data.lot_id)
    row = find_lot_row(work.session, work.tenant_id, data.lot_id)
    if row.status == RECALLED and not work.actor.may(Permission.CORRECT_LOTS):
        raise NotAllowed(what=Permission.CORRECT_LOTS)
    keep(work, row.id, row.number, {"status": row.status}, {"status": data.status}, data.note)
    free = shelf.of("available")
    if free:
        take(work, shelf, free, Why(action="HELD", note=data.note), to="held")
        touch(work, row.id)
    verb = "quarantined" if data.status == QUARANTINED else "recalled"
    held = f", and held the {free:,} that were free in it" if free else ""
    work.tell(f"{verb} the lot {row.number} of {row.sku}{held}", row.id)
    return shown(work, row.id)


@operation(needs=Permission.CORRECT_LOTS, raises=(LotNotFound,))
def resume_lot(work: Work, data: OneLot) -> Any:
    """Pick from a lot again; what was held stays held until it is restored."""
    shelf_of(work, data.lot_id)
    row = find_lot_row(work.session, work.tenant_id, data.lot_id)
    keep(work, row.id, row.number, {"status": row.status}, {"status": ACTIVE})
    work.tell(f"opened the lot {row.number} of {row.sku} for picking again", row.id)
    return shown(work, row.id)
