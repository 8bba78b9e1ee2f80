"""Where something goes: the words a person or client uses for a place, and the place they name."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webapp.core.inputs.text import fold
from webapp.locations.errors import NoWarehouse
from webapp.locations.models import Bin, Warehouse

# Made once: every receipt asks it.
_WAREHOUSES = (
    select(Warehouse.id, Warehouse.name, Warehouse.code, Warehouse.name_key, Warehouse.code_key, Warehouse.is_default)
    .where(Warehouse.tenant_id == bindparam("tenant"), Warehouse.active == True)
    .order_by(Warehouse.created_at, Warehouse.id)
)


@dataclass(frozen=True)
class Place:
    """A warehouse, perhaps a bin in it, and the words that named neither (kept as free text)."""

    warehouse_id: str
    warehouse_name: str
    warehouse_code: str
    bin_id: str | None = None
    bin_code: str | None = None
    words: str | None = None

    def __str__(self) -> str:
        """As a timeline says it."""
        return f"{self.warehouse_code}/{self.bin_code}" if self.bin_code else self.warehouse_name


def find_place(session: Session, tenant_id: int, words: str | None) -> Place:
    """The place that words name: a warehouse's code or name, or ``CODE/BIN``; any other text is the default warehouse.

    Case does not matter. Raises NoWarehouse when the tenant has no warehouse in use.
    """
    warehouses = session.execute(_WAREHOUSES, {"tenant": tenant_id}).all()
    if not warehouses:
        raise NoWarehouse
    key = fold(words or "")
    for attribute in ("code_key", "name_key"):
        for one in warehouses:
            if getattr(one, attribute) == key:
                return Place(one.id, one.name, one.code)
    for one in warehouses:
        if key.startswith(f"{one.code_key}/"):
            found = _find_bin(session, tenant_id, one.id, key.removeprefix(f"{one.code_key}/"))
            if found is not None:
                return Place(one.id, one.name, one.code, found[0], found[1])
    default = next((one for one in warehouses if one.is_default), warehouses[0])
    return Place(default.id, default.name, default.code, words=words or None)


def _find_bin(session: Session, tenant_id: int, warehouse_id: str, key: str) -> tuple[str, str] | None:
    found = session.execute(
        select(Bin.id, Bin.code).where(
            Bin.tenant_id == tenant_id,
            Bin.warehouse_id == warehouse_id,
            Bin.code_key == key.strip(),
            Bin.active == True,
        )
    ).one_or_none()
    return None if found is None else (found.id, found.code)
