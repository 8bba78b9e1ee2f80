"""Judging rows of goods beside the catalogue, the places and the units that are here: few statements for all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from webapp.assets.errors import VariantInactive, VariantNotFound
from webapp.core.data.parts import in_parts
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Problem
from webapp.core.operation.registry import Work
from webapp.locations.places import find_place
from webapp.receiving.inputs.rows import RowIn
from webapp.receiving.reading.look_up import items_by_sku, places_by_code, units_by_code, where_is
from webapp.receiving.reading.things import Item, Known, Where
from webapp.receiving.rows.good import Good
from webapp.receiving.rows.lots import look_at_lots
from webapp.receiving.rows.serials import look_at_serials
from webapp.receiving.rows.told import Told

Purpose = Literal["announce", "receive"]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What the rows name, looked up together."""

    items: dict[str, list[Item]]
    places: dict[str, list[Where]]
    units: dict[str, Known]


def judge_rows(work: Work, rows: Sequence[Told], purpose: Purpose, taken: Iterable[str] = ()) -> list[Good]:
    """The rows that can be taken; the others say why they cannot. ``taken`` are folded serials that are spoken for."""
    shelf = _look_up(work, rows)
    default: dict[str, Where | str] = {}
    seen = dict.fromkeys(taken, "This serial number is expected already.")
    good = []
    for row in rows:
        if row.data is None:
            continue
        item = _item(row, row.data, shelf)
        where = _where(work, row, row.data, shelf, default)
        if item is not None:
            _fits(row, row.data, item, purpose)
        _serial(row, row.data, shelf, seen)
        if item is not None and where is not None and not row.faults:
            good.append(Good(row, row.data, item, where))
    look_at_serials(good)
    look_at_lots(work, good)
    return good


def _look_up(work: Work, rows: Sequence[Told]) -> _Shelf:
    told = [row.data for row in rows if row.data is not None]
    shelf = _Shelf({}, {}, {})
    session, tenant_id = work.session, work.tenant_id
    for skus in in_parts(sorted({one.sku for one in told}), 300):
        shelf.items.update(items_by_sku(session, tenant_id, skus))
    for places in in_parts(sorted({fold(one.location) for one in told if one.location}), 500):
        shelf.places.update(places_by_code(session, tenant_id, places))
    for serials in in_parts(sorted({one.serial_number for one in told if one.serial_number}), 500):
        shelf.units.update(units_by_code(session, tenant_id, serials))
    return shelf


def _item(row: Told, data: RowIn, shelf: _Shelf) -> Item | None:
    found = shelf.items.get(data.sku.lower(), [])
    exact = [one for one in found if one.sku == data.sku] or found
    if len(exact) != 1:
        row.refuse("sku", VariantNotFound(sku=data.sku))
        return None
    if not exact[0].is_active:
        row.refuse("sku", VariantInactive(sku=exact[0].sku))
        return None
    return exact[0]


def _where(work: Work, row: Told, data: RowIn, shelf: _Shelf, known: dict[str, Where | str]) -> Where | None:
    words = data.location or ""
    found = known.get(words)
    if found is None:
        found = known[words] = _place(work, words, shelf)
    if isinstance(found, Where) and not found.is_open:
        found = f"{found} is closed. Choose another place, or open it again."
    if isinstance(found, str):
        row.refuse("location", found)
        return None
    return found


def _place(work: Work, words: str, shelf: _Shelf) -> Where | str:
    """The place that words name, or why there is none."""
    named = shelf.places.get(fold(words), []) if words else []
    if len(named) == 1:
        return named[0]
    if len(named) > 1:
        return f"{words} stands in several warehouses. Write the warehouse before it, as in {named[0]}."
    try:
        place = find_place(work.session, work.tenant_id, words or None)
    except Problem as problem:
        return problem.words
    if place.words:
        return f"There is no place {words}. Write a warehouse, or CODE/BIN."
    return where_is(work.session, work.tenant_id, place.warehouse_id, place.bin_id)


def _fits(row: Told, data: RowIn, item: Item, purpose: Purpose) -> None:
    """What a row has to say depends on how its variant is tracked."""
    if item.tracking == "serial":
        if data.serial_number and data.quantity not in (None, 1):
            row.refuse("quantity", "A serial number is one unit. Leave the quantity blank.")
        if purpose == "receive" and not data.serial_number:
            row.refuse("serialNumber", f"{item.sku} is received by its serial numbers. Add this one's.")
        if data.lot_number:
            row.refuse("lotNumber", f"{item.sku} is tracked by serial number, not in lots.")
        return
    if data.serial_number:
        row.refuse("serialNumber", f"{item.sku} has no serial numbers. Write a quantity instead.")
    if item.tracking == "count" and data.lot_number:
        row.refuse("lotNumber", f"{item.sku} is counted, not kept in lots.")
    if item.tracking == "lot" and purpose == "receive" and not data.lot_number:
        row.refuse("lotNumber", f"{item.sku} is kept in lots. Add the lot's number.")
    if data.expires_on and not data.lot_number:
        row.refuse("expiresOn", "A date belongs to a lot. Add the lot's number.")


def _serial(row: Told, data: RowIn, shelf: _Shelf, seen: dict[str, str]) -> None:
    if not data.serial_number:
        return
    key = fold(data.serial_number)
    known = shelf.units.get(key)
    if known is not None:
        where = f"in {known.place}" if known.place else known.status.replace("_", " ")
        row.refuse("serialNumber", f"{known.serial} is here already: {known.sku}, {where}.")
    elif key in seen:
        row.refuse("serialNumber", seen[key])
    seen.setdefault(key, f"This serial number stands in row {row.number} already.")
