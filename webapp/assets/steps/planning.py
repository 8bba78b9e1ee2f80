"""What is wanted of a unit, worked out as lines for the ledger: nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from webapp.assets.errors import NotASibling, StatusNotByHand, UnitNotHere
from webapp.assets.steps.holding import HeldUnit, Hold, Key
from webapp.assets.steps.promises import taking
from webapp.assets.steps.ways import WAYS, Way, end_now
from webapp.core.data.ids import new_id
from webapp.ledger.posting import Happening, Move
from webapp.ledger.quantities import Promise
from webapp.ledger.stands import Stand
from webapp.locations.places import Place

CHANGED = "UNIT_CHANGED"
"""The action of an event that tells what was written about a unit, with a step or a bin or by itself."""

EDITED = ("acquisition_cost", "acquisition_date", "location_text", "condition", "notes", "reason")

_NODE = {"available": "available", "returned": "held", "unavailable": "held"}
_WAY_ON = {
    "sold": "Take it back first: then it is returned.",
    "lost": "Say that it was found again first: then it is returned.",
    "scrapped": "What was scrapped by mistake comes back by undo.",
    "rented_out": "Take it back first, when it is here.",
}
_ONLY = {"rented_out": "Only a subscription makes a unit rented out."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A variant, for re-grading."""

    variant_id: str
    sku: str
    product_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted of one unit: an end, a place, another variant, other facts; what is not said stays.

    ``home`` is where it goes if the end brings it back into stock and no place is said.
    """

    end: str | None = None
    reason: str | None = None
    place: Place | None = None
    home: Place | None = None
    goal: Goal | None = None
    edits: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None
    reference: str | None = None

    def returning_to(self, home: Place) -> "Wish":
        """The same, with a place for a unit that comes back."""
        return replace(self, home=home)

    def keys(self, unit: HeldUnit) -> list[Key]:
        """The stands that this takes the unit to."""
        to = self.place or self.home
        warehouse_id = unit.warehouse_id if to is None or (unit.is_here and self.place is None) else to.warehouse_id
        if warehouse_id is None:
            return []
        variants = {self.goal.variant_id if self.goal else unit.variant_id}
        return [(one, warehouse_id) for one in variants | (set() if unit.is_here else {unit.variant_id})]


@dataclass
class Plan:
    """The lines of one unit, in the order in which they are written, and what it is after them."""

    unit: HeldUnit
    wish: Wish
    first: list[Happening] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    last: list[Happening] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    broken: Promise | None = None
    """What was promised of the unit, and cannot be kept."""

    @property
    def changes(self) -> bool:
        """Whether anything is different afterwards."""
        return bool(self.first or self.moves or self.last)

    @property
    def values(self) -> dict[str, Any]:
        """All that is written about the unit, as it is afterwards."""
        return {name: self.after.get(name, getattr(self.unit, name)) for name in EDITED}


@dataclass
class _At:
    """Where a unit is while its plan is made."""

    status: str
    key: Key | None
    bin_id: str | None


def plan(hold: Hold, unit: HeldUnit, wish: Wish) -> Plan:
    """Work out one wish, and take what it uses from what is free. Raises what forbids it."""
    made = Plan(unit, wish)
    at = _At(unit.status, (unit.variant_id, unit.warehouse_id) if unit.warehouse_id else None, unit.bin_id)
    still = _step(hold, made, at)
    bins = _shift(hold, made, at)
    _edit(made, at)
    status = (unit.status, at.status) if still else None
    if status and made.moves:
        made.first.append(_event(made, status=status))
        status = None
    if status or bins or made.after:
        made.last.append(_event(made, status=status, bins=bins, told=True))
    _take(hold, made)
    return made


def _step(hold: Hold, made: Plan, at: _At) -> bool:
    """Go to the end that is wanted; answers whether the status changes without a movement."""
    unit, wish = made.unit, made.wish
    now = end_now(unit.status, unit.place)
    if wish.end is None or wish.end == now:
        return False
    way = WAYS.get((unit.status, unit.place), {}).get(wish.end)
    if way is None:
        raise StatusNotByHand(serial=unit.serial, now=told(now), wanted=told(wish.end), way_on=_way_on(now, wish.end))
    if not way.from_node:
        at.status = way.status
        return True
    comes = at.key is None
    if comes:
        place = wish.place or wish.home
        if place is None:
            raise LookupError("a unit that comes back needs a place")
        at.key, bin_to = (unit.variant_id, place.warehouse_id), place.bin_id
    else:
        bin_to = at.bin_id
    stays = way.to_node in ("available", "held")
    made.moves.append(
        _move(made, hold.stands[_sure(at.key)], way, None if comes else at.bin_id, bin_to if stays else None)
    )
    at.status = way.status
    at.key, at.bin_id = (at.key, bin_to) if stays else (None, None)
    return False


def _move(
    made: Plan,
    stand: Stand,
    way: Way,
    bin_from: str | None,
    bin_to: str | None,
    status: str | None = None,
    transfer_id: str | None = None,
) -> Move:
    return Move(
        spot=stand.spot,
        from_node=way.from_node,
        to_node=way.to_node,
        action=way.action,
        unit_id=made.unit.id,
        status_from=status or made.unit.status,
        status_to=way.status,
        bin_from=bin_from,
        bin_to=bin_to,
        transfer_id=transfer_id,
        reference=made.wish.reference,
        note=made.wish.note,
    )


def _shift(hold: Hold, made: Plan, at: _At) -> tuple[str | None, str | None] | None:
    """Go to the place and variant that are wanted; answers the bins if it only goes from one to another."""
    wish = made.wish
    if wish.place is None and wish.goal is None:
        return None
    if at.key is None:
        raise UnitNotHere(serial=made.unit.serial, now=told(end_now(at.status, made.unit.place)))
    if wish.goal is not None and wish.goal.product_id != made.unit.product_id:
        raise NotASibling(sku=wish.goal.sku, serial=made.unit.serial)
    variant_id, warehouse_id = at.key
    to = (
        wish.goal.variant_id if wish.goal else variant_id,
        wish.place.warehouse_id if wish.place else warehouse_id,
    )
    bin_to = wish.place.bin_id if wish.place else at.bin_id
    if to == at.key:
        bins, at.bin_id = (at.bin_id, bin_to), bin_to
        return bins if bins[0] != bins[1] else None
    node, transfer_id = _NODE[at.status], new_id("trf")
    goes = Way(at.status, node, "transit", "MOVED"), Way(at.status, "transit", node, "MOVED")
    made.moves.append(_move(made, hold.stands[at.key], goes[0], at.bin_id, None, at.status, transfer_id))
    made.moves.append(_move(made, hold.stands[to], goes[1], None, bin_to, at.status, transfer_id))
    at.key, at.bin_id = to, bin_to
    return None


def _edit(made: Plan, at: _At) -> None:
    """What is written about it: a reason only while it is unavailable, a place in words only until it moves."""
    unit, wish = made.unit, made.wish
    edits = dict(wish.edits)
    if at.status != "unavailable":
        edits["reason"] = None
    elif wish.end is not None:
        edits["reason"] = wish.reason
    if wish.place is not None:
        edits.setdefault("location_text", None)
    for name, value in edits.items():
        if getattr(unit, name) != value:
            made.before[name], made.after[name] = getattr(unit, name), value


def _event(
    made: Plan,
    *,
    status: tuple[str, str] | None = None,
    bins: tuple[str | None, str | None] | None = None,
    told: bool = False,
) -> Happening:
    return Happening(
        subject="unit",
        subject_id=made.unit.id,
        unit_id=made.unit.id,
        action=CHANGED,
        status_from=status[0] if status else None,
        status_to=status[1] if status else None,
        bin_from=bins[0] if bins else None,
        bin_to=bins[1] if bins else None,
        before=made.before if told and made.after else None,
        after=made.after if told and made.after else None,
        reference=made.wish.reference,
        note=made.wish.note if not made.moves else None,
    )


def _take(hold: Hold, made: Plan) -> None:
    """What goes out of good stock is free, or the newest promise gives it up; what comes in is free."""
    free, moves = dict(hold.free), []
    for move in made.moves:
        pool, steps = move.spot.pool_id, [move]
        if move.from_node == "available" and free.get(pool, 0) < 1:
            made.broken, steps = taking(hold, made.unit, move)
        elif move.from_node == "available":
            free[pool] -= 1
        if move.to_node == "available":
            free[pool] = free.get(pool, 0) + 1
        moves += steps
    made.moves = moves
    hold.free.update(free)
    if made.broken is not None:
        made.broken.open_qty -= 1


def _sure(key: Key | None) -> Key:
    if key is None:
        raise LookupError("a unit that is not here stands nowhere")
    return key


def told(end: str) -> str:
    """An end in a clerk's words."""
    return end.replace("_", " ")


def _way_on(now: str, wanted: str) -> str:
    return _ONLY.get(wanted) or _WAY_ON.get(now) or "Set it to available or unavailable first."
