"""The catalogue as JSON, as FlexPortal writes it; optional fields that are empty are left out."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.data.money import Amount, to_major
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
    setupFee: NotRequired[Amount]
    discount: NotRequired[DiscountJson]
    source: NotRequired[str]
    calculatedAt: NotRequired[Any]
    presetUsed: NotRequired[str]


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
    pricing: list[TierJson]
    tracking: str
    status: str
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
    status: str
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
        setupFee=_amount(tier["setup_fee"], exponent),
        discount=discount,
        source=tier["source"],
        calculatedAt=tier["calculated_at"],
        presetUsed=tier["preset_used"],
    )


def variant_facts(values: Mapping[str, Any], tiers: Sequence[Mapping[str, Any]], exponent: int) -> dict[str, Any]:
    """What can be edited of a variant, from its columns: for the answer and for the audit trail."""
    return _told(
        variantSku=values["variant_sku"],
        variantName=values["variant_name"],
        grade=values["grade"],
        condition=values["condition"],
        colorName=values["color_name"],
        images=values["images"],
        listPrice=_amount(values["list_price"], exponent),
        acquisitionCost=_amount(values["acquisition_cost"], exponent),
        pricing=[tier_json(tier, exponent) for tier in tiers],
    )


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
    )


def product_json(row: Any, actor: Actor) -> dict[str, Any]:
    """One product without its variants, from a row of the list."""
    return {
        "productId": row.id,
        "tenantId": actor.tenant.slug,
        **product_facts(row._asdict()),
        "status": row.status,
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
        **variant_facts(values, variant.tiers, actor.tenant.exponent),
        "tracking": values["tracking"],
        "status": values["status"],
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


def status_json(variant: Any, actor: Actor) -> VariantStatusJson:
    """A variant's new status."""
    return VariantStatusJson(
        success=True,
        message=f"Variant is {variant.status}",
        variantId=variant.id,
        variantSku=variant.variant_sku,
        status=variant.status,
    )
