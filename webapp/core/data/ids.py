"""Public ids: a prefix that says what it is, then a time part that keeps indexes compact, then 80 random bits."""

import re
import secrets
import time
from collections.abc import Mapping

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_RANDOM_LENGTH = 16
_TIME_LENGTH = 9
_LONGEST = 64
_TAIL = re.compile(rf"_[{_ALPHABET}]{{{_TIME_LENGTH + _RANDOM_LENGTH}}}", re.IGNORECASE | re.ASCII)

CHOSEN = ("ord", "sub", "cust")
"""Kinds whose ids begin with what the tenant chooses: orders, subscriptions, customers."""
KINDS = frozenset(
    ("art", "aud", "bat", "bg", "cust", "dsk", "evt", "exl", "fld", "idn", "imp", "int", "inv", "item", "job",
     "key", "lay", "lot", "mov", "mpr", "ord", "otl", "pay", "pool", "prc", "prn", "prod", "res", "row", "shp",
     "shs", "sub", "trf", "unit", "usr", "var", "ver", "view", "wh")
)  # fmt: skip
"""What ids begin with, so that one prefix never means two kinds."""


def _encode(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, rest = divmod(number, 32)
        digits.append(_ALPHABET[rest])
    return "".join(reversed(digits))


def new_id(prefix: str) -> str:
    """``prefix_`` and 25 characters: unguessable, URL-safe, and sorted by the moment of creation (milliseconds)."""
    moment = _encode(time.time_ns() // 1_000_000, _TIME_LENGTH)
    return f"{prefix}_{moment}{_encode(secrets.randbits(5 * _RANDOM_LENGTH), _RANDOM_LENGTH)}"


def ends_like_id(text: str) -> bool:
    """Whether a text ends as ids do, in any case, whatever is left of what stands before."""
    return _TAIL.fullmatch(text[-_TIME_LENGTH - _RANDOM_LENGTH - 1 :]) is not None


def as_ids(parts: Mapping[str, str]) -> dict[str, str]:
    """The parts of an address; an id that is longer than any is cut to what is no id either, and so is not there."""
    return {name: value[:_LONGEST] if name.lower().endswith("id") else value for name, value in parts.items()}
