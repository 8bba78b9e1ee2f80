"""Taking what arrives out of what was announced. The records of its variant are locked by then."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, insert, literal, or_, select

from webapp.core.data.parts import in_parts
from webapp.core.inputs.text import fold
from webapp.core.operation.registry import Work
from webapp.ledger.models import Movement, Pool, table_of
from webapp.ledger.posting import Move, Spot, post
from webapp.ledger.stands import Stand
from webapp.receiving.expected.balances import Balance, balances
from webapp.receiving.models import ExpectedLine, ExpectedStep

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Source:
    """So many pieces come from this node; from ``expected``, for this line."""

    node: str
    qty: int
    line_id: str | None = None


@dataclass(frozen=True, slots=True)
class Arriving:
    """What arrives at a spot: a unit by its serial number, or pieces, perhaps of a lot."""

    intake_id: str
    stand: Stand
    qty: int = 1
    serial: str | None = None
    lot_number: str | None = None
    near: range = range(0)
    """The positions of the lines that it is meant for: they come first."""


@dataclass(slots=True)
class Announced:
    """Lines with what is still to come of each, counted down while things arrive; nothing is written here."""

    by_variant: dict[str, list[Any]] = field(default_factory=dict)
    left: dict[str, list[Balance]] = field(default_factory=dict)
    buckets: dict[str, int] = field(default_factory=dict)
    """What the pools hold of expected goods: somebody may have corrected that by hand."""
    moved: list[tuple[Move, str]] = field(default_factory=list)
    """What was announced for another place, announced for this one instead, so that it can arrive here."""

    def take(self, what: Arriving) -> list[Source]:
        """Where the pieces come from: open lines that fit, best first, then the supplier for what nobody announced."""
        sources, wanted, here = [], what.qty, what.stand.spot
        for line in self._fitting(what):
            nearest = sorted(self.left.get(line.id, ()), key=lambda one: _distance(one, here))
            for one in nearest:
                took = min(wanted, one.missing, self.buckets[one.pool_id])
                if took < 1:
                    continue
                self._count_down(what, one, took)
                sources.append(Source("expected", took, one.line_id))
                wanted -= took
                if not wanted:
                    return sources
        return [*sources, Source("supplier", wanted)]

    def _fitting(self, what: Arriving) -> Iterable[Any]:
        """The lines that it can be: a serial's or a lot's own before those that name none."""
        lines = self.by_variant.get(what.stand.variant_id or "", [])
        if what.near:
            lines = sorted(lines, key=lambda one: one.position not in what.near)
        serial = fold(what.serial) if what.serial else None
        named = [one for one in lines if one.serial_norm == serial and one.lot_number == what.lot_number]
        plain = [one for one in lines if one.serial_norm is None and one.lot_number is None]
        return [*named, *plain] if serial or what.lot_number else plain

    def _count_down(self, what: Arriving, one: Balance, took: int) -> None:
        self.buckets[one.pool_id] -= took
        rest = self.left[one.line_id]
        rest[rest.index(one)] = replace(one, verified=one.verified + took)
        if one.pool_id != what.stand.spot.pool_id:
            there = Spot(one.record_id, one.pool_id, one.lot_id)
            self.moved.append((announcement(what.intake_id, there, -took), one.line_id))
            self.moved.append((announcement(what.intake_id, what.stand.spot, took), one.line_id))

    def write_moved(self, work: Work) -> None:
        """Post what was announced anew."""
        post_for_lines(work, self.moved)
        self.moved = []


def _distance(one: Balance, here: Spot) -> tuple[bool, bool, str]:
    return one.pool_id != here.pool_id, one.record_id != here.record_id, one.pool_id


def announced(work: Work, intake_id: str, *which: ColumnElement[bool]) -> Announced:
    """What an intake still waits for, as far as it is meant."""
    mine = (ExpectedLine.intake_id == intake_id, *which)
    found = Announced()
    names = ("id", "variant_id", "serial_norm", "lot_number", "position")
    columns = tuple(getattr(ExpectedLine, name) for name in names)
    lines = select(*columns).where(ExpectedLine.tenant_id == work.tenant_id, *mine).order_by(ExpectedLine.position)
    for line in work.session.execute(lines):
        found.by_variant.setdefault(line.variant_id, []).append(line)
    if not found.by_variant:
        return found
    for one in balances(work.session, work.tenant_id, *mine):
        found.left.setdefault(one.line_id, []).append(one)
    pools = {one.pool_id for rest in found.left.values() for one in rest if one.missing > 0}
    rows = work.session.execute(
        select(Pool.id, Pool.expected).where(Pool.tenant_id == work.tenant_id, Pool.id.in_(pools))
    )
    found.buckets = {one.pool_id: 0 for rest in found.left.values() for one in rest}
    found.buckets |= {row.id: row.expected for row in rows}
    return found


def announced_of(work: Work, intake_id: str, variant_ids: Iterable[str]) -> Announced:
    """What an intake still waits for of these variants, whose records are locked."""
    waiting = Announced()
    for part in in_parts(sorted(set(variant_ids)), CHUNK):
        more = announced(work, intake_id, ExpectedLine.variant_id.in_(part))
        waiting.by_variant |= more.by_variant
        waiting.left |= more.left
        waiting.buckets |= more.buckets
    return waiting


def take_expected(work: Work, what: Arriving) -> list[Source]:
    """Where the pieces come from, of one thing that arrives."""
    of_it: ColumnElement[bool] = ExpectedLine.serial_norm.is_(None)
    if what.serial is not None:
        of_it = or_(of_it, ExpectedLine.serial_norm == fold(what.serial))
    waiting = announced(work, what.intake_id, ExpectedLine.variant_id == what.stand.variant_id, of_it)
    sources = waiting.take(what)
    waiting.write_moved(work)
    return sources


def announcement(intake_id: str, spot: Spot, qty: int) -> Move:
    """Pieces that are announced, or, below zero, given up."""
    nodes = ("supplier", "expected") if qty > 0 else ("expected", "supplier")
    return Move(spot=spot, from_node=nodes[0], to_node=nodes[1], qty=abs(qty), action="EXPECTED", reference=intake_id)


def post_for_lines(work: Work, moves: Sequence[tuple[Move, str | None]]) -> list[str]:
    """Post movements, and say of each for which line it was made, if for one; their ids."""
    ids = post(work, [move for move, _ in moves])
    link(work, [(key, line_id) for key, (_, line_id) in zip(ids, moves, strict=True) if line_id is not None])
    return ids


def link(work: Work, pairs: Iterable[tuple[str, str]]) -> None:
    """Say for which line each movement was made."""
    rows = [
        {"tenant_id": work.tenant_id, "movement_id": movement_id, "line_id": line_id} for movement_id, line_id in pairs
    ]
    if rows:
        work.session.execute(insert(table_of(ExpectedStep)), rows)


def link_unit(work: Work, unit_id: str, line_id: str) -> None:
    """Say for which line a unit's receipt was made."""
    receipt = select(Movement.tenant_id, Movement.id, literal(line_id)).where(
        Movement.tenant_id == work.tenant_id, Movement.unit_id == unit_id, Movement.status_from.is_(None)
    )
    work.session.execute(insert(table_of(ExpectedStep)).from_select(["tenant_id", "movement_id", "line_id"], receipt))
