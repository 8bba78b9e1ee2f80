"""Undoing a batch: counter-movements and counter-events as a batch of their own, newest first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from sqlalchemy import Executable, select, update

from webapp.core.data.parts import in_parts
from webapp.ledger.errors import ChangedMeanwhile, NothingToUndo, UndoRefused
from webapp.ledger.models import Lot, Pool, Reservation
from webapp.ledger.posting import (
    Context,
    Happening,
    Move,
    Spot,
    UnitState,
    lock_records,
    lock_transfers,
    lock_units,
    post,
    record_events,
)
from webapp.ledger.undoing.lines import Label, Line, labels, records_of, transfers_of, units_of
from webapp.ledger.undoing.plan import UndoPlan, Which, every_line, plan_undo, set_revertible

Reverter = Callable[[Context, Line], str | None]
"""Puts one event back; what it answers is said of things that stay as they are."""
ManyReverter = Callable[[Context, Sequence[Line]], None]

CHUNK = 500

_reverters: dict[str, Reverter] = {}
_together: dict[str, ManyReverter] = {}


def on_undo(action: str, reverter: Reverter) -> None:
    """Say how an event of this action, which tells a before and an after, is put back."""
    _reverters[action] = reverter
    set_revertible(action)


def on_undo_together(action: str, reverter: ManyReverter) -> None:
    """The same, for events that come by the thousand: the reverter puts many back at once."""
    _together[action] = reverter
    set_revertible(action)


def apply_undo(
    work: Context, batch_id: str, *, along: Sequence[str] = (), partly: bool = False, which: Which = every_line
) -> UndoPlan:
    """Undo what can be undone of a batch, and of those that go along, and answer the plan as carried out.

    ``which`` of their lines are meant; all, if nothing is said.

    Refused as a whole, unless ``partly``, when later facts forbid a part of it: UndoRefused says which. Who is
    overtaken between plan and writing plans once more, and then knows what is in the way.
    """
    try:
        with work.session.begin_nested():
            return _apply(work, batch_id, along, which, partly=partly)
    except ChangedMeanwhile:
        return _apply(work, batch_id, along, which, partly=partly)


def _apply(work: Context, batch_id: str, along: Sequence[str], which: Which, *, partly: bool) -> UndoPlan:
    batches = (batch_id, *along)
    lock_transfers(work, transfers_of(work.session, work.tenant_id, batches))
    lock_records(work, records_of(work.tenant_id, batches))
    units = lock_units(work, units_of(work.tenant_id, batches))
    plan = plan_undo(work.session, work.tenant_id, batch_id, along, which)
    if plan.is_empty:
        raise NothingToUndo
    if plan.cannot and not (partly and plan.can):
        raise UndoRefused(plan)
    writer = _Writer(work, units, labels(work.session, work.tenant_id, batches))
    for item in plan.can:
        for line in item.lines:
            writer.reverse(line)
    writer.flush()
    return replace(plan, notes=tuple(writer.notes))


def reverse_lines(work: Context, batch_ids: Sequence[str], lines: Sequence[Line]) -> None:
    """Write the counter-lines of single lines of batches; their records are locked, and the plan was made since."""
    units = lock_units(work, {line.unit_id for line in lines if line.unit_id is not None})
    writer = _Writer(work, units, labels(work.session, work.tenant_id, batch_ids))
    for line in sorted(lines, key=lambda one: one.n, reverse=True):
        writer.reverse(line)
    writer.flush()


class _Writer:
    """Writes reversals in order, many to a statement while lines of one kind follow each other."""

    def __init__(self, work: Context, units: dict[str, UnitState], named: dict[str, Label]) -> None:
        self._work = work
        self._bins = {unit.id: unit.bin_id for unit in units.values()}
        self._named = named
        self._moves: list[Move] = []
        self._events: list[Happening] = []
        self._told: list[Line] = []
        self.notes: list[str] = []

    def reverse(self, line: Line) -> None:
        """Write, or soon write, the counter-line of one line."""
        waiting = self._events if line.is_movement else self._moves
        whole = line.action in _together  # put back at once, for some of them stand in the way of others
        if waiting or (not whole and len(self._moves) + len(self._events) >= CHUNK):
            self.flush()
        if not line.is_movement:
            self._events.append(self._counter_event(line))
            self._told.append(line)
            return
        if line.transfer_id is not None:
            self._bring_back(line)
        self._moves.append(self._counter_move(line))

    def flush(self) -> None:
        """Write what waits."""
        for action, lines in groupby(self._told, key=lambda line: line.action):
            if action in _together:
                _together[action](self._work, list(lines))
        post(self._work, self._moves)
        for part in in_parts(self._events, CHUNK):
            record_events(self._work, part)
        self._moves, self._events, self._told = [], [], []

    def _counter_move(self, line: Line) -> Move:
        bin_from = None
        if line.unit_id is not None:
            in_stock = line.to_node in ("available", "reserved", "held")
            bin_from = self._bins.get(line.unit_id) if in_stock else None
            self._bins[line.unit_id] = line.bin_from
        return Move(
            spot=Spot(line.record_id, line.pool_id, line.lot_id),
            from_node=line.to_node,
            to_node=line.from_node,
            qty=line.qty,
            action="UNDONE",
            unit_id=line.unit_id,
            status_from=line.status_to,
            status_to=line.status_from,
            bin_from=bin_from,
            bin_to=line.bin_from,
            reservation_id=line.reservation_id,
            transfer_id=line.transfer_id,
            reference=line.reference,
            reverses_n=line.n,
        )

    def _counter_event(self, line: Line) -> Happening:
        reverter = _reverters.get(line.action)
        if reverter is not None and (note := reverter(self._work, line)):
            self.notes.append(note)
        if line.unit_id is not None and line.bin_from != line.bin_to:
            self._bins[line.unit_id] = line.bin_from
        return Happening(
            subject=line.subject,
            subject_id=line.subject_id,
            action=line.action,
            unit_id=line.unit_id,
            status_from=line.status_to,
            status_to=line.status_from,
            bin_from=line.bin_to,
            bin_to=line.bin_from,
            before=line.after,
            after=line.before,
            reference=line.reference,
            reverses_n=line.n,
        )

    def _bring_back(self, line: Line) -> None:
        """A lot and a reservation that went along stand where the line has them, before it is reversed."""
        for statement in self._homecomings(line):
            self.flush()
            self._work.session.execute(statement)

    def _homecomings(self, line: Line) -> Iterator[Executable]:
        tenant = self._work.tenant_id
        if line.lot_id is not None:  # as a whole lot comes into one bin; its own line puts another one right
            came_to = select(Pool.bin_id).where(Pool.tenant_id == tenant, Pool.id == line.pool_id).scalar_subquery()
            yield (
                update(Lot)
                .where(Lot.tenant_id == tenant, Lot.id == line.lot_id, Lot.record_id != line.record_id)
                .values(
                    record_id=line.record_id,
                    warehouse_id=self._named[line.record_id].warehouse_id,
                    bin_id=came_to,
                )
            )
        if line.reservation_id is not None:
            yield (
                update(Reservation)
                .where(
                    Reservation.tenant_id == tenant,
                    Reservation.id == line.reservation_id,
                    Reservation.pool_id != line.pool_id,
                )
                .values(record_id=line.record_id, pool_id=line.pool_id)
            )
