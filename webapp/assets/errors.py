"""What receiving, finding and handling units can refuse."""

from collections.abc import Sequence

from webapp.core.operation.errors import Conflict, Detail, NotFound, Problem


class AssetExists(Conflict):
    """A live unit of this tenant has the serial number."""

    code = "ASSET_EXISTS"
    message = "The serial number {serial_number} is here already. Scan the next unit, or open the one that has it."
    field = "serialNumber"
    constraints = ("uq_unit_serial", "serial_is_code")


class VariantNotFound(Problem):
    """No variant has the SKU."""

    code = "VARIANT_NOT_FOUND"
    message = "No variant has the SKU {sku}. Check it, or add it to the catalogue first."
    field = "sku"


class VariantInactive(Problem):
    """The variant was deactivated."""

    code = "VARIANT_INACTIVE"
    message = "{sku} is deactivated. Activate it in the catalogue, or receive under another SKU."
    field = "sku"


class InvalidStatus(Problem):
    """A status that is none, or that is not set by hand."""

    code = "INVALID_STATUS"
    message = "A unit is received as available, returned, unavailable or sold; '{status}' is not one of them."
    field = "status"


class StatusNotByHand(InvalidStatus):
    """A step that a unit's life does not have, or that only something else may take."""

    message = "{serial} is {now} and cannot become {wanted} here. {way_on}"


class AssetInUse(Conflict):
    """Something still needs the unit as it is: a subscription."""

    code = "ASSET_IN_USE"
    message = "{serial} is in use: {why}. End that first."
    field = "status"


class AssetNotFound(NotFound):
    """No live unit of this tenant has the serial number or id; ``near`` are serial numbers that are nearly it."""

    what = "Asset"

    def __init__(self, *, at: str | None = None, near: Sequence[str] = ()) -> None:
        super().__init__(at=at)
        self.near = tuple(near)
        self.details += tuple(Detail(at or "serialNumber", f"Is {one} meant?", "nearest") for one in near)


class SerialBreaksRule(Conflict):
    """A corrected serial number is not as the rule of the unit's product wants it, and nobody said that it is right."""

    code = "SERIAL_BREAKS_RULE"
    message = "{why} Look at the unit again; if {serial_number} is right all the same, say that you are sure."
    field = "serialNumber"


class IdentifierTaken(Conflict):
    """A code leads to one unit."""

    code = "IDENTIFIER_TAKEN"
    message = "Another unit has the code {code} already. Find it with the box on top, or take the code off it first."
    field = "code"
    constraints = ("uq_unit_code",)


class CodeIsSerial(IdentifierTaken):
    """A code that is a live unit's serial number leads to that one."""

    message = "{code} is the serial number of a unit already, so it cannot stand for anything else."
    constraints = ("code_is_serial",)


class IdentifierNotFound(NotFound):
    """No unit of this tenant has the code of this id."""

    what = "Identifier"


class StillHasCodes(Conflict):
    """A unit whose receipt is taken back has no codes any more."""

    code = "UNIT_HAS_IDENTIFIERS"
    message = "It has further codes. Take them off first, then take the receipt back."
    constraints = ("unit_has_codes", "unit_code_of_none")


class UnitNotHere(Conflict):
    """What is asked can be done only to a unit that lies in a warehouse."""

    code = "UNIT_NOT_HERE"
    message = "{serial} is {now}, so it is in no warehouse. Take it back or find it again first."


class NotASibling(Problem):
    """A unit is re-graded to a variant of its own product alone."""

    code = "NOT_A_SIBLING"
    message = "{sku} is a variant of another product than {serial}. Pick one of the same product."
    field = "sku"


class NotOneGrade(Problem):
    """A product has no active variant of the grade, or several."""

    code = "NOT_ONE_GRADE"
    message = "Its product has {count} active variants of grade {grade}. Open the unit and pick the variant there."
    field = "grade"


class UnitsPromised(Conflict):
    """As many units of the SKU are promised as are left, so none can leave."""

    code = "UNITS_PROMISED"
    message = "Every unit of {sku} left in {warehouse} is promised: {whose}. Release one first, or take another SKU."
