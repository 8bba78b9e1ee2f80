"""Lists and look-ups of places."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import Desk
from webapp.audit.models import Batch
from webapp.core.inputs.text import fold
from webapp.core.listing.listing import ASCENDING, Column, Filter, Listing, contains
from webapp.locations.errors import BinNotFound, WarehouseNotFound
from webapp.locations.models import Bin, Warehouse
from webapp.locations.patterns import expand

MOST_CHOICES = 5000
YES_NO = (("true", "Yes"), ("false", "No"))


def _state(active: Any) -> ColumnElement[Any]:
    """What a list says of a place that is not in use, and nothing of one that is."""
    return case((active == False, "closed")).label("state")


def _warehouse_rows(tenant_id: int) -> Select[Any]:
    bins = (
        select(func.count(Bin.id))
        .where(
            Bin.tenant_id == tenant_id,
            Bin.tenant_id == Warehouse.tenant_id,
            Bin.warehouse_id == Warehouse.id,
            Bin.active == True,
        )
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
        _state(Warehouse.active),
        Warehouse.version,
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
        Column("state", "State", "status"),
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


_OF_A_BIN = (
    Column("code", "Bin", "code", sort="code", priority=1),
    Column("name", "Name", sort="name", priority=1),
    Column("inside", "Inside", "code"),
    Column("state", "State", "status", priority=1),
    Column("created_at", "Since", "time", sort="createdAt", priority=3),
)


def bins_of(location_id: str) -> Listing:
    """The bins of one warehouse."""
    around = aliased(Bin)

    def rows(tenant_id: int) -> Select[Any]:
        found = select(
            Bin.id,
            Bin.code,
            Bin.name,
            Bin.parent_id,
            Bin.warehouse_id,
            Bin.details,
            Bin.active,
            _state(Bin.active),
            Bin.version,
            Bin.created_at,
            Bin.updated_at,
            around.code.label("inside"),
        )
        found = found.outerjoin(around, (around.tenant_id == Bin.tenant_id) & (around.id == Bin.parent_id))
        return found.where(Bin.tenant_id == tenant_id, Bin.warehouse_id == location_id)

    return Listing(
        name=f"bins of {location_id}",
        rows=rows,
        columns=_OF_A_BIN,
        sorts={"code": Bin.code_key, "name": Bin.name, "createdAt": Bin.created_at},
        tie=Bin.id,
        filters=(
            Filter("active", "In use", lambda text: Bin.active == (text == "true"), YES_NO),
            Filter("code", "Code", lambda text: Bin.code == text),
            Filter("parentId", "Inside", lambda text: Bin.parent_id == text),
        ),
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


def warehouse_choices(session: Session, tenant_id: int) -> list[tuple[str, str]]:
    """The warehouses in use, for a form's choice."""
    rows = session.execute(
        select(Warehouse.id, Warehouse.name, Warehouse.code)
        .where(Warehouse.tenant_id == tenant_id, Warehouse.active == True)
        .order_by(Warehouse.name_key)
        .limit(1000)
    )
    return [(row.id, f"{row.name} ({row.code})") for row in rows]


def bin_choices(session: Session, tenant_id: int, warehouse_id: str) -> list[tuple[str, str]]:
    """The bins of a warehouse, for a form's choice."""
    rows = session.execute(
        select(Bin.id, Bin.code)
        .where(Bin.tenant_id == tenant_id, Bin.warehouse_id == warehouse_id, Bin.active == True)
        .order_by(Bin.code_key)
        .limit(1000)
    )
    return [(row.id, row.code) for row in rows]


def codes_there(session: Session, tenant_id: int, warehouse_id: str, codes: Sequence[str]) -> list[str]:
    """Those of many codes that bins of a warehouse have already, as they are written there."""
    keys = [fold(code) for code in codes]
    mine = (Bin.tenant_id == tenant_id, Bin.warehouse_id == warehouse_id, Bin.code_key.in_(keys))
    return list(session.execute(select(Bin.code).where(*mine).order_by(Bin.code_key)).scalars())


