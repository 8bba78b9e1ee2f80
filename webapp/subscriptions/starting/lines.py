"""Which line of an order a unit goes out on, and what became of one that nothing goes out on any more."""

from collections.abc import Callable, Sequence
from typing import Any

from webapp.core.operation.errors import Detail, InputRefused
from webapp.subscriptions.errors import ItemFullyFulfilled, SkuMismatch

ALL_OUT = "all out"


def has_room(line: Any) -> bool:
    """Whether a line still asks for something."""
    return bool(line.rented + line.closed < line.quantity)


def line_for(
    lines: Sequence[Any], unit: Any, index: int | None, room: Callable[[Any], bool], others: Callable[[], str]
) -> Any:
    """The line that is named by its place, or the first of the unit's SKU with something open."""
    if index is not None and index >= len(lines):
        raise InputRefused([Detail("orderItemIndex", f"The order has {len(lines)} lines, counted from 0.")])
    asked = lines if index is None else [lines[index]]
    fitting = [line for line in asked if line.variant_id == unit.variant_id]
    if not fitting:
        raise _mismatch(lines, unit, index, others)
    line = next(filter(room, fitting), None)
    if line is None:
        asker = "the order" if index is None else f"line {index} of the order, counted from 0,"
        raise ItemFullyFulfilled(sku=unit.sku, asker=asker, became=_became(ended(lines, fitting)))
    return line


def _mismatch(lines: Sequence[Any], unit: Any, index: int | None, others: Callable[[], str]) -> SkuMismatch:
    """No line asks for such a unit, or just not the one that was named."""
    right = next((n for n, line in enumerate(lines) if line.variant_id == unit.variant_id), None)
    if index is None or right is None:
        return SkuMismatch(serial=unit.serial, sku=unit.sku, way_on=others())
    way_on = f"That one asks for {lines[index].sku}, line {right} for {unit.sku}. Lines are counted from 0."
    return SkuMismatch(serial=unit.serial, sku=unit.sku, asker=f"line {index} of this order", way_on=way_on)


def ended(lines: Sequence[Any], mine: Sequence[Any]) -> str:
    """What became of lines on which nothing is open: how many went out, were closed short, or replaced by what."""
    positions, replaced = {line.position for line in mine}, dict[str, int]()
    short = sum(line.closed for line in mine)
    for line in lines:
        part = min(line.quantity, short) if line.replaces in positions else 0
        if part:
            short -= part
            replaced[line.sku] = replaced.get(line.sku, 0) + part
    told = {"out": sum(line.rented for line in mine), "closed short": short}
    told |= {f"replaced by {sku}": count for sku, count in replaced.items()}
    named = [f"{count:,} {words}" for words, count in told.items() if count]
    if len(named) > 1:
        return ", ".join(named)
    return ALL_OUT if told["out"] else next(words for words, count in told.items() if count)


def _became(words: str) -> str:
    """The same, as the end of a sentence."""
    if words == ALL_OUT:
        return "went out already"
    return f"is settled: {words}" if words[0].isdecimal() else f"was {words}"
