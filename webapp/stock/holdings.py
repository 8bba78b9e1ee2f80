"""What there is of a variant, warehouse by warehouse: for its page, each figure leading to its movements."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.accounts.permissions import Permission
from webapp.catalog.hooks import Panel
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.ledger.models import Record
from webapp.locations.models import Warehouse

MOST = 100
"""So many warehouses are shown."""


def stock_panel(actor: Actor, variant_id: str) -> Panel | None:
    """The stock of a variant, for its own page, for those who may see stock."""
    if not actor.may(Permission.READ_STOCK):
        return None
    return Panel("stock/_variant.html", records_of(db.session(), actor.tenant.id, variant_id))


def records_of(session: Session, tenant_id: int, variant_id: str) -> Sequence[Any]:
    """The records of a variant that ever held something, by warehouse."""
    found = (
        select(
            Record.id,
            Record.variant_id,
            Record.warehouse_id,
            Record.available,
            Record.reserved,
            Record.held,
            Record.expected,
            Warehouse.name,
        )
        .join(Warehouse, (Warehouse.tenant_id == Record.tenant_id) & (Warehouse.id == Record.warehouse_id))
        .where(Record.tenant_id == tenant_id, Record.variant_id == variant_id, Record.seq > 0)
        .order_by(Warehouse.name_key, Record.id)
        .limit(MOST)
    )
    return session.execute(found).all()
