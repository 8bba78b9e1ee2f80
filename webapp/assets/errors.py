"""What receiving and finding units can refuse."""

from webapp.core.operation.errors import Conflict, NotFound, Problem


class AssetExists(Conflict):
    """A live unit of this tenant has the serial number."""

    code = "ASSET_EXISTS"
    message = "The serial number {serial_number} is here already. Scan the next unit, or open the one that has it."
    field = "serialNumber"
    constraints = ("uq_unit_serial",)


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


class AssetNotFound(NotFound):
    """No live unit of this tenant has the serial number or id."""

    what = "Asset"
