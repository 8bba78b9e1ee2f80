"""Price changes as they are read: the list, one of them, its prices, and what became of it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from webapp.audit.models import Batch
from webapp.catalog.models import PriceChange, PriceChangeLine, Product, Variant
from webapp.core.data import clock
from webapp.core.listing.listing import Column, Filter, Listing, contains
from webapp.ledger.models import Event
from webapp.pricing.changes.errors import PriceChangeNotFound

STATUSES = ("planned", "in_effect", "over", "withdrawn")
STATUS_WORDS = tuple((one, one.replace("_", " ").capitalize()) for one in STATUSES)


def status_at(at: dt.datetime) -> ColumnElement[str]:
    """How a change stands at a moment."""
    return case(
        (PriceChange.withdrawn == True, "withdrawn"),
        (PriceChange.valid_from > at, "planned"),
        (PriceChange.valid_until <= at, "over"),
        else_="in_effect",
    )


def change_rows(tenant_id: int) -> Select[Any]:
    """Every price change with the number of its prices, and who made it."""
    count = (
        select(func.count())
        .where(
            PriceChangeLine.tenant_id == tenant_id,
            PriceChangeLine.tenant_id == PriceChange.tenant_id,
            PriceChangeLine.change_id == PriceChange.id,
        )
        .scalar_subquery()
    )
    shown: list[Any] = [
        PriceChange.id,
        PriceChange.name,
        status_at(clock.now()).label("status"),
        PriceChange.rule,
        PriceChange.valid_from,
        PriceChange.valid_until,
        PriceChange.batch_id,
        PriceChange.created_at,
        count.label("prices"),
        Batch.actor_name,
    ]
    return (
        select(*shown)
        .outerjoin(Batch, (Batch.tenant_id == PriceChange.tenant_id) & (Batch.id == PriceChange.batch_id))
        .where(PriceChange.tenant_id == tenant_id)
    )


PRICE_CHANGES = Listing(
    name="price changes",
    rows=change_rows,
    columns=(
        Column("name", "Price change", sort="name", priority=1),
        Column("status", "Status", "status", priority=1),
        Column("prices", "Prices", "number", priority=1),
        Column("valid_from", "From", "time", sort="validFrom"),
        Column("valid_until", "Until", "time"),
        Column("actor_name", "Who", priority=3),
        Column("created_at", "Made", "time", sort="createdAt", priority=3),
    ),
    sorts={"createdAt": PriceChange.created_at, "validFrom": PriceChange.valid_from, "name": PriceChange.name},
    tie=PriceChange.id,
    filters=(Filter("status", "Status", lambda text: status_at(clock.now()) == text, STATUS_WORDS),),
    search=lambda text: contains(PriceChange.name, text),
    search_label="Name",
)


@dataclass(frozen=True)
class Shown:
    """One change as the list has it, and its prices."""

    row: Any
    lines: list[Row[Any]]
    actor_name: str


def find_change(session: Session, tenant_id: int, change_id: str, *, actor_name: str = "") -> Shown:
    """One change; ``actor_name`` for one whose batch is still to be written. Raises PriceChangeNotFound."""
    row = session.execute(change_rows(tenant_id).where(PriceChange.id == change_id)).one_or_none()
    if row is None:
        raise PriceChangeNotFound
    return Shown(row, lines_of(session, tenant_id, change_id), row.actor_name or actor_name)


def lines_of(session: Session, tenant_id: int, change_id: str) -> list[Row[Any]]:
    """The prices of a change, as they were and as it makes them."""
    told: list[Any] = [
        PriceChangeLine.variant_id,
        Variant.variant_sku,
        Product.name.label("product_name"),
        PriceChangeLine.contract_length,
        PriceChangeLine.old_price,
        PriceChangeLine.new_price,
        PriceChangeLine.ended_at,
    ]
    rows = (
        select(*told)
        .join(Variant, (Variant.tenant_id == PriceChangeLine.tenant_id) & (Variant.id == PriceChangeLine.variant_id))
        .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
        .where(PriceChangeLine.tenant_id == tenant_id, PriceChangeLine.change_id == change_id)
        .order_by(Product.name, Variant.position, Variant.variant_sku, PriceChangeLine.contract_length)
    )
    return list(session.execute(rows))


def products_of(session: Session, tenant_id: int, change_id: str) -> list[str]:
    """The ids of the products whose prices a change touches."""
    rows = (
        select(Variant.product_id)
        .join(
            PriceChangeLine,
            (PriceChangeLine.tenant_id == Variant.tenant_id) & (PriceChangeLine.variant_id == Variant.id),
        )
        .where(Variant.tenant_id == tenant_id, PriceChangeLine.change_id == change_id)
        .distinct()
    )
    return list(session.execute(rows).scalars())


def happenings_of(session: Session, tenant_id: int, change_id: str) -> list[Row[Any]]:
    """What became of a change, newest first: who, when, before and after, and whether it was taken back."""
    later = aliased(Event)
    told: list[Any] = [
        Event.at,
        Event.batch_id,
        Event.before,
        Event.after,
        Event.reverses_n,
        later.n.label("later"),
        Batch.actor_id,
        Batch.actor_name,
    ]
    rows = (
        select(*told)
        .join(Batch, (Batch.tenant_id == Event.tenant_id) & (Batch.id == Event.batch_id))
        .outerjoin(later, (later.tenant_id == Event.tenant_id) & (later.reverses_n == Event.n))
        .where(Event.tenant_id == tenant_id, Event.subject_id == change_id)
        .order_by(Event.n.desc())
    )
    return list(session.execute(rows))
