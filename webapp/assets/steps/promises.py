"""What is promised of the units that are held: damage and loss take it, the newest reservation first."""

from dataclasses import replace

from webapp.assets.errors import UnitsPromised
from webapp.assets.steps.holding import HeldUnit, Hold
from webapp.core.operation.registry import Work
from webapp.ledger.posting import Move
from webapp.ledger.quantities import Promise, newest_promises
from webapp.ledger.quantities.breaking import Broken, listed, names_of

_TAKING = ("held", "loss", "scrap")
"""Where a unit goes whose promise cannot be kept; what is moved, sold or re-graded keeps it."""


def with_promises(work: Work, hold: Hold, wanted: int) -> Hold:
    """The same, with what is promised where not so many are free."""
    short = [pool for pool, kept in hold.reserved.items() if kept and hold.free.get(pool, 0) < wanted]
    if not short:
        return hold
    promises = newest_promises(work, short)
    names = names_of(work, {one.reference for kept in promises.values() for one in kept})
    return replace(hold, promises=promises, names=names)


def taking(hold: Hold, unit: HeldUnit, move: Move) -> tuple[Promise, list[Move]]:
    """The same movement out of the newest promise, as no unit there is free; raises UnitsPromised."""
    kept = [one for one in hold.promises.get(move.spot.pool_id, ()) if one.open_qty]
    if not kept or move.to_node not in _TAKING:
        told = [Broken(one.reference, one.open_qty, hold.names[one.reference]) for one in kept]
        whose = listed(told) if told else "to somebody"
        raise UnitsPromised(sku=unit.sku, warehouse=unit.warehouse or "", whose=whose)
    promise = kept[0]
    if move.to_node == "held":
        return promise, [replace(move, from_node="reserved", reservation_id=promise.id)]
    given = Move(
        spot=move.spot,
        from_node="reserved",
        to_node="available",
        action=move.action,
        reservation_id=promise.id,
        reference=promise.reference,
        note=move.note,
    )
    return promise, [given, move]
