"""Changing what is in the catalogue in part, and taking it out of use and back."""

from dataclasses import dataclass, replace

from sqlalchemy import Row, select

from webapp.accounts.permissions import Permission
from webapp.catalog.errors import (
    DuplicateGtin,
    DuplicateSku,
    InvalidPricing,
    ProductDiscontinued,
    ProductHasActiveOrders,
    ProductNotFound,
    VariantInUse,
    VariantNotFound,
)
from webapp.catalog.inputs.changes import (
    ChangedVariant,
    ChangeVariant,
    DiscontinueProduct,
    ReactivateProduct,
    UpdateProduct,
)
from webapp.catalog.inputs.product import SetVariantStatus, VariantInput
from webapp.catalog.models import Variant
from webapp.catalog.queries.variants import PricedVariant, variants_by_id, variants_of
from webapp.catalog.snapshots.watching import ProductWatch, Watch
from webapp.catalog.writing.claims import claim_by_id, hold_by_id, hold_of_variants
from webapp.catalog.writing.expired import refuse_expired_prices
from webapp.catalog.writing.fields import sku_stays, write_variant_fields
from webapp.catalog.writing.merging import merged_product, merged_variant
from webapp.catalog.writing.product import Written, write_product
from webapp.catalog.writing.status import discontinue, keep_undoable, reactivate, set_statuses
from webapp.core.operation.errors import Detail, InputRefused, StaleEdit
from webapp.core.operation.registry import Work, operation


@dataclass(frozen=True)
class Turned:
    """A product or a variant that was taken out of use or brought back; ``batch_id`` is None when it was so already."""

    id: str
    sku: str
    name: str
    status: str
    variants: int = 0
    batch_id: str | None = None


@operation(
    needs=Permission.EDIT_CATALOGUE,
    raises=(DuplicateGtin, DuplicateSku, InvalidPricing, ProductHasActiveOrders, ProductNotFound, StaleEdit),
    only={"json": "a person saves the whole form, and discontinues with a button"},
)
def update_product(work: Work, data: UpdateProduct) -> Written:
    """Change what was sent of a product and of its variants; an unknown variant SKU makes a new variant."""
    claimed = claim_by_id(work, data.product_id)
    if data.version not in (None, claimed.version - 1):
        raise StaleEdit(what=claimed.name, version=claimed.version - 1)
    watch = ProductWatch(work, claimed.id)
    if data.product_sku not in (None, claimed.product_sku):
        raise InputRefused([sku_stays("productSku", claimed.product_sku)])
    if data.status == "active" != claimed.status:
        reactivate(work, claimed)
        claimed = claim_by_id(work, data.product_id)  # so that its new variants are active
    written = write_product(work, merged_product(data, claimed, _variants(work, data)), claimed)
    if data.status == "discontinued":
        discontinue(work, claimed)
    return replace(written, batch_id=watch.tell())


def _variants(work: Work, data: UpdateProduct) -> list[VariantInput]:
    """Those that were sent, whole; raises InputRefused where one is not known, or is new but not whole."""
    if not data.variants:
        return []
    standing = variants_of(work.session, work.tenant_id, [data.product_id])[data.product_id]
    by_id = {one.values["id"]: one for one in standing}
    by_sku = {one.values["variant_sku"]: one for one in standing}
    wrong: list[Detail] = []
    whole: list[VariantInput] = []
    for i, sent in enumerate(data.variants):
        known = by_id.get(sent.variant_id) if sent.variant_id else by_sku.get(sent.variant_sku or "")
        found = _why_not(sent, known, f"variants.{i}.")
        wrong += found
        if not found:
            whole.append(merged_variant(sent, known))
    if wrong:
        raise InputRefused(wrong)
    if data.version is not None:
        places = {one.variant_sku: f"variants.{i}." for i, one in enumerate(whole)}
        refuse_expired_prices(work, whole, by_sku, places)
    return whole


