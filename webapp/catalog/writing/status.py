"""Products and variants out of use and back, below the product's lock: a discontinued one has no active variant."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Row, select, update

from webapp.catalog.errors import ProductDiscontinued
from webapp.catalog.hooks import catalogue_changed, product_retiring, variant_retiring
from webapp.catalog.models import Product, Variant
from webapp.catalog.snapshots.pictures import Change, Snapshot, products_now, variants_now
from webapp.core.operation.registry import Work

_OTHER = {"active": "inactive", "inactive": "active"}


def discontinue(work: Work, product: Row[Any]) -> list[str]:
    """Take a held product and all its variants out of use; the ids of the variants that were in use."""
    active = [row.id for row in _hold(work, product.id) if row.status == "active"]
    if product.status == "active" or active:
        product_retiring(work, product.id, product.product_sku)
        _write_product(work, product, "discontinued")
        _write(work, active, "inactive")
    return active


def reactivate(work: Work, product: Row[Any], *, with_variants: bool = False) -> list[str]:
    """Bring a held product back; the ids of the variants that came back with it."""
    _write_product(work, product, "active")
    resting = [row.id for row in _hold(work, product.id) if row.status == "inactive"] if with_variants else []
    _write(work, resting, "active")
    return resting


def set_statuses(work: Work, product: Row[Any], wanted: Mapping[str, str]) -> list[str]:
    """Let variants of a held product have these statuses, by their ids; the ids of those that had another."""
    rows = [row for row in _hold(work, product.id) if wanted.get(row.id, row.status) != row.status]
    for row in rows:
        if row.status == "active":
            variant_retiring(work, row.id, row.variant_sku)
        elif product.status != "active":
            raise ProductDiscontinued(sku=row.variant_sku, product=product.name)
    for status in _OTHER:
        _write(work, [row.id for row in rows if wanted[row.id] == status], status)
    return [row.id for row in rows]


def _hold(work: Work, product_id: str) -> list[Row[str, str, str]]:
    """The variants in the order of their SKUs, as an upsert locks them."""
    return list(
        work.session.execute(
            select(Variant.id, Variant.variant_sku, Variant.status)
            .where(Variant.tenant_id == work.tenant_id, Variant.product_id == product_id)
            .order_by(Variant.variant_sku)
            .with_for_update()
        )
    )


def _write_product(work: Work, product: Row[Any], status: str) -> None:
    if product.status != status:
        work.session.execute(
            update(Product)
            .where(Product.tenant_id == work.tenant_id, Product.id == product.id)
            .values(status=status, version=Product.version + 1, updated_at=work.at)
        )
        work.changed(product.id, {"status": product.status}, {"status": status})


def _write(work: Work, variant_ids: Collection[str], status: str) -> None:
    if variant_ids:
        work.session.execute(
            update(Variant)
            .where(Variant.tenant_id == work.tenant_id, Variant.id.in_(variant_ids))
            .values(status=status, version=Variant.version + 1, updated_at=work.at)
        )
        for variant_id in variant_ids:
            work.changed(variant_id, {"status": _OTHER[status]}, {"status": status})


def keep_undoable(work: Work, product: Row[Any] | None, variant_ids: Collection[str]) -> None:
    """Hand on that the status of these, and nothing else of them, is another now; of a product unless it is None."""
    variants = variants_now(work.session, work.tenant_id, variant_ids)
    changes = [_change("variant", one, now, _OTHER[now["status"]]) for one, now in variants.items()]
    if product is not None:
        now = products_now(work.session, work.tenant_id, [product.id])[product.id]
        changes += [_change("product", product.id, now, product.status)] * (now["status"] != product.status)
    if changes:
        catalogue_changed(work, changes)


def _change(subject: str, one: str, now: Snapshot, before: str) -> Change:
    return Change(subject, one, now[f"{subject}_sku"], {**now, "status": before}, now)
