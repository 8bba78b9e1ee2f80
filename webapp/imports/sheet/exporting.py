"""The catalogue as a sheet: the published header, then columns for what that cannot say."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.catalog.models import PriceTier, Product
from webapp.catalog.queries.variants import variants_of
from webapp.core.data.parts import in_parts
from webapp.core.listing.sheet import sheet_lines
from webapp.core.operation.actor import Actor
from webapp.imports.sheet.cells import product_cells, variant_cells
from webapp.imports.sheet.layout import PRODUCTS, PUBLISHED

_AT_ONCE = 200


def sheet_rows(session: Session, actor: Actor) -> Iterator[str]:
    """The sheet as CSV, line by line; products and variants in their order."""
    tenant_id = actor.tenant.id
    keys = _keys(session, tenant_id)
    ids = list(
        session.execute(
            select(Product.id).where(Product.tenant_id == tenant_id).order_by(Product.created_at, Product.id)
        ).scalars()
    )
    cells = (row for part in in_parts(ids, _AT_ONCE) for row in _rows(session, actor, part, keys))
    return sheet_lines([PRODUCTS.name_of(key) for key in keys], cells)


def _keys(session: Session, tenant_id: int) -> list[str]:
    """The published columns, the further ones, and those of every contract length that some variant has."""
    lengths = session.execute(
        select(PriceTier.contract_length)
        .where(PriceTier.tenant_id == tenant_id)
        .distinct()
        .order_by(PriceTier.contract_length)
    ).scalars()
    tiers = [f"{family.key}:{months}" for months in lengths for family in PRODUCTS.families]
    return list(dict.fromkeys((*PUBLISHED, *(column.key for column in PRODUCTS.columns), *tiers)))


def _rows(session: Session, actor: Actor, product_ids: list[str], keys: list[str]) -> Iterator[list[str]]:
    tenant_id = actor.tenant.id
    products = {
        row["id"]: product_cells(dict(row))
        for row in session.execute(
            select(*Product.__table__.c).where(Product.tenant_id == tenant_id, Product.id.in_(product_ids))
        ).mappings()
    }
    for product_id, variants in variants_of(session, tenant_id, product_ids).items():
        for variant in variants:
            cells = {**products[product_id], **variant_cells(variant, actor.tenant.exponent)}
            yield [cells.get(key, "") for key in keys]
