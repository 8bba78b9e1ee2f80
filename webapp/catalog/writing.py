"""Writing a product with its variants and tiers: the one core behind upsert, new form and edit form.

The product's row is written first, so that writers of one product wait for each other there; its variants
follow in the order of their SKUs, so that two products that want each other's SKUs cannot wait in a circle.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as lite_insert

from webapp.accounts.models import Tenant
from webapp.catalog.errors import DuplicateSku, ProductNotFound
from webapp.catalog.hooks import variants_created
from webapp.catalog.inputs import TierInput, UpsertProduct, VariantInput, judge_variants, specification_text
from webapp.catalog.models import PriceTier, Product, Variant
from webapp.catalog.queries import PricedVariant, variants_of
from webapp.catalog.wire import product_facts, variant_facts
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import Detail
from webapp.core.operation.registry import Work

_PRODUCT = tuple(Product.__table__.c)
_NOT_UPDATED = {"tenant_id", "id", "product_id", "variant_sku", "tracking", "status", "created_at", "version"}
_ORIGIN = ("source", "calculated_at", "preset_used")


@dataclass(frozen=True)
class Written:
    """What was written; ``variants`` pairs each SKU, as sent, with whether it is new."""

    product_id: str
    product_sku: str
    name: str
    created: bool
    variants: tuple[tuple[str, bool], ...]


def claim_by_sku(work: Work, data: UpsertProduct) -> Row[Any]:
    """The product of this SKU, locked: version 1 is new, any other has its columns still as they were."""
    make = _insert_for(work)
    row = {
        "tenant_id": work.tenant_id,
        "id": new_id("prod"),
        "product_sku": data.product_sku,
        "description": None,
        "images": [],
        **product_values(data),
        "status": "active",
        "version": 1,
        "created_at": work.at,
        "updated_at": work.at,
    }
    return work.session.execute(
        make(Product)
        .values(row)
        .on_conflict_do_update(
            index_elements=[Product.tenant_id, Product.product_sku],
            set_={"version": Product.version + 1, "updated_at": work.at},
        )
        .returning(*_PRODUCT)
    ).one()


def claim_by_id(work: Work, product_id: str) -> Row[Any]:
    """The product of this id, locked, its version one higher, its other columns still as they were."""
    found = work.session.execute(
        update(Product)
        .where(Product.tenant_id == work.tenant_id, Product.id == product_id)
        .values(version=Product.version + 1, updated_at=work.at)
        .returning(*_PRODUCT)
    ).one_or_none()
    if found is None:
        raise ProductNotFound
    return found


def write_product(work: Work, data: UpsertProduct, claimed: Row[Any], *, typed: bool = False) -> Written:
    """Write what was sent over what is there; ``typed`` keeps what a form does not show."""
    judge_variants(data.variants)
    created = claimed.version == 1
    _write_own_fields(work, data, claimed, typed=typed)
    known = [] if created else variants_of(work.session, work.tenant_id, [claimed.id])[claimed.id]
    before = {variant.values["variant_sku"]: variant for variant in known}
    rows = _variant_rows(work, data.variants, claimed.id, before)
    ids = _write_variants(work, data.variants, rows)
    _write_tiers(work, data.variants, ids, rows, before, typed=typed)
    results = tuple((variant.variant_sku, variant.variant_sku not in before) for variant in data.variants)
    made = [ids[sku] for sku, is_new in results if is_new]
    if made:
        variants_created(work, made)
    work.tell(_sentence(data.name, created, len(made), len(results)), claimed.id)
    return Written(claimed.id, claimed.product_sku, data.name, created, results)


def _sentence(name: str, created: bool, made: int, total: int) -> str:
    count = f"{total} variant{'' if total == 1 else 's'}"
    if created:
        return f"created the product {name} with {count}"
    return f"updated the product {name}: {total - made} of its variants, {made} new"


def _insert_for(work: Work) -> Any:
    return lite_insert if work.session.get_bind().dialect.name == "sqlite" else pg_insert


def product_values(data: UpsertProduct) -> dict[str, Any]:
    """The columns that were sent."""
    values: dict[str, Any] = {
        "name": data.name,
        "specification": specification_text(data.specification).strip(),
        "specification_object": data.specification if isinstance(data.specification, dict) else None,
        "category": data.category,
        "brand": data.brand,
    }
    if "description" in data.model_fields_set:
        values["description"] = data.description or None
    if "images" in data.model_fields_set:
        values["images"] = data.images or []
    return values


def _write_own_fields(work: Work, data: UpsertProduct, claimed: Row[Any], *, typed: bool) -> None:
    before = claimed._asdict()
    values = product_values(data)
    if typed and values["specification"] == before["specification"]:
        values["specification_object"] = before["specification_object"]  # a form shows its text alone
    if claimed.version == 1:
        work.changed(claimed.id, None, product_facts(before))
        return
    work.session.execute(
        update(Product).where(Product.tenant_id == work.tenant_id, Product.id == claimed.id).values(**values)
    )
    work.changed(claimed.id, product_facts(before), product_facts({**before, **values}))


def _variant_rows(
    work: Work, variants: Sequence[VariantInput], product_id: str, before: Mapping[str, PricedVariant]
) -> dict[str, dict[str, Any]]:
    """Whole rows by SKU: what is there, or a new variant's beginnings, under what was sent."""
    tracking = work.session.execute(select(Tenant.default_tracking).where(Tenant.id == work.tenant_id)).scalar_one()
    columns = Variant.__table__.c.keys()
    rows: dict[str, dict[str, Any]] = {}
    for place, variant in enumerate(variants):
        known = before.get(variant.variant_sku)
        beginnings = {
            "tenant_id": work.tenant_id,
            "id": new_id("var"),
            "product_id": product_id,
            "condition": None,
            "color_name": None,
            "images": [],
            "list_price": None,
            "acquisition_cost": None,
            "tracking": tracking,
            "status": "active",
            "created_at": work.at + dt.timedelta(microseconds=place),  # so that they stay in the order sent
        }
        standing = beginnings if known is None else {name: known.values[name] for name in columns}
        values = {**variant_values(variant), "version": 1, "updated_at": work.at}
        rows[variant.variant_sku] = {**standing, **values}
    return rows


