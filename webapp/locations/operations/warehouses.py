"""Making warehouses, calling them something else, closing and opening them."""

import re
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from webapp.accounts.permissions import Permission
from webapp.accounts.queries import lock_tenant
from webapp.core.data import clock
from webapp.core.data.ids import new_id
from webapp.core.inputs.text import fold
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Detail, StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.locations.errors import (
    DefaultStaysOpen,
    DefaultTaken,
    WarehouseCodeTaken,
    WarehouseNotEmpty,
    WarehouseNotFound,
)
from webapp.locations.hooks import lies_in_warehouse
from webapp.locations.inputs import CreateWarehouse, EditWarehouse, OneWarehouse
from webapp.locations.models import Warehouse

FIRST_NAME, FIRST_CODE = "Main Warehouse", "WH-01"
_EDITED = ("name", "code", "address", "type", "active")


@operation(needs=Permission.MANAGE_PLACES, raises=(WarehouseCodeTaken, DefaultTaken))
def create_warehouse(work: Work, data: CreateWarehouse) -> Warehouse:
    """Create a warehouse; the first one, and one that asks for it, becomes the default."""
    lock_tenant(work.session, work.tenant_id)
    codes = set(work.session.execute(select(Warehouse.code_key).where(Warehouse.tenant_id == work.tenant_id)).scalars())
    is_default = data.is_default or not codes
    if is_default and codes:
        _take_over(work)
    code = data.code or _free_code(codes)
    warehouse = Warehouse(
        tenant_id=work.tenant_id,
        id=new_id("wh"),
        name=data.name,
        name_key=fold(data.name),
        code=code,
        code_key=fold(code),
        address=data.address,
        type=data.type,
        is_default=is_default,
        active=True,
        version=1,
        created_at=work.at,
        updated_at=work.at,
    )
    work.session.add(warehouse)
    work.session.flush()
    work.tell(f"created the warehouse {warehouse.name} ({warehouse.code})", warehouse.id)
    work.changed(warehouse.id, None, {"name": warehouse.name, "code": code, "isDefault": is_default})
    return warehouse


def _free_code(taken: set[str]) -> str:
    numbers = [int(found[1]) for key in taken if (found := re.fullmatch(r"wh-([0-9]{1,6})", key))]
    return f"WH-{max(numbers, default=0) + 1:02d}"


def _take_over(work: Work) -> None:
    """Another warehouse becomes the default: the one that is, is so no more."""
    work.session.execute(
        update(Warehouse)
        .where(Warehouse.tenant_id == work.tenant_id, Warehouse.is_default == True)
        .values(is_default=False, version=Warehouse.version + 1, updated_at=work.at)
    )


@operation(
    needs=Permission.MANAGE_PLACES,
    raises=(WarehouseNotFound, WarehouseCodeTaken, DefaultTaken, DefaultStaysOpen, WarehouseNotEmpty, StaleEdit),
)
def edit_warehouse(work: Work, data: EditWarehouse) -> Warehouse:
    """Say what a warehouse is called, where it is, and that it is the default; what lies in it stays there."""
    lock_tenant(work.session, work.tenant_id)
    found = _locked(work, data.location_id, against_new_records=data.active is False)
    before: dict[str, Any] = {name: getattr(found, name) for name in _EDITED}
    after = {**before, **{name: getattr(data, name) for name in data.model_fields_set & before.keys()}}
    if data.version not in (None, found.version):
        differences = [name for name in before if before[name] != after[name]]
        saved = [
            Detail(name, f"Saved meanwhile: {before[name] or 'nothing'}. Saving again keeps yours.", "stale_version")
            for name in differences
        ]
        raise StaleEdit(what=found.name, version=found.version, details=saved)
    becomes_default = data.is_default and not found.is_default
    if before["active"] and not after["active"]:
        _judge_closing(work, found)
    if becomes_default:
        _take_over(work)
        found.is_default = True
    if after != before or becomes_default:
        for name, value in after.items():
            setattr(found, name, value)
        found.name_key, found.code_key = fold(found.name), fold(found.code)
        found.version, found.updated_at = found.version + 1, work.at
    renamed = f" to {found.name}" if found.name != before["name"] else ""
    work.tell(f"{'renamed' if renamed else 'changed'} the warehouse {before['name']}{renamed}", found.id)
    work.changed(found.id, {**before, "isDefault": not becomes_default}, {**after, "isDefault": True})
    return found


@operation(needs=Permission.MANAGE_PLACES, raises=(WarehouseNotFound, WarehouseNotEmpty, DefaultStaysOpen))
def close_warehouse(work: Work, data: OneWarehouse) -> Warehouse:
    """Close an empty warehouse that is not the default: nothing comes into it any more."""
    found = _locked(work, data.location_id, against_new_records=True)
    _judge_closing(work, found)
    return _put(work, found, active=False)


def _judge_closing(work: Work, found: Warehouse) -> None:
    if found.is_default:
        raise DefaultStaysOpen
    for what in lies_in_warehouse(work.session, work.tenant_id, found.id):
        if what:
            raise WarehouseNotEmpty(what=what)


@operation(needs=Permission.MANAGE_PLACES, raises=(WarehouseNotFound,))
def open_warehouse(work: Work, data: OneWarehouse) -> Warehouse:
    """Open a warehouse that was closed."""
    return _put(work, _locked(work, data.location_id), active=True)


def _put(work: Work, found: Warehouse, *, active: bool) -> Warehouse:
    was = found.active
    if was is not active:
        found.active, found.version, found.updated_at = active, found.version + 1, work.at
    work.tell(f"{'opened' if active else 'closed'} the warehouse {found.name}", found.id)
    work.changed(found.id, {"active": was}, {"active": active})
    return found


def _locked(work: Work, warehouse_id: str, *, against_new_records: bool = False) -> Warehouse:
    """A warehouse, closed or not, locked; ``against_new_records`` also waits for whoever opens a record in it."""
    found = work.session.execute(
        select(Warehouse)
        .where(Warehouse.tenant_id == work.tenant_id, Warehouse.id == warehouse_id)
        .with_for_update(key_share=not against_new_records)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if found is None:
        raise WarehouseNotFound
    return found


def make_first_warehouse(session: Session, actor: Actor) -> None:
    """React to a new tenant: it has a default warehouse from its first moment."""
    now = clock.now()
    session.execute(
        insert(Warehouse).values(
            tenant_id=actor.tenant.id,
            id=new_id("wh"),
            type="OWNED",
            is_default=True,
            active=True,
            version=1,
            name=FIRST_NAME,
            name_key=fold(FIRST_NAME),
            code=FIRST_CODE,
            code_key=fold(FIRST_CODE),
            created_at=now,
            updated_at=now,
        )
    )
