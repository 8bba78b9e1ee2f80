"""What the overview counts, in one query whose parts all have a bound."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, literal, select
from sqlalchemy.orm import Session

from webapp.accounts.models import Membership
from webapp.catalog.models import Product
from webapp.ledger.models import Unit, is_live
from webapp.locations.models import Bin, Warehouse

MOST = 10_000
"""Nothing is counted beyond this: a tile then says "10,000+"."""


@dataclass(frozen=True)
class Overview:
    """The numbers of the tiles, and which first steps were taken."""

    available: int
    returned: int
    rented_out: int
    received: int
    products: int
    warehouses: int
    has_place: bool
    has_product: bool
    has_unit: bool
    has_people: bool

    @property
    def is_new(self) -> bool:
        """Whether a first step is still to be taken."""
        return not (self.has_place and self.has_product and self.has_unit and self.has_people)


def overview(session: Session, tenant_id: int, since: dt.datetime) -> Overview:
    """Count for the overview; ``since`` is when today began."""

    def units(*criteria: ColumnElement[bool]) -> ScalarSelect[Any]:
        return _count(select(literal(1)).where(Unit.tenant_id == tenant_id, is_live(), *criteria))

    bins = exists().where(Bin.tenant_id == tenant_id)
    warehouses = _count(select(literal(1)).where(Warehouse.tenant_id == tenant_id))
    members = _count(select(literal(1)).where(Membership.tenant_id == tenant_id))
    row = session.execute(
        select(
            units(Unit.status == "available").label("available"),
            units(Unit.status == "returned").label("returned"),
            units(Unit.status == "rented_out").label("rented_out"),
            units(Unit.created_at >= since).label("received"),
            _count(select(literal(1)).where(Product.tenant_id == tenant_id, Product.status == "active")).label(
                "products"
            ),
            warehouses.label("warehouses"),
            select(bins).scalar_subquery().label("bins"),
            members.label("members"),
            select(exists().where(Product.tenant_id == tenant_id)).scalar_subquery().label("any_product"),
            select(exists().where(Unit.tenant_id == tenant_id)).scalar_subquery().label("any_unit"),
        )
    ).one()
    return Overview(
        available=row.available,
        returned=row.returned,
        rented_out=row.rented_out,
        received=row.received,
        products=row.products,
        warehouses=row.warehouses,
        has_place=bool(row.bins) or row.warehouses > 1,
        has_product=bool(row.any_product),
        has_unit=bool(row.any_unit),
        has_people=row.members > 1,
    )


def _count(rows: Select[Any]) -> ScalarSelect[Any]:
    return select(func.count()).select_from(rows.limit(MOST + 1).subquery()).scalar_subquery()
