"""Exact sums in whole minor units: every division says how it is rounded, and nothing is ever a float."""

from collections.abc import Callable

from webapp.core.data.columns import MAX_MONEY

WHOLE = 10_000
"""Basis points in one hundred percent."""


def half_up(numerator: int, denominator: int) -> int:
    """A quotient rounded to the nearest whole number, halves away from zero."""
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def up(numerator: int, denominator: int) -> int:
    """A quotient rounded up."""
    return -(-numerator // denominator)


def after_discount(monthly: int, kind: str | None, value: int) -> int:
    """What is paid a month once the discount is off, half up and never below zero."""
    if kind == "percentage":
        return half_up(monthly * (WHOLE - value), WHOLE)
    return max(0, monthly - value) if kind == "fixed" else monthly


def _to_whole(price: int, exponent: int) -> int:
    unit: int = 10**exponent
    return up(price, unit) * unit


def _to_ninety(price: int, exponent: int) -> int:
    """Up to the next price that ends in .90, or in 90 where the currency has no digits after the point."""
    unit: int = 10 ** (exponent or 2)
    ending = unit * 9 // 10
    return up(price - ending, unit) * unit + ending if price > ending else ending


ROUNDINGS: dict[str, Callable[[int, int], int]] = {
    "none": lambda price, exponent: price,
    "whole": _to_whole,
    "ninety": _to_ninety,
}
"""How a suggestion is rounded, always up: it still recovers the cost."""


def suggested(cost: int, months: int, margin: int, rounding: str, exponent: int) -> int | None:
    """``cost / months x (1 + margin)``, and never so little that the months leave some of the cost unrecovered.

    None when the price would be more than a price can be.
    """
    price = max(half_up(cost * (WHOLE + margin), months * WHOLE), up(cost, months))
    rounded = ROUNDINGS[rounding](price, exponent)
    return rounded if rounded <= MAX_MONEY else None
