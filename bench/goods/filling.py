"""Goods and units for a tenant, every unit through the ledger and its triggers, many in one transaction."""

import datetime as dt
import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select

from bench.goods.serials import serial
from tests.house import House, write
from webapp.accounts.permissions import Permission
from webapp.catalog.models import Product, Variant
from webapp.core.data import clock
from webapp.core.data.ids import new_id
from webapp.core.data.tenancy import tenant_scope
from webapp.core.inputs.schema import Input
from webapp.core.operation.registry import Operation, Work
from webapp.core.operation.runner import call
from webapp.ledger.posting import Move, post
from webapp.ledger.stands import Stand, units_stand
from webapp.ledger.units import NewUnit, bear_unit
from webapp.locations.models import Warehouse

PRODUCTS, GRADES, COST = 12, "ABC", 61_500
PER_BATCH = 50
SPREAD = dt.timedelta(days=300)
STATUSES = ("available",) * 8 + ("returned", "unavailable")


def sku(product: int, grade: str) -> str:
    """The SKU of a variant."""
    return f"LAPTOP-{product:02d}-{grade}"


def stock_catalogue(house: House) -> None:
    """Some products in three grades each."""
    now = clock.now()
    common = {"tenant_id": house.tenant_id, "version": 1, "created_at": now, "updated_at": now}
    products = [{**common, **_product(number)} for number in range(PRODUCTS)]
    variants = [
        {**common, **_variant(number, grade), "product_id": product["id"]}
        for number, product in enumerate(products)
        for grade in GRADES
    ]
    write(house.session, insert(Product).values(products), insert(Variant).values(variants))


def _product(number: int) -> dict[str, Any]:
    return {
        "id": new_id("prod"),
        "product_sku": f"LAPTOP-{number:02d}",
        "name": f"Laptop {number}",
        "specification": "14 inch, 16 GB",
        "category": "Laptops",
        "brand": "Lenovo",
        "images": ["https://img.example/laptop.jpg"],
        "status": "active",
    }


def _variant(product: int, grade: str) -> dict[str, Any]:
    return {
        "id": new_id("var"),
        "variant_sku": sku(product, grade),
        "variant_name": f"16 GB, grade {grade}",
        "grade": grade,
        "images": [],
        "acquisition_cost": COST,
        "tracking": "serial",
        "status": "active",
    }


def fill(house: House, first: int, until: int) -> float:
    """Receive units number ``first`` to ``until``; gives units a second."""
    warehouse, variants = _places(house)
    operation, actor = _receiving(warehouse, variants), house.actor()
    started, now = time.perf_counter(), clock.now()
    for start in range(first, until, PER_BATCH):
        numbers = range(start, min(start + PER_BATCH, until))
        with clock.stopped_at(now - SPREAD + SPREAD * (start / until)):
            call(house.session, operation, actor, _Numbers(first=numbers.start, until=numbers.stop))
    return (until - first) / (time.perf_counter() - started)


class _Numbers(Input):
    """Which units to receive."""

    first: int
    until: int


def _receiving(warehouse: str, variants: Sequence[str]) -> Operation[_Numbers, int]:
    def receive(work: Work, data: _Numbers) -> int:
        variant = variants[data.first // PER_BATCH % len(variants)]
        stand = units_stand(work, variant, warehouse)
        return len(post(work, [_arrival(work, stand, number) for number in range(data.first, data.until)]))

    return Operation("receive_many", Permission.RECEIVE, _Numbers, receive, (), False, "", {})


def _arrival(work: Work, stand: Stand, number: int) -> Move:
    status = STATUSES[number % len(STATUSES)]
    known = NewUnit(serial=serial(number), acquisition_cost=COST, acquisition_date=work.at.date())
    return Move(
        spot=stand.spot,
        from_node="supplier",
        to_node="available" if status == "available" else "held",
        action="RECEIVED",
        unit_id=bear_unit(work, stand, known),
        status_to=status,
    )


def _places(house: House) -> tuple[str, list[str]]:
    with tenant_scope(house.tenant_id):
        warehouse = select(Warehouse.id).where(Warehouse.tenant_id == house.tenant_id)
        variants = select(Variant.id).where(Variant.tenant_id == house.tenant_id).order_by(Variant.variant_sku)
        found = (
            house.session.execute(warehouse).scalars().first(),
            house.session.execute(variants).scalars().all(),
        )
    house.session.rollback()
    assert found[0] is not None
    return found[0], list(found[1])
