"""Lists and look-ups of places."""

from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from webapp.core.listing.listing import ASCENDING, Column, Filter, Listing, contains
from webapp.locations.errors import BinNotFound, WarehouseNotFound
from webapp.locations.models import Bin, Warehouse

YES_NO = (("true", "Yes"), ("false", "No"))


def _warehouse_rows(tenant_id: int) -> Select[Any]:
    bins = (
        select(func.count(Bin.id))
        .where(Bin.tenant_id == tenant_id, Bin.tenant_id == Warehouse.tenant_id, Bin.warehouse_id == Warehouse.id)
        .scalar_subquery()
    )
    return select(
        Warehouse.id,
        Warehouse.name,
        Warehouse.code,
        Warehouse.address,
        Warehouse.type,
        Warehouse.is_default,
        Warehouse.active,
        Warehouse.created_at,
        Warehouse.updated_at,
        bins.label("bins"),
    ).where(Warehouse.tenant_id == tenant_id)


WAREHOUSES = Listing(
    name="warehouses",
    rows=_warehouse_rows,
    columns=(
        Column("name", "Warehouse", "link", sort="name", priority=1),
        Column("code", "Code", "code", sort="code", priority=1),
        Column("address", "Address"),
        Column("bins", "Bins", "number", priority=1),
        Column("created_at", "Since", "time", sort="createdAt", priority=3),
    ),
    sorts={"createdAt": Warehouse.created_at, "name": Warehouse.name_key, "code": Warehouse.code_key},
    tie=Warehouse.id,
    filters=(Filter("active", "In use", lambda text: Warehouse.active == (text == "true"), YES_NO),),
    search=lambda text: or_(contains(Warehouse.name, text), contains(Warehouse.code, text)),
    search_label="Name or code",
    default_sort="createdAt",
    default_direction=ASCENDING,
    most=1000,
    usual=1000,
)


def bins_of(location_id: str) -> Listing:
    """The bins of one warehouse."""

    def rows(tenant_id: int) -> Select[Any]:
        return select(
            Bin.id,
            Bin.code,
            Bin.name,
            Bin.parent_id,
            Bin.warehouse_id,
            Bin.details,
            Bin.active,
            Bin.version,
            Bin.created_at,
            Bin.updated_at,
        ).where(Bin.tenant_id == tenant_id, Bin.warehouse_id == location_id)

    return Listing(
        name=f"bins of {location_id}",
        rows=rows,
        columns=(
            Column("code", "Bin", "code", sort="code", priority=1),
            Column("name", "Name", sort="name", priority=1),
            Column("created_at", "Since", "time", sort="createdAt"),
        ),
        sorts={"code": Bin.code_key, "name": Bin.name, "createdAt": Bin.created_at},
        tie=Bin.id,
        filters=(Filter("code", "Code", lambda text: Bin.code == text),),
        search=lambda text: or_(contains(Bin.code, text), contains(Bin.name, text)),
        search_label="Bin",
        default_sort="code",
        default_direction=ASCENDING,
        most=1000,
        usual=1000,
    )


def find_warehouse(session: Session, tenant_id: int, warehouse_id: str) -> Warehouse:
    """One warehouse; raises WarehouseNotFound."""
    found = session.execute(
        select(Warehouse).where(Warehouse.tenant_id == tenant_id, Warehouse.id == warehouse_id)
    ).scalar_one_or_none()
    if found is None:
        raise WarehouseNotFound
    return found


def find_bin(session: Session, tenant_id: int, warehouse_id: str, bin_id: str) -> Bin:
    """One bin of a warehouse; raises BinNotFound."""
    found = session.execute(
        select(Bin).where(Bin.tenant_id == tenant_id, Bin.id == bin_id, Bin.warehouse_id == warehouse_id)
    ).scalar_one_or_none()
    if found is None:
        raise BinNotFound
    return found


def bin_choices(session: Session, tenant_id: int, warehouse_id: str) -> list[tuple[str, str]]:
    """The bins of a warehouse, for a form's choice."""
    rows = session.execute(
        select(Bin.id, Bin.code)
        .where(Bin.tenant_id == tenant_id, Bin.warehouse_id == warehouse_id, Bin.active == True)
        .order_by(Bin.code_key)
        .limit(1000)
    )
    return [(row.id, row.code) for row in rows]


def place_names(session: Session, tenant_id: int) -> list[str]:
    """Places as a form takes them, for the hints below a field: codes of warehouses, then ``CODE/BIN``; at most 500."""
    warehouses = session.execute(
        select(Warehouse.code)
        .where(Warehouse.tenant_id == tenant_id, Warehouse.active == True)
        .order_by(Warehouse.code)
    ).scalars()
    bins = session.execute(
        select(Warehouse.code, Bin.code)
        .join(Bin, (Bin.tenant_id == Warehouse.tenant_id) & (Bin.warehouse_id == Warehouse.id))
        .where(Warehouse.tenant_id == tenant_id, Warehouse.active == True, Bin.active == True)
        .order_by(Warehouse.code_key, Bin.code_key)
        .limit(500)
    )
    return [*warehouses, *(f"{warehouse}/{bin_code}" for warehouse, bin_code in bins)]
