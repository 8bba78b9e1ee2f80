"""The page of movements: the list, with the people, desks and warehouses there are to choose from."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from webapp.accounts.models import ApiKey, Desk, Membership, User
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import TenantFacts
from webapp.ledger.movements.listing import movements_in
from webapp.ledger.movements.scopes import scope_in
from webapp.locations.models import Warehouse

MOST = 200
"""So many people, desks and warehouses can be chosen from."""

Choices = tuple[tuple[str, str], ...]


def movements_page(session: Session, tenant: TenantFacts, query: Mapping[str, str]) -> Listing:
    """The movements of a tenant."""
    return _listing(movements_in(tenant.time_zone, scope_in(query)), *_choices(session, tenant.id))


@lru_cache(maxsize=500)
def _listing(every: Listing, people: Choices, desks: Choices, warehouses: Choices) -> Listing:
    """Made once for the same choices, so that the list keeps its statements."""
    choices = {"actorId": people, "deskId": desks, "warehouseId": warehouses}
    filters = [replace(one, choices=choices[one.name]) if one.name in choices else one for one in every.filters]
    return replace(every, filters=tuple(sorted(filters, key=lambda one: one.name not in ("action", *choices))))


def _choices(session: Session, tenant_id: int) -> tuple[Choices, Choices, Choices]:
    """Everybody who can have done something, those taken out too, and keys; desks; warehouses."""
    people = (
        select(literal(0).label("kind"), User.id, User.name)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.tenant_id == tenant_id, Membership.joined_at.is_not(None))
    )
    keys = select(literal(1), ApiKey.id, ApiKey.name + " (API key)").where(ApiKey.tenant_id == tenant_id)
    desks = select(literal(2), Desk.id, Desk.name).where(Desk.tenant_id == tenant_id)
    places = select(literal(3), Warehouse.id, Warehouse.name).where(Warehouse.tenant_id == tenant_id)
    rows = session.execute(union_all(people, keys, desks, places).order_by("kind", "name")).all()
    who, desk, place = (
        tuple((row.id, row.name) for row in rows if row.kind in kinds)[:MOST] for kinds in ((0, 1), (2,), (3,))
    )
    return who, desk, place
