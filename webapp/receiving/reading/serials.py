"""The shape that serial numbers of a product without a rule have, learned once enough of them share one."""

from collections.abc import Sequence

from webapp.core.codes.serials import DIGIT, EITHER, LETTER, kind_of

ENOUGH = 20


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
    kinds = {kind_of(sign) for sign in signs}
    if len(kinds) == 1:
        return kinds.pop()
    return EITHER if kinds <= {LETTER, DIGIT} else None
