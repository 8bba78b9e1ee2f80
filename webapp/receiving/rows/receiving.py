"""Receiving rows that were judged: all in one batch, in a few statements, whatever was announced of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from webapp.core.data import clock
from webapp.core.data.parts import in_parts
from webapp.core.operation.registry import Work
from webapp.ledger.models import Movement
from webapp.ledger.posting import Move
from webapp.ledger.stands import Goods, Stand, loose_stand, lot_stand, open_lot, units_stand
from webapp.ledger.units import Arrival, NewUnit, receive_many
from webapp.receiving.booking.stock import end_of_day
from webapp.receiving.expected.announcing import CHUNK, lock_variants
from webapp.receiving.expected.taking import Announced, Arriving, Source, announced_of, link, post_for_lines
from webapp.receiving.rows.good import Good


def receive_rows(work: Work, intake: Any, rows: Sequence[Good]) -> list[str]:
    """Receive rows into an intake that is held; the units' ids, and those of the movements of what is counted."""
    variants = {row.item.variant_id for row in rows}
    lock_variants(work, variants)
    waiting = announced_of(work, intake.id, variants)
    stands = _Stands(work)
    planned = [(row, stands.of(row)) for row in rows]
    sources = [_sources(intake, waiting, row, stand) for row, stand in planned]
    waiting.write_moved(work)
    units = [n for n, row in enumerate(rows) if row.data.serial_number]
    ids: dict[int, str] = dict(zip(units, _bring(work, intake, planned, sources, units), strict=True))
    ids.update(_put(work, intake, planned, sources, [n for n in range(len(rows)) if n not in ids]))
    return [ids[n] for n in range(len(rows))]


def _sources(intake: Any, waiting: Announced, row: Good, stand: Stand) -> list[Source]:
    if intake.kind == "opening":
        return [Source("opening", row.qty)]
    return waiting.take(Arriving(intake.id, stand, row.qty, row.data.serial_number, row.data.lot_number, row.near))


class _Stands:
    """Where each row goes, found or made once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._known: dict[tuple[str | None, ...], Stand] = {}

    def of(self, row: Good) -> Stand:
        """The units of its variant, its lot, or loose stock in its bin."""
        is_unit = bool(row.data.serial_number)
        key = (*row.key, None if is_unit else row.where.bin_id, row.data.lot_number, "unit" if is_unit else "")
        if key not in self._known:
            self._known[key] = self._find(row)
        return self._known[key]

    def _find(self, row: Good) -> Stand:
        work, data, where = self._work, row.data, row.where
        if data.serial_number:
            return units_stand(work, *row.key)
        goods = Goods(row.item.product_id, row.item.variant_id)
        if not data.lot_number:
            return loose_stand(work, goods, where.warehouse_id, where.bin_id)
        until = end_of_day(work, data.expires_on)
        lot = open_lot(work, goods, where.warehouse_id, data.lot_number, until, where.bin_id)
        return lot_stand(work, lot.id, where.bin_id)


Planned = Sequence[tuple[Good, Stand]]


def _bring(
    work: Work, intake: Any, planned: Planned, sources: Sequence[Sequence[Source]], which: Sequence[int]
) -> list[str]:
    """Bring the units to life, and link those that were announced to their lines."""
    today = clock.today(work.actor.tenant.time_zone)
    arrivals = []
    for n in which:
        row, stand = planned[n]
        cost = row.item.cost if row.data.acquisition_cost is None else row.data.acquisition_cost
        new = NewUnit(
            serial=row.data.serial_number or "",
            acquisition_cost=cost,
            acquisition_date=today,
            condition=row.data.condition or None,
        )
        arrivals.append(
            Arrival(
                stand=stand,
                new=new,
                status="unavailable" if row.held else "available",
                from_node=sources[n][0].node,
                bin_id=row.where.bin_id,
                reference=intake.id,
            )
        )
    ids = receive_many(work, arrivals)
    lines = {key: line for key, n in zip(ids, which, strict=True) if (line := sources[n][0].line_id) is not None}
    for part in in_parts(lines, CHUNK):
        births = select(Movement.id, Movement.unit_id).where(
            Movement.tenant_id == work.tenant_id, Movement.unit_id.in_(part), Movement.status_from.is_(None)
        )
        link(work, [(birth.id, lines[birth.unit_id]) for birth in work.session.execute(births)])
    return ids


def _put(
    work: Work, intake: Any, planned: Planned, sources: Sequence[Sequence[Source]], which: Sequence[int]
) -> dict[int, str]:
    """Put down what is counted or lies in lots; the first movement of each row."""
    told: list[tuple[Move, str | None]] = []
    first: dict[int, int] = {}
    for n in which:
        first[n] = len(told)
        for source in sources[n]:
            move = Move(
                spot=planned[n][1].spot,
                from_node=source.node,
                to_node="held" if planned[n][0].held else "available",
                qty=source.qty,
                action="RECEIVED",
                reference=intake.id,
            )
            told.append((move, source.line_id))
    ids = [key for part in in_parts(told, CHUNK) for key in post_for_lines(work, part)]
    return {n: ids[at] for n, at in first.items()}
