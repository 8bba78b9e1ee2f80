"""Receiving units."""

import datetime as dt
from dataclasses import asdict
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import bindparam, func, select

from webapp.accounts.permissions import Permission
from webapp.assets.errors import AssetExists, InvalidStatus, VariantInactive, VariantNotFound
from webapp.assets.inputs import ReceiveAsset
from webapp.assets.queries import UnitRow
from webapp.catalog.models import Product, Variant
from webapp.core.data import clock
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work, operation
from webapp.ledger.stands import units_stand
from webapp.ledger.units import NewUnit, receive_unit
from webapp.locations.errors import BinClosed, NoWarehouse, WarehouseClosed
from webapp.locations.places import Place, find_place

BIRTH_STATUSES = ("available", "returned", "unavailable", "sold")
TYPED = ("html", "offline")
"""Where a person types: what they mean is asked, or plain from the only thing that fits."""


# Made once; with the names that the answer shows, so that nothing is read again after the unit is written.
_GOODS = (
    select(
        Variant.id.label("variant_id"),
        Variant.variant_sku.label("sku"),
        Variant.variant_name,
        Variant.grade,
        Variant.status.label("variant_status"),
        Variant.acquisition_cost.label("variant_cost"),
        Variant.product_id,
        Product.name.label("product_name"),
        Product.images,
    )
    .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
    .where(Variant.tenant_id == bindparam("tenant"))
)
_BY_SKU = _GOODS.where(Variant.variant_sku == bindparam("sku"))
_BY_SKU_TYPED = _GOODS.where(func.lower(Variant.variant_sku) == func.lower(bindparam("sku"))).limit(2)


@operation(
    needs=Permission.RECEIVE,
    raises=(AssetExists, BinClosed, InvalidStatus, NoWarehouse, VariantInactive, VariantNotFound, WarehouseClosed),
)
def receive_asset(work: Work, data: ReceiveAsset) -> UnitRow:
    """Receive one unit of an active variant into a place; a serial number enters once."""
    status = "available" if data.status is None else data.status
    if status not in BIRTH_STATUSES:
        raise InvalidStatus(status=status)
    variant = _active_variant(work, data.sku)
    place = _place(work, data.location)
    new = NewUnit(
        serial=data.serial_number,
        acquisition_cost=variant.variant_cost if data.acquisition_cost is None else data.acquisition_cost,
        acquisition_date=_acquired_on(work, data.acquisition_date),
        location_text=place.words,
        condition=data.condition or None,
        notes=data.notes or None,
        product_name=data.product_name or None,
    )
    stand = units_stand(work, variant.variant_id, place.warehouse_id)
    bin_id = None if status == "sold" else place.bin_id
    unit_id = receive_unit(work, stand, new, status=status, bin_id=bin_id)
    into = "as sold" if status == "sold" else f"into {place}"
    work.tell(f"received {data.serial_number} ({variant.sku}) {into}", unit_id)
    return _received(work, unit_id, variant, new, place, status)


def _active_variant(work: Work, sku: str) -> Any:
    asked = {"tenant": work.tenant_id, "sku": sku}
    found = work.session.execute(_BY_SKU, asked).one_or_none()
    if found is None and work.actor.source in TYPED:
        alike = work.session.execute(_BY_SKU_TYPED, asked).all()
        found = alike[0] if len(alike) == 1 else None
    if found is None:
        raise VariantNotFound(sku=sku)
    if found.variant_status != "active":
        raise VariantInactive(sku=found.sku)
    return found


def _place(work: Work, words: str | None) -> Place:
    """Where it goes. A program's words for a place we do not have are kept; a person's are a slip of the hand."""
    place = find_place(work.session, work.tenant_id, words)
    if place.words and work.actor.source in TYPED:
        why = f"There is no place {place.words}. Pick one, or type {place.warehouse_code} for {place.warehouse_name}."
        raise InputRefused([Detail("location", why, "unknown_place")])
    return place


def _received(work: Work, unit_id: str, variant: Any, new: NewUnit, place: Place, status: str) -> UnitRow:
    """The unit as ``find_unit`` would read it."""
    is_here = status != "sold"
    told = {
        **variant._asdict(),
        **asdict(new),
        "id": unit_id,
        "status": status,
        "product_name": new.product_name or variant.product_name,
        "warehouse_id": place.warehouse_id if is_here else None,
        "warehouse_name": place.warehouse_name if is_here else None,
        "warehouse_code": place.warehouse_code if is_here else None,
        "bin_code": place.bin_code if is_here else None,
        "created_at": work.at,
        "updated_at": work.at,
    }
    return cast("UnitRow", SimpleNamespace(**told))


def _acquired_on(work: Work, given: dt.date | None) -> dt.date:
    today = clock.today(work.actor.tenant.time_zone)
    if given is not None and given > today + dt.timedelta(days=1):
        raise InputRefused([Detail("acquisitionDate", "This date lies ahead. A unit is received when it is here.")])
    return given or today
