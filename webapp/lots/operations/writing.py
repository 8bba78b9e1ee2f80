"""Making a lot, changing what is kept of it, and taking an empty one out of the list."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from webapp.accounts.permissions import Permission
from webapp.core.data import clock
from webapp.core.data.columns import differing
from webapp.core.data.ids import new_id
from webapp.core.inputs.published import instant_of
from webapp.core.operation.errors import Detail, StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.ledger.errors import LotNotPickable, StockChanged, TooFewReserved, TooMuchStock
from webapp.ledger.models import Lot, table_of
from webapp.ledger.quantities import Shelf, Why, move_lot, set_to
from webapp.ledger.stands import Goods, open_record
from webapp.ledger.words import BUCKETS
from webapp.locations.errors import BinClosed, BinNotFound, WarehouseClosed, WarehouseNotFound
from webapp.lots.adding_up import wanted_of
from webapp.lots.choosing import Spot, item_of, shelf_of, spot_of
from webapp.lots.errors import (
    ExpiryChanges,
    ItemInactive,
    ItemNotFound,
    KeptForReferences,
    LotNotEmpty,
    LotNotFound,
    LotNumberTaken,
    QuantitiesAtOdds,
)
from webapp.lots.inputs import CreateLot, OneLot, UpdateLot
from webapp.lots.keeping import CHANGED, DELETED, OPENED, day_of, facts_of, keep, mark_deleted, plain, told, touch
from webapp.lots.queries.rows import ACTIVE, find_lot_row, picks, version_of, with_levels

_PLACES = (BinClosed, BinNotFound, WarehouseClosed, WarehouseNotFound)
_STOCK = (LotNotPickable, QuantitiesAtOdds, StockChanged, TooMuchStock)


@operation(
    needs=Permission.KEEP_LOTS,
    raises=(ItemInactive, ItemNotFound, LotNumberTaken, *_PLACES, *_STOCK),
)
def create_lot(work: Work, data: CreateLot) -> Any:
    """Open a lot of an item in a warehouse, with what is in it."""
    item = item_of(work, data.item_id)
    spot = spot_of(work, data.location_id, data.layout_id)
    wanted = {name: qty for name, qty in wanted_of(data, dict.fromkeys(BUCKETS, 0)).items() if qty}
    lot_id = new_id("lot")
    number = data.number or f"LOT-{clock.today(work.actor.tenant.time_zone):%y%m%d}-{lot_id[-5:].upper()}"
    kept: dict[str, Any] = {
        "number": number,
        "manufacturer_number": data.manufacturer_number or None,
        "status": data.status or ACTIVE,
        "expires_at": instant_of(data.expires_at, work.actor.tenant.time_zone),
        "address_id": data.address_id or None,
        "bin_id": spot.bin_id,
        "metadata": data.metadata or {},
    }
    row = {
        "tenant_id": work.tenant_id,
        "id": lot_id,
        "record_id": open_record(work, Goods(item.product_id, item.variant_id), spot.warehouse_id),
        "variant_id": item.variant_id,
        "warehouse_id": spot.warehouse_id,
        "created_at": work.at,
        "updated_at": work.at,
    }
    work.session.execute(insert(table_of(Lot)), row | kept)
    told(work, lot_id, number, OPENED, {"deleted": True}, {"deleted": False, **plain(kept)})
    if wanted:
        set_to(work, shelf_of(work, lot_id), wanted, Why(action="RECEIVED"), opening=True)
    total = sum(qty for bucket, qty in wanted.items() if bucket != "expected")
    of_it = f" with {total:,}" if total else ""
    work.tell(f"opened the lot {number} of {item.sku}{of_it} at {spot.words}", lot_id)
    return shown(work, lot_id)


@operation(
    needs=Permission.CORRECT_LOTS,
    raises=(ExpiryChanges, KeptForReferences, LotNotFound, LotNumberTaken, StaleEdit, *_PLACES, *_STOCK),
)
def update_lot(work: Work, data: UpdateLot) -> Any:
    """Change what is sent of a lot: its words, its dates, its quantities, where it is; the rest stays."""
    shelf = shelf_of(work, data.lot_id)
    row = find_lot_row(work.session, work.tenant_id, data.lot_id)
    before = facts_of(row)
    after = _after(work, data, before)
    if data.version not in (None, version_of(row)):
        raise _stale(row, before, after)
    _ask_about_expiry(work, data, before, after)
    there = _there(work, data, row.warehouse_id, after)
    wanted = {name: qty for name, qty in wanted_of(data, _now(shelf)).items() if qty != shelf.of(name)}
    if wanted and picks(row, work.at):  # what is promised is promised while it may be
        _set(work, shelf, wanted)
        keep(work, row.id, row.number, before, after)
    else:
        is_kept = keep(work, row.id, row.number, before, after)
        if wanted:
            _set(work, shelf_of(work, row.id) if is_kept else shelf, wanted)
    if there is not None:
        _move(work, row, before, there)
    elif wanted:
        touch(work, row.id)
    work.tell(_sentence(work, row.number, before, after, wanted, there.words if there else ""), row.id)
    return shown(work, row.id)


def _ask_about_expiry(work: Work, data: UpdateLot, before: dict[str, Any], after: dict[str, Any]) -> None:
    """On a page the last good day changes when it is said twice; a program means what it says."""
    if work.actor.source != "html" or (after["expires_at"] or "none") in (
        before["expires_at"] or "none",
        data.sure_of,
    ):
        return
    words = [day_of(work, one["expires_at"]) for one in (before, after)]
    raise ExpiryChanges(before=words[0], after=words[1], sure_of=after["expires_at"] or "none")


def _after(work: Work, data: UpdateLot, before: dict[str, Any]) -> dict[str, Any]:
    """What is kept of the lot afterwards, as an event keeps it."""
    sent = {name: getattr(data, name) for name in ("number", "status") if getattr(data, name) is not None}
    for name in ("manufacturer_number", "address_id"):
        if name in data.model_fields_set:
            sent[name] = getattr(data, name) or None
    if "metadata" in data.model_fields_set:
        sent["metadata"] = data.metadata or {}
    if "expires_at" in data.model_fields_set:
        sent["expires_at"] = instant_of(data.expires_at, work.actor.tenant.time_zone)
        if _is_its_day(work, data, before["expires_at"]):
            del sent["expires_at"]
    return {**before, **plain(sent)}


def _is_its_day(work: Work, data: UpdateLot, before: str | None) -> bool:
    """A day that is the lot's last one already changes nothing, whatever the time of it."""
    if before is None or data.expires_at is None or isinstance(data.expires_at, dt.datetime):
        return False
    zone = ZoneInfo(work.actor.tenant.time_zone)
    return dt.datetime.fromisoformat(before).astimezone(zone).date() == data.expires_at


