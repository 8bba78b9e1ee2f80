"""What is promised to an order: units alone, as many as are there, while it is confirmed and not yet assigned."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, select

from webapp.accounts.models import Tenant
from webapp.core.data.ids import new_id
from webapp.core.operation.registry import Work
from webapp.ledger.models import Pool, Record, Reservation, table_of
from webapp.ledger.posting import Move, Spot, lock_records, post
from webapp.orders.models import OrderLine, SalesOrder

HELD = ("confirmed", "partial")
"""Orders that something is kept for."""


def promise(work: Work, order: SalesOrder, *, more: bool | None = None) -> int:
    """Let a locked order have what it is to have, and answer how many it got.

    Less always; more where the tenant reserves on confirming, unless it is said whether.
    """
    records = {row.record_id for row in _held(work, order.id)}
    is_on = order.status in HELD and (_reserves(work) if more is None else more)
    if not records and not is_on:
        return 0
    wanted = _open(work, order.id) if order.status in HELD else {}
    if is_on:
        records |= _with_units(work, list(wanted))
    if not records:
        return 0
    lock_records(work, records)
    held = _held(work, order.id)  # again, for only now nobody else takes of it
    less, taken = list(_too_much(held, wanted, order.id)), list[Move]()
    if is_on:
        having: dict[str, int] = defaultdict(int)
        for row in held:
            having[row.variant_id] += row.open_qty
        missing = {variant: qty - having[variant] for variant, qty in wanted.items() if qty > having[variant]}
        taken = _taken(work, order.id, missing, records)
    post(work, [*less, *taken])
    return sum(move.qty for move in taken)


def _reserves(work: Work) -> bool:
    setting = select(Tenant.reserve_on_confirm).where(Tenant.id == work.tenant_id)
    return bool(work.session.execute(setting).scalar_one())


def _held(work: Work, order_id: str) -> Sequence[Any]:
    """What is promised to the order, record by record, the oldest first."""
    rows = (
        select(Record.variant_id, Reservation.id, Reservation.record_id, Reservation.pool_id, Reservation.open_qty)
        .add_columns(Pool.lot_id)
        .join(Record, (Record.tenant_id == Reservation.tenant_id) & (Record.id == Reservation.record_id))
        .join(Pool, (Pool.tenant_id == Reservation.tenant_id) & (Pool.id == Reservation.pool_id))
        .where(Reservation.tenant_id == work.tenant_id, Record.tenant_id == work.tenant_id)
        .where(Pool.tenant_id == work.tenant_id, Reservation.reference == order_id, Reservation.open_qty > 0)
        .order_by(Record.variant_id, Record.id, Reservation.created_at, Reservation.id)
    )
    return work.session.execute(rows).all()


def _open(work: Work, order_id: str) -> dict[str, int]:
    """What is still to be assigned, by variant."""
    still = func.sum(OrderLine.quantity - OrderLine.closed - OrderLine.rented)
    rows = select(OrderLine.variant_id, still).where(
        OrderLine.tenant_id == work.tenant_id, OrderLine.order_id == order_id
    )
    return {variant: int(qty) for variant, qty in work.session.execute(rows.group_by(OrderLine.variant_id)) if qty}


def _with_units(work: Work, variants: Sequence[str]) -> set[str]:
    """The records where units of these variants are free."""
    rows = (
        select(Record.id)
        .join(Pool, (Pool.tenant_id == Record.tenant_id) & (Pool.record_id == Record.id))
        .where(Record.tenant_id == work.tenant_id, Record.variant_id.in_(variants))
        .where(Pool.tenant_id == work.tenant_id, Pool.kind == "units", Pool.available > 0)
    )
    return set(work.session.scalars(rows)) if variants else set()


def _too_much(held: Sequence[Any], wanted: Mapping[str, int], order_id: str) -> Iterator[Move]:
    """Give back what is promised beyond what is wanted."""
    surplus: dict[str, int] = defaultdict(int)
    for row in held:
        surplus[row.variant_id] += row.open_qty
    for row in held:
        part = min(surplus[row.variant_id] - wanted.get(row.variant_id, 0), row.open_qty)
        if part > 0:
            surplus[row.variant_id] -= part
            spot = Spot(row.record_id, row.pool_id, row.lot_id)
            yield _moved(spot, ("reserved", "available"), part, row.id, order_id)


def _taken(work: Work, order_id: str, missing: Mapping[str, int], records: Collection[str]) -> list[Move]:
    """Promise what is missing out of these records, which are locked: most from where most are, as far as it goes."""
    rows = (
        select(Record.variant_id, Pool.record_id, Pool.id, Pool.available)
        .join(Record, (Record.tenant_id == Pool.tenant_id) & (Record.id == Pool.record_id))
        .where(Record.tenant_id == work.tenant_id, Record.variant_id.in_(list(missing)), Record.id.in_(records))
        .where(Pool.tenant_id == work.tenant_id, Pool.kind == "units", Pool.available > 0)
        .order_by(Record.variant_id, Pool.available.desc(), Record.id)
    )
    left = dict(missing)
    moves, made = [], []
    for row in work.session.execute(rows) if missing else ():
        part = min(left[str(row.variant_id)], row.available)
        if part:
            left[str(row.variant_id)] -= part
            one = {"id": new_id("res"), "record_id": row.record_id, "pool_id": row.id, "reference": order_id}
            made.append({"tenant_id": work.tenant_id, "created_at": work.at, **one})
            moves.append(_moved(Spot(row.record_id, row.id), ("available", "reserved"), part, one["id"], order_id))
    if made:
        work.session.execute(insert(table_of(Reservation)), made)
    return moves


def _moved(spot: Spot, way: tuple[str, str], qty: int, reservation_id: str, order_id: str) -> Move:
    return Move(
        spot=spot,
        from_node=way[0],
        to_node=way[1],
        action="RESERVED" if way[1] == "reserved" else "RELEASED",
        qty=qty,
        reservation_id=reservation_id,
        reference=order_id,
    )
