"""Writing corrections: what was received is taken back and received again as what it is, in few statements."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select

from webapp.assets.operations.one import handle_each
from webapp.assets.steps import Wish
from webapp.core.data.parts import in_parts
from webapp.core.operation.registry import Work
from webapp.ledger.models import Movement, table_of
from webapp.ledger.posting import Happening, Move, record_events
from webapp.ledger.stands import Goods, Stand, loose_stand, lot_stand, open_lot, units_stand
from webapp.ledger.undoing import reverse_lines
from webapp.ledger.units import NewUnit, bear_unit
from webapp.receiving.correcting.guarding import CORRECTED
from webapp.receiving.correcting.judging import Change
from webapp.receiving.correcting.receipts import CHUNK
from webapp.receiving.expected.taking import Arriving, Source, announced_of, post_for_lines
from webapp.receiving.inputs.correcting import CorrectScans
from webapp.receiving.models import CorrectedStep


@dataclass
class _Again:
    """One row on its way back in; ``same`` says that it is still the same unit."""

    change: Change
    position: int
    stand: Stand
    unit_id: str | None = None
    same: bool = False
    sources: list[Source] = field(default_factory=list)


class Correction:
    """One correction of an intake; its rows are numbered as they are written."""

    def __init__(self, work: Work, data: CorrectScans, intake: Any) -> None:
        self._work = work
        self._data = data
        self._intake = intake
        self._written = 0

    def write(self, changes: Sequence[Change]) -> None:
        """Write these rows; behind a savepoint, for the database may still refuse one of them."""
        moving = [made for made in changes if made.moves]
        if moving:
            self._write_moves(moving)
        for made in changes:
            made.row.unit_id = made.row.unit_id or made.first.unit_id
        self._write_facts(changes)
        record_events(self._work, [_told(made) for made in moving if made.row.unit_id])

    def _write_moves(self, changes: Sequence[Change]) -> None:
        work = self._work
        batches = sorted({one.batch_id for made in changes for one in made.row.receipts})
        numbers = {line.n: at for at, made in enumerate(changes) for line in made.lines}
        reverse_lines(work, batches, [line for made in changes for line in made.lines])
        again = [self._stand(made) for made in changes]
        waiting = announced_of(work, self._intake.id, {made.item.variant_id for made in changes})
        for one in again:
            first = one.change.first
            qty = sum(receipt.qty for receipt in one.change.row.receipts)
            what = Arriving(self._intake.id, one.stand, qty, first.serial, one.change.lot_number)
            is_opening = self._intake.kind == "opening"
            one.sources = [Source("opening", qty)] if is_opening else waiting.take(what)
        waiting.write_moved(work)
        steps = [(self._move(one, source), source.line_id, one.position) for one in again for source in one.sources]
        ids = [
            key
            for part in in_parts(steps, CHUNK)
            for key in post_for_lines(work, [(move, line_id) for move, line_id, _ in part])
        ]
        self._link(
            [(key, position) for key, (_, _, position) in zip(ids, steps, strict=True)]
            + [(key, again[numbers[n]].position) for n, key in self._counters(numbers)]
        )

    def _stand(self, made: Change) -> _Again:
        """Where a row goes; a unit that is another item than it was booked as is a new one."""
        work, item, where = self._work, made.item, made.where
        self._written += 1
        if made.unit is not None:
            one = _Again(made, self._written, units_stand(work, item.variant_id, where.warehouse_id))
            one.same = item.variant_id == made.was.variant_id
            one.unit_id = made.unit.id if one.same else bear_unit(work, one.stand, self._anew(made))
            made.row.unit_id = one.unit_id
            return one
        goods = Goods(item.product_id, item.variant_id)
        if made.lot_number is None:
            return _Again(made, self._written, loose_stand(work, goods, where.warehouse_id, where.bin_id))
        until = made.lot_expires_at
        lot = open_lot(work, goods, where.warehouse_id, made.lot_number, until, where.bin_id)
        return _Again(made, self._written, lot_stand(work, lot.id, where.bin_id))

    def _anew(self, made: Change) -> NewUnit:
        """What is known of the unit goes along; a cost that was the catalogue's follows the item."""
        unit, item = made.unit, made.item
        cost = item.cost if unit.acquisition_cost == made.was.cost else unit.acquisition_cost
        known: dict[str, Any] = {
            "serial": unit.serial,
            "acquisition_cost": cost,
            "acquisition_date": unit.acquisition_date,
            "location_text": None if self._data.location else unit.location_text,
            "condition": unit.condition,
            "notes": unit.notes,
            "reason": unit.reason,
            "product_name": unit.product_name if item.product_id == made.was.product_id else None,
        }
        return NewUnit(**(known | self._data.edits))

    def _move(self, one: _Again, source: Source) -> Move:
        first = one.change.first
        return Move(
            spot=one.stand.spot,
            from_node=source.node,
            to_node=first.to_node,
            qty=source.qty,
            action="RECEIVED",
            unit_id=one.unit_id,
            status_to=first.status_to if one.unit_id else None,
            bin_to=one.change.where.bin_id if one.unit_id else None,
            reference=self._intake.id,
        )

    def _counters(self, numbers: dict[int, int]) -> list[tuple[int, str]]:
        """The movements that took these back just now."""
        return [
            (row.reverses_n, row.id)
            for part in in_parts(sorted(numbers), CHUNK)
            for row in self._work.session.execute(
                select(Movement.reverses_n, Movement.id).where(
                    Movement.tenant_id == self._work.tenant_id, Movement.reverses_n.in_(part)
                )
            )
        ]

    def _link(self, pairs: Sequence[tuple[str, int]]) -> None:
        rows = [
            {"tenant_id": self._work.tenant_id, "movement_id": key, "batch_id": self._work.batch_id, "position": at}
            for key, at in pairs
        ]
        for part in in_parts(rows, CHUNK):
            self._work.session.execute(insert(table_of(CorrectedStep)), part)

    def _write_facts(self, changes: Sequence[Change]) -> None:
        """What is written about units that are still the same ones."""
        facts: dict[str, Any] = dict(self._data.edits)
        same = [made for made in changes if made.unit is not None and made.row.unit_id == made.unit.id]
        wishes = {made.unit.id: Wish(edits=facts) for made in same}
        done = handle_each(self._work, self._data, wishes) if facts and wishes else {}
        for made in changes:
            told = done.get(made.row.unit_id or "")
            if told is not None and told.problem is not None:
                raise told.problem
            made.row.changed = made.moves or bool(told and told.changed)


def _told(made: Change) -> Happening:
    """What a unit's timeline says of it."""
    return Happening(
        subject="unit",
        subject_id=made.row.unit_id or "",
        unit_id=made.row.unit_id,
        action=CORRECTED,
        before={"sku": made.was.sku, "place": made.first.place},
        after={"sku": made.item.sku, "place": str(made.where)},
    )
