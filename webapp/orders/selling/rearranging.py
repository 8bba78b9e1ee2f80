"""Which of an order's lines are asked for as they stand, and which anew."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from webapp.orders.inputs import OrderItem

Line = Mapping[str, Any]
_OVERRIDES = ("list_price_override", "acquisition_cost_override")


def rearranged(lines: Mapping[int, Line], items: Sequence[OrderItem]) -> tuple[dict[int, int], dict[int, OrderItem]]:
    """Of these items, by their place, the positions of the lines that they are already, and those that are new.

    A new one that takes a line's place and SKU goes on with prices that somebody set by hand.
    """
    free = dict(lines)
    stays: dict[int, int] = {}
    for at, item in enumerate(items):
        found = _like(free, item, at)
        if found is not None:
            stays[at] = found
            free.pop(found)
    anew = {at: _inheriting(free, item) for at, item in enumerate(items) if at not in stays}
    return stays, anew


def placed(lines: Mapping[int, Line], stays: Mapping[int, int], fresh: Mapping[int, Line]) -> dict[int, Line]:
    """The lines in the order of the items; what stood in for another still knows where that is."""
    moved = {old: at for at, old in stays.items()}
    kept = {at: {**lines[old], "replaces": moved.get(lines[old]["replaces"])} for at, old in stays.items()}
    return dict(sorted({**kept, **fresh}.items()))


def _like(free: Mapping[int, Line], item: OrderItem, at: int) -> int | None:
    """The line that says the same, first the one in its place."""
    places: Iterable[int] = [at, *free]
    return next((n for n in places if n in free and _is_same(free[n], item)), None)


def _is_same(line: Line, item: OrderItem) -> bool:
    return (
        line["sku"] == item.sku
        and line["quantity"] == item.quantity
        and item.contract_length in (None, line["contract_length"])
        and all(getattr(item, name) in (None, line[name]) for name in _OVERRIDES)
    )


def _inheriting(free: Mapping[int, Line], item: OrderItem) -> OrderItem:
    before = next((line for line in free.values() if line["sku"] == item.sku), None)
    if before is None:
        return item
    told = {name: getattr(item, name) if getattr(item, name) is not None else before[name] for name in _OVERRIDES}
    return item.model_copy(update=told)
