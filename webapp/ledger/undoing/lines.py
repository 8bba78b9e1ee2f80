"""The lines of a batch that an undo would reverse, and what they touch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Select, exists, or_, select, union
from sqlalchemy.orm import Session, aliased

from webapp.catalog.models import Product, Variant
from webapp.core.data.parts import in_parts
from webapp.ledger.models import Event, Movement, Record
from webapp.ledger.words import TOLD


@dataclass(frozen=True, slots=True)
class Line:
    """A movement or an event of the batch; a movement has nodes, an event has a subject."""

    n: int
    action: str
    reference: str | None
    unit_id: str | None
    status_from: str | None
    status_to: str | None
    bin_from: str | None
    bin_to: str | None
    record_id: str = ""
    pool_id: str = ""
    lot_id: str | None = None
    reservation_id: str | None = None
    transfer_id: str | None = None
    from_node: str = ""
    to_node: str = ""
    qty: int = 0
    subject: str = ""
    subject_id: str = ""
    before: Any = None
    after: Any = None

    @property
    def is_movement(self) -> bool:
        """Whether it moves a quantity."""
        return bool(self.pool_id)

    @property
    def has_status_step(self) -> bool:
        """Whether it changes a unit's status."""
        return self.unit_id is not None and self.status_from != self.status_to


_SHARED = ("n", "action", "reference", "unit_id", "status_from", "status_to", "bin_from", "bin_to")
_MOVES = ("record_id", "pool_id", "lot_id", "reservation_id", "transfer_id", "from_node", "to_node", "qty")
_TELLS = ("subject", "subject_id", "before", "after")


def open_lines(session: Session, tenant_id: int, batch_ids: Sequence[str]) -> list[Line]:
    """The batches' lines that nothing has reversed yet, newest first.

    While any is open, what was reversed and then done again stands there by the line that did it again.
    """
    found: list[Line] = []
    gone: list[tuple[_Kind, set[int]]] = []
    for kind in _KINDS:
        table, _ = kind
        of_batch = _lines(tenant_id, kind).where(table.batch_id.in_(batch_ids), table.action.not_in(TOLD))
        rows = session.execute(of_batch).all()
        found += [_line(kind, row) for row in rows if row.later is None]
        gone.append((kind, {row.later for row in rows if row.later is not None}))
    if found:
        again = [line for kind, numbers in gone for line in _done_again(session, tenant_id, kind, numbers)]
        found += {line.n: line for line in again if line.n not in {one.n for one in found}}.values()
    return sorted(found, key=lambda line: line.n, reverse=True)


def _done_again(session: Session, tenant_id: int, kind: "_Kind", reversals: set[int]) -> Iterator[Line]:
    """Of lines with these reversals those that were done again since, as they stand now."""
    table, odd = kind[0], True
    while reversals:
        following: set[int] = set()
        for part in in_parts(sorted(reversals), PART):
            for row in session.execute(_lines(tenant_id, kind).where(table.n.in_(part))):
                if row.later is not None:
                    following.add(row.later)
                elif not odd:
                    yield _line(kind, row)
        reversals, odd = following, not odd


_Kind = tuple[type[Movement | Event], tuple[str, ...]]
_KINDS: tuple[_Kind, ...] = ((Movement, _SHARED + _MOVES), (Event, _SHARED + _TELLS))
PART = 500


def _lines(tenant_id: int, kind: _Kind) -> Select[Any]:
    """Lines, each with the number of what reversed it."""
    table, names = kind
    later = aliased(table)
    return (
        select(*(getattr(table, name) for name in names), later.n.label("later"))
        .outerjoin(later, (later.tenant_id == table.tenant_id) & (later.reverses_n == table.n))
        .where(table.tenant_id == tenant_id)
    )


def _line(kind: _Kind, row: Any) -> Line:
    return Line(**dict(zip(kind[1], row[:-1], strict=True)))


def has_lines(session: Session, tenant_id: int, batch_id: str) -> bool:
    """Whether the batch left anything that could be reversed, though it may have been."""
    told = (
        exists().where(table.tenant_id == tenant_id, table.batch_id == batch_id, table.action.not_in(TOLD))
        for table in (Movement, Event)
    )
    return bool(session.execute(select(or_(*told))).scalar_one())


def records_of(tenant_id: int, batch_ids: Sequence[str]) -> Select[str]:
    """The ids of the records that movements of these batches touch."""
    return select(Movement.record_id).where(Movement.tenant_id == tenant_id, Movement.batch_id.in_(batch_ids))


def units_of(tenant_id: int, batch_ids: Sequence[str]) -> CompoundSelect[Any]:
    """The ids of the units that lines of these batches touch."""
    return union(
        *(
            select(table.unit_id).where(
                table.tenant_id == tenant_id, table.batch_id.in_(batch_ids), table.unit_id.is_not(None)
            )
            for table in (Movement, Event)
        )
    )


def transfers_of(session: Session, tenant_id: int, batch_ids: Sequence[str]) -> list[str]:
    """The transfers that movements of these batches belong to."""
    rows = session.execute(
        select(Movement.transfer_id)
        .where(Movement.tenant_id == tenant_id, Movement.batch_id.in_(batch_ids), Movement.transfer_id.is_not(None))
        .distinct()
    )
    return [str(row.transfer_id) for row in rows]


@dataclass(frozen=True, slots=True)
class Label:
    """What a record stocks, and where."""

    product_id: str
    warehouse_id: str
    sku: str


def labels(session: Session, tenant_id: int, batch_ids: Sequence[str]) -> dict[str, Label]:
    """What the records of these batches stock."""
    rows = session.execute(
        select(Record.id, Record.product_id, Record.warehouse_id, Variant.variant_sku, Product.product_sku)
        .join(Product, (Product.tenant_id == Record.tenant_id) & (Product.id == Record.product_id))
        .outerjoin(Variant, (Variant.tenant_id == Record.tenant_id) & (Variant.id == Record.variant_id))
        .where(Record.tenant_id == tenant_id, Record.id.in_(records_of(tenant_id, batch_ids)))
    )
    return {row[0]: Label(row[1], row[2], row[3] or row[4]) for row in rows}