def _why_not(sent: ChangedVariant, known: PricedVariant | None, path: str) -> list[Detail]:
    if known is not None:
        sku = known.values["variant_sku"]
        return [] if sent.variant_sku in (None, sku) else [sku_stays(f"{path}variantSku", sku)]
    if sent.variant_id:
        return [Detail(f"{path}variantId", "This product has no such variant. Leave the id out to make a new one.")]
    needed = {"variantSku": sent.variant_sku, "variantName": sent.variant_name, "grade": sent.grade}
    lacking = [name for name, value in {**needed, "pricing": sent.pricing}.items() if value is None]
    return [Detail(f"{path}{name}", "A new variant needs this.", "invalid_type") for name in lacking]


@operation(needs=Permission.EDIT_CATALOGUE, raises=(ProductHasActiveOrders, ProductNotFound))
def discontinue_product(work: Work, data: DiscontinueProduct) -> Turned:
    """Take a product and all its variants out of use; units and rentals that there are go on."""
    product = hold_by_id(work, data.product_id)
    variants = discontinue(work, product)
    keep_undoable(work, product, variants)
    is_new = product.status == "active" or variants
    work.tell(f"{'discontinued' if is_new else 'left discontinued:'} {product.name}", product.id)
    batch_id = work.batch_id if is_new else None
    return Turned(product.id, product.product_sku, product.name, "discontinued", len(variants), batch_id)


@operation(
    needs=Permission.EDIT_CATALOGUE,
    raises=(ProductNotFound,),
    only={"html": 'the published way is PUT {"status": "active"}, then the variants one by one'},
)
def reactivate_product(work: Work, data: ReactivateProduct) -> Turned:
    """Bring a discontinued product back, alone or with all its variants."""
    product = hold_by_id(work, data.product_id)
    variants = reactivate(work, product, with_variants=data.variants == "all")
    keep_undoable(work, product, variants)
    is_new = product.status != "active" or variants
    work.tell(f"{'reactivated' if is_new else 'left active:'} {product.name}", product.id)
    batch_id = work.batch_id if is_new else None
    return Turned(product.id, product.product_sku, product.name, "active", len(variants), batch_id)


@operation(
    needs=Permission.EDIT_CATALOGUE,
    raises=(DuplicateGtin, InvalidPricing, ProductDiscontinued, StaleEdit, VariantInUse, VariantNotFound),
    only={"json": "a person changes a variant in its product's form, or many of them in one table"},
)
def change_variant(work: Work, data: ChangeVariant) -> PricedVariant:
    """Change what was sent of one variant."""
    hold_of_variants(work, [data.variant_id])
    watch = Watch(work, variants=[data.variant_id])
    write_variant_fields(work, {data.variant_id: data}, {data.variant_id: ""})
    watch.tell()
    changed = variants_by_id(work.session, work.tenant_id, [data.variant_id])[data.variant_id]
    work.tell(f"changed the variant {changed.values['variant_sku']}", data.variant_id)
    return changed


@operation(needs=Permission.EDIT_CATALOGUE, raises=(ProductDiscontinued, VariantInUse, VariantNotFound))
def set_variant_status(work: Work, data: SetVariantStatus) -> Turned:
    """Activate or deactivate a variant; an inactive one can be neither received nor ordered."""
    product = next(iter(hold_of_variants(work, [data.variant_id]).values()), None)
    if product is None:
        raise VariantNotFound
    variant = _variant(work, data.variant_id)
    changed = set_statuses(work, product, {data.variant_id: data.status})
    keep_undoable(work, None, changed)
    verb = "activated" if data.status == "active" else "deactivated"
    work.tell(
        f"{verb} {variant.variant_sku}" if changed else f"left {variant.variant_sku} {data.status}, as it was already",
        data.variant_id,
    )
    batch_id = work.batch_id if changed else None
    return Turned(variant.id, variant.variant_sku, variant.variant_name, data.status, batch_id=batch_id)


def _variant(work: Work, variant_id: str) -> Row[str, str, str]:
    return work.session.execute(
        select(Variant.id, Variant.variant_sku, Variant.variant_name).where(
            Variant.tenant_id == work.tenant_id, Variant.id == variant_id
        )
    ).one()