def _there(work: Work, data: UpdateLot, warehouse_id: str, after: dict[str, Any]) -> Spot | None:
    """Where the whole lot goes, if that is another warehouse; a bin of its own is where new stock goes."""
    if data.location_id is None and "layout_id" not in data.model_fields_set:
        return None
    spot = spot_of(work, data.location_id or warehouse_id, data.layout_id)
    if spot.warehouse_id != warehouse_id:
        return spot
    if "layout_id" in data.model_fields_set:
        after["bin_id"] = spot.bin_id
    return None


def _move(work: Work, row: Any, before: dict[str, Any], there: Spot) -> None:
    """The line of it comes before the movements, so that undoing those leads to where it then puts the lot's bin."""
    names = ("record_id", "warehouse_id", "bin_id")
    record_id = open_record(work, Goods(row.product_id, row.variant_id), there.warehouse_id)
    after = dict(zip(names, (record_id, there.warehouse_id, there.bin_id), strict=True))
    told(work, row.id, row.number, CHANGED, {name: before[name] for name in names}, after)
    move_lot(work, row.id, there.warehouse_id, Why(action="MOVED"), bin_id=there.bin_id)


def _now(shelf: Shelf) -> dict[str, int]:
    return {bucket: shelf.of(bucket) for bucket in BUCKETS}


def _set(work: Work, shelf: Shelf, wanted: dict[str, int]) -> None:
    try:
        set_to(work, shelf, wanted, Why(action="ADJUSTED"))
    except TooFewReserved as problem:
        raise KeptForReferences(**problem.facts) from None


def _stale(row: Any, before: dict[str, Any], after: dict[str, Any]) -> StaleEdit:
    """Somebody changed the lot: what is saved stands beside what was sent."""
    saved = [
        Detail(name, f"Saved meanwhile: {before[name] or 'nothing'}. Saving again keeps yours.", "stale_version")
        for name in differing(before, after)
    ]
    return StaleEdit(what=f"Lot {row.number}", version=version_of(row), details=saved)


def _sentence(
    work: Work, number: str, before: dict[str, Any], after: dict[str, Any], wanted: dict[str, int], to: str
) -> str:
    words = []
    if after["number"] != before["number"]:
        words.append(f"its number to {after['number']}")
    if after["status"] != before["status"]:
        words.append(f"its status to {after['status']}")
    if after["expires_at"] != before["expires_at"]:
        words.append(f"its date to {day_of(work, after['expires_at'])}")
    words += [f"{bucket} to {qty:,}" for bucket, qty in wanted.items()]
    told = f"changed the lot {number}{': ' if words else ''}{', '.join(words)}"
    if not to:
        return told
    return f"moved the lot {number} to {to}" if told == f"changed the lot {number}" else f"{told}, and moved it to {to}"


@operation(needs=Permission.CORRECT_LOTS, raises=(LotNotFound, LotNotEmpty, StockChanged))
def remove_lot(work: Work, data: OneLot) -> Any:
    """Take an empty lot out of the list; its history stays."""
    shelf = shelf_of(work, data.lot_id)
    there = sum(_now(shelf).values())
    if there:
        raise LotNotEmpty(there=f"{there:,}")
    row = shown(work, data.lot_id)
    told(work, row.id, row.number, DELETED, {"deleted": False}, {"deleted": True})
    mark_deleted(work, row.id)
    work.tell(f"deleted the empty lot {row.number} of {row.sku}", row.id)
    return row


def shown(work: Work, lot_id: str) -> Any:
    """A lot as it is told, with its levels."""
    row = find_lot_row(work.session, work.tenant_id, lot_id)
    told = with_levels(work.session, work.tenant_id, [row])[0]
    told.batch_id = work.batch_id
    return told
