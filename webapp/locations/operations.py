"""Making places, and calling them something else."""

import re

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
from webapp.locations.errors import BinCodeTaken, BinNotFound, DefaultTaken, WarehouseCodeTaken, WarehouseNotFound
from webapp.locations.inputs import CreateBin, CreateWarehouse, RenameBin
from webapp.locations.models import Bin, Warehouse

FIRST_NAME, FIRST_CODE = "Main Warehouse", "WH-01"


@operation(needs=Permission.MANAGE_PLACES, raises=(WarehouseCodeTaken, DefaultTaken))
def create_warehouse(work: Work, data: CreateWarehouse) -> Warehouse:
    """Create a warehouse; the first one, and one that asks for it, becomes the default."""
    lock_tenant(work.session, work.tenant_id)
    codes = set(work.session.execute(select(Warehouse.code_key).where(Warehouse.tenant_id == work.tenant_id)).scalars())
    is_default = data.is_default or not codes
    if is_default and codes:
        work.session.execute(
            update(Warehouse)
            .where(Warehouse.tenant_id == work.tenant_id, Warehouse.is_default == True)
            .values(is_default=False, version=Warehouse.version + 1, updated_at=work.at)
        )
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


@operation(needs=Permission.MANAGE_PLACES, raises=(BinCodeTaken, WarehouseNotFound, BinNotFound))
def create_bin(work: Work, data: CreateBin) -> Bin:
    """Create a bin in a warehouse, perhaps inside another bin of it."""
    where = (Warehouse.tenant_id == work.tenant_id, Warehouse.id == data.location_id)
    if work.session.execute(select(Warehouse.id).where(*where)).scalar_one_or_none() is None:
        raise WarehouseNotFound
    if data.parent_id is not None:
        _judge_parent(work, data.location_id, data.parent_id)
    code = data.code or data.name[:50]
    made = Bin(
        tenant_id=work.tenant_id,
        id=new_id("lay"),
        warehouse_id=data.location_id,
        parent_id=data.parent_id,
        code=code,
        code_key=fold(code),
        name=data.name,
        details=data.metadata,
        active=True,
        version=1,
        created_at=work.at,
        updated_at=work.at,
    )
    work.session.add(made)
    work.tell(f"created the bin {code}", made.id)
    return made


def _judge_parent(work: Work, warehouse_id: str, parent_id: str) -> None:
    found = work.session.execute(
        select(Bin.id).where(Bin.tenant_id == work.tenant_id, Bin.id == parent_id, Bin.warehouse_id == warehouse_id)
    ).scalar_one_or_none()
    if found is None:
        raise BinNotFound(at="parent_id")


@operation(needs=Permission.MANAGE_PLACES, raises=(BinNotFound, BinCodeTaken, StaleEdit))
def rename_bin(work: Work, data: RenameBin) -> Bin:
    """Give a bin another name or code; what lies in it stays there and shows the new one."""
    found = _locked_bin(work, data.location_id, data.layout_id)
    before = {"name": found.name, "code": found.code}
    after = {**before, **{name: getattr(data, name) for name in data.model_fields_set & before.keys()}}
    if data.version not in (None, found.version):
        differences = [name for name in before if before[name] != after[name]]
        saved = [
            Detail(name, f"Saved meanwhile: {before[name]}. Saving again keeps yours.", "stale") for name in differences
        ]
        raise StaleEdit(what=found.code, version=found.version, details=saved)
    if after != before:
        found.name, found.code, found.code_key = after["name"], after["code"], fold(after["code"])
        found.version, found.updated_at = found.version + 1, work.at
    renamed = after["code"] != before["code"]
    work.tell(f"renamed the bin {before['code']}{' to ' + after['code'] if renamed else ''}", found.id)
    work.changed(found.id, before, after)
    return found


def _locked_bin(work: Work, warehouse_id: str, bin_id: str) -> Bin:
    """A bin, closed or not: a closed one holds its code too. Locked, so that the audit tells what was before."""
    found = work.session.execute(
        select(Bin)
        .where(Bin.tenant_id == work.tenant_id, Bin.id == bin_id, Bin.warehouse_id == warehouse_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if found is None:
        raise BinNotFound
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
