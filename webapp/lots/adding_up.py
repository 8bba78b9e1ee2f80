"""The published quantities of a lot: which of them are written, and whether they add up."""

from collections.abc import Mapping

from webapp.core.operation.errors import Detail
from webapp.lots.errors import QuantitiesAtOdds
from webapp.lots.inputs import Quantities

_BUCKETS = {
    "available": "available_qty",
    "reserved": "reserved_qty",
    "held": "defective_qty",
    "expected": "manifested_qty",
}


def wanted_of(data: Quantities, now: Mapping[str, int]) -> dict[str, int]:
    """The buckets that were sent, and what is available if the total alone says it; raises QuantitiesAtOdds."""
    sent = {bucket: value for bucket, name in _BUCKETS.items() if (value := getattr(data, name)) is not None}
    if data.total_qty is None:
        return sent
    after = {**now, **sent}
    besides = after["reserved"] + after["held"]
    if data.available_qty is None:
        if data.total_qty < besides:
            raise _at_odds(f"{besides:,} are reserved or defective, so the total cannot be {data.total_qty:,}.")
        return {**sent, "available": data.total_qty - besides}
    if data.available_qty + besides != data.total_qty:
        held = f"{data.available_qty:,} available, {after['reserved']:,} reserved and {after['held']:,} defective"
        raise _at_odds(f"{held} make {data.available_qty + besides:,}, not {data.total_qty:,}.")
    return sent


def _at_odds(words: str) -> QuantitiesAtOdds:
    return QuantitiesAtOdds([Detail("total_qty", f"{words} Send a set that adds up.", "custom")])
