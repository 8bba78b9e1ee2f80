"""Writing the variants of a product, many in one statement."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Row, Table, case, select, update

from webapp.accounts.models import Tenant
from webapp.catalog.errors import DuplicateSku
from webapp.catalog.inputs.product import VariantInput
from webapp.catalog.models import Variant
from webapp.catalog.queries.variants import PricedVariant
from webapp.core.data.database import insert_for
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import Detail
from webapp.core.operation.registry import Work

_TABLE = cast("Table", Variant.__table__)
_NOT_UPDATED = {"tenant_id", "id", "product_id", "variant_sku", "status", "created_at", "version"}


def usual_tracking(work: Work) -> str:
    """How the tenant tracks what does not say it."""
    return work.session.execute(select(Tenant.default_tracking).where(Tenant.id == work.tenant_id)).scalar_one()


def variant_rows(
    work: Work,
    variants: Sequence[VariantInput],
    product: Row[Any],
    before: Mapping[str, PricedVariant],
    tracking: str,
) -> dict[str, dict[str, Any]]:
    """Whole rows by SKU: what is there, or a new variant's beginnings, under what was sent; new ones come last.

    A new variant of a discontinued product is inactive: such a product has no active ones.
    """
    columns = Variant.__table__.c.keys()
    end = 1 + max((known.values["position"] for known in before.values()), default=-1)
    rows: dict[str, dict[str, Any]] = {}
    for place, variant in enumerate(variants, end):
        known = before.get(variant.variant_sku)
        beginnings = {
            "tenant_id": work.tenant_id,
            "id": new_id("var"),
            "product_id": product.id,
            "condition": None,
            "color_name": None,
            "images": [],
            "list_price": None,
            "acquisition_cost": None,
            "tracking": tracking,
            "status": "active" if product.status == "active" else "inactive",
            "created_at": work.at,
            "position": place,
        }
        standing = beginnings if known is None else {name: known.values[name] for name in columns}
        values = {**variant_values(variant), "version": 1, "updated_at": work.at}
        rows[variant.variant_sku] = {**standing, **values}
    return rows


def put_in_order(work: Work, sent: Sequence[str], before: Mapping[str, PricedVariant]) -> None:
    """Let the variants of these SKUs stand in this order, from where the first of them stood; the rest keep theirs."""
    standing = sorted(before, key=lambda sku: before[sku].values["position"])
    first = next((place for place, sku in enumerate(standing) if sku in set(sent)), len(standing))
    order = [*standing[:first], *sent, *(sku for sku in standing[first:] if sku not in set(sent))]
    place = case({sku: place for place, sku in enumerate(order)}, value=Variant.variant_sku, else_=Variant.position)
    work.session.execute(
        update(Variant)
        .where(Variant.tenant_id == work.tenant_id, Variant.variant_sku.in_(order), Variant.position != place)
        .values(position=place)
    )


def variant_values(variant: VariantInput) -> dict[str, Any]:
    """The columns that were sent."""
    names = ("condition", "color_name", "images", "list_price", "acquisition_cost")
    values = {name: getattr(variant, name) for name in names if name in variant.model_fields_set}
    if variant.tracking is not None:
        values["tracking"] = variant.tracking
    if "images" in values:
        values["images"] = values["images"] or []
    return {
        "variant_sku": variant.variant_sku,
        "variant_name": variant.variant_name,
        "grade": variant.grade,
        **values,
    }


def write_variants(work: Work, rows: Mapping[str, dict[str, Any]], places: Mapping[str, str]) -> dict[str, str]:
    """The ids by SKU, of one product's variants or of many's; ``places`` is each SKU's path in what was sent.

    The database leaves a SKU of another product alone, so it is missing: DuplicateSku.
    """
    if not rows:
        return {}
    statement = insert_for(work.session)(_TABLE)
    sent = {c.name: statement.excluded[c.name] for c in _TABLE.c if c.name not in _NOT_UPDATED}
    written = work.session.execute(
        statement.on_conflict_do_update(
            index_elements=[Variant.tenant_id, Variant.variant_sku],
            set_={**sent, "version": Variant.version + 1},
            where=Variant.product_id == statement.excluded.product_id,
        ).returning(Variant.variant_sku, Variant.id),
        [rows[sku] for sku in sorted(rows)],
    ).all()
    ids = {row.variant_sku: row.id for row in written}
    taken = sorted(rows.keys() - ids.keys())
    if taken:
        words = "This SKU belongs to another product already."
        details = [Detail(f"{places[sku]}variantSku", words, "duplicate_sku") for sku in places if sku in taken]
        raise DuplicateSku(sku=", ".join(taken), details=details)
    return ids
