"""What lies in a place: for its page, and for whoever wants to close it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from webapp.accounts.models import Desk
from webapp.accounts.permissions import Permission
from webapp.audit.models import Batch
from webapp.catalog.models import Variant
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.site.jinja import day
from webapp.ledger.models import Lot, Pool, Record, Unit
from webapp.ledger.queries import lines_at
from webapp.locations.errors import BinNotFound
from webapp.locations.hooks import Panel
from webapp.locations.models import Bin, Warehouse

MOST = 200
"""So many SKUs and so many lots are shown of one bin."""

LOOKED_AT, SHOWN = 1_000, 50
"""So many lines of each kind are looked at for a bin's timeline, and so many doings shown."""

_ALL = Pool.available + Pool.reserved + Pool.held + Pool.expected


@dataclass(frozen=True)
class Contents:
    """Units by SKU, and loose and lotted stock, each with what it is."""

    units: Sequence[Any]
    pools: Sequence[Any]


def bin_panel(actor: Actor, bin_id: str) -> Panel | None:
    """What lies in a bin, for its page, for those who may see stock."""
    if not actor.may(Permission.READ_STOCK):
        return None
    return Panel("stock/_bin.html", contents_of(db.session(), actor.tenant.id, bin_id))


def contents_of(session: Session, tenant_id: int, bin_id: str) -> Contents:
    """Everything in a bin, by SKU: two statements."""
    units = (
        select(Unit.variant_id, Variant.variant_sku, Variant.variant_name, func.count().label("count"))
        .join(Variant, (Variant.tenant_id == Unit.tenant_id) & (Variant.id == Unit.variant_id))
        .where(Unit.tenant_id == tenant_id, Unit.bin_id == bin_id)
        .group_by(Unit.variant_id, Variant.variant_sku, Variant.variant_name)
        .order_by(Variant.variant_sku)
        .limit(MOST)
    )
    pools = (
        select(
            Record.id.label("record_id"),
            Record.variant_id,
            Variant.variant_sku,
            Variant.variant_name,
            Pool.lot_id,
            Lot.number,
            Lot.expires_at,
            Pool.id.label("pool_id"),
            Pool.available,
            Pool.reserved,
            Pool.held,
            Pool.expected,
        )
        .join(Record, (Record.tenant_id == Pool.tenant_id) & (Record.id == Pool.record_id))
        .outerjoin(Variant, (Variant.tenant_id == Record.tenant_id) & (Variant.id == Record.variant_id))
        .outerjoin(Lot, (Lot.tenant_id == Pool.tenant_id) & (Lot.id == Pool.lot_id))
        .where(Pool.tenant_id == tenant_id, Pool.bin_id == bin_id, _ALL > 0)
        .order_by(Variant.variant_sku, Lot.expires_at, Lot.number)
        .limit(MOST)
    )
    return Contents(session.execute(units).all(), session.execute(pools).all())


def bin_lines(actor: Actor, bin_id: str) -> list[dict[str, Any]]:
    """What moved in and out of a bin, for its timeline: by what was done at once, newest first."""
    if not actor.may(Permission.READ_STOCK):
        return []
    lines = union_all(*(select(one.c.n, one.c.batch_id) for one in lines_at(actor.tenant.id, bin_id, LOOKED_AT)))
    at = lines.subquery()
    newest = select(at.c.batch_id).group_by(at.c.batch_id).order_by(func.max(at.c.n).desc()).limit(SHOWN)
    done = (
        select(Batch.at, Batch.summary, Batch.actor_name, Desk.name.label("desk"))
        .outerjoin(Desk, (Desk.tenant_id == Batch.tenant_id) & (Desk.id == Batch.desk_id))
        .where(Batch.tenant_id == actor.tenant.id, Batch.id.in_(newest.subquery().select()))
    )
    return [
        {
            "at": row.at,
            "day": day(row.at),
            "icon": "movements",
            "text": f"{row.actor_name} {row.summary}{f' at {row.desk}' if row.desk else ''}",
        }
        for row in db.session().execute(done)
    ]


def find_place(session: Session, tenant_id: int, bin_id: str) -> Any:
    """A bin with its warehouse; raises BinNotFound."""
    found = session.execute(
        select(Bin.id, Bin.code, Bin.name, Bin.active, Bin.warehouse_id, Warehouse.code.label("warehouse_code"))
        .join(Warehouse, (Warehouse.tenant_id == Bin.tenant_id) & (Warehouse.id == Bin.warehouse_id))
        .where(Bin.tenant_id == tenant_id, Bin.id == bin_id)
    ).one_or_none()
    if found is None:
        raise BinNotFound
    return found


def lies_in_bin(session: Session, tenant_id: int, bin_id: str) -> str:
    """What a clerk is told who wants to close a bin; nothing when it is empty."""
    units = select(func.count()).where(Unit.tenant_id == tenant_id, Unit.bin_id == bin_id).scalar_subquery()
    pieces = (
        select(func.coalesce(func.sum(_ALL), 0))
        .where(Pool.tenant_id == tenant_id, Pool.bin_id == bin_id)
        .scalar_subquery()
    )
    return _sentence(*session.execute(select(units, pieces)).one())


def lies_in_warehouse(session: Session, tenant_id: int, warehouse_id: str) -> str:
    """The same of a warehouse: its units, and the pieces that are no units."""
    here = (Record.tenant_id == tenant_id, Record.warehouse_id == warehouse_id)
    units = (
        select(func.count())
        .select_from(Unit)
        .join(Record, (Record.tenant_id == Unit.tenant_id) & (Record.id == Unit.record_id))
        .where(Unit.tenant_id == tenant_id, *here)
        .scalar_subquery()
    )
    stock = (
        select(func.coalesce(func.sum(Record.available + Record.reserved + Record.held + Record.expected), 0))
        .where(*here)
        .scalar_subquery()
    )
    counted, total = session.execute(select(units, stock)).one()
    return _sentence(counted, total - counted)


def _sentence(units: int, pieces: int) -> str:
    told = [f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in ((units, "unit"), (int(pieces), "loose piece")) if n]
    return f"{' and '.join(told)} {'lies' if units + pieces == 1 else 'lie'}" if told else ""
