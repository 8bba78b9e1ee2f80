"""The balances that an undo would change, on paper: each reversal is tried here before it is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from webapp.core.data.columns import MAX_QUANTITY
from webapp.ledger.models import Lot, Movement, Pool, Reservation, Transit, Unit, is_live
from webapp.ledger.undoing.lines import Label, Line, records_of, units_of
from webapp.ledger.words import BUCKETS, place_of

Balances = dict[Any, dict[str, Any]]


@dataclass
class Books:
    """Copies of the rows that matter; ``changed`` remembers what to put back when a trial fails."""

    labels: dict[str, Label]
    pools: Balances
    lots: Balances
    reservations: Balances
    transit: Balances
    units: Balances
    serials: dict[str, dict[str, Any]]
    """Who has each serial number: ``unit_id``, or None once it was voided on paper."""
    changed: list[tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=list)

    def try_all(self, lines: Iterable[Line]) -> str | None:
        """Reverse these lines; if one cannot be, say why and leave the books as they were."""
        self.changed.clear()
        for line in lines:
            why = self._moved_back(line) if line.is_movement else self._stepped_back(line)
            if why is not None:
                for row, before in reversed(self.changed):
                    row.update(before)
                return why
        return None

    def _moved_back(self, line: Line) -> str | None:
        return (
            self._lot_back(line)
            or self._promise_back(line)
            or self._transit_back(line)
            or (self._unit_back(line) if line.unit_id is not None else None)
            or self._pool_back(line)
        )

    def _write(self, row: dict[str, Any], **values: Any) -> None:
        self.changed.append((row, {name: row[name] for name in values}))
        row.update(values)

    def _pool_back(self, line: Line) -> str | None:
        pool = self.pools[line.pool_id]
        if line.to_node in BUCKETS:
            there = pool[line.to_node]
            if there < line.qty:
                return _short(line, there)
            self._write(pool, **{line.to_node: there - line.qty})
        if line.from_node in BUCKETS:
            if pool[line.from_node] + line.qty > MAX_QUANTITY:
                return "there would be more of it than can be counted"
            self._write(pool, **{line.from_node: pool[line.from_node] + line.qty})
        return None

    def _lot_back(self, line: Line) -> str | None:
        if line.lot_id is None:
            return None
        lot = self.lots[line.lot_id]
        if lot["deleted"]:
            return "its lot was deleted since"
        if lot["record_id"] != line.record_id:
            if lot["total"]:
                return "its lot is in another place now"
            self._write(lot, record_id=line.record_id)
        change = (line.from_node in BUCKETS) - (line.to_node in BUCKETS)
        self._write(lot, total=lot["total"] + change * line.qty)
        return None

    def _promise_back(self, line: Line) -> str | None:
        if line.reservation_id is None:
            return None
        row = self.reservations[line.reservation_id]
        if row["pool_id"] != line.pool_id:
            if row["open_qty"]:
                return "what was reserved is in another place now"
            self._write(row, pool_id=line.pool_id)
        left = row["open_qty"] + (line.qty if line.from_node == "reserved" else -line.qty)
        if left < 0:
            return "what was reserved has been used or released since"
        self._write(row, open_qty=left)
        return None

    def _transit_back(self, line: Line) -> str | None:
        if line.transfer_id is None:
            return None
        row = self.transit[line.transfer_id, self.labels[line.record_id].product_id]
        left = row["qty"] + (line.qty if line.from_node == "transit" else -line.qty)
        if left < 0:
            return "it has arrived since"
        self._write(row, qty=left)
        return None

    def _unit_back(self, line: Line) -> str | None:
        unit = self.units[line.unit_id]
        stands = {"status": line.status_to, "place": place_of(line.to_node, line.status_to)}
        if any(unit[name] != value for name, value in stands.items()):
            return now_it(unit)
        if unit["record_id"] is not None and unit["record_id"] != line.record_id:
            return "it stands in another place now"
        if (why := self._called(unit, line)) is not None:
            return why
        place = place_of(line.from_node, line.status_from)
        in_stock = place in ("good", "held")
        self._write(
            unit,
            status=line.status_from,
            place=place,
            record_id=line.record_id if in_stock else None,
            bin_id=line.bin_from if in_stock else None,
        )
        return None

    def _stepped_back(self, line: Line) -> str | None:
        if line.subject_id in self.lots and "deleted" in (line.before or {}):
            self._write(self.lots[line.subject_id], deleted=line.before["deleted"])
        if line.unit_id is None:
            return None
        unit = self.units[line.unit_id]
        if line.has_status_step:
            born, voided = line.status_to is None, line.status_from is None
            if unit["status"] != line.status_to or unit["place"] not in ("none", "customer", "held"):
                return now_it(unit)
            if (why := self._called(unit, line)) is not None:
                return why
            place = "none" if voided else "customer" if born else unit["place"]
            self._write(unit, status=line.status_from, place=place)
        if line.bin_from != line.bin_to:
            if unit["bin_id"] != line.bin_to or unit["record_id"] is None:
                return "it was moved again since"
            self._write(unit, bin_id=line.bin_from)
        return None

    def _called(self, unit: dict[str, Any], line: Line) -> str | None:
        """A unit that is voided gives its serial number free; one that comes back to life needs it."""
        holder = self.serials.setdefault(unit["serial_norm"], {"unit_id": None})
        if line.status_from is None and holder["unit_id"] == unit["id"]:
            self._write(holder, unit_id=None)
        if line.status_to is None:
            if holder["unit_id"] not in (None, unit["id"]):
                return "another unit has its serial number now"
            self._write(holder, unit_id=unit["id"])
        return None


def now_it(unit: dict[str, Any]) -> str:
    """Where a unit is now, as a reason."""
    if unit["status"] is None:
        return "it was taken out again"
    by_place = {
        "transit": "it is on its way to another place",
        "loss": "it is lost",
        "scrap": "it was scrapped",
    }
    by_status = {
        "rented_out": "it is rented out",
        "sold": "it is sold",
        "returned": "it came back and waits for inspection",
        "available": "it is available now",
        "unavailable": "it is marked unavailable",
    }
    return by_place.get(unit["place"]) or by_status[unit["status"]]


def _short(line: Line, there: int) -> str:
    if line.unit_id is not None:
        return "all units left there are promised to somebody"
    return f"only {there} of the {line.qty} are still there"


def open_books(session: Session, tenant_id: int, batch_ids: Sequence[str], labels: dict[str, Label]) -> Books:
    """The rows that reversing these batches would touch."""
    records = records_of(tenant_id, batch_ids)
    mine = (Movement.tenant_id == tenant_id, Movement.batch_id.in_(batch_ids))
    total = (Lot.available + Lot.reserved + Lot.held + Lot.expected).label("total")

    def of(column: Any) -> Any:
        return select(column).where(*mine, column.is_not(None))

    pools = select(Pool.id, Pool.available, Pool.reserved, Pool.held, Pool.expected).where(
        Pool.tenant_id == tenant_id, Pool.record_id.in_(records)
    )
    lots = select(Lot.id, Lot.record_id, Lot.deleted, total).where(
        Lot.tenant_id == tenant_id, Lot.id.in_(of(Movement.lot_id))
    )
    reservations = select(Reservation.id, Reservation.pool_id, Reservation.open_qty).where(
        Reservation.tenant_id == tenant_id, Reservation.id.in_(of(Movement.reservation_id))
    )
    transit = select(Transit.transfer_id, Transit.product_id, Transit.qty).where(
        Transit.tenant_id == tenant_id, Transit.transfer_id.in_(of(Movement.transfer_id))
    )
    units = select(Unit.id, Unit.serial, Unit.serial_norm, Unit.status, Unit.place, Unit.record_id, Unit.bin_id)
    units = units.where(Unit.tenant_id == tenant_id, Unit.id.in_(units_of(tenant_id, batch_ids)))
    return Books(
        labels=labels,
        pools=_by_id(session, pools),
        lots=_by_id(session, lots),
        reservations=_by_id(session, reservations),
        transit={(row["transfer_id"], row["product_id"]): dict(row) for row in session.execute(transit).mappings()},
        units=_by_id(session, units),
        serials=_holders(session, tenant_id, batch_ids),
    )


def _by_id(session: Session, query: Any) -> Balances:
    return {row["id"]: dict(row) for row in session.execute(query).mappings()}


def _holders(session: Session, tenant_id: int, batch_ids: Sequence[str]) -> Balances:
    """The live units that have the serials of these batches' units."""
    touched = aliased(Unit)
    rows = session.execute(
        select(Unit.serial_norm, Unit.id)
        .join(touched, (touched.tenant_id == Unit.tenant_id) & (touched.serial_norm == Unit.serial_norm))
        .where(Unit.tenant_id == tenant_id, is_live(), touched.id.in_(units_of(tenant_id, batch_ids)))
    )
    return {row.serial_norm: {"unit_id": row.id} for row in rows}
