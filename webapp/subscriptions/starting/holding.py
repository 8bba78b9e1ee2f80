"""All that units go out of, locked: each that goes is booked on paper, so that many are written together."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.assets.queries import UnitRow
from webapp.assets.steps import HeldUnit, Hold, hold_units
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work
from webapp.customers.queries import survivor
from webapp.ledger.models import Record, Reservation, table_of
from webapp.ledger.posting import Move, Spot
from webapp.ledger.stands import Stand
from webapp.orders.models import OrderLine, SalesOrder
from webapp.subscriptions.errors import AssetNotAvailable, AssetUnknown
from webapp.subscriptions.queries.holders import holders_of
from webapp.subscriptions.queries.waiting import orders_in_words
from webapp.subscriptions.starting.asking import Asked, Going
from webapp.subscriptions.starting.lines import has_room, line_for
from webapp.subscriptions.starting.wording import away, promised_away

Key = tuple[str, str | None]
"""A variant, and the warehouse where it stands."""


@dataclass
class Ready:
    """A locked order with its lines, units that may go, and what is kept for it; all of it follows what goes."""

    work: Work
    order: SalesOrder
    hold: Hold
    lines: Sequence[Any]
    kept: Mapping[str, Sequence[Any]]
    """The order's open reservations by variant, the oldest first."""
    _gone: set[str] = field(default_factory=set)
    _takers: dict[Key, str] = field(default_factory=dict)
    _promises: dict[Key, Mapping[str, str]] = field(default_factory=dict)

    def go(self, asked: Asked) -> Going:
        """Let a unit go, on paper; raises what is against it."""
        unit = self._unit(asked)
        line = self._line(unit, asked.index)
        if asked.customer_id not in (None, self.order.customer_id) and not self._is_theirs(asked.customer_id):
            raise InputRefused([Detail("customerId", "This is not the customer of the order.")])
        stand = self.hold.stands.get((unit.variant_id, unit.warehouse_id or ""))
        pool_id = stand.spot.pool_id if stand else ""
        kept = self.kept.get(unit.variant_id, ())
        here = next((one for one in kept if one.pool_id == pool_id and one.open_qty), None)
        if stand is None or (here is None and self.hold.free.get(pool_id, 0) < 1):
            raise AssetNotAvailable(serial=unit.serial, **self._promised(unit))
        if here is None:
            self.hold.free[pool_id] -= 1
        else:
            here.open_qty -= 1
        line.rented += 1
        self._gone.add(unit.id)
        leaves = _leaves(self.order, unit, stand, here.id if here else None)
        return Going(unit, line, [leaves, *self._given_back(unit.variant_id, pool_id)])

    def _is_theirs(self, customer_id: str) -> bool:
        """Whether the record became part of the order's customer."""
        meant = select(survivor(customer_id))
        return self.work.session.execute(meant).scalar_one() == self.order.customer_id

    def _unit(self, asked: Asked) -> HeldUnit:
        unit = self.hold.units.get(asked.unit.id)
        if unit is None:
            raise AssetUnknown(asked.unit.serial)
        if unit.id in self._gone:
            mine = SimpleNamespace(order_id=self.order.id, customer=self.order.customer)
            raise away(self.work.actor, replace(unit, status="rented_out"), {unit.id: mine})
        if not is_free(unit):
            raise away(self.work.actor, unit, self._holders)
        return unit

    def _line(self, unit: HeldUnit, index: int | None) -> Any:
        return line_for(self.lines, unit, index, has_room, lambda: self._others(unit))

    def _others(self, unit: HeldUnit) -> str:
        """Who else would take such a unit from where it stands, asked once."""
        key = (unit.variant_id, unit.warehouse_id)
        if key not in self._takers:
            work = self.work
            sees = work.actor.may(Permission.READ_CUSTOMERS)
            self._takers[key] = orders_in_words(work.session, work.tenant_id, unit, but=self.order.id, sees=sees)
        return self._takers[key]

    def _promised(self, unit: HeldUnit) -> Mapping[str, str]:
        """Whom such units are promised to where it stands, asked once."""
        key = (unit.variant_id, unit.warehouse_id)
        if key not in self._promises:
            work, warehouse = self.work, unit.warehouse or ""
            self._promises[key] = promised_away(work.session, work.actor, unit, warehouse, self.order.id)
        return self._promises[key]

    @cached_property
    def _holders(self) -> Mapping[str, Any]:
        """Who has those of the units that are out."""
        out = [one.id for one in self.hold.units.values() if one.status == "rented_out"]
        return holders_of(self.work.session, self.work.tenant_id, out)

    def _given_back(self, variant_id: str, pool_id: str) -> Iterator[Move]:
        """Release what is kept in other pools beyond what the order still asks for, now that the unit has gone."""
        kept = self.kept.get(variant_id, ())
        mine = [one for one in self.lines if one.variant_id == variant_id]
        surplus = sum(one.open_qty for one in kept) - sum(one.quantity - one.rented - one.closed for one in mine)
        for one in kept:
            part = min(surplus, one.open_qty) if one.pool_id != pool_id else 0
            if part < 1:
                continue
            surplus -= part
            one.open_qty -= part
            self.hold.free[one.pool_id] = self.hold.free.get(one.pool_id, 0) + part
            yield Move(
                spot=Spot(one.record_id, one.pool_id),
                from_node="reserved",
                to_node="available",
                action="RELEASED",
                qty=part,
                reservation_id=one.id,
                reference=self.order.id,
            )


