"""What lots can refuse."""

from webapp.assets.errors import VariantInactive
from webapp.core.operation.errors import Conflict, InputRefused, NotFound, Problem


class LotNotFound(NotFound):
    """The lot is unknown to this tenant, or was deleted."""

    what = "Lot"


class ItemNotFound(NotFound):
    """The item is unknown to this tenant."""

    what = "Item"


class ItemInactive(VariantInactive):
    """A lot of an item that was deactivated."""

    message = "{sku} is deactivated. Activate it in the catalogue, or choose another item."
    field = "item_id"


class LotNumberTaken(Conflict):
    """A lot's number is unique among those of its item in its warehouse."""

    code = "DUPLICATE_LOT_NUMBER"
    message = "There is a lot with this number of this item in this warehouse already. Open it, or choose another."
    field = "number"
    constraints = ("uq_lot_number",)


class LotNotEmpty(Conflict):
    """A lot that holds something, or is expected, stays."""

    code = "LOT_NOT_EMPTY"
    message = "There are {there} in this lot, reserved, held or expected ones among them. Take them out first."


class QuantitiesAtOdds(InputRefused):
    """The quantities that were sent do not add up."""


class KeptForReferences(Problem):
    """Less is to be reserved than orders and other references hold."""

    code = "RESERVED_FOR_REFERENCES"
    message = (
        "Of what is reserved {there} are kept for no reference, so {asked} cannot be released here."
        " Release the others with their reference."
    )
    field = "reserved_qty"


class OtherGoods(Conflict):
    """Lots join where they are the same goods in the same place."""

    code = "OTHER_GOODS"
    message = "Only two lots of the same item in the same warehouse can join. Choose another one."
    field = "into_lot_id"


class NothingLeaves(Conflict):
    """Goods that are not picked from would be, once they lay in a lot that is."""

    code = "LOT_STOPPED"
    message = "Nothing of lot {lot} may leave now, and in lot {into} it could. Put {into} into {lot} instead."
    field = "into_lot_id"


class LaterDay(Conflict):
    """Goods would be picked after their last good day, because the other lot has a later one."""

    code = "LATER_EXPIRY"
    message = "Lot {lot} is good until {day}, lot {into} for longer. Put {into} into {lot} instead."
    field = "into_lot_id"


class ExpiryChanges(Conflict):
    """A person changes the last good day of what may be with customers: that is asked once more."""

    code = "CONFIRM_EXPIRY"
    message = "This changes the last good day from {before} to {after}. Save once more if that is right."
    field = "expires_at"
