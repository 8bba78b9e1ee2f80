"""What pick lists say, on the page and on paper."""

from webapp.core.data.clock import day_of
from webapp.orders.picking.queries import MOST, PICKED_FOR, Asked, PickList
from webapp.orders.picking.walking import LOT, Spot

_NOWHERE = "Nothing of what is open lies in any bin now."
_UNCONFIRMED = "Nothing is fetched before an order is confirmed."


def nothing_to_pick(listed: PickList) -> str:
    """Why there is nowhere to go."""
    if listed.asked:
        kept = sum({want.variant_id: asked.promised for want, asked in listed.asked.items()}.values())
        return f"Nothing of what is open is free now: {_promised(kept)}." if kept else _NOWHERE
    if not listed.orders:
        return "No order is ticked that is known here."
    if any(order.status in PICKED_FOR or order.status == "fulfilled" for order in listed.orders):
        return "Nothing is open: all of it went out or was closed."
    if all(order.status == "cancelled" for order in listed.orders):
        return "Cancelled: nothing is fetched."
    return _UNCONFIRMED


def too_many(count: int) -> str:
    """Why so many orders are not walked for together."""
    return f"{count:,} orders are asked for; at most {MOST} are walked for together."


def short_of(asked: Asked) -> str:
    """How many are missing of a line, and what lies there without a serial number, or for others."""
    words = [f"{asked.short:,} short"]
    if asked.pieces:
        words.append(f"{_lie(asked.pieces)} here without a serial number")
    if asked.promised:
        words.append(_promised(asked.promised))
    return "; ".join(words)


def _promised(count: int) -> str:
    return f"{_lie(count)} there, promised to other orders"


def _lie(count: int) -> str:
    return f"{count:,} lie{'s' if count == 1 else ''}"


def kept_where(spot: Spot, zone: str) -> str:
    """What pieces without serial numbers are taken out of."""
    if spot.kind != LOT:
        return "loose, no serial number"
    until = f", good until {day_of(spot.expires, zone).isoformat()}" if spot.expires else ""
    return f"lot {spot.lot_number}{until}, no serial number"
