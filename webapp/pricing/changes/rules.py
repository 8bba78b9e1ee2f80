"""What a rule makes of a price: pure sums in whole minor units and basis points."""

from collections.abc import Callable
from dataclasses import dataclass

from webapp.core.data.columns import MAX_MONEY
from webapp.pricing.advisor.sums import WHOLE, half_up, up

CHANGES: dict[str, Callable[[int, int], int]] = {
    "percent_down": lambda price, value: half_up(price * (WHOLE - value), WHOLE),
    "percent_up": lambda price, value: half_up(price * (WHOLE + value), WHOLE),
    "amount_down": lambda price, value: price - value,
    "amount_up": lambda price, value: price + value,
    "set_to": lambda price, value: value,
}
"""The value is in basis points for a percentage, in minor units for an amount."""


def _ending(percent: int) -> Callable[[int, int], int]:
    """To the nearest price with this ending, up when two are as near; also where a currency has no digits."""

    def to_ending(price: int, exponent: int) -> int:
        unit: int = 10 ** (exponent or 2)
        ending = unit * percent // 100
        return max(0, (price - ending + unit // 2) // unit) * unit + ending

    return to_ending


ROUNDINGS: dict[str, Callable[[int, int], int]] = {
    "none": lambda price, exponent: price,
    "whole_nearest": lambda price, exponent: half_up(price, 10**exponent) * 10**exponent,
    "whole_up": lambda price, exponent: up(price, 10**exponent) * 10**exponent,
    "whole_down": lambda price, exponent: price // 10**exponent * 10**exponent,
    "ending_90": _ending(90),
    "ending_95": _ending(95),
    "ending_99": _ending(99),
}


@dataclass(frozen=True)
class Rule:
    """What happens to each price, and how the result is rounded."""

    change: str
    value: int
    rounding: str = "none"

    def applied(self, price: int, exponent: int) -> int:
        """The new price, which may be one that cannot be; free stays free, and what fell below zero is not rounded."""
        new = CHANGES[self.change](price, self.value)
        return ROUNDINGS[self.rounding](new, exponent) if new > 0 else new


def why_not(old: int, new: int) -> str | None:
    """Why a price stays as it is, if it does."""
    if new < 0:
        return "It would fall below zero, so it stays as it is."
    if new > MAX_MONEY:
        return "It would be more than a price can be, so it stays as it is."
    return "Nothing changes." if new == old else None
