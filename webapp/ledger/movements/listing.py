"""The list of movements, narrowed to a SKU, a place, a record, a lot, a unit or a batch; newest first."""

from dataclasses import replace
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import Desk
from webapp.audit.models import Batch
from webapp.catalog.models import Product, Variant
from webapp.core.inputs.text import fold
from webapp.core.listing.filters import from_day, to_day
from webapp.core.listing.listing import Column, Filter, Listing
from webapp.ledger.models import Lot, Movement, Pool, Record, Unit, is_live
from webapp.ledger.words import ACTIONS, BUCKETS
from webapp.locations.models import Bin, Warehouse

_from_bin, _to_bin = aliased(Bin), aliased(Bin)
_WORDS = tuple((action, action.capitalize().replace("_", " ")) for action in ACTIONS)


@lru_cache(maxsize=500)
def _rows(tenant_id: int) -> Select[Any]:
    of = Movement.tenant_id
    rows = (
        select(
            Movement.id, Movement.n, Movement.at, Movement.action, Movement.qty, Movement.from_node, Movement.to_node,
            Movement.record_id, Movement.pool_id, Movement.seq, Movement.unit_id, Movement.lot_id, Movement.batch_id,
            Movement.note, Movement.reference, Movement.reverses_n, Record.product_id, Record.variant_id,
            func.coalesce(Variant.variant_sku, Product.product_sku).label("sku"),
            Record.warehouse_id,
            Warehouse.name.label("warehouse_name"),
            Unit.serial,
            Lot.number.label("lot_number"),
            func.coalesce(Unit.serial, Lot.number).label("thing"),
            _from_bin.code.label("bin_from"),
            _to_bin.code.label("bin_to"),
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
        .outerjoin(Batch, (Batch.tenant_id == of) & (Batch.id == Movement.batch_id))
        .outerjoin(Desk, (Desk.tenant_id == of) & (Desk.id == Movement.desk_id))
        .where(of == tenant_id)
    )  # fmt: skip
    return cast("Select[Any]", rows)


def _at_bin(text: str) -> ColumnElement[bool]:
    """Out of a bin or into it: a unit's own, or the bin of what lies loose."""
    return or_(Movement.bin_from == text, Movement.bin_to == text, Pool.bin_id == text)


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
        Filter("variantId", "Variant", lambda text: Record.variant_id == text),
        Filter("warehouseId", "Warehouse", lambda text: Record.warehouse_id == text),
        Filter("recordId", "Stock record", lambda text: Movement.record_id == text),
        Filter("lotId", "Lot", lambda text: Movement.lot_id == text),
        Filter("binId", "Bin", _at_bin),
        Filter("unitId", "Unit", lambda text: Movement.unit_id == text),
        Filter("serialNumber", "Serial number", _of_serial, kind="text", folded=True),
        Filter("sku", "SKU", lambda text: Variant.variant_sku == text, kind="text", folded=True),
        Filter("batchId", "Batch", lambda text: Movement.batch_id == text),
    ),
    steady=True,
)


@lru_cache(maxsize=500)
def movements_in(zone: str, *, balanced: bool = False) -> Listing:
    """The movements with days of a zone; ``balanced`` where one record is chosen: what it held after each is told."""
    days = (from_day("from", "From", Movement.at, zone), to_day("to", "To", Movement.at, zone))
    told = replace(MOVEMENTS, filters=(*MOVEMENTS.filters, *days))
    if not balanced:
        return told
    after = Column("balance", "Available · reserved · held · expected after")
    return replace(told, columns=(*told.columns[:5], after, *told.columns[5:]), complete=_with_balance)


def _with_balance(session: Session, tenant_id: int, rows: list[Row[Any]]) -> list[Any]:
    """Add what the record held after each movement: what it holds now, less what came since."""
    if not rows:
        return []
    record_id, first = rows[0].record_id, min(row.seq for row in rows)
    changes = {bucket: _change(bucket) for bucket in BUCKETS}
    later = [
        func.coalesce(
            func.sum(change).over(order_by=Movement.seq.desc(), rows=(None, -1)), 0
        ).label(bucket)
        for bucket, change in changes.items()
    ]  # fmt: skip
    since = select(Movement.seq, *later).where(
        Movement.tenant_id == tenant_id, Movement.record_id == record_id, Movement.seq >= first
    )
    taken = {row.seq: row for row in session.execute(since)}
    held = select(*(getattr(Record, bucket) for bucket in BUCKETS)).where(
        Record.tenant_id == tenant_id, Record.id == record_id
    )
    now = session.execute(held).one()
    told = []
    for row in rows:
        after = {bucket: int(getattr(now, bucket) - getattr(taken[row.seq], bucket)) for bucket in BUCKETS}
        words = " · ".join(f"{after[bucket]:,}" for bucket in BUCKETS)
        told.append(SimpleNamespace(**row._asdict(), after=after, balance=words))
    return told


def _change(bucket: str) -> ColumnElement[int]:
    return case((Movement.to_node == bucket, Movement.qty), (Movement.from_node == bucket, -Movement.qty), else_=0)
