"""Where something goes: the words a person or client uses for a place, and the place they name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webapp.core.inputs.text import fold
from webapp.locations.errors import NoWarehouse, SharedName
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
    """The place that words name: a warehouse by its code or name, perhaps ``/`` and a bin of it.

    Case does not matter. Of a bin that is not there the warehouse counts and the words are kept; words that name
    nothing are kept at the default warehouse. Raises NoWarehouse when none is in use, SharedName for several at once.
    """
    warehouses = session.execute(_WAREHOUSES, {"tenant": tenant_id}).all()
    if not warehouses:
        raise NoWarehouse
    one = _named(warehouses, fold(words or ""))
    if one is not None:
        return Place(one.id, one.name, one.code)
    head, _, tail = (words or "").partition("/")
    one = _named(warehouses, fold(head)) if tail.strip() else None
    if one is not None:
        bin_id, bin_code = _find_bin(session, tenant_id, one.id, fold(tail)) or (None, None)
        return Place(one.id, one.name, one.code, bin_id, bin_code, None if bin_id else words)
    default = next((one for one in warehouses if one.is_default), warehouses[0])
    return Place(default.id, default.name, default.code, words=words or None)


def _named(warehouses: Sequence[Any], key: str) -> Any:
    """The warehouse of this code, or else of this name; None when there is none."""
    by_code = [one for one in warehouses if one.code_key == key]
    found = by_code or [one for one in warehouses if one.name_key == key]
    if len(found) > 1:
        raise SharedName(found[0].name, [one.code for one in found])
    return found[0] if found else None


def _find_bin(session: Session, tenant_id: int, warehouse_id: str, key: str) -> tuple[str, str] | None:
    found = session.execute(
        select(Bin.id, Bin.code).where(
            Bin.tenant_id == tenant_id,
            Bin.warehouse_id == warehouse_id,
            Bin.code_key == key,
            Bin.active == True,
        )
    ).one_or_none()
    return None if found is None else (found.id, found.code)
