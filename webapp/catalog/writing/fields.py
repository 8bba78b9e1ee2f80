"""Changing variants in part, one or many: behind the change of one variant and behind the table of many."""

from collections import defaultdict
from collections.abc import Mapping

from webapp.catalog.errors import InvalidPricing, VariantNotFound
from webapp.catalog.inputs.changes import VariantChange
from webapp.catalog.inputs.product import VariantInput, judge_tiers
from webapp.catalog.queries.variants import PricedVariant, variants_by_id, variants_of
from webapp.catalog.writing.claims import claim_of_variants
from webapp.catalog.writing.expired import refuse_expired_prices
from webapp.catalog.writing.merging import merged_product, merged_variant
from webapp.catalog.writing.product import write_products
from webapp.catalog.writing.status import set_statuses
from webapp.catalog.writing.variants import put_in_order
from webapp.core.operation.errors import Detail, InputRefused, StaleEdit
from webapp.core.operation.registry import Work


def write_variant_fields(
    work: Work, sent: Mapping[str, VariantChange], places: Mapping[str, str], *, typed: bool = False
) -> None:
    """Write what was sent of variants, by their ids, of one product or of many, in a few statements for all.

    ``places`` is each id's path in what was sent, such as ``rows.3.`` or nothing; ``typed`` as for ``write_products``.
    Raises VariantNotFound, StaleEdit, InputRefused, InvalidPricing, DuplicateGtin, VariantInUse, ProductDiscontinued.
    """
    products = claim_of_variants(work, sent)
    known = variants_by_id(work.session, work.tenant_id, list(sent))
    whole: dict[str, list[VariantInput]] = defaultdict(list)
    paths: dict[str, str] = {}
    read: list[VariantInput] = []
    for variant_id, change in sent.items():
        if variant_id not in known:
            raise VariantNotFound
        variant = _judged(change, known[variant_id], places[variant_id])
        whole[known[variant_id].values["product_id"]].append(variant)
        paths[variant.variant_sku] = places[variant_id]
        if change.version is not None:
            read.append(variant)
    if read and not typed:
        refuse_expired_prices(work, read, {one.values["variant_sku"]: one for one in known.values()}, paths)
    merged = [(merged_product(None, products[one], variants), products[one]) for one, variants in whole.items()]
    write_products(work, merged, typed=typed, places=paths)
    for product_id in whole:
        mine = {one: change for one, change in sent.items() if known[one].values["product_id"] == product_id}
        statuses = {one: change.status for one, change in mine.items() if change.status is not None}
        if statuses:
            set_statuses(work, products[product_id], statuses)
        _move(work, product_id, {one: change.position for one, change in mine.items() if change.position is not None})


def _judged(change: VariantChange, known: PricedVariant, place: str) -> VariantInput:
    sku = known.values["variant_sku"]
    if change.version not in (None, known.values["version"]):
        raise StaleEdit(what=sku, version=known.values["version"])
    if change.variant_sku not in (None, sku):
        raise InputRefused([sku_stays(f"{place}variantSku", sku)])
    variant = merged_variant(change, known)
    wrong = judge_tiers(variant, f"{place}pricing")
    if wrong:
        raise InvalidPricing(details=wrong)
    return variant


def sku_stays(path: str, sku: str) -> Detail:
    """Why a SKU cannot be changed, at the field that tries."""
    return Detail(path, f"The SKU stays {sku}: labels and other systems say it.")


def _move(work: Work, product_id: str, wanted: Mapping[str, int]) -> None:
    """Let variants stand at these places among their product's, counted from 0."""
    if not wanted:
        return
    standing = variants_of(work.session, work.tenant_id, [product_id])[product_id]
    order = [one for one in standing if one.values["id"] not in wanted]
    moved = {one.values["id"]: one for one in standing if one.values["id"] in wanted}
    for variant_id, place in sorted(wanted.items(), key=lambda item: item[1]):
        order.insert(place, moved[variant_id])
    skus = [one.values["variant_sku"] for one in order]
    put_in_order(work, skus, {one.values["variant_sku"]: one for one in standing})
