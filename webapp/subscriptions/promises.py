"""What stock is kept for an order: the unit that goes is taken from it, and what is too much then is given back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select

from webapp.core.operation.registry import Work
from webapp.ledger.models import Record, Reservation
from webapp.ledger.posting import Move, Spot


@dataclass
class Kept:
    """The order's open reservations of a SKU; ``here`` is one in the pool that the unit stands in."""

    here: str | None
    free: int
    """How many units of that pool nobody was promised."""
    others: Sequence[Any] = field(default=())
    total: int = 0

    def given_back(self, reference: str, wanted: int) -> Iterator[Move]:
        """Release what is kept beyond so many, once the unit has gone."""
        surplus = self.total - (1 if self.here else 0) - wanted
        for one in self.others:
            part = min(surplus, one.open_qty)
            if part < 1:
                return
            surplus -= part
            yield Move(
                spot=Spot(one.record_id, one.pool_id),
                from_node="reserved",
                to_node="available",
                action="RELEASED",
                qty=part,
                reservation_id=one.id,
                reference=reference,
            )


def warehouses_of(work: Work, order_id: str, variant_id: str) -> list[str]:
    """Where something of a SKU is kept for an order."""
    asked = _open(work, order_id, variant_id).with_only_columns(Record.warehouse_id).order_by(None).distinct()
    return list(work.session.scalars(asked))


def kept_for(work: Work, order_id: str, variant_id: str, pool_id: str, free: int) -> Kept:
    """What is kept for an order; its records are locked."""
    rows = work.session.execute(_open(work, order_id, variant_id)).all()
    here = next((row.id for row in rows if row.pool_id == pool_id), None)
    return Kept(here, free, [row for row in rows if row.pool_id != pool_id], sum(row.open_qty for row in rows))


def _open(work: Work, order_id: str, variant_id: str) -> Select[str, str, str, int]:
    tenant_id = work.tenant_id
    return (
        select(Reservation.id, Reservation.record_id, Reservation.pool_id, Reservation.open_qty)
        .join(Record, (Record.tenant_id == Reservation.tenant_id) & (Record.id == Reservation.record_id))
        .where(Reservation.tenant_id == tenant_id, Record.tenant_id == tenant_id)
        .where(Reservation.reference == order_id, Reservation.open_qty > 0, Record.variant_id == variant_id)
        .order_by(Reservation.created_at, Reservation.id)
    )
