"""What there is of a variant, warehouse by warehouse: for its page, each figure leading to its movements."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.accounts.permissions import Permission
from webapp.catalog.hooks import Panel
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.site.charts import LineChart
from webapp.ledger.course import course_of_variant, stock_chart
from webapp.ledger.models import Record
from webapp.locations.models import Warehouse

MOST = 100
"""So many warehouses are shown."""


@dataclass(frozen=True)
class Holdings:
    """The records of a variant, and how its quantity went; no picture of what never came in."""

    records: Sequence[Any]
    chart: LineChart | None


def stock_panel(actor: Actor, variant_id: str) -> Panel | None:
    """The stock of a variant, for its own page, for those who may see stock."""
    if not actor.may(Permission.READ_STOCK):
        return None
    session, tenant = db.session(), actor.tenant
    records = records_of(session, tenant.id, variant_id)
    chart = stock_chart(course_of_variant(session, tenant.id, variant_id, tenant.time_zone)) if records else None
    return Panel("stock/_variant.html", Holdings(records, chart))


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
