"""What the overview counts, in one query whose parts all have a bound."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, literal, select, union_all
from sqlalchemy.orm import Session

from webapp.accounts.models import Membership
from webapp.assets.queries import UnitRow, unit_rows
from webapp.catalog.models import Product
from webapp.ledger.models import Unit, is_live
from webapp.locations.models import Bin, Warehouse
from webapp.orders.exceptions.queries import taken_from

MOST = 10_000
"""Nothing is counted beyond this: a tile then says "10,000+"."""


WAITING = 8
"""So many units are shown of those that wait longest."""


@dataclass(frozen=True)
class Overview:
    """The numbers of the tiles, and which first steps were taken."""

    available: int
    returned: int
    received: int
    this_week: int
    set_aside: int
    products: int
    has_place: bool
    has_product: bool
    has_unit: bool
    has_people: bool
    has_taken: bool = False
    """Whether something that was promised to an open order broke or got lost, so that it may be short."""

    @property
    def is_new(self) -> bool:
        """Whether a first step is still to be taken."""
        return not (self.has_place and self.has_product and self.has_unit and self.has_people)


def overview(session: Session, tenant_id: int, since: dt.datetime, week: dt.datetime) -> Overview:
    """Count for the overview; ``since`` is when today began, ``week`` the day a week before."""

    def units(*criteria: ColumnElement[bool]) -> ScalarSelect[Any]:
        return _count(select(literal(1)).where(Unit.tenant_id == tenant_id, is_live(), *criteria))

    bins = exists().where(Bin.tenant_id == tenant_id)
    warehouses = _count(select(literal(1)).where(Warehouse.tenant_id == tenant_id))
    members = _count(select(literal(1)).where(Membership.tenant_id == tenant_id))
    row = session.execute(
        select(
            units(Unit.status == "available").label("available"),
            units(Unit.status == "returned").label("returned"),
            units(Unit.created_at >= since).label("received"),
            units(Unit.created_at >= week).label("this_week"),
            units(Unit.status == "unavailable").label("set_aside"),
            _count(select(literal(1)).where(Product.tenant_id == tenant_id, Product.status == "active")).label(
                "products"
            ),
            warehouses.label("warehouses"),
            select(bins).scalar_subquery().label("bins"),
            members.label("members"),
            select(taken_from(tenant_id).exists()).scalar_subquery().label("taken"),
            select(exists().where(Product.tenant_id == tenant_id)).scalar_subquery().label("any_product"),
            select(exists().where(Unit.tenant_id == tenant_id)).scalar_subquery().label("any_unit"),
        )
    ).one()
    return Overview(
        available=row.available,
        returned=row.returned,
        received=row.received,
        this_week=row.this_week,
        set_aside=row.set_aside,
        products=row.products,
        has_place=bool(row.bins) or row.warehouses > 1,
        has_product=bool(row.any_product),
        has_unit=bool(row.any_unit),
        has_people=row.members > 1,
        has_taken=bool(row.taken),
    )


def waits_longest(session: Session, tenant_id: int) -> list[UnitRow]:
    """The units that stand here longest: those that wait for inspection first, then those nobody rents."""
    oldest = [
        select(
            unit_rows(tenant_id)
            .where(Unit.status == status)
            .order_by(Unit.created_at, Unit.id)
            .limit(WAITING)
            .add_columns(literal(turn).label("turn"))
            .subquery()
        )
        for turn, status in enumerate(("returned", "available"))
    ]
    both = union_all(*oldest).subquery()
    return list(session.execute(select(both).order_by(both.c.turn, both.c.created_at, both.c.id).limit(WAITING)).all())


def _count(rows: Select[Any]) -> ScalarSelect[Any]:
    return select(func.count()).select_from(rows.limit(MOST + 1).subquery()).scalar_subquery()
