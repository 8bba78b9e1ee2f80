"""One thing done to a lot's quantities, in a clerk's verbs."""

from collections.abc import Callable
from typing import Any

from webapp.accounts.permissions import Permission
from webapp.core.operation.errors import Detail, InputRefused, NotAllowed, StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.ledger.errors import (
    LotNotPickable,
    StockChanged,
    TooFewHeld,
    TooFewPromisable,
    TooFewReserved,
    TooFewToTake,
    TooMuchStock,
)
from webapp.ledger.quantities import (
    Shelf,
    Why,
    bring,
    broken_of,
    broken_tail,
    count,
    damage,
    release,
    reserve,
    restore,
    scrap,
    sell,
    take,
)
from webapp.ledger.words import STOPPED
from webapp.locations.errors import BinClosed, WarehouseClosed
from webapp.lots.choosing import shelf_of
from webapp.lots.errors import LotNotFound
from webapp.lots.inputs import AdjustLot
from webapp.lots.keeping import touch
from webapp.lots.operations.writing import shown
from webapp.lots.queries.rows import find_lot_row, picks, version_of

REFUSALS = (
    BinClosed,
    LotNotFound,
    LotNotPickable,
    StaleEdit,
    StockChanged,
    TooFewHeld,
    TooFewPromisable,
    TooFewReserved,
    TooFewToTake,
    TooMuchStock,
    WarehouseClosed,
)


@operation(needs=Permission.KEEP_LOTS, raises=REFUSALS)
def adjust_lot(work: Work, data: AdjustLot) -> Any:
    """Receive, issue, damage, restore, reserve, release, scrap or count pieces of a lot."""
    if data.verb == "scrap" and not work.actor.may(Permission.CORRECT_LOTS):
        raise NotAllowed(what=Permission.CORRECT_LOTS)
    if data.qty == 0 and data.verb != "count":
        raise InputRefused([Detail("qty", "Type how many; at least 1.", "too_small")])
    shelf = shelf_of(work, data.lot_id)
    row = find_lot_row(work.session, work.tenant_id, data.lot_id)
    if data.version not in (None, version_of(row)):
        raise StaleEdit(what=f"Lot {row.number}", version=version_of(row))
    if data.verb in ("issue", "reserve") and not picks(row, work.at):
        raise LotNotPickable
    action, step, words = _VERBS[data.verb]
    step(work, shelf, data.qty, Why(action=action, reference=data.reference or None, note=data.note))
    touch(work, row.id)
    broken = broken_of(work, shelf.broken)
    said = words.format(qty=f"{data.qty:,}", lot=f"{row.number} ({row.sku})")
    work.tell(f"{said}{_for(data)}{broken_tail(broken)}", row.id)
    told = shown(work, row.id)
    told.broken = broken
    return told


def _for(data: AdjustLot) -> str:
    return f" for {data.reference}" if data.reference else ""


def _receive(work: Work, shelf: Shelf, qty: int, why: Why) -> None:
    """What was announced arrives first; what comes to a lot in quarantine, or recalled, is held."""
    lot = shelf.lot
    into = "held" if lot and lot.status in STOPPED else "available"
    bin_id = lot.bin_id if lot else None
    announced = min(qty, shelf.of("expected"))
    if announced:
        bring(work, shelf, announced, why, source="expected", into=into, bin_id=bin_id)
    if qty > announced:
        bring(work, shelf, qty - announced, why, source="supplier", into=into, bin_id=bin_id)


def _issue(work: Work, shelf: Shelf, qty: int, why: Why) -> None:
    if why.reference:
        sell(work, shelf, qty, why)
    else:
        take(work, shelf, qty, why, to="customer", pickable=True)


def _scrap(work: Work, shelf: Shelf, qty: int, why: Why) -> None:
    """What is held first: it is what people throw away."""
    held = min(qty, shelf.of("held"))
    if qty > held + shelf.of("available"):
        raise TooFewToTake(asked=qty, there=held + shelf.of("available"))
    if held:
        scrap(work, shelf, held, why)
    if qty > held:
        scrap(work, shelf, qty - held, why, of="available")


def _count(work: Work, shelf: Shelf, qty: int, why: Why) -> None:
    count(work, shelf, qty, why)


_VERBS: dict[str, tuple[str, Callable[[Work, Shelf, int, Why], None], str]] = {
    "receive": ("RECEIVED", _receive, "received {qty} into the lot {lot}"),
    "issue": ("SOLD", _issue, "issued {qty} of the lot {lot}"),
    "damage": ("DAMAGED", damage, "set {qty} of the lot {lot} apart as damaged"),
    "restore": ("UNHELD", restore, "made {qty} of the lot {lot} good again"),
    "reserve": ("RESERVED", reserve, "reserved {qty} of the lot {lot}"),
    "release": ("RELEASED", release, "released {qty} of the lot {lot}"),
    "scrap": ("SCRAPPED", _scrap, "scrapped {qty} of the lot {lot}"),
    "count": ("ADJUSTED", _count, "counted {qty} in the lot {lot}"),
}
