"""What lies in a place: for its page, and for whoever wants to close it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.accounts.permissions import Permission
from webapp.catalog.models import Variant
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.ledger.models import Lot, Pool, Record, Unit
from webapp.locations.hooks import Panel

MOST = 200
"""So many SKUs and so many lots are shown of one bin."""

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
            Record.variant_id,
            Variant.variant_sku,
            Variant.variant_name,
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
