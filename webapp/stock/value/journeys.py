"""What was on its way under transfers at a moment, and at what cost: what had left by then, less what had arrived."""

import datetime as dt
from typing import Any

from sqlalchemy import Select, Subquery, case, func, select

from webapp.catalog.models import Variant
from webapp.ledger.models import Movement, Record, Transit, Unit
from webapp.stock.value.evenings import PART


def on_the_way(tenant_id: int, end: dt.datetime | None) -> Select[Any]:
    """One row: quantity, units, higher and lower part of the cost, and of how many nobody knows it."""
    open_ones = _open(tenant_id, end)
    sums = [func.coalesce(func.sum(column), 0).label(column.name) for column in list(open_ones.c)[2:]]
    return select(*sums)


def _open(tenant_id: int, end: dt.datetime | None) -> Subquery:
    """What was on its way of each product under each transfer that had not arrived whole."""
    left = Movement.qty * case((Movement.to_node == "transit", 1), else_=-1)
    cost = case((Movement.unit_id.is_not(None), Unit.acquisition_cost), else_=Variant.acquisition_cost)
    known = func.coalesce(cost, 0)
    lines = (
        select(
            Movement.transfer_id,
            Record.product_id,
            func.sum(left).label("quantity"),
            func.sum(case((Movement.unit_id.is_not(None), left), else_=0)).label("units"),
            func.sum(left * (known // PART)).label("higher"),
            func.sum(left * (known % PART)).label("lower"),
            func.sum(case((cost.is_(None), left), else_=0)).label("unvalued"),
        )
        .join(Record, (Record.tenant_id == Movement.tenant_id) & (Record.id == Movement.record_id))
        .outerjoin(Variant, (Variant.tenant_id == Record.tenant_id) & (Variant.id == Record.variant_id))
        .outerjoin(Unit, (Unit.tenant_id == Movement.tenant_id) & (Unit.id == Movement.unit_id))
        .where(Movement.tenant_id == tenant_id, Movement.transfer_id.in_(_maybe_open(tenant_id, end)))
    )
    if end is not None:
        lines = lines.where(Movement.at < end)
    return lines.group_by(Movement.transfer_id, Record.product_id).having(func.sum(left) > 0).subquery()


def _maybe_open(tenant_id: int, end: dt.datetime | None) -> Any:
    """The transfers with something on its way now, and those that moved since: no other one can have been open."""
    now = select(Transit.transfer_id).where(Transit.tenant_id == tenant_id, Transit.qty > 0)
    if end is None:
        return now
    since = select(Movement.transfer_id).where(
        Movement.tenant_id == tenant_id, Movement.transfer_id.is_not(None), Movement.at >= end
    )
    return now.union(since)
