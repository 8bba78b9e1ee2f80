"""A product's serial rule: the shape that its serial numbers have, learned once enough of them share one."""

from collections.abc import Sequence

ENOUGH = 20
ANY, LETTER, DIGIT = "•", "A", "9"


def shape_of(serials: Sequence[str]) -> str | None:
    """The one shape of these serial numbers, place by place, or None when they have none in common.

    ``A`` stands for a letter, ``9`` for a digit, ``•`` for either; any other sign stands for itself. They share a
    shape when all are equally long, there are enough of them, and a sign that is neither letter nor digit always
    stands at the same place.
    """
    if len(serials) < ENOUGH or len({len(serial) for serial in serials}) != 1:
        return None
    places = [_place(set(signs)) for signs in zip(*serials, strict=True)]
    return None if None in places else "".join(place for place in places if place)


def _place(signs: set[str]) -> str | None:
    kinds = {_kind(sign) for sign in signs}
    if len(kinds) == 1:
        return kinds.pop()
    return ANY if kinds <= {LETTER, DIGIT} else None


def _kind(sign: str) -> str:
    return DIGIT if sign.isdecimal() else LETTER if sign.isalpha() else sign


def fits(serial: str, shape: str) -> bool:
    """Whether a serial number has the shape."""
    return len(serial) == len(shape) and all(
        place == _kind(sign) or (place == ANY and _kind(sign) in (LETTER, DIGIT))
        for sign, place in zip(serial, shape, strict=True)
    )


def is_imei(digits: str) -> bool:
    """Whether 15 digits end in the check digit that an IMEI has (3GPP TS 23.003, annex B)."""
    if len(digits) != 15 or not (digits.isascii() and digits.isdigit()):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
