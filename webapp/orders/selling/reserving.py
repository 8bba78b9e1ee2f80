"""What is promised to an order: units alone, as many as are there, while it is confirmed and not yet assigned."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import func, select

from webapp.accounts.models import Tenant
from webapp.core.operation.registry import Work
from webapp.ledger.models import Pool, Record, Reservation
from webapp.ledger.posting import lock_records
from webapp.ledger.quantities import Why, record_shelf, release, reserve
from webapp.orders.models import OrderLine, SalesOrder

_HELD = ("confirmed", "partial")


def promise(work: Work, order: SalesOrder) -> None:
    """Let a locked order have what it is to have; more only where the tenant reserves on confirming, less always."""
    held = _held(work, order.id)
    is_on = order.status in _HELD and _reserves(work)
    if not held and not is_on:
        return
    wanted = _open(work, order.id) if order.status in _HELD else {}
    there = _with_units(work, [variant for variant in wanted if is_on])
    lock_records(work, {*(record for records in held.values() for record in records), *(r for _, r in there)})
    for variant in sorted(held.keys() | wanted.keys()):
        having = held.get(variant, {})
        missing = wanted.get(variant, 0) - sum(having.values())
        if missing < 0:
            _give_back(work, order.id, having, -missing)
        elif is_on:
            _take(work, order.id, [record for one, record in there if one == variant], missing)


def _reserves(work: Work) -> bool:
    setting = select(Tenant.reserve_on_confirm).where(Tenant.id == work.tenant_id)
    return bool(work.session.execute(setting).scalar_one())


def _held(work: Work, order_id: str) -> dict[str, dict[str, int]]:
    """What is promised to the order, by variant and record."""
    rows = work.session.execute(
        select(Record.variant_id, Record.id, func.sum(Reservation.open_qty))
        .join(Reservation, (Reservation.tenant_id == Record.tenant_id) & (Reservation.record_id == Record.id))
        .where(Record.tenant_id == work.tenant_id, Reservation.tenant_id == work.tenant_id)
        .where(Reservation.reference == order_id, Reservation.open_qty > 0)
        .group_by(Record.variant_id, Record.id)
        .order_by(Record.id)
    )
    held: dict[str, dict[str, int]] = defaultdict(dict)
    for variant, record, qty in rows:
        held[str(variant)][record] = int(qty)
    return held


def _open(work: Work, order_id: str) -> dict[str, int]:
    """What is still to be assigned, by variant."""
    still = func.sum(OrderLine.quantity - OrderLine.closed - OrderLine.rented)
    rows = select(OrderLine.variant_id, still).where(
        OrderLine.tenant_id == work.tenant_id, OrderLine.order_id == order_id
    )
    return {variant: int(qty) for variant, qty in work.session.execute(rows.group_by(OrderLine.variant_id)) if qty}


def _with_units(work: Work, variants: list[str]) -> list[tuple[str, str]]:
    """Where units of these variants are free, the most first: variant and record."""
    rows = work.session.execute(
        select(Record.variant_id, Record.id)
        .join(Pool, (Pool.tenant_id == Record.tenant_id) & (Pool.record_id == Record.id))
        .where(Record.tenant_id == work.tenant_id, Record.variant_id.in_(variants))
        .where(Pool.tenant_id == work.tenant_id, Pool.kind == "units", Pool.available > 0)
        .order_by(Record.variant_id, Pool.available.desc(), Record.id)
    )
    return [(str(row[0]), row[1]) for row in rows] if variants else []


def _give_back(work: Work, order_id: str, having: Mapping[str, int], qty: int) -> None:
    for record, held in having.items():
        part = min(held, qty)
        if part:
            release(work, record_shelf(work, record), part, Why(action="RELEASED", reference=order_id))
            qty -= part


def _take(work: Work, order_id: str, records: list[str], qty: int) -> None:
    for record in records:
        shelf = record_shelf(work, record)
        free = sum(pool.available for pool in shelf.pools if pool.kind == "units")
        part = min(free, qty)
        if part:
            reserve(work, shelf, part, Why(action="RESERVED", reference=order_id), units_only=True)
            qty -= part
