"""What happened to a thing, told line by line: who, what, where, at which desk, and whether it was taken back."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import Desk
from webapp.audit.models import Batch
from webapp.catalog.models import Variant
from webapp.core.data.parts import in_parts
from webapp.ledger.history.telling import sentence
from webapp.ledger.models import Event, Movement, Record
from webapp.ledger.words import TOLD
from webapp.locations.models import Bin, Warehouse

NEWEST = 200
"""How many lines a page shows."""

STANDINGS_PART = 500


@dataclass(frozen=True)
class Line:
    """What one batch did; ``n`` is its place in the tenant's ledger, ``batch_id`` what undo acts on.

    ``open`` says that nothing reversed it yet, ``in_force`` that it counts: it is open, or its undo was undone.
    ``takes_back`` is an undo; the undo of an undo does the thing again.
    """

    n: int
    at: dt.datetime
    batch_id: str
    operation: str
    actor_id: str
    actor_name: str
    desk_name: str | None
    sentence: str
    note: str | None
    reference: str | None
    open: bool
    in_force: bool
    takes_back: bool


def unit_history(session: Session, tenant_id: int, unit_id: str) -> list[Line]:
    """A unit's movements and events, newest first."""
    of = {"tenant": tenant_id, "unit": unit_id}
    found = [*session.execute(_movements(), of), *session.execute(_events(), of)]
    newest = sorted(found, key=lambda row: row.n, reverse=True)[:NEWEST]
    in_force: dict[int, bool] = {}
    for row in newest:
        in_force[row.n] = row.later is None or not in_force.get(row.later, True)
    depths: dict[int, int] = {}
    for row in reversed(newest):
        depths[row.n] = 0 if row.reverses_n is None else depths.get(row.reverses_n, 0) + 1
    together = groupby(newest, key=lambda row: row.batch_id)
    return [_line(list(rows), in_force, depths) for _, rows in together]


@cache
def _movements() -> Select[Any]:
    later = aliased(Movement)
    return (
        _told(Movement, later, Movement.from_node, Movement.to_node)
        .add_columns(Warehouse.name.label("warehouse"), Warehouse.code.label("code"), Bin.code.label("bin"))
        .add_columns(Variant.variant_sku.label("sku"))
        .join(Record, (Record.tenant_id == Movement.tenant_id) & (Record.id == Movement.record_id))
        .join(Warehouse, (Warehouse.tenant_id == Record.tenant_id) & (Warehouse.id == Record.warehouse_id))
        .outerjoin(Variant, (Variant.tenant_id == Record.tenant_id) & (Variant.id == Record.variant_id))
        .outerjoin(Bin, (Bin.tenant_id == Movement.tenant_id) & (Bin.id == Movement.bin_to))
        .where(Movement.tenant_id == bindparam("tenant"), Movement.unit_id == bindparam("unit"))
        .order_by(Movement.n.desc())
        .limit(NEWEST)
    )


@cache
def _events() -> Select[Any]:
    later = aliased(Event)
    return (
        _told(Event, later, Event.before, Event.after, Event.bin_from, Event.bin_to)
        .add_columns(Bin.code.label("bin"))
        .outerjoin(Bin, (Bin.tenant_id == Event.tenant_id) & (Bin.id == Event.bin_to))
        .where(Event.tenant_id == bindparam("tenant"), Event.subject_id == bindparam("unit"))
        .order_by(Event.n.desc())
        .limit(NEWEST)
    )


def _told(table: Any, later: Any, *more: Any) -> Select[Any]:
    return (
        select(
            table.n,
            table.at,
            table.batch_id,
            table.action,
            table.status_from,
            table.status_to,
            table.note,
            table.reference,
            table.reverses_n,
            later.n.label("later"),
            Batch.operation,
            Batch.actor_id,
            Batch.actor_name,
            Desk.name.label("desk"),
            *more,
        )
        .join(Batch, (Batch.tenant_id == table.tenant_id) & (Batch.id == table.batch_id))
        .outerjoin(Desk, (Desk.tenant_id == table.tenant_id) & (Desk.id == table.desk_id))
        .outerjoin(later, (later.tenant_id == table.tenant_id) & (later.reverses_n == table.n))
    )


def _line(rows: Sequence[Any], in_force: Mapping[int, bool], depths: Mapping[int, int]) -> Line:
    """What one batch did to the unit; ``rows`` are its lines, the newest first."""
    row = rows[0]
    depth = depths[row.n]
    return Line(
        n=row.n,
        at=row.at,
        batch_id=row.batch_id,
        operation=row.operation,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        desk_name=row.desk,
        sentence=TOLD[row.action] if row.action in TOLD else sentence(rows[::-1], depth),
        note=next((one.note for one in rows if one.note), None),
        reference=next((one.reference for one in rows if one.reference), None),
        open=any(one.later is None and one.action not in TOLD for one in rows),
        in_force=any(in_force[one.n] for one in rows),
        takes_back=depth % 2 == 1,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """``in_force`` unless it was taken back; ``undo_id`` is the batch to undo so that it is taken back, or done again.

    That is the batch itself, or the newest of the undos that followed it.
    """

    in_force: bool
    undo_id: str


def standings(session: Session, tenant_id: int, batch_ids: Collection[str]) -> dict[str, Standing]:
    """How batches that did something to stock stand: one statement, and one more for each undo on the way.

    What moved none, such as a unit into another bin, is asked of the events.
    """
    found: dict[str, Standing] = {}
    for part in in_parts(sorted(set(batch_ids)), STANDINGS_PART):
        found.update(_standings(session, tenant_id, Movement, part))
        if still := [one for one in part if one not in found]:
            found.update(_standings(session, tenant_id, Event, still))
    return found


def _standings(session: Session, tenant_id: int, table: Any, batch_ids: Collection[str]) -> dict[str, Standing]:
    first = select(table.n, table.batch_id).where(table.tenant_id == tenant_id, table.batch_id.in_(batch_ids))
    newest = {row.n: (row.batch_id, row.batch_id, True) for row in session.execute(first)}
    found = {batch: Standing(True, batch) for batch, _, _ in newest.values()}
    while newest:
        later = select(table.reverses_n, table.n, table.batch_id).where(
            table.tenant_id == tenant_id, table.reverses_n.in_(newest)
        )
        following = {}
        for row in session.execute(later):
            batch, _, in_force = newest[row.reverses_n]
            following[row.n] = (batch, row.batch_id, not in_force)
            found[batch] = Standing(not in_force, row.batch_id)
        newest = following
    return found
