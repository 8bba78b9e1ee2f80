"""Making a bin, calling it something else, moving, closing and opening it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.core.data.columns import differing
from webapp.core.data.ids import new_id
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Detail, InputRefused, StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.locations.errors import (
    BinCodeTaken,
    BinInsideItself,
    BinNotEmpty,
    BinNotFound,
    OpenBinsInside,
    ParentClosed,
    ParentElsewhere,
    WarehouseNotFound,
)
from webapp.locations.hooks import lies_in_bin
from webapp.locations.inputs import CreateBin, MoveBin, OneBin, RenameBin
from webapp.locations.lineage import bins_at, placed
from webapp.locations.models import Bin, Warehouse


@operation(
    needs=Permission.MANAGE_PLACES,
    raises=(BinCodeTaken, WarehouseNotFound, BinNotFound, ParentClosed),
    only={"html": "create_bins stands behind the published call, which takes one bin, an array or a pattern"},
)
def create_bin(work: Work, data: CreateBin) -> Bin:
    """Create a bin in a warehouse, perhaps inside another bin of it."""
    need_warehouse(work, data.location_id)
    [parent_id] = parents_of(work, data.location_id, [data])
    return add_bin(work, data.location_id, data.name, data.code, parent_id, data.metadata)


def add_bin(work: Work, warehouse_id: str, name: str, code: str | None, parent_id: str | None, metadata: Any) -> Bin:
    """One bin more in a warehouse that is there; its code is its name unless it has one."""
    if parent_id is not None:
        _judge_parent(work, warehouse_id, parent_id)
    code = code or name[:50]
    made = Bin(
        tenant_id=work.tenant_id,
        id=new_id("lay"),
        warehouse_id=warehouse_id,
        parent_id=parent_id,
        code=code,
        code_key=fold(code),
        name=name,
        details=metadata,
        active=True,
        version=1,
        created_at=work.at,
        updated_at=work.at,
    )
    work.session.add(made)
    work.tell(f"created the bin {code}", made.id)
    return made


def need_warehouse(work: Work, warehouse_id: str, *, alone: bool = False) -> str:
    """The name of a warehouse; ``alone`` holds it until the end, so that one at a time changes its tree of bins."""
    wanted = select(Warehouse.name).where(Warehouse.tenant_id == work.tenant_id, Warehouse.id == warehouse_id)
    name = work.session.execute(wanted.with_for_update(key_share=True) if alone else wanted).scalar_one_or_none()
    if name is None:
        raise WarehouseNotFound
    return name


def _judge_parent(work: Work, warehouse_id: str, parent_id: str) -> str:
    """The code of the bin around another one."""
    code = work.session.execute(
        select(Bin.code).where(Bin.tenant_id == work.tenant_id, Bin.id == parent_id, Bin.warehouse_id == warehouse_id)
    ).scalar_one_or_none()
    if code is None:
        raise BinNotFound(at="parent_id")
    return code


@operation(needs=Permission.MANAGE_PLACES, raises=(BinNotFound, BinCodeTaken, StaleEdit))
def rename_bin(work: Work, data: RenameBin) -> Any:
    """Give a bin another name, code or metadata; what lies in it stays there and shows the new one."""
    found = _locked_bin(work, data.location_id, data.layout_id)
    before: dict[str, Any] = {"name": found.name, "code": found.code}
    if "metadata" in data.model_fields_set:
        before["metadata"] = found.details or {}
    after = {**before, **{name: getattr(data, name) or {} for name in data.model_fields_set & before.keys()}}
    if data.version not in (None, found.version):
        differences = differing(before, after)
        saved = [
            Detail(name, f"Saved meanwhile: {before[name]}. Saving again keeps yours.", "stale_version")
            for name in differences
        ]
        raise StaleEdit(what=found.code, version=found.version, details=saved)
    if differing(before, after):
        found.name, found.code, found.code_key = after["name"], after["code"], fold(after["code"])
        found.details = after.get("metadata", found.details) or None
        found.version, found.updated_at = found.version + 1, work.at
    renamed = after["code"] != before["code"]
    work.tell(f"renamed the bin {before['code']}{' to ' + after['code'] if renamed else ''}", found.id)
    work.changed(found.id, before, after)
    return shown(work, found)


def parents_of(work: Work, warehouse_id: str, wanted: Sequence[Any], prefix: str = "") -> list[str | None]:
    """The bin around each of these, by its id or by the path to it; raises BinNotFound of a path to none."""
    paths = {one.parent_path for one in wanted if (one.parent_path or "").strip("/ ")}
    found = bins_at(work.session, work.tenant_id, warehouse_id, paths) if paths else {}
    parents: list[str | None] = []
    for number, one in enumerate(wanted):
        path, field = one.parent_path, f"{prefix.format(number)}parent_path"
        if path in paths and path not in found:
            raise BinNotFound(at=field)
        parent_id = found.get(path) if path else one.parent_id
        if path and one.parent_id not in (None, parent_id):
            raise InputRefused([Detail(field, "This is another layout than parent_id. Send either of them.")])
        parents.append(parent_id)
    return parents


def shown(work: Work, found: Bin) -> Any:
    """A bin as it is told: with the bins around it."""
    return placed(work.session, work.tenant_id, [found])[0]


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


@operation(
    needs=Permission.MANAGE_PLACES,
    raises=(WarehouseNotFound, BinNotFound, BinInsideItself, ParentClosed, ParentElsewhere),
)
def move_bin(work: Work, data: MoveBin) -> Any:
    """Put a bin inside another one of its warehouse, or let it stand by itself; what lies in it moves along."""
    need_warehouse(work, data.location_id, alone=True)
    found = _locked_bin(work, data.location_id, data.layout_id)
    [parent_id] = parents_of(work, data.location_id, [data])
    around = None if parent_id is None else _judge_parent(work, data.location_id, parent_id)
    before = found.parent_id
    if parent_id != before:
        found.parent_id, found.version, found.updated_at = parent_id, found.version + 1, work.at
    work.tell(f"moved the bin {found.code} {f'into {around}' if around else 'out, to stand by itself'}", found.id)
    work.changed(found.id, {"parent_id": before}, {"parent_id": found.parent_id})
    return shown(work, found)


@operation(needs=Permission.MANAGE_PLACES, raises=(BinNotFound, BinNotEmpty, OpenBinsInside))
def close_bin(work: Work, data: OneBin) -> Any:
    """Close a bin in which nothing lies: nothing comes into it any more."""
    found = _locked_bin(work, data.location_id, data.layout_id)
    for what in lies_in_bin(work.session, work.tenant_id, found.id):
        if what:
            raise BinNotEmpty(what=what)
    return _put(work, found, active=False)


@operation(needs=Permission.MANAGE_PLACES, raises=(BinNotFound, ParentClosed))
def open_bin(work: Work, data: OneBin) -> Any:
    """Open a bin that was closed."""
    return _put(work, _locked_bin(work, data.location_id, data.layout_id), active=True)


def _put(work: Work, found: Bin, *, active: bool) -> Any:
    was = found.active
    if was is not active:
        found.active, found.version, found.updated_at = active, found.version + 1, work.at
    work.tell(f"{'opened' if active else 'closed'} the bin {found.code}", found.id)
    work.changed(found.id, {"active": was}, {"active": active})
    return shown(work, found)
