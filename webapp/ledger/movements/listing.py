"""The list of movements, narrowed to a SKU, a place, a record, a lot, a unit or a batch; newest first."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, case, func, or_, select, type_coerce, union_all
from sqlalchemy.orm import InstrumentedAttribute, aliased

from webapp.accounts.models import Desk
from webapp.audit.models import Batch
from webapp.catalog.models import Product, Variant
from webapp.core.data.columns import Whole
from webapp.core.data.tenancy import current_tenant
from webapp.core.inputs.text import fold
from webapp.core.listing.filters import from_day, to_day
from webapp.core.listing.listing import Column, Filter, Listing, contains
from webapp.ledger.models import Lot, Movement, Pool, Record, Unit, is_live
from webapp.ledger.movements.balances import with_balance
from webapp.ledger.movements.scopes import WORDS, is_of_something, touches
from webapp.ledger.queries import movements_at
from webapp.ledger.words import ACTIONS, BUCKETS, STATUSES
from webapp.locations.models import Bin, Warehouse

_LAST = 5
"""The columns before what a movement changed, and what was there after it."""
_CHANGE = Column("change", "Change", "change", priority=1)
_BALANCE = Column("balance", "After", "number", priority=1)
_BALANCES = Column("balances", "Available · reserved · held · expected after")
_from_bin, _to_bin, _pool_bin = aliased(Bin), aliased(Bin), aliased(Bin)
_WORDS, _STATUS_WORDS = (
    tuple((word, word.capitalize().replace("_", " ")) for word in words) for words in (ACTIONS, STATUSES)
)


@lru_cache(maxsize=500)
def _rows(tenant_id: int) -> Select[Any]:
    of = Movement.tenant_id
    rows = (
        select(
            Movement.id, Movement.n, Movement.at, Movement.action, Movement.qty, Movement.from_node, Movement.to_node,
            Movement.record_id, Movement.pool_id, Movement.seq, Movement.unit_id, Movement.lot_id, Movement.lot_seq,
            Movement.reservation_id, Movement.batch_id,
            Movement.note, Movement.reference, Movement.reverses_n, Record.product_id, Record.variant_id,
            func.coalesce(Variant.variant_sku, Product.product_sku).label("sku"),
            Record.warehouse_id,
            Warehouse.name.label("warehouse_name"),
            Unit.serial,
            Lot.number.label("lot_number"),
            func.coalesce(Unit.serial, Lot.number).label("thing"),
            func.coalesce(_from_bin.code, case((Movement.from_node.in_(BUCKETS), _pool_bin.code))).label("bin_from"),
            func.coalesce(_to_bin.code, case((Movement.to_node.in_(BUCKETS), _pool_bin.code))).label("bin_to"),
            (Movement.from_node + " → " + Movement.to_node).label("way"),
            Batch.actor_name,
            Desk.name.label("desk_name"),
        )
        # Every movement has these; outer joins let the list be read in its own order, whatever the planner knows.
        .outerjoin(Record, (Record.tenant_id == of) & (Record.id == Movement.record_id))
        .outerjoin(Pool, (Pool.tenant_id == of) & (Pool.id == Movement.pool_id))
        .outerjoin(Warehouse, (Warehouse.tenant_id == of) & (Warehouse.id == Record.warehouse_id))
        .outerjoin(Product, (Product.tenant_id == of) & (Product.id == Record.product_id))
        .outerjoin(Variant, (Variant.tenant_id == of) & (Variant.id == Record.variant_id))
        .outerjoin(Unit, (Unit.tenant_id == of) & (Unit.id == Movement.unit_id))
        .outerjoin(Lot, (Lot.tenant_id == of) & (Lot.id == Movement.lot_id))
        .outerjoin(_from_bin, (_from_bin.tenant_id == of) & (_from_bin.id == Movement.bin_from))
        .outerjoin(_to_bin, (_to_bin.tenant_id == of) & (_to_bin.id == Movement.bin_to))
        .outerjoin(_pool_bin, (_pool_bin.tenant_id == of) & (_pool_bin.id == Pool.bin_id))
        .outerjoin(Batch, (Batch.tenant_id == of) & (Batch.id == Movement.batch_id))
        .outerjoin(Desk, (Desk.tenant_id == of) & (Desk.id == Movement.desk_id))
        .where(of == tenant_id)
    )  # fmt: skip
    return cast("Select[Any]", rows)


def _at_bin(text: str) -> ColumnElement[bool]:
    """Out of a bin or into it: a unit's own, or the bin of what lies loose."""
    tenant_id = current_tenant() or 0
    return Movement.n.in_(union_all(*(select(lines.c.n) for lines in movements_at(tenant_id, text))))


def _in_pool(text: str) -> ColumnElement[bool]:
    """A pool is found by its record, whose movements have an index."""
    return (Pool.id == text) & (Movement.record_id == Pool.record_id)


