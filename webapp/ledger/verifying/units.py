"""Units: each stands as its newest line left it, its lines follow each other, and their pools count them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from webapp.ledger.models import Edge, Event, Movement, Pool, Unit
from webapp.ledger.verifying.checks import Drift, add_check

_IN_STOCK = ("available", "reserved", "held")


def _lines(tenant_id: int) -> Any:
    """Every line that changed a unit's status: its movements, and the events that stepped it."""
    moved = select(
        Movement.tenant_id,
        Movement.unit_id,
        Movement.n,
        Movement.status_from,
        Movement.status_to,
        Movement.to_node.label("node"),
        case((Movement.to_node.in_(_IN_STOCK), Movement.record_id), else_=null()).label("record_id"),
    ).where(Movement.tenant_id == tenant_id, Movement.unit_id.is_not(None))
    stepped = select(
        Event.tenant_id,
        Event.unit_id,
        Event.n,
        Event.status_from,
        Event.status_to,
        literal("event").label("node"),
        null().label("record_id"),
    ).where(
        Event.tenant_id == tenant_id,
        Event.unit_id.is_not(None),
        Event.status_from.is_distinct_from(Event.status_to),
    )
    return union_all(moved, stepped).subquery()


@add_check
def histories(session: Session, tenant_id: int) -> Iterator[Drift]:
    """The lines of a unit follow each other: each begins with the status in which the one before ended."""
    lines = _lines(tenant_id)
    before = func.lag(lines.c.status_to).over(partition_by=lines.c.unit_id, order_by=lines.c.n)
    chained = select(lines.c.tenant_id, lines.c.unit_id, lines.c.n, lines.c.status_from, before.label("before")).where(
        lines.c.tenant_id == tenant_id
    )
    link = chained.subquery()
    broken = select(link.c.unit_id, link.c.n, link.c.status_from, link.c.before).where(
        link.c.tenant_id == tenant_id, link.c.status_from.is_distinct_from(link.c.before)
    )
    for row in session.execute(broken):
        yield Drift("unit", row.unit_id, f"the status before line {row.n}", row.status_from, row.before)


@add_check
def units(session: Session, tenant_id: int) -> Iterator[Drift]:
    """A unit's status and record are those of its newest line; its place fits that line's node."""
    lines = _lines(tenant_id)
    newest = (
        select(lines.c.unit_id, func.max(lines.c.n).label("n"))
        .where(lines.c.tenant_id == tenant_id)
        .group_by(lines.c.unit_id)
        .subquery()
    )
    last = _lines(tenant_id)
    told = (
        select(last.c.tenant_id, last.c.unit_id, last.c.status_to, last.c.node, last.c.record_id)
        .join(newest, (newest.c.unit_id == last.c.unit_id) & (newest.c.n == last.c.n))
        .where(last.c.tenant_id == tenant_id)
        .subquery()
    )
    wrong = or_(
        Unit.status.is_distinct_from(told.c.status_to),
        and_(
            func.coalesce(told.c.node, "event") != "event",
            or_(
                Unit.record_id.is_distinct_from(told.c.record_id),
                Unit.place != _place(told.c.node, told.c.status_to),
            ),
        ),
    )
    rows = session.execute(
        select(Unit.id, Unit.status, told.c.status_to, Unit.place, Unit.record_id, told.c.node, told.c.record_id)
        .outerjoin(told, (told.c.tenant_id == Unit.tenant_id) & (told.c.unit_id == Unit.id))
        .where(Unit.tenant_id == tenant_id, wrong)
        .order_by(Unit.id)
    )
    for key, status, status_told, place, record, node, record_told in rows:
        yield Drift("unit", key, "status, place, record", (status, place, record), (status_told, node, record_told))


def _place(node: Any, status: Any) -> ColumnElement[str]:
    return case(
        (node.in_(("available", "reserved")), "good"),
        (node.in_(("held", "transit", "customer", "loss", "scrap")), node),
        (and_(node == "found", status.is_not(None)), "loss"),
        else_="none",
    )


@add_check
def counts(session: Session, tenant_id: int) -> Iterator[Drift]:
    """A units pool counts as many good and as many held ones as stand in its record."""
    standing = (
        select(
            Unit.tenant_id.label("tenant_id"),
            Unit.record_id.label("record_id"),
            func.sum(case((Unit.place == "good", 1), else_=0)).label("good"),
            func.sum(case((Unit.place == "held", 1), else_=0)).label("held"),
        )
        .where(Unit.tenant_id == tenant_id, Unit.record_id.is_not(None))
        .group_by(Unit.tenant_id, Unit.record_id)
        .subquery()
    )
    good, held = func.coalesce(standing.c.good, 0), func.coalesce(standing.c.held, 0)
    rows = session.execute(
        select(Pool.id, Pool.available + Pool.reserved, good, Pool.held, held)
        .outerjoin(standing, (standing.c.tenant_id == Pool.tenant_id) & (standing.c.record_id == Pool.record_id))
        .where(
            Pool.tenant_id == tenant_id,
            Pool.kind == "units",
            or_(Pool.available + Pool.reserved != good, Pool.held != held),
        )
        .order_by(Pool.id)
    )
    for key, kept_good, told_good, kept_held, told_held in rows:
        yield Drift("pool", key, "good and held units", (kept_good, kept_held), (told_good, told_held))


@add_check
def edges(session: Session, tenant_id: int) -> Iterator[Drift]:
    """Every movement that is no reversal goes along a listed edge."""
    rows = session.execute(
        select(Movement.n, Movement.from_node, Movement.to_node)
        .outerjoin(Edge, (Edge.from_node == Movement.from_node) & (Edge.to_node == Movement.to_node))
        .where(Movement.tenant_id == tenant_id, Movement.reverses_n.is_(None), Edge.from_node.is_(None))
    )
    for n, start, end in rows:
        yield Drift("movement", str(n), "the edge", f"{start} to {end}", "none such")
