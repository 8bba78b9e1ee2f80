"""Which of an order's lines are asked for as they stand, and which anew; what was closed of a line stays with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.core.operation.errors import Detail, InputRefused
from webapp.orders.inputs import OrderItem
from webapp.orders.selling.pricing import Tax

Line = Mapping[str, Any]
_OVERRIDES = ("list_price_override", "acquisition_cost_override")


@dataclass(frozen=True)
class Rearranged:
    """Of some items, by their place: the positions of the lines that they are already, and those that are new.

    ``heirs`` are the new ones that go on with a line, and its position: with its SKU, but asked for otherwise.
    """

    stays: Mapping[int, int]
    anew: Mapping[int, OrderItem]
    heirs: Mapping[int, int]


def rearranged(lines: Mapping[int, Line], items: Sequence[OrderItem]) -> Rearranged:
    """Set items against the lines of an order; a new one goes on with prices that somebody set by hand."""
    free = dict(lines)
    stays: dict[int, int] = {}
    for at, item in enumerate(items):
        found = _like(free, item, at)
        if found is not None:
            stays[at] = found
            free.pop(found)
    new = {at: item for at, item in enumerate(items) if at not in stays}
    heirs = _heirs(free, new)
    anew = {at: _inheriting(free, heirs.get(at), item) for at, item in new.items()}
    return Rearranged(stays, anew, heirs)


def judge_closed(lines: Mapping[int, Line], told: Rearranged) -> None:
    """Refuse an item of which fewer are asked for than were closed of its line."""
    wrong = []
    for at, old in told.heirs.items():
        closed = lines[old]["closed"]
        if told.anew[at].quantity < closed:
            words = f"{closed:,} of this line are closed already, so it cannot be fewer. Remove the line instead."
            wrong.append(Detail(f"items.{at}.quantity", words, "closed"))
    if wrong:
        raise InputRefused(wrong)


def going_on(lines: Mapping[int, Line], told: Rearranged, at: int, fresh: Line, tax: Tax) -> Line:
    """A new line with what was closed of the one that it goes on with; as many for as long cost what they did."""
    if at not in told.heirs:
        return fresh
    before = lines[told.heirs[at]]
    is_same = all(fresh[name] == before[name] for name in ("quantity", "contract_length"))
    price = {name: before[name] for name in ("unit_price", "setup_fee")} if is_same else {}
    course = {name: before[name] for name in ("closed", "close_reason", "replaces")}
    quantity = max(fresh["quantity"], before["closed"])  # of what is still typed; judged before it is saved
    line = {**fresh, **price, **course, "quantity": quantity}
    return {**line, "tax_amount": tax.of(line["unit_price"] * (quantity - line["closed"]))}


def placed(lines: Mapping[int, Line], told: Rearranged, fresh: Mapping[int, Line]) -> dict[int, Line]:
    """The lines in the order of the items; what stood in for another still knows where that is."""
    moved = {old: at for at, old in (*told.stays.items(), *told.heirs.items())}
    kept = {**{at: lines[old] for at, old in told.stays.items()}, **fresh}
    return {at: {**line, "replaces": moved.get(line["replaces"])} for at, line in sorted(kept.items())}


def _like(free: Mapping[int, Line], item: OrderItem, at: int) -> int | None:
    """The line that says the same, first the one in its place."""
    places: Iterable[int] = [at, *free]
    return next((n for n in places if n in free and _is_same(free[n], item)), None)


def _is_same(line: Line, item: OrderItem) -> bool:
    return (
        line["sku"] == item.sku
        and line["quantity"] == item.quantity
        and item.contract_length in (None, line["contract_length"])
        and all(_told(item, name, line) == line[name] for name in _OVERRIDES)
    )


def _told(item: OrderItem, name: str, before: Line) -> Any:
    """What an item says of an override; one that was not sent stays as it is."""
    return getattr(item, name) if name in item.model_fields_set else before[name]


def _inheriting(free: Mapping[int, Line], heir: int | None, item: OrderItem) -> OrderItem:
    same = (line for line in free.values() if line["sku"] == item.sku)
    before = next(same, None) if heir is None else free[heir]
    if before is None:
        return item
    return item.model_copy(update={name: _told(item, name, before) for name in _OVERRIDES})


def _heirs(free: Mapping[int, Line], anew: Mapping[int, OrderItem]) -> dict[int, int]:
    """Which new item goes on with which line: of those still open, for as many months first, then the one in its place.

    A line of which all was closed goes on in its own place alone: what is asked for elsewhere is to come.
    """
    left, found = dict(free), dict[int, int]()
    for is_open, months_too in ((True, True), (True, False), (False, True)):
        for at, item in anew.items():
            mine = [
                n
                for n, line in left.items()
                if at not in found
                and _goes_on(line, item, months_too=months_too)
                and (line["quantity"] > line["closed"] if is_open else n == at)
            ]
            if mine:
                found[at] = at if at in mine else mine[0]
                left.pop(found[at])
    return found


def _goes_on(line: Line, item: OrderItem, *, months_too: bool) -> bool:
    return line["sku"] == item.sku and (not months_too or item.contract_length in (None, line["contract_length"]))