def _at_code(text: str) -> ColumnElement[bool]:
    """Out of a bin of this code or into it, in any warehouse."""
    tenant_id = current_tenant() or 0
    bins = select(Bin.id).where(Bin.tenant_id == tenant_id, Bin.code_key == fold(text))
    pools = select(Pool.id).where(Pool.tenant_id == tenant_id, Pool.bin_id.in_(bins))
    return or_(Movement.bin_from.in_(bins), Movement.bin_to.in_(bins), Movement.pool_id.in_(pools))


def _of_reference(text: str) -> ColumnElement[bool]:
    """Named, so that the index of references is asked, and not every movement."""
    named = aliased(Movement)
    lines = select(named.n).where(named.tenant_id == (current_tenant() or 0), named.reference == text)
    return Movement.n.in_(lines)


def _says(text: str) -> ColumnElement[bool]:
    return contains(func.coalesce(Movement.note, ""), text)


def _of_serial(text: str) -> ColumnElement[bool]:
    """Of the unit that has this serial number now."""
    return (Unit.serial_norm == fold(text)) & is_live()


MOVEMENTS = Listing(
    name="movements",
    rows=_rows,
    columns=(
        Column("action", "What", priority=1),
        Column("sku", "SKU", "code", priority=1),
        Column("thing", "Serial number or lot", "code"),
        Column("qty", "Quantity", "number", priority=1),
        Column("way", "From and to"),
        Column("warehouse_name", "Warehouse", priority=3),
        Column("actor_name", "Who", priority=3),
        Column("at", "When", "time", sort="createdAt"),
        Column("bin_from", "Out of bin", page=False),
        Column("bin_to", "Into bin", page=False),
        Column("desk_name", "Desk", page=False),
        Column("reference", "Reference", page=False),
        Column("note", "Note", page=False),
    ),
    sorts={"createdAt": Movement.n},
    tie=Movement.id,
    filters=(
        Filter("action", "What", lambda text: Movement.action == text, _WORDS),
        Filter("bucket", "Quantity", touches, tuple(WORDS.items())),
        Filter("status", "Unit became", lambda text: Movement.status_to == text, _STATUS_WORDS),
        Filter("variantId", "Variant", lambda text: Record.variant_id == text),
        Filter("warehouseId", "Warehouse", lambda text: Record.warehouse_id == text),
        Filter("recordId", "Stock record", lambda text: Movement.record_id == text),
        Filter("poolId", "Part of a record", _in_pool),
        Filter("lotId", "Lot", lambda text: Movement.lot_id == text),
        Filter("reservationId", "Reservation", lambda text: Movement.reservation_id == text),
        Filter("productId", "Product", lambda text: Record.product_id == text),
        Filter("binId", "Bin", _at_bin),
        Filter("unitId", "Unit", lambda text: Movement.unit_id == text),
        Filter("serialNumber", "Serial number", _of_serial, kind="text", folded=True),
        Filter("sku", "SKU", lambda text: Variant.variant_sku == text, kind="text", folded=True),
        Filter("bin", "Bin code", _at_code, kind="text", folded=True),
        Filter("actorId", "Who", lambda text: Movement.actor == text),
        Filter("deskId", "Desk", lambda text: Movement.desk_id == text),
        Filter("reference", "Reference", _of_reference, kind="text", folded=True),
        Filter("note", "Part of a note", _says, kind="text", folded=True),
        Filter("batchId", "Batch", lambda text: Movement.batch_id == text),
    ),
    steady=True,
    complete=with_balance,
)


@lru_cache(maxsize=500)
def movements_in(zone: str, scope: tuple[str, ...] = ("",)) -> Listing:
    """The movements with days of a zone; ``scope`` is a bucket, or nothing, and the filters that choose a quantity.

    What was there after each is told of a quantity that is chosen. One record and one lot count their own
    movements, and are read in that order.
    """
    bucket, *names = scope
    days = (from_day("from", "From", Movement.at, zone), to_day("to", "To", Movement.at, zone))
    filters = (*(_of_pools(one) if bucket and one.name == "binId" else one for one in MOVEMENTS.filters), *days)
    told = [_CHANGE] if bucket else []
    if is_of_something({"bucket": bucket, **dict.fromkeys(names, "?")}):
        told.append(replace(_BALANCE, label=f"{WORDS[bucket]} after") if bucket else _BALANCES)
    first = [replace(one, page=not (bucket and one.key == "qty")) for one in MOVEMENTS.columns[:_LAST]]
    columns = (*first, *told, *MOVEMENTS.columns[_LAST:])
    return replace(MOVEMENTS, filters=filters, columns=columns, sorts={"createdAt": _order(names)})


def _of_pools(one: Filter) -> Filter:
    """With a bucket, a bin is what lies loose or in lots there: a unit's bin is the unit's own."""
    return replace(one, clause=lambda text: Pool.bin_id == text)


def _order(names: Sequence[str]) -> ColumnElement[int] | InstrumentedAttribute[int]:
    if "recordId" in names or "poolId" in names:
        return Movement.seq
    return type_coerce(Movement.lot_seq, Whole) if "lotId" in names else Movement.n
