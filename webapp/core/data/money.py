"""Money: exact decimals outside, whole minor units inside, never a float."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Annotated

from babel.core import get_global
from babel.numbers import format_currency
from pydantic import WithJsonSchema

_SHARED = frozenset(["XAF", "XCD", "XCG", "XOF", "XPF"])
"""Currencies of several countries."""
LOCALE = "en_GB"
PERCENT_DIGITS = 2
"""A percentage is kept in basis points: two digits after the point."""


def exponent_of(currency: str) -> int:
    """How many digits a currency has after the point: 2 for EUR, 0 for JPY, 3 for KWD (CLDR, after ISO 4217)."""
    fractions = get_global("currency_fractions")
    return int(fractions.get(currency, fractions["DEFAULT"])[0])


def is_currency(code: str) -> bool:
    """Whether the three letters name a currency that CLDR knows; an X means metals, funds and "none", but for five."""
    return code in get_global("all_currencies") and (code[0] != "X" or code in _SHARED)


def to_minor(amount: Decimal, exponent: int) -> int:
    """Whole minor units, rounded half up; callers that must not round check the digits first."""
    return int(amount.scaleb(exponent).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def to_major(minor: int, exponent: int) -> Decimal:
    """The decimal amount that so many minor units are, with all the currency's digits."""
    return Decimal(minor).scaleb(-exponent)


@lru_cache(maxsize=4096)
def written(minor: int, currency: str) -> str:
    """An amount with its currency's sign, as people read it."""
    return format_currency(to_major(minor, exponent_of(currency)), currency, locale=LOCALE)


Amount = Annotated[Decimal, WithJsonSchema({"type": "number", "minimum": 0})]
"""An amount in major units as JSON answers write it: a number, all its digits exact."""
Signed = Annotated[Decimal, WithJsonSchema({"type": "number"})]
"""Any other number of an answer, or an amount that may be below zero."""
