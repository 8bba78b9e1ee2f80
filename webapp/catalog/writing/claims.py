"""Claiming a product: whoever writes one holds its row until the end, so that its writers wait for each other here."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Row, select, update

from webapp.catalog.errors import ProductNotFound
from webapp.catalog.inputs.product import UpsertProduct, specification_text
from webapp.catalog.models import Product, Variant
from webapp.core.data.database import insert_for
from webapp.core.data.ids import new_id
from webapp.core.operation.registry import Work

_PRODUCT = tuple(Product.__table__.c)


def claim_by_sku(work: Work, data: UpsertProduct) -> Row[Any]:
    """The product of this SKU, locked: version 1 is new, any other has its columns still as they were."""
    return claim_many(work, [data])[data.product_sku]


def claim_many(work: Work, products: Iterable[UpsertProduct]) -> dict[str, Row[Any]]:
    """The same for products of different SKUs, in the order of those, so that nobody waits in a circle."""
    rows = [
        {
            "tenant_id": work.tenant_id,
            "id": new_id("prod"),
            "product_sku": data.product_sku,
            "description": None,
            "images": [],
            "serial_rule": None,
            **product_values(data),
            "status": "active",
            "version": 1,
            "created_at": work.at,
            "updated_at": work.at,
        }
        for data in sorted(products, key=lambda one: one.product_sku)
    ]
    claimed = work.session.execute(
        insert_for(work.session)(Product.__table__)
        .on_conflict_do_update(
            index_elements=[Product.tenant_id, Product.product_sku],
            set_={"version": Product.version + 1, "updated_at": work.at},
        )
        .returning(*_PRODUCT),
        rows,
    ).all()
    return {row.product_sku: row for row in claimed}


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


def claim_of_variants(work: Work, variant_ids: Collection[str]) -> dict[str, Row[Any]]:
    """The products of these variants, by their ids, claimed in the order of their SKUs; unknown ids have none.

    A variant is written below its product's lock alone, so that an upsert and a change of one variant wait in turn.
    """
    held = hold_of_variants(work, variant_ids)
    claimed = work.session.execute(
        update(Product)
        .where(Product.tenant_id == work.tenant_id, Product.id.in_(held))
        .values(version=Product.version + 1, updated_at=work.at)
        .returning(*_PRODUCT)
    )
    return {row.id: row for row in claimed}


def hold_of_variants(work: Work, variant_ids: Collection[str]) -> dict[str, Row[Any]]:
    """The same, locked but not changed: for what a form of the product does not show."""
    mine = select(Variant.product_id).where(Variant.tenant_id == work.tenant_id, Variant.id.in_(variant_ids))
    rows = work.session.execute(
        select(*_PRODUCT)
        .where(Product.tenant_id == work.tenant_id, Product.id.in_(mine))
        .order_by(Product.product_sku)
        .with_for_update()
    )
    return {row.id: row for row in rows}


def held_in_use(variants: Any) -> Any:
    """A query of variants that keeps whoever retires one out until this is done, and waits for whoever is at it.

    Their products come first, as for everybody who writes them, so that nobody waits in a circle.
    """
    with_products = variants.join(
        Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id)
    )
    return with_products.with_for_update(read=True, of=[Product, Variant])


def hold_by_id(work: Work, product_id: str) -> Row[Any]:
    """The product of this id, locked, as it is."""
    found = work.session.execute(
        select(*_PRODUCT).where(Product.tenant_id == work.tenant_id, Product.id == product_id).with_for_update()
    ).one_or_none()
    if found is None:
        raise ProductNotFound
    return found


def claim_by_ids(work: Work, product_ids: Iterable[str]) -> None:
    """Lock some products, in the order of their SKUs, and make every edit of them that is under way a stale one."""
    mine = (Product.tenant_id == work.tenant_id, Product.id.in_(list(product_ids)))
    work.session.execute(select(Product.id).where(*mine).order_by(Product.product_sku).with_for_update()).all()
    work.session.execute(update(Product).where(*mine).values(version=Product.version + 1, updated_at=work.at))


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
    if "serial_rule" in data.model_fields_set:
        values["serial_rule"] = data.serial_rule
    return values