def is_free(unit: HeldUnit) -> bool:
    """Whether a unit may go."""
    return unit.status == "available" and unit.place == "good"


def ready_for(work: Work, order: SalesOrder, units: Collection[UnitRow]) -> Ready:
    """Lock these units with all that they are taken from, in one order: two such commands never wait in a circle."""
    places = _kept(work, order.id)

    def elsewhere(unit: UnitRow | HeldUnit) -> list[tuple[str, str]]:
        return [(unit.variant_id, one.warehouse_id) for one in places.get(unit.variant_id, ())]

    seen = {(one.variant_id, one.warehouse_id) for one in units if one.warehouse_id is not None}
    seen |= {key for one in units for key in elsewhere(one)}
    hold = hold_units(work, sorted({one.id for one in units}), elsewhere, seen)
    lines = table_of(OrderLine)
    mine = (lines.c.tenant_id == work.tenant_id, lines.c.order_id == order.id)
    rows = work.session.execute(select(lines).where(*mine).order_by(lines.c.position))
    kept = _kept(work, order.id) if places else places  # again, now that nobody else takes of it
    return Ready(work, order, hold, [SimpleNamespace(**row._asdict()) for row in rows], kept)


def _kept(work: Work, order_id: str) -> Mapping[str, Sequence[Any]]:
    """The open reservations of an order by variant, and where each is."""
    rows = work.session.execute(
        select(Reservation.id, Reservation.record_id, Reservation.pool_id, Reservation.open_qty)
        .add_columns(Record.variant_id, Record.warehouse_id)
        .join(Record, (Record.tenant_id == Reservation.tenant_id) & (Record.id == Reservation.record_id))
        .where(Reservation.tenant_id == work.tenant_id, Record.tenant_id == work.tenant_id)
        .where(Reservation.reference == order_id, Reservation.open_qty > 0)
        .order_by(Reservation.created_at, Reservation.id)
    )
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[str(row.variant_id)].append(SimpleNamespace(**row._asdict()))
    return found


def _leaves(order: SalesOrder, unit: HeldUnit, stand: Stand, kept: str | None) -> Move:
    """The unit goes to the customer, out of what is kept for the order if something is."""
    return Move(
        spot=stand.spot,
        from_node="reserved" if kept else "available",
        to_node="customer",
        action="ASSIGNED",
        unit_id=unit.id,
        status_from="available",
        status_to="rented_out",
        bin_from=unit.bin_id,
        reservation_id=kept,
        reference=order.id,
    )
