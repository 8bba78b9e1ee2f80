"""What the catalogue can refuse."""

from collections.abc import Sequence
from typing import Any

from webapp.core.operation.errors import Conflict, Detail, NotFound, Problem


class DuplicateSku(Problem):
    """A variant SKU belongs to another product already."""

    code = "DUPLICATE_SKU"
    message = "The variant SKU {sku} belongs to another product. Nothing was saved; choose another SKU."
    constraints = ("uq_variant_sku",)


class DuplicateGtin(Problem):
    """A GTIN names one trade item: one product, in a pack of one size."""

    code = "DUPLICATE_GTIN"
    message = "{why} Nothing was saved; look at the code again."
    constraints = ("fk_variant_gtin_item",)

    def __init__(
        self, why: str = "A GTIN stands for something else already.", *, details: Sequence[Detail] = (), **facts: Any
    ) -> None:
        super().__init__(details=details, **facts, why=why)


class InvalidPricing(Problem):
    """The price tiers of a variant cannot be used; ``details`` says which one and why."""

    code = "INVALID_PRICING"
    message = "The prices need another look; each that is wrong says why."


class ProductExists(Conflict):
    """A person creates a product whose SKU is taken; the API updates it instead."""

    code = "PRODUCT_EXISTS"
    message = "There is a product {product_sku} already. Open it and edit it, or choose another SKU."
    field = "productSku"
    constraints = ("uq_product_sku",)


class VariantInUse(Conflict):
    """Orders that are still to be delivered ask for this variant."""

    code = "VARIANT_IN_USE"
    message = "{sku} is in use by {users}, so it stays active. Finish or cancel those first."


class ProductHasActiveOrders(Conflict):
    """Orders that are still to be delivered ask for this product."""

    code = "PRODUCT_HAS_ACTIVE_ORDERS"
    message = "{product_sku} is in {users}, so it stays in the catalogue. Finish or cancel those first."


class ProductDiscontinued(Conflict):
    """A variant cannot be active while its product is discontinued."""

    code = "PRODUCT_DISCONTINUED"
    message = "{sku} belongs to {product}, which is discontinued. Reactivate the product first, then the variant."


class ProductNotFound(NotFound):
    """The product is unknown to this tenant."""

    what = "Product"


class VariantNotFound(NotFound):
    """The variant is unknown to this tenant."""

    what = "Variant"
