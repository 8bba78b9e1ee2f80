"""What a quantity is of: the pools that hold it, and the movements that made it."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from webapp.catalog.models import Variant
from webapp.ledger.models import Movement, Pool, Record, Reservation
from webapp.ledger.words import BUCKETS

SUMS: Mapping[str, tuple[str, ...]] = {
    **{bucket: (bucket,) for bucket in BUCKETS},
    "onHand": ("available", "reserved"),
    "total": ("available", "reserved", "held"),
}
"""What may be asked of a quantity: one bucket, or those that are added up."""
WORDS = {
    "available": "Available",
    "reserved": "Reserved",
    "held": "Held",
    "expected": "Expected",
    "onHand": "On hand",
    "total": "Total",
}

_POOLS: Mapping[str, Callable[[str], ColumnElement[bool]]] = {
    "poolId": lambda text: Pool.id == text,
    "recordId": lambda text: Pool.record_id == text,
    "lotId": lambda text: Pool.lot_id == text,
    "binId": lambda text: Pool.bin_id == text,
    "variantId": lambda text: Record.variant_id == text,
    "sku": lambda text: Variant.variant_sku == text,
    "productId": lambda text: Record.product_id == text,
    "warehouseId": lambda text: Record.warehouse_id == text,
}
"""The filters that choose pools."""
_ENOUGH = {*_POOLS, "reservationId"} - {"warehouseId", "binId"}
"""A warehouse alone is too much to add up, and a bin alone has units beside its pools."""


def scope_in(query: Mapping[str, str]) -> tuple[str, ...]:
    """The filters in a query that say what a quantity is of, and its bucket first, if a known one is chosen."""
    bucket = query.get("bucket", "").strip()
    named = (name for name in (*_POOLS, "reservationId") if query.get(name, "").strip())
    return (bucket if bucket in SUMS else "", *named)


def is_of_something(filters: Mapping[str, str]) -> bool:
    """Whether these filters say what a quantity is of, so that it has a balance."""
    if filters.get("reservationId") and filters.get("bucket") not in ("", None, "reserved"):
        return False  # it holds nothing else
    return any(filters.get(name) for name in _ENOUGH) or bool(filters.get("bucket") and filters.get("binId"))


def touches(bucket: str) -> ColumnElement[bool]:
    """Whether a movement changes a bucket, or the sum of several."""
    parts = SUMS[bucket]
    comes, goes = Movement.to_node.in_(parts), Movement.from_node.in_(parts)
    return or_(and_(comes, ~goes), and_(goes, ~comes))


def change_in(bucket: str) -> ColumnElement[int]:
    """By how much a movement changes one bucket."""
    return case((Movement.to_node == bucket, Movement.qty), (Movement.from_node == bucket, -Movement.qty), else_=0)


def counted(filters: Mapping[str, str]) -> tuple[str, ...]:
    """The buckets that such a quantity can lie in: of a reservation there is only what is reserved."""
    return ("reserved",) if filters.get("reservationId") else BUCKETS


def pools_of(tenant_id: int, filters: Mapping[str, str], *columns: Any) -> Select[Any]:
    """Columns of the pools that these filters choose."""
    chosen = [_POOLS[name](text) for name, text in filters.items() if name in _POOLS and text]
    return (
        select(*columns)
        .select_from(Pool)
        .join(Record, (Record.tenant_id == Pool.tenant_id) & (Record.id == Pool.record_id))
        .outerjoin(Variant, (Variant.tenant_id == Record.tenant_id) & (Variant.id == Record.variant_id))
        .where(Pool.tenant_id == tenant_id, *chosen)
    )


def now_in(tenant_id: int, filters: Mapping[str, str], bucket: str) -> ColumnElement[int]:
    """What such a quantity is now, in one bucket."""
    if filters.get("reservationId"):
        if bucket != "reserved":
            return literal(0)
        mine = (Reservation.tenant_id == tenant_id, Reservation.id == filters["reservationId"])
        return func.coalesce(select(Reservation.open_qty).where(*mine).scalar_subquery(), 0)
    held: InstrumentedAttribute[int] = getattr(Pool, bucket)
    return pools_of(tenant_id, filters, func.coalesce(func.sum(held), 0)).scalar_subquery()


def lines_of(tenant_id: int, filters: Mapping[str, str]) -> list[ColumnElement[bool]]:
    """The movements that made such a quantity; each names an index that leads to them."""
    mine = [Movement.tenant_id == tenant_id]
    if filters.get("reservationId"):
        return [*mine, Movement.reservation_id == filters["reservationId"]]
    pools = pools_of(tenant_id, filters, Pool.id)
    if filters.get("recordId"):
        mine.append(Movement.record_id == filters["recordId"])
    elif filters.get("lotId"):
        mine.append(Movement.lot_id == filters["lotId"])
    else:
        mine.append(Movement.record_id.in_(pools_of(tenant_id, filters, Pool.record_id)))
    return [*mine, Movement.pool_id.in_(pools)]
