"""Amounts as people type them, read exactly: a point or a comma that could mean two things is settled by the file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel.numbers import get_currency_symbol

from webapp.core.data.money import exponent_of

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]")
_GROUPS = re.compile(r"[0-9]{1,3}(?:['’][0-9]{3})+")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+")
_DASH = re.compile(r"(?<=[0-9])[.,][-–—]{1,2}(?![0-9])")
"""The dash that stands for no cents: 1299,-"""

_LONGEST = 40


class AmbiguousAmount(ValueError):
    """It can mean two amounts, and nothing says which."""


@cache
def _signs(currency: str) -> tuple[str, ...]:
    """How people write a currency before or behind an amount: EUR, eur, €."""
    symbol = get_currency_symbol(currency, "en")
    return currency, currency.lower(), symbol, symbol.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True)
class Amounts:
    """How one file writes amounts: ``mark`` is its decimal mark where it shows one, and only one."""

    currency: str
    mark: str | None = None

    @classmethod
    def learned(cls, currency: str, cells: Iterable[str]) -> "Amounts":
        """Look through a file's amounts for its decimal mark."""
        plain = cls(currency)
        seen = {mark for cell in cells if (mark := _evident(plain.bare(cell)))}
        return cls(currency, seen.pop() if len(seen) == 1 else None)

    def read(self, text: str) -> Decimal:
        """The exact amount. Raises ValueError, in words for the person whose file it is."""
        digits = self.bare(text)
        sign, digits = (-1, digits[1:]) if digits[:1] in ("-", "−") else (1, digits.removeprefix("+"))
        if len(digits) > _LONGEST or not digits.isascii() or not _NUMBER.fullmatch(digits):
            raise ValueError(f"“{text.strip()[:_LONGEST]}” is not an amount such as 1299 or 1299.50")
        if self.mark is None and _is_ambiguous(digits) and exponent_of(self.currency) == 0:
            digits = re.sub("[.,]", "", digits)  # 1.234 yen: there is nothing smaller, so it groups thousands
        mark = _evident(digits) or (self.mark if _is_ambiguous(digits) else None)
        if mark is None and _is_ambiguous(digits):
            whole = re.sub("[.,]", "", digits)
            raise AmbiguousAmount(f"“{text.strip()}” can mean {whole} or {digits.replace(',', '.')}: write {whole}.00")
        whole, _, fraction = digits.partition(mark) if mark else (digits, "", "")
        if not _is_grouped(whole, "," if mark == "." else "."):
            raise ValueError(f"“{text.strip()}” is not an amount such as 1299 or 1299.50")
        return sign * Decimal(f"{re.sub('[.,]', '', whole) or '0'}.{fraction or '0'}")

    def bare(self, text: str) -> str:
        """The text without spaces, this currency's sign or code, and apostrophes between thousands."""
        if text.isascii() and text.replace(".", "", 1).isdigit():
            return text
        text = _SPACES.sub("", text)
        text = _DASH.sub("", text)
        for sign in _signs(self.currency):
            text = text.removeprefix(sign).removesuffix(sign)
        return _GROUPS.sub(lambda found: re.sub("['’]", "", found[0]), text)


def _is_grouped(whole: str, separator: str) -> bool:
    """Whether the digits before the mark have no separator, or one before every three digits."""
    head, *rest = whole.split(separator)
    return (
        "." not in whole.replace(separator, "")
        and "," not in whole.replace(separator, "")
        and (not rest or (1 <= len(head) <= 3 and all(len(group) == 3 for group in rest)))
    )


def _is_ambiguous(digits: str) -> bool:
    return bool(re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", digits.lstrip("-+−")))


def _evident(digits: str) -> str | None:
    """The decimal mark that an amount shows beyond doubt."""
    digits = digits.lstrip("-+−")
    marks = [c for c in digits if c in ".,"]
    if not marks or _is_ambiguous(digits) or not _NUMBER.fullmatch(digits):
        return None
    if len(set(marks)) == 2:
        return marks[-1] if marks.count(marks[-1]) == 1 else None
    if len(marks) > 1:  # 1.299.000: the other one would be the decimal mark
        return ("," if marks[0] == "." else ".") if _is_grouped(digits, marks[0]) else None
    return marks[0]
