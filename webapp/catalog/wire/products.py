"""The catalogue as JSON, as FlexPortal writes it; optional fields that are empty are left out."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from webapp.catalog.queries.variants import PricedVariant
from webapp.core.data.clock import iso
from webapp.core.data.money import Amount, to_major
from webapp.core.inputs.gtin import gtin_text
from webapp.core.operation.actor import Actor

PERCENT_DIGITS = 2


class DiscountJson(TypedDict):
    """What comes off the monthly price."""

    type: str
    value: Amount
    description: NotRequired[str]


class TierJson(TypedDict):
    """One price tier."""

    contractLength: int
    monthlyPrice: Amount
    standingPrice: NotRequired[Amount]
    setupFee: NotRequired[Amount]
    discount: NotRequired[DiscountJson]
    source: NotRequired[str]
    calculatedAt: NotRequired[Any]
    presetUsed: NotRequired[str]


class PackJson(TypedDict):
    """A further GTIN, and the pieces it stands for."""

    gtin: str
    quantity: int


class VariantJson(TypedDict):
    """docs/contract.md, FlexPortal variants."""

    variantId: str
    tenantId: str
    productId: str
    productSku: str
    variantSku: str
    variantName: str
    grade: str
    condition: NotRequired[str]
    colorName: NotRequired[str]
    images: list[str]
    listPrice: NotRequired[Amount]
    acquisitionCost: NotRequired[Amount]
    tracking: str
    gtin: NotRequired[str]
    packs: NotRequired[list[PackJson]]
    pricing: list[TierJson]
    status: str
    version: int
    createdAt: str
    updatedAt: str


class SyncJson(TypedDict):
    """Where the product is kept: here."""

    source: Literal["manual"]


class ProductJson(TypedDict):
    """docs/contract.md, FlexPortal products."""

    productId: str
    tenantId: str
    productSku: str
    name: str
    specification: str
    specificationDetails: NotRequired[dict[str, Any]]
    category: str
    brand: str
    description: NotRequired[str]
    images: list[str]
    serialRule: NotRequired[str]
    status: str
    version: int
    _sync: SyncJson
    variantCount: int
    variants: NotRequired[list[VariantJson]]
    createdAt: str
    updatedAt: str


class VariantResultJson(TypedDict):
    """What became of one variant that was sent."""

    variantSku: str
    operation: Literal["create", "update"]


class UpsertedJson(TypedDict):
    """The published answer to an upsert."""

    success: Literal[True]
    message: str
    productId: str
    productSku: str
    operation: Literal["created", "updated"]
    variantResults: list[VariantResultJson]


class ListedVariantJson(VariantJson):
    """A variant in the list of all, with the names that the published samples use beside the schema's."""

    sku: str
    productName: str


class DiscontinuedJson(TypedDict):
    """The published answer to a deletion."""

    success: Literal[True]
    message: str
    productId: str
    productSku: str


class VariantStatusJson(TypedDict):
    """What became of a variant's status."""

    success: Literal[True]
    message: str
    variantId: str
    variantSku: str
    status: str


def _told(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _amount(minor: int | None, digits: int) -> Any:
    return None if minor is None else to_major(minor, digits)


def tier_json(tier: Mapping[str, Any], exponent: int) -> dict[str, Any]:
    """One tier, from its columns."""
    kind = tier["discount_type"]
    digits = PERCENT_DIGITS if kind == "percentage" else exponent
    discount = kind and _told(
        type=kind, value=_amount(tier["discount_value"], digits), description=tier["discount_description"]
    )
    return _told(
        contractLength=tier["contract_length"],
        monthlyPrice=_amount(tier["monthly_price"], exponent),
        standingPrice=_amount(tier["standing_price"], exponent) if tier.get("change_until") else None,
        setupFee=_amount(tier["setup_fee"], exponent),
        discount=discount,
        source=tier["source"],
        calculatedAt=tier["calculated_at"],
        presetUsed=tier["preset_used"],
    )


def variant_facts(variant: PricedVariant, exponent: int) -> dict[str, Any]:
    """What can be edited of a variant: for the answer and for the audit trail."""
    values = variant.values
    return _told(
        variantSku=values["variant_sku"],
        variantName=values["variant_name"],
        grade=values["grade"],
        condition=values["condition"],
        colorName=values["color_name"],
        images=values["images"],
        listPrice=_amount(values["list_price"], exponent),
        acquisitionCost=_amount(values["acquisition_cost"], exponent),
        tracking=values["tracking"],
        **gtin_facts(variant.gtins),
        pricing=[tier_json(tier, exponent) for tier in variant.tiers],
    )


def gtin_facts(gtins: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """The GTIN of one piece, and the packs; nothing for a variant without any."""
    own = gtin_text(gtins[0][0]) if gtins and gtins[0][1] == 1 else None
    packs = [PackJson(gtin=gtin_text(gtin), quantity=quantity) for gtin, quantity in gtins[1 if own else 0 :]]
    return _told(gtin=own, packs=packs or None)


def product_facts(values: Mapping[str, Any]) -> dict[str, Any]:
    """What can be edited of a product, from its columns."""
    return _told(
        productSku=values["product_sku"],
        name=values["name"],
        specification=values["specification"],
        specificationDetails=values["specification_object"],
        category=values["category"],
        brand=values["brand"],
        description=values["description"],
        images=values["images"],
        serialRule=values["serial_rule"],
    )


def product_json(row: Any, actor: Actor) -> dict[str, Any]:
    """One product without its variants, from a row of the list."""
    return {
        "productId": row.id,
        "tenantId": actor.tenant.slug,
        **product_facts(row._asdict()),
        "status": row.status,
        "version": row.version,
        "_sync": SyncJson(source="manual"),
        "variantCount": row.variant_count,
        "createdAt": iso(row.created_at),
        "updatedAt": iso(row.updated_at),
    }


def variant_json(variant: Any, actor: Actor) -> dict[str, Any]:
    """One variant with its tiers."""
    values = variant.values
    return {
        "variantId": values["id"],
        "tenantId": actor.tenant.slug,
        "productId": values["product_id"],
        "productSku": values["product_sku"],
        **variant_facts(variant, actor.tenant.exponent),
        "status": values["status"],
        "version": values["version"],
        "createdAt": iso(values["created_at"]),
        "updatedAt": iso(values["updated_at"]),
    }


def upserted_json(written: Any, actor: Actor) -> UpsertedJson:
    """What was created and what was updated."""
    return UpsertedJson(
        success=True,
        message=f"Product {'created' if written.created else 'updated'}",
        productId=written.product_id,
        productSku=written.product_sku,
        operation="created" if written.created else "updated",
        variantResults=[
            VariantResultJson(variantSku=sku, operation="create" if created else "update")
            for sku, created in written.variants
        ],
    )


def listed_json(variant: Any, actor: Actor) -> dict[str, Any]:
    """One variant of the list of all."""
    values = variant.values
    return {**variant_json(variant, actor), "sku": values["variant_sku"], "productName": values["product_name"]}


def discontinued_json(turned: Any, actor: Actor) -> DiscontinuedJson:
    """What was taken out of use."""
    return DiscontinuedJson(success=True, message="Product discontinued", productId=turned.id, productSku=turned.sku)


def status_json(turned: Any, actor: Actor) -> VariantStatusJson:
    """A variant's new status."""
    return VariantStatusJson(
        success=True,
        message=f"Variant is {turned.status}",
        variantId=turned.id,
        variantSku=turned.sku,
        status=turned.status,
    )
