"""Which goods of which place go to which line, and the way past them; nothing is booked."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from webapp.core.inputs.text import fold

UNIT, LOOSE, LOT = "unit", "loose", "lot"
_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)
_PARTS = re.compile(r"\d+|\D+")


@dataclass(frozen=True, slots=True)
class Want:
    """What a line of an order still waits for."""

    order_id: str
    position: int
    variant_id: str
    sku: str
    qty: int


@dataclass(frozen=True, slots=True)
class Site:
    """A warehouse."""

    id: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Good stock of one SKU in one place: the units of a bin, loose pieces, or those of a lot."""

    kind: str
    variant_id: str
    pool_id: str
    site: Site
    bin_id: str | None
    bin_code: str | None
    there: int
    record_id: str = ""
    lot_id: str | None = None
    lot_number: str | None = None
    expires: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that may go, and what was noted of its place where it is in no bin."""

    id: str
    serial: str
    noted: str | None = None


@dataclass(slots=True)
class Pick:
    """So many out of one place for one line; of units, which ones."""

    want: Want
    spot: Spot
    take: int
    units: Sequence[Unit] = field(default=())


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to pick: the places, what of each pool nobody was promised, and what is kept for which order."""

    spots: Sequence[Spot]
    free: Mapping[str, int]
    kept: Mapping[tuple[str, str], int]


def natural(code: str | None) -> tuple[object, ...]:
    """What bins are sorted by: A-2 comes before A-10, and what lies in no bin comes last."""
    if code is None:
        return (1,)
    parts = _PARTS.findall(fold(code))
    return (0, *((0, int(part), "") if part[0].isdecimal() else (1, 0, part) for part in parts))


def walked(picks: Iterable[Pick]) -> list[Pick]:
    """The picks as one comes past them: warehouse by warehouse, bin by bin, SKU by SKU."""

    def way(pick: Pick) -> tuple[object, ...]:
        spot = pick.spot
        return (
            fold(spot.site.name),
            spot.site.id,
            natural(spot.bin_code),
            natural(pick.want.sku),
            spot.kind != UNIT,
            _turn(spot),
        )

    return sorted(picks, key=way)  # what is equal stays in the order of the orders and their lines


def allotted(wants: Sequence[Want], stock: Stock) -> list[Pick]:
    """What goes to each line, the first ones first: units, and where they are too few, pieces without a serial number.

    What is kept for an order goes to it alone. Warehouses that can give most of the whole come first, so that few
    have to be walked; in one, a bin that has enough comes before several. Loose pieces come before lots, and of
    lots the one that expires first.
    """
    walk = _Walk(wants, stock)
    return [pick for want in wants for pick in walk.fill(want)]


class _Walk:
    """What is left of everything while lines are filled."""

    def __init__(self, wants: Sequence[Want], stock: Stock) -> None:
        self._free, self._kept = dict(stock.free), dict(stock.kept)
        self._left = {id(spot): spot.there for spot in stock.spots}
        self._pools: dict[tuple[str, bool], dict[str, list[Spot]]] = defaultdict(dict)
        for spot in sorted(stock.spots, key=lambda one: natural(one.bin_code)):
            self._pools[spot.variant_id, spot.kind == UNIT].setdefault(spot.pool_id, []).append(spot)
        self._gives = self._what_sites_give(wants)

    def _what_sites_give(self, wants: Sequence[Want]) -> dict[str, int]:
        """How much of all that is wanted each warehouse could give."""
        wanted: dict[str, int] = defaultdict(int)
        for want in wants:
            wanted[want.variant_id] += want.qty
        gives: dict[str, int] = defaultdict(int)
        for variant_id, qty in wanted.items():
            for pool_id, spots in self._pools[variant_id, True].items():
                gives[spots[0].site.id] += min(qty, self._free.get(pool_id, 0))
        return gives

    def fill(self, want: Want) -> list[Pick]:
        """Of units what there is, of pieces what is then still wanting."""
        picks = self._from_pools(want, want.qty, is_unit=True)
        still = want.qty - sum(pick.take for pick in picks)
        return [*picks, *self._from_pools(want, still, is_unit=False)]

    def _from_pools(self, want: Want, qty: int, *, is_unit: bool) -> list[Pick]:
        pools = self._pools[want.variant_id, is_unit]
        picks: list[Pick] = []
        for pool_id in sorted(pools, key=lambda one: self._first(want, pools[one][0])):
            if not qty:
                break
            taken = self._from_pool(want, pool_id, pools[pool_id], qty)
            picks += taken
            qty -= sum(pick.take for pick in taken)
        return picks

    def _first(self, want: Want, spot: Spot) -> tuple[object, ...]:
        site = (-self._gives.get(spot.site.id, 0), fold(spot.site.name), spot.site.id)
        is_kept = (want.order_id, spot.pool_id) in self._kept
        return (not is_kept, *_turn(spot), *site, natural(spot.bin_code))

    def _from_pool(self, want: Want, pool_id: str, spots: Sequence[Spot], qty: int) -> list[Pick]:
        kept = self._kept.get((want.order_id, pool_id), 0)
        picks = self._from_spots(want, spots, min(qty, kept + self._free.get(pool_id, 0)))
        taken = sum(pick.take for pick in picks)
        self._kept[want.order_id, pool_id] = max(kept - taken, 0)
        self._free[pool_id] = self._free.get(pool_id, 0) - max(taken - kept, 0)
        return picks

    def _from_spots(self, want: Want, spots: Sequence[Spot], qty: int) -> list[Pick]:
        enough = [spot for spot in spots if self._left[id(spot)] >= qty][:1]
        picks = []
        for spot in enough or spots:
            part = min(qty, self._left[id(spot)])
            if part:
                self._left[id(spot)] -= part
                qty -= part
                picks.append(Pick(want, spot, part))
        return picks


def _turn(spot: Spot) -> tuple[object, ...]:
    """Loose pieces before lots, and of lots the one that expires first."""
    return (spot.kind == LOT, spot.expires or _NEVER, spot.lot_number or "")