def variant_values(variant: VariantInput) -> dict[str, Any]:
    """The columns that were sent."""
    names = ("condition", "color_name", "images", "list_price", "acquisition_cost")
    values = {name: getattr(variant, name) for name in names if name in variant.model_fields_set}
    if "images" in values:
        values["images"] = values["images"] or []
    return {
        "variant_sku": variant.variant_sku,
        "variant_name": variant.variant_name,
        "grade": variant.grade,
        **values,
    }


def _write_variants(work: Work, variants: Sequence[VariantInput], rows: Mapping[str, dict[str, Any]]) -> dict[str, str]:
    """The ids by SKU. The database leaves a SKU of another product alone, so it is missing: DuplicateSku."""
    statement = _insert_for(work)(Variant).values([rows[sku] for sku in sorted(rows)])
    sent = {c.name: statement.excluded[c.name] for c in Variant.__table__.c if c.name not in _NOT_UPDATED}
    written = work.session.execute(
        statement.on_conflict_do_update(
            index_elements=[Variant.tenant_id, Variant.variant_sku],
            set_={**sent, "version": Variant.version + 1},
            where=Variant.product_id == statement.excluded.product_id,
        ).returning(Variant.variant_sku, Variant.id)
    ).all()
    ids = {row.variant_sku: row.id for row in written}
    taken = [
        Detail(f"variants.{i}.variantSku", "This SKU belongs to another product already.", "duplicate_sku")
        for i, variant in enumerate(variants)
        if variant.variant_sku not in ids
    ]
    if taken:
        names = ", ".join(sorted(rows.keys() - ids.keys()))
        raise DuplicateSku(sku=names, details=taken)
    return ids


def _write_tiers(
    work: Work,
    variants: Sequence[VariantInput],
    ids: Mapping[str, str],
    rows: Mapping[str, dict[str, Any]],
    before: Mapping[str, PricedVariant],
    *,
    typed: bool,
) -> None:
    """Replace the tiers that differ, and leave every variant's before and after in the trail."""
    replaced: list[str] = []
    tiers: list[dict[str, Any]] = []
    exponent = work.actor.tenant.exponent
    for variant in variants:
        known = before.get(variant.variant_sku)
        standing = known.tiers if known else []
        variant_id = ids[variant.variant_sku]
        key = {"tenant_id": work.tenant_id, "variant_id": variant_id}
        new = [{**key, **tier_values(tier)} for tier in variant.by_length]
        if typed:
            _keep_origins(new, standing)
        if new != standing:
            replaced.append(variant_id)
            tiers += new
        after = variant_facts(rows[variant.variant_sku], new, exponent)
        before_it = variant_facts(known.values, standing, exponent) if known else None
        work.changed(variant_id, before_it, after)
    if tiers:
        mine = PriceTier.variant_id.in_(replaced)
        work.session.execute(delete(PriceTier).where(PriceTier.tenant_id == work.tenant_id, mine))
        work.session.execute(insert(PriceTier), tiers)


def tier_values(tier: TierInput) -> dict[str, Any]:
    """The columns of a tier, but for whose it is."""
    discount = tier.discount
    return {
        "contract_length": tier.contract_length,
        "monthly_price": tier.monthly_price,
        "setup_fee": tier.setup_fee,
        "discount_type": discount.type if discount else None,
        "discount_value": discount.value if discount else None,
        "discount_description": discount.description if discount else None,
        "source": tier.source,
        "calculated_at": tier.calculated_at,
        "preset_used": tier.preset_used,
    }


def _keep_origins(new: list[dict[str, Any]], standing: list[dict[str, Any]]) -> None:
    """A price that a person left as it was keeps where it came from; one that was typed came by hand."""
    prices = {(tier["contract_length"], tier["monthly_price"]): tier for tier in standing}
    for tier in new:
        same = prices.get((tier["contract_length"], tier["monthly_price"]))
        tier.update({name: same[name] for name in _ORIGIN} if same else {"source": "manual"})
