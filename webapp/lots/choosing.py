"""What a lot is of and where it goes, as a client names them."""

from dataclasses import dataclass

from sqlalchemy import select

from webapp.catalog.models import Variant
from webapp.catalog.writing.claims import held_in_use
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work
from webapp.ledger.quantities import Shelf, lot_shelf
from webapp.locations.errors import BinNotFound, WarehouseNotFound
from webapp.locations.models import Bin, Warehouse
from webapp.lots.errors import ItemInactive, ItemNotFound, LotNotFound


@dataclass(frozen=True, slots=True)
class Item:
    """What a lot is of."""

    variant_id: str
    product_id: str
    sku: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a lot is: a warehouse, and perhaps a bin for what comes into it."""

    warehouse_id: str
    bin_id: str | None
    words: str


def item_of(work: Work, item_id: str) -> Item:
    """The item that a new lot is of, in use until this is done; raises ItemNotFound and ItemInactive."""
    found = work.session.execute(
        held_in_use(
            select(Variant.id, Variant.product_id, Variant.variant_sku, Variant.status).where(
                Variant.tenant_id == work.tenant_id, Variant.id == item_id
            )
        )
    ).one_or_none()
    if found is None:
        raise ItemNotFound(at="item_id")
    if found.status != "active":
        raise ItemInactive(sku=found.variant_sku)
    return Item(found.id, found.product_id, found.variant_sku)


def spot_of(work: Work, location_id: str | None, layout_id: str | None) -> Spot:
    """The warehouse and bin that are named; a bin alone says its warehouse."""
    if layout_id:
        row = work.session.execute(
            select(Bin.id, Bin.code, Bin.warehouse_id, Warehouse.code.label("warehouse"))
            .join(Warehouse, (Warehouse.tenant_id == Bin.tenant_id) & (Warehouse.id == Bin.warehouse_id))
            .where(Bin.tenant_id == work.tenant_id, Bin.id == layout_id)
        ).one_or_none()
        if row is None:
            raise BinNotFound(at="layout_id")
        if location_id and location_id != row.warehouse_id:
            _known(work, location_id)
            words = "This layout is not in that location. Choose one of its own."
            raise InputRefused([Detail("layout_id", words)])
        return Spot(row.warehouse_id, row.id, f"{row.warehouse}/{row.code}")
    if not location_id:
        words = "Say where the lot is: a location_id, or a layout_id, which implies it."
        raise InputRefused([Detail("location_id", words, "invalid_type")])
    return Spot(location_id, None, _known(work, location_id))


def _known(work: Work, warehouse_id: str) -> str:
    name = work.session.execute(
        select(Warehouse.name).where(Warehouse.tenant_id == work.tenant_id, Warehouse.id == warehouse_id)
    ).scalar_one_or_none()
    if name is None:
        raise WarehouseNotFound(at="location_id")
    return name


def shelf_of(work: Work, lot_id: str) -> Shelf:
    """A lot's stock, its record locked from here on; raises LotNotFound."""
    try:
        return lot_shelf(work, lot_id)
    except LookupError:
        raise LotNotFound from None
