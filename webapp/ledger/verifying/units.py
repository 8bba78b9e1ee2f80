"""Units: each stands as its newest line left it, its lines follow each other, and their pools count them."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, case, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from webapp.ledger.models import Edge, Event, Movement, Pool, Unit
from webapp.ledger.verifying.checks import TENANT, Drift, add_check

_IN_STOCK = ("available", "reserved", "held")


def _lines() -> Any:
    """Every line that changed a unit's status: its movements, and the events that stepped it."""
    moved = select(
        Movement.tenant_id,
        Movement.unit_id,
        Movement.n,
        Movement.status_from,
        Movement.status_to,
        Movement.to_node.label("node"),
        case((Movement.to_node.in_(_IN_STOCK), Movement.record_id), else_=null()).label("record_id"),
    ).where(Movement.tenant_id == TENANT, Movement.unit_id.is_not(None))
    stepped = select(
        Event.tenant_id,
        Event.unit_id,
        Event.n,
        Event.status_from,
        Event.status_to,
        literal("event").label("node"),
        null().label("record_id"),
    ).where(
        Event.tenant_id == TENANT,
        Event.unit_id.is_not(None),
        Event.status_from.is_distinct_from(Event.status_to),
    )
    return union_all(moved, stepped).subquery()


@add_check
def histories(session: Session, tenant_id: int) -> Iterator[Drift]:
    """The lines of a unit follow each other: each begins with the status in which the one before ended."""
    for row in session.execute(_histories(), {"tenant": tenant_id}):
        yield Drift("unit", row.unit_id, f"the status before line {row.n}", row.status_from, row.before)


@cache
def _histories() -> Executable:
    lines = _lines()
    before = func.lag(lines.c.status_to).over(partition_by=lines.c.unit_id, order_by=lines.c.n)
    chained = select(lines.c.tenant_id, lines.c.unit_id, lines.c.n, lines.c.status_from, before.label("before")).where(
        lines.c.tenant_id == TENANT
    )
    link = chained.subquery()
    return select(link.c.unit_id, link.c.n, link.c.status_from, link.c.before).where(
        link.c.tenant_id == TENANT, link.c.status_from.is_distinct_from(link.c.before)
    )


@add_check
def units(session: Session, tenant_id: int) -> Iterator[Drift]:
    """A unit's status and record are those of its newest line; its place fits that line's node."""
    for key, status, status_told, place, record, node, record_told in session.execute(_units(), {"tenant": tenant_id}):
        yield Drift("unit", key, "status, place, record", (status, place, record), (status_told, node, record_told))


@cache
def _units() -> Executable:
    lines = _lines()
    newest = (
        select(lines.c.unit_id, func.max(lines.c.n).label("n"))
        .where(lines.c.tenant_id == TENANT)
        .group_by(lines.c.unit_id)
        .subquery()
    )
    last = _lines()
    told = (
        select(last.c.tenant_id, last.c.unit_id, last.c.status_to, last.c.node, last.c.record_id)
        .join(newest, (newest.c.unit_id == last.c.unit_id) & (newest.c.n == last.c.n))
        .where(last.c.tenant_id == TENANT)
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
    return (
        select(Unit.id, Unit.status, told.c.status_to, Unit.place, Unit.record_id, told.c.node, told.c.record_id)
        .outerjoin(told, (told.c.tenant_id == Unit.tenant_id) & (told.c.unit_id == Unit.id))
        .where(Unit.tenant_id == TENANT, wrong)
        .order_by(Unit.id)
    )


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
    for key, kept_good, told_good, kept_held, told_held in session.execute(_counts(), {"tenant": tenant_id}):
        yield Drift("pool", key, "good and held units", (kept_good, kept_held), (told_good, told_held))


@cache
def _counts() -> Executable:
    standing = (
        select(
            Unit.tenant_id.label("tenant_id"),
            Unit.record_id.label("record_id"),
            func.sum(case((Unit.place == "good", 1), else_=0)).label("good"),
            func.sum(case((Unit.place == "held", 1), else_=0)).label("held"),
        )
        .where(Unit.tenant_id == TENANT, Unit.record_id.is_not(None))
        .group_by(Unit.tenant_id, Unit.record_id)
        .subquery()
    )
    good, held = func.coalesce(standing.c.good, 0), func.coalesce(standing.c.held, 0)
    return (
        select(Pool.id, Pool.available + Pool.reserved, good, Pool.held, held)
        .outerjoin(standing, (standing.c.tenant_id == Pool.tenant_id) & (standing.c.record_id == Pool.record_id))
        .where(
            Pool.tenant_id == TENANT,
            Pool.kind == "units",
            or_(Pool.available + Pool.reserved != good, Pool.held != held),
        )
        .order_by(Pool.id)
    )


@add_check
def edges(session: Session, tenant_id: int) -> Iterator[Drift]:
    """Every movement that is no reversal goes along a listed edge."""
    for n, start, end in session.execute(_edges(), {"tenant": tenant_id}):
        yield Drift("movement", str(n), "the edge", f"{start} to {end}", "none such")


@cache
def _edges() -> Executable:
    return (
        select(Movement.n, Movement.from_node, Movement.to_node)
        .outerjoin(Edge, (Edge.from_node == Movement.from_node) & (Edge.to_node == Movement.to_node))
        .where(Movement.tenant_id == TENANT, Movement.reverses_n.is_(None), Edge.from_node.is_(None))
    )