def family_of(session: Session, tenant_id: int, bin_: Bin) -> tuple[Any, list[Any]]:
    """The bin around a bin, or None, and the first hundred inside it, open ones first."""
    wanted = select(Bin.id, Bin.code, Bin.name, Bin.active, Bin.parent_id).where(
        Bin.tenant_id == tenant_id,
        Bin.warehouse_id == bin_.warehouse_id,
        or_(Bin.id == bin_.parent_id, Bin.parent_id == bin_.id),
    )
    found = session.execute(
        wanted.order_by((Bin.id == bin_.parent_id).desc(), Bin.active.desc(), Bin.code_key).limit(101)
    ).all()
    around = next((one for one in found if one.id == bin_.parent_id), None)
    return around, [one for one in found if one.parent_id == bin_.id]


def done_to(session: Session, tenant_id: int, bin_: Bin) -> Sequence[Any]:
    """What was done to a bin itself, newest first; the last fifty. Many made at once are told of their warehouse."""
    its_own = Batch.subject_id == bin_.id
    made_with_others = and_(Batch.subject_id == bin_.warehouse_id, Batch.at == bin_.created_at)
    return session.execute(
        select(Batch.id, Batch.at, Batch.summary, Batch.actor_name, Desk.name.label("desk"))
        .outerjoin(Desk, (Desk.tenant_id == Batch.tenant_id) & (Desk.id == Batch.desk_id))
        .where(Batch.tenant_id == tenant_id, or_(its_own, made_with_others))
        .order_by(Batch.at.desc(), Batch.id.desc())
        .limit(50)
    ).all()


def other_places(session: Session, tenant_id: int, bin_: Bin) -> list[tuple[str, str]]:
    """The open bins that a bin can be put into: neither itself nor what stands inside it."""
    rows = session.execute(
        select(Bin.id, Bin.code, Bin.parent_id)
        .where(Bin.tenant_id == tenant_id, Bin.warehouse_id == bin_.warehouse_id, Bin.active == True)
        .order_by(Bin.code_key)
        .limit(MOST_CHOICES)
    ).all()
    parents = {row.id: row.parent_id for row in rows}

    def stands_inside(one: str | None) -> bool:
        seen: set[str] = set()
        while one is not None and one != bin_.id and one not in seen:
            seen.add(one)
            one = parents.get(one)
        return one == bin_.id

    return [(row.id, row.code) for row in rows if not stands_inside(row.id)]


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


def bins_named(session: Session, tenant_id: int, codes: Sequence[str]) -> dict[str, str | None]:
    """The id of each bin that these words name (``RTM/A-01``, ``RTM/A-01…A-12``, or a code of one warehouse alone).

    Words that name none stand there with None; ValueError for a pattern that cannot be followed.
    """
    wanted: list[tuple[str, str, str]] = []
    for code in codes:
        head, slash, tail = code.partition("/")
        wanted += [
            (f"{head}/{each}" if slash else each, fold(head) if slash else "", fold(each))
            for each in expand(tail if slash else head)
        ]
    rows = session.execute(
        select(Bin.id, Bin.code_key, Warehouse.code_key.label("warehouse"))
        .join(Warehouse, (Warehouse.tenant_id == Bin.tenant_id) & (Warehouse.id == Bin.warehouse_id))
        .where(Bin.tenant_id == tenant_id, Bin.code_key.in_([key for _, _, key in wanted]))
    ).all()
    known = {(row.warehouse, row.code_key): row.id for row in rows}
    alone: dict[str, list[str]] = {}
    for row in rows:
        alone.setdefault(row.code_key, []).append(row.id)
    return {
        words: known.get((warehouse, key)) if warehouse else _only(alone.get(key, []))
        for words, warehouse, key in wanted
    }


def _only(ids: list[str]) -> str | None:
    """A bare code names a bin while one warehouse alone has it."""
    return ids[0] if len(ids) == 1 else None
