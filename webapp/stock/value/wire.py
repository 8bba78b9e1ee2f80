"""The value of stock as JSON."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.money import Amount, to_major
from webapp.core.operation.actor import Actor
from webapp.stock.value.listing import Worth, overall


class Sums(TypedDict):
    """Pieces, units among them, what they cost, and how many nobody knows the cost of."""

    quantity: int
    units: int
    value: Amount
    unvalued: int


class ValueJson(Sums):
    """docs/contract.md, Our own resources: stock value."""

    recordId: str
    tenantId: str
    productId: str
    variantId: str | None
    sku: str
    productName: str
    warehouseId: str
    warehouseName: str
    looseCost: Amount | None


class WorthInWarehouse(Sums):
    """One warehouse's."""

    warehouseId: str
    warehouseName: str


class TotalsJson(Sums):
    """All of it, and each warehouse's part; the day it is of, and the currency."""

    tenantId: str
    date: str
    currency: str
    warehouses: list[WorthInWarehouse]
    inTransit: Sums


def value_json(row: Any, actor: Actor) -> ValueJson:
    """One row."""
    exponent = actor.tenant.exponent
    return ValueJson(
        recordId=row.id,
        tenantId=actor.tenant.slug,
        productId=row.product_id,
        variantId=row.variant_id,
        sku=row.sku,
        productName=row.product_name,
        warehouseId=row.warehouse_id,
        warehouseName=row.warehouse_name,
        looseCost=None if row.cost is None else to_major(row.cost, exponent),
        **_sums(row, exponent),
    )


def totals_json(day: dt.date, sums: Sequence[tuple[str, str, Worth]], in_transit: Worth, actor: Actor) -> TotalsJson:
    """The sums."""
    exponent = actor.tenant.exponent
    return TotalsJson(
        tenantId=actor.tenant.slug,
        date=day.isoformat(),
        currency=actor.tenant.currency,
        warehouses=[
            WorthInWarehouse(warehouseId=warehouse_id, warehouseName=name, **_sums(worth, exponent))
            for warehouse_id, name, worth in sums
        ],
        inTransit=_sums(in_transit, exponent),
        **_sums(overall(sums) + in_transit, exponent),
    )


def _sums(row: Any, exponent: int) -> Sums:
    return Sums(quantity=row.quantity, units=row.units, value=to_major(row.value, exponent), unvalued=row.unvalued)
