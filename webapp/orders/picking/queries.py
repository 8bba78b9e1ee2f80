"""What is to be picked for orders: what they still wait for, and where it lies now."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from webapp.core.data.parts import in_parts
from webapp.ledger.models import Lot, Pool, Record, Reservation, Unit
from webapp.locations.models import Bin, Warehouse
from webapp.orders.picking.walking import LOOSE, LOT, UNIT, Pick, Site, Spot, Stock, Want, allotted, natural, walked
from webapp.orders.picking.walking import Unit as Going

PICKED_FOR = ("confirmed", "partial")
"""Orders that something is picked for."""
MOST = 50
"""So many orders are walked for together."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of which something is open: the units that can go to it, and pieces that lie there besides.

    So many units more ``stay`` where they are.
    """

    order: Any
    line: Any
    wanted: int
    units: int
    pieces: int
    stay: int = 0

    @property
    def short(self) -> int:
        """What there is no unit for; nothing goes out without a serial number."""
        return self.wanted - self.units

    @property
    def promised(self) -> int:
        """The units that lie there for other orders, where they are missed."""
        return self.stay if self.short else 0


@dataclass(frozen=True, slots=True)
class PickList:
    """The orders that were asked about, what of their lines is open, and the way to walk."""

    orders: Sequence[Any]
    asked: Mapping[Want, Asked]
    picks: Sequence[Pick]

    @property
    def sites(self) -> list[tuple[Site, list[Pick]]]:
        """The walk, warehouse by warehouse."""
        found: dict[Site, list[Pick]] = {}
        for pick in self.picks:
            found.setdefault(pick.spot.site, []).append(pick)
        return list(found.items())

    @property
    def short(self) -> list[Asked]:
        """The lines that there are too few units for."""
        return [one for one in self.asked.values() if one.short]

    def total(self, name: str) -> int:
        """The sum of what the lines say under a name."""
        return sum(getattr(one, name) for one in self.asked.values())


def pick_list(session: Session, tenant_id: int, orders: Sequence[Any], now: dt.datetime) -> PickList:
    """What is to be picked for these orders, which have their lines; the first ones are served first."""
    lines = [
        (order, line, line.quantity - line.rented - line.closed)
        for order in orders
        for line in order.lines
        if order.status in PICKED_FOR and line.quantity > line.rented + line.closed
    ]
    wants = [Want(order.id, line.position, line.variant_id, line.sku, still) for order, line, still in lines]
    stock = _stock(session, tenant_id, wants, now) if wants else Stock((), {}, {})
    picks = _with_units(session, tenant_id, allotted(wants, stock))
    going: dict[tuple[Any, bool], int] = defaultdict(int)
    for pick in picks:
        going[pick.want, pick.spot.kind == UNIT] += pick.take
    stays = _staying(stock, picks)
    asked = {
        want: Asked(order, line, still, going[want, True], going[want, False], stays[want.variant_id])
        for (order, line, still), want in zip(lines, wants, strict=True)
    }
    return PickList(orders, asked, walked(picks))


def _staying(stock: Stock, picks: Sequence[Pick]) -> Mapping[str, int]:
    """The units of each variant that are not fetched; where a line is short, they are promised to others."""
    stays: dict[str, int] = defaultdict(int)
    for spot in stock.spots:
        stays[spot.variant_id] += spot.there if spot.kind == UNIT else 0
    for pick in picks:
        stays[pick.spot.variant_id] -= pick.take if pick.spot.kind == UNIT else 0
    return stays


def _stock(session: Session, tenant_id: int, wants: Sequence[Want], now: dt.datetime) -> Stock:
    variants = sorted({want.variant_id for want in wants})
    spots, free = [], {}
    for row in _pools(session, tenant_id, variants, now):
        free[row.id] = row.available
        spots += _spots(row)
    return Stock(spots, free, _kept(session, tenant_id, [want.order_id for want in wants]))


def _pools(session: Session, tenant_id: int, variant_ids: Sequence[str], now: dt.datetime) -> Iterator[Any]:
    """The pools of these variants with good stock that may leave; of units a row for each bin they are in."""
    for part in in_parts(variant_ids):
        lying = _units_by_bin(tenant_id, part).subquery()
        in_bin = func.coalesce(Pool.bin_id, lying.c.bin_id)
        yield from session.execute(
            select(Pool.id, Pool.kind, Pool.record_id, Pool.available, Pool.reserved, lying.c.units)
            .add_columns(Record.variant_id, Bin.id.label("bin_id"), Bin.code.label("bin_code"))
            .add_columns(Warehouse.id.label("warehouse_id"), Warehouse.name, Warehouse.code)
            .add_columns(Lot.id.label("lot_id"), Lot.number, Lot.expires_at)
            .join(Record, (Record.tenant_id == Pool.tenant_id) & (Record.id == Pool.record_id))
            .join(Warehouse, (Warehouse.tenant_id == Record.tenant_id) & (Warehouse.id == Record.warehouse_id))
            .outerjoin(Lot, (Lot.tenant_id == Pool.tenant_id) & (Lot.id == Pool.lot_id))
            .outerjoin(lying, (lying.c.record_id == Pool.record_id) & (Pool.kind == "units"))
            .outerjoin(Bin, (Bin.tenant_id == Pool.tenant_id) & (Bin.id == in_bin))
            .where(Pool.tenant_id == tenant_id, Record.variant_id.in_(part), Pool.available + Pool.reserved > 0)
            .where(or_(Pool.kind != "lot", and_(Lot.status == "active", _lasts(now))))
            .order_by(Pool.id, Bin.id)
        )


def _lasts(now: dt.datetime) -> Any:
    return or_(Lot.expires_at.is_(None), Lot.expires_at > now)


def _units_by_bin(tenant_id: int, variant_ids: Sequence[str]) -> Select[str | None, str | None, int]:
    return (
        select(Unit.record_id, Unit.bin_id, func.count().label("units"))
        .where(Unit.tenant_id == tenant_id, Unit.variant_id.in_(variant_ids), Unit.place == "good")
        .group_by(Unit.record_id, Unit.bin_id)
    )


def _spots(row: Any) -> list[Spot]:
    kind = {"units": UNIT, "loose": LOOSE, "lot": LOT}[row.kind]
    there = (row.units or 0) if kind == UNIT else row.available + row.reserved
    site = Site(row.warehouse_id, row.name, row.code)
    spot = Spot(
        kind, row.variant_id, row.id, site, row.bin_id, row.bin_code, there, row.record_id, row.lot_id, row.number,
        row.expires_at,
    )  # fmt: skip
    return [spot] if there else []


def _kept(session: Session, tenant_id: int, order_ids: Sequence[str]) -> Mapping[tuple[str, str], int]:
    """What is kept for these orders, by order and pool."""
    found: dict[tuple[str, str], int] = {}
    for part in in_parts(sorted(set(order_ids))):
        rows = session.execute(
            select(Reservation.reference, Reservation.pool_id, func.sum(Reservation.open_qty))
            .where(Reservation.tenant_id == tenant_id, Reservation.reference.in_(part), Reservation.open_qty > 0)
            .group_by(Reservation.reference, Reservation.pool_id)
        )
        found |= {(str(reference), pool): int(qty) for reference, pool, qty in rows}
    return found


def _with_units(session: Session, tenant_id: int, picks: Sequence[Pick]) -> Sequence[Pick]:
    """Name the units: of each bin those that came first, no unit twice, as people count them."""
    wanted: dict[tuple[str, str | None], int] = defaultdict(int)
    for pick in picks:
        if pick.spot.kind == UNIT:
            wanted[pick.spot.record_id, pick.spot.bin_id] += pick.take
    if not wanted:
        return picks
    there = _first_units(session, tenant_id, wanted)
    for pick in picks:
        if pick.spot.kind == UNIT:
            lying = there[pick.spot.record_id, pick.spot.bin_id]
            pick.units = sorted(lying[: pick.take], key=lambda unit: natural(unit.serial))
            del lying[: pick.take]
    return picks


def _first_units(
    session: Session, tenant_id: int, wanted: Mapping[tuple[str, str | None], int]
) -> dict[tuple[str, str | None], list[Going]]:
    """Of each place as many units as are wanted of any, the oldest first."""
    turn = func.row_number().over(
        partition_by=(Unit.record_id, Unit.bin_id), order_by=(Unit.created_at, Unit.serial_norm)
    )
    bins = {bin_id for _, bin_id in wanted if bin_id}
    lying = (
        select(Unit.id, Unit.serial, Unit.record_id, Unit.bin_id, Unit.location_text, turn.label("turn"))
        .where(Unit.tenant_id == tenant_id, Unit.record_id.in_({record for record, _ in wanted}))
        .where(Unit.place == "good", or_(Unit.bin_id.is_(None), Unit.bin_id.in_(bins)))
        .subquery()
    )
    rows = select(lying).where(lying.c.turn <= max(wanted.values())).order_by(lying.c.turn)
    found: dict[tuple[str, str | None], list[Going]] = defaultdict(list)
    for row in session.execute(rows):
        found[row.record_id, row.bin_id].append(Going(row.id, row.serial, None if row.bin_id else row.location_text))
    return found
