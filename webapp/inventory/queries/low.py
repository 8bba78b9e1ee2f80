"""What runs low: no more may be promised than the record's reorder level says."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Select, case, func

from webapp.core.data import clock
from webapp.core.listing.listing import ASCENDING, Column
from webapp.inventory.queries.records import MOST, RECORDS, record_rows, sku_of
from webapp.ledger.models import Record
from webapp.ledger.queries import promisable_of, runs_low


def _rows(tenant_id: int) -> Select[Any]:
    """Besides the record: how many to order. What is on its way counts, and may be enough."""
    now = clock.now()
    missing = Record.reorder_level + 1 - promisable_of(tenant_id, now) - Record.expected
    wanted = case((missing <= 0, 0), else_=func.coalesce(func.nullif(Record.reorder_qty, 0), missing))
    return record_rows(tenant_id).add_columns(wanted.label("suggested")).where(runs_low(tenant_id, now))


LOW_STOCK = replace(
    RECORDS,
    name="low-stock",
    rows=_rows,
    columns=(
        Column("sku", "SKU", "code", sort="sku", priority=1),
        Column("product_name", "Product"),
        Column("warehouse_name", "Warehouse", priority=1),
        Column("place", "Shelf or bin", "code", priority=3),
        Column("promisable", "Promisable", "number"),
        Column("reorder_level", "Reorder at", "number"),
        Column("expected", "On its way", "number"),
        Column("reorder_qty", "Reorder quantity", "number", page=False),
        Column("suggested", "Order", "number", priority=1),
    ),
    sorts={"sku": sku_of, "createdAt": Record.id},
    default_sort="sku",
    default_direction=ASCENDING,
    filters=tuple(one for one in RECORDS.filters if one.name in ("warehouseId", "productId", "skuId", "sku")),
    most=MOST,
)
