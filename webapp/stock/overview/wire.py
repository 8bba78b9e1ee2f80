"""Stock by SKU as JSON."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor
from webapp.ledger.words import BUCKETS
from webapp.stock.overview.queries import Holding


class Quantities(TypedDict):
    """The four buckets."""

    available: int
    reserved: int
    held: int
    expected: int


class StockJson(Quantities):
    """docs/contract.md, Our own resources: stock."""

    variantId: str
    tenantId: str
    sku: str
    variantName: str
    productId: str
    productName: str
    tracking: str
    status: str
    promisable: int


class InWarehouse(Quantities):
    """What one stock record holds."""

    recordId: str
    warehouseId: str
    warehouseName: str
    promisable: int
    reorderLevel: int | None


class Loose(Quantities):
    """Loose stock in a bin, or in none."""

    warehouseId: str
    bin: str | None


class InLot(Loose):
    """A lot in a bin; in the order in which they are to leave."""

    lotId: str
    lotNumber: str
    status: str
    expiresAt: str | None
    daysLeft: int | None
    isPickable: bool


class UnitsAt(TypedDict):
    """Units in one bin, or in none: good ones and held ones."""

    warehouseId: str
    bin: str | None
    good: int
    held: int


class Promised(TypedDict):
    """An open reservation."""

    reservationId: str
    recordId: str
    warehouseId: str
    lotId: str | None
    reference: str | None
    quantity: int
    createdAt: str


class Evening(Quantities):
    """What there was at the end of a day."""

    day: str


class HoldingJson(StockJson):
    """A SKU's stock, taken apart."""

    warehouses: list[InWarehouse]
    loose: list[Loose]
    lots: list[InLot]
    unitsByStatus: dict[str, int]
    unitsByPlace: list[UnitsAt]
    reservations: list[Promised]
    days: list[Evening]


def stock_json(row: Any, actor: Actor) -> StockJson:
    """One SKU of the list."""
    return StockJson(
        variantId=row.id,
        tenantId=actor.tenant.slug,
        sku=row.sku,
        variantName=row.variant_name,
        productId=row.product_id,
        productName=row.product_name,
        tracking=row.tracking,
        status=row.status,
        promisable=row.promisable,
        **_quantities(row),
    )


def holding_json(found: Holding, actor: Actor) -> HoldingJson:
    """One SKU."""
    totals = {**found.variant._asdict(), **found.totals}
    return HoldingJson(
        **stock_json(_Row(totals), actor),
        warehouses=[_record(row) for row in found.records],
        loose=[Loose(warehouseId=row.warehouse_id, bin=row.bin_code, **_quantities(row)) for row in found.loose],
        lots=[_lot(row) for row in found.lots],
        unitsByStatus=dict(found.units_by_status),
        unitsByPlace=[
            UnitsAt(warehouseId=row.warehouse_id, bin=row.bin_code, good=row.good, held=row.held)
            for row in found.units_by_place
        ],
        reservations=[_promise(row) for row in found.reservations],
        days=_days(found),
    )


class _Row:
    """Values by their names."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)


def _quantities(row: Any) -> Quantities:
    return Quantities(available=row.available, reserved=row.reserved, held=row.held, expected=row.expected)


def _record(row: Any) -> InWarehouse:
    return InWarehouse(
        recordId=row.id,
        warehouseId=row.warehouse_id,
        warehouseName=row.warehouse_name,
        promisable=row.promisable,
        reorderLevel=row.reorder_level,
        **_quantities(row),
    )


def _lot(row: Any) -> InLot:
    return InLot(
        warehouseId=row.warehouse_id,
        bin=row.bin_code,
        lotId=row.lot_id,
        lotNumber=row.lot_number,
        status=row.lot_status,
        expiresAt=row.expires_at and iso(row.expires_at),
        daysLeft=row.days_left,
        isPickable=row.is_pickable,
        **_quantities(row),
    )


def _promise(row: Any) -> Promised:
    return Promised(
        reservationId=row.id,
        recordId=row.record_id,
        warehouseId=row.warehouse_id,
        lotId=row.lot_id,
        reference=row.reference,
        quantity=row.open_qty,
        createdAt=iso(row.created_at),
    )


def _days(found: Holding) -> list[Evening]:
    course = found.course
    buckets = zip(*(getattr(course, bucket) for bucket in BUCKETS), strict=True)
    return [
        Evening(day=day.isoformat(), **Quantities(**dict(zip(BUCKETS, row, strict=True))))  # type: ignore[typeddict-item]
        for day, row in zip(course.days, buckets, strict=True)
    ]
