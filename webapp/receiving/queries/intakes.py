"""Intakes, with what came of them: counted in the ledger, where every receipt names its intake."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol, cast

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.catalog.models import Product, Variant
from webapp.core.listing.listing import Column, Filter, Listing, contains
from webapp.ledger.models import Movement, Record
from webapp.receiving.errors import IntakeNotFound
from webapp.receiving.expected.balances import announced_sum, verified_sum
from webapp.receiving.models import Intake, Scan

KINDS = (("receipt", "Delivery"), ("opening", "Opening stock"))
STATES = (("open", "Open"), ("closed", "Closed"))
INSIDE, OUTSIDE = ("available", "held"), ("supplier", "expected", "opening")


class IntakeRow(Protocol):
    """One intake; ``received`` counts pieces that still count, ``verified`` those of them that were ``announced``.

    ``asking`` scans wait for somebody's word.
    """

    id: str
    name: str
    supplier: str | None
    delivery_note: str | None
    reference: str | None
    kind: str
    status: str
    opened_by_name: str
    version: int
    received: int
    announced: int
    verified: int
    asking: int
    created_at: dt.datetime
    updated_at: dt.datetime
    closed_at: dt.datetime | None


def came_in() -> ColumnElement[bool]:
    """A movement that brought goods in, from a supplier, out of what was announced, or on day one."""
    return Movement.from_node.in_(OUTSIDE) & Movement.to_node.in_(INSIDE)


def net_received() -> ColumnElement[int]:
    """Pieces that came in by these movements, less what was taken back since."""
    went = (Movement.from_node.in_(INSIDE)) & (Movement.to_node.in_(OUTSIDE))
    return func.coalesce(func.sum(case((came_in(), Movement.qty), (went, -Movement.qty), else_=0)), 0)


def _intake_rows(tenant_id: int) -> Select[Any]:
    mine = (Movement.tenant_id == tenant_id, Movement.tenant_id == Intake.tenant_id, Movement.reference == Intake.id)
    asking = select(func.count(Scan.key)).where(
        Scan.tenant_id == tenant_id,
        Scan.tenant_id == Intake.tenant_id,
        Scan.intake_id == Intake.id,
        Scan.state == "attention",
        Scan.settled.is_(None),
        Scan.kind.in_(("doubt", "parked")),
    )
    rows = select(
        Intake.id,
        Intake.name,
        Intake.supplier,
        Intake.delivery_note,
        Intake.reference,
        Intake.kind,
        Intake.status,
        Intake.opened_by_name,
        Intake.version,
        select(net_received()).where(*mine).scalar_subquery().label("received"),
        select(announced_sum(Movement)).where(*mine).scalar_subquery().label("announced"),
        select(verified_sum(Movement)).where(*mine).scalar_subquery().label("verified"),
        asking.scalar_subquery().label("asking"),
        Intake.created_at,
        Intake.updated_at,
        Intake.closed_at,
    ).where(Intake.tenant_id == tenant_id)
    return cast("Select[Any]", rows)


def _search(text: str) -> ColumnElement[bool]:
    return or_(
        contains(Intake.name, text),
        contains(func.coalesce(Intake.supplier, ""), text),
        contains(func.coalesce(Intake.delivery_note, ""), text),
        contains(func.coalesce(Intake.reference, ""), text),
    )


INTAKES = Listing(
    name="intakes",
    rows=_intake_rows,
    columns=(
        Column("name", "Intake", "link", priority=1),
        Column("status", "State", "status", priority=1),
        Column("received", "Received", "number", priority=1),
        Column("announced", "Expected", "number", priority=2),
        Column("asking", "Waiting for a word", "number", priority=2),
        Column("supplier", "Supplier"),
        Column("delivery_note", "Delivery note", priority=3),
        Column("reference", "Reference", priority=3),
        Column("opened_by_name", "Opened by", priority=3),
        Column("created_at", "Opened", "time", sort="createdAt"),
        Column("closed_at", "Closed", "time", priority=3),
    ),
    sorts={"createdAt": Intake.created_at},
    tie=Intake.id,
    filters=(
        Filter("status", "State", lambda text: Intake.status == text, STATES),
        Filter("kind", "Kind", lambda text: Intake.kind == text, KINDS),
    ),
    search=_search,
    search_label="Name, supplier, delivery note or reference",
    steady=True,
)


def find_intake(session: Session, tenant_id: int, intake_id: str) -> IntakeRow:
    """One intake; raises IntakeNotFound."""
    found = session.execute(_intake_rows(tenant_id).where(Intake.id == intake_id)).one_or_none()
    if found is None:
        raise IntakeNotFound
    return cast("IntakeRow", found)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was announced for an intake and what came of it, in pieces."""

    expected: int
    verified: int
    unexpected: int

    @property
    def missing(self) -> int:
        """Announced, and not here yet."""
        return self.expected - self.verified


def tally_of(row: IntakeRow) -> Tally | None:
    """The tally of an intake, if anything was announced for it."""
    return Tally(row.announced, row.verified, row.received - row.verified) if row.announced else None


def standing_receipts(session: Session, tenant_id: int, intake_id: str) -> list[str]:
    """The batches by which goods of an intake are here now: scans, lists, and what did them again after an undo."""
    later = aliased(Movement)
    reversed_since = exists().where(
        later.tenant_id == tenant_id, later.tenant_id == Movement.tenant_id, later.reverses_n == Movement.n
    )
    wanted = select(Movement.batch_id).where(
        Movement.tenant_id == tenant_id, Movement.reference == intake_id, came_in(), ~reversed_since
    )
    return list(session.scalars(wanted.distinct()))


def received_by_sku(session: Session, tenant_id: int, intake_id: str) -> list[Any]:
    """What an intake received, by SKU: ``variant_id sku product_name variant_name grade qty``, where any is left."""
    qty = net_received()
    return list(
        session.execute(
            select(
                Record.variant_id,
                Variant.variant_sku.label("sku"),
                Product.name.label("product_name"),
                Variant.variant_name,
                Variant.grade,
                qty.label("qty"),
            )
            .join(Record, (Record.tenant_id == Movement.tenant_id) & (Record.id == Movement.record_id))
            .join(Variant, (Variant.tenant_id == Record.tenant_id) & (Variant.id == Record.variant_id))
            .join(Product, (Product.tenant_id == Record.tenant_id) & (Product.id == Record.product_id))
            .where(Movement.tenant_id == tenant_id, Movement.reference == intake_id)
            .group_by(Record.variant_id, Variant.variant_sku, Product.name, Variant.variant_name, Variant.grade)
            .having(qty > 0)
            .order_by(Variant.variant_sku)
        )
    )
