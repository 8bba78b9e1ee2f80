"""What stock records can refuse; words that ShopSynch publishes stand here as published."""

from collections.abc import Sequence
from typing import ClassVar

from webapp.core.operation.errors import Conflict, Detail, InputRefused, NotFound, Problem
from webapp.ledger.errors import TooFewPromisable, TooFewReserved, TooFewToTake


class RecordNotFound(NotFound):
    """The stock record is unknown to this tenant."""

    what = "Inventory record"


class SkuNotFound(NotFound):
    """The variant is unknown to this tenant."""

    what = "SKU"


class RecordExists(Conflict):
    """One record for each product, SKU or none, and warehouse."""

    code = "RECORD_EXISTS"
    message = "An inventory record for this product already exists in the specified warehouse."
    constraints = ("uq_record_place", "record_taken")


class SkuElsewhere(Problem):
    """The variant belongs to another product than the one that was named."""

    code = "SKU_OF_ANOTHER_PRODUCT"
    message = "This SKU belongs to another product. Send the product it belongs to."
    field = "skuId"
    statuses: ClassVar[dict[str, int]] = {"html": 422}


class NotStocked(Conflict):
    """A variant that was deactivated, or a product that was discontinued, gets no new record."""

    code = "NOT_STOCKED"
    message = "{sku} is {state}, so it gets no new stock record. Activate it in the catalogue first."


class QuantityRefused(InputRefused):
    """The quantity alone is wrong: its words are the answer's."""

    message = "{why}"

    def __init__(self, details: Sequence[Detail]) -> None:
        super().__init__(details)
        self.facts["why"] = details[0].message


class NegativeStock(TooFewToTake):
    """More is to leave than is on hand."""

    code = "NEGATIVE_STOCK"
    message = "Adjustment would result in negative stock. Current on-hand: {on_hand}, requested change: -{asked}."


class NotFree(TooFewToTake):
    """So much is on hand, but part of it is promised, in lots that are not picked from, or units."""

    code = "STOCK_NOT_FREE"
    message = "Only {there} of the {on_hand} on hand can leave this way: {why}."


class CannotReserve(TooFewPromisable):
    """More is to be promised than may be."""

    code = "CANNOT_RESERVE"
    message = "Cannot reserve {asked} units. Only {there} units are currently available."


class CannotRelease(TooFewReserved):
    """More is to be released than is reserved at all."""

    code = "CANNOT_RELEASE"
    message = "Cannot release {asked} units. Only {there} units are currently reserved."


class CannotReleaseSo(CannotRelease):
    """More is to be released than this reference holds, or than is reserved without one."""

    message = "Cannot release {asked}. {held} held {by}."

    def __init__(self, *, asked: int, there: int, reserved: int, by: str) -> None:
        units = f"{asked:,} unit{'' if asked == 1 else 's'}"
        of = "the reserved unit" if reserved == 1 else f"the {reserved:,} reserved units"
        few = f"None of {of} is" if not there else f"Only {there:,} of {of} {'is' if there == 1 else 'are'}"
        held = "The reserved unit is not" if reserved == 1 else few
        super().__init__(asked=units, held=held, by=by)
