"""What is there already of what a sheet names: read once, for all rows together."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.catalog.models import Product, Variant
from webapp.catalog.queries.variants import PricedVariant, variants_by_id
from webapp.catalog.writing.gtins import trade_items
from webapp.core.data.parts import in_parts
from webapp.core.inputs.gtin import judge_gtin
from webapp.imports.sheet.rows import Row
from webapp.ledger.models import Event


@dataclass
class Standing:
    """Products and variants by SKU, and trade items by GTIN, as far as a sheet names them."""

    products: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    variants: dict[str, PricedVariant] = field(default_factory=dict)
    items: dict[str, Any] = field(default_factory=dict)
    undone: set[str] = field(default_factory=set)
    """The ids of those that an undo took out of use, and nobody touched since."""


def standing_of(
    session: Session, tenant_id: int, rows: Iterable[Row], at: dt.datetime, *, lock: bool = False
) -> Standing:
    """Look up what these rows name; ``lock`` holds the products until the end, in the order of their SKUs."""
    found = Standing()
    told = list(rows)
    for part in in_parts(sorted({row.cells.get("product_sku", "") for row in told})):
        query = (
            select(*Product.__table__.c)
            .where(Product.tenant_id == tenant_id, Product.product_sku.in_(part))
            .order_by(Product.product_sku)
        )
        if lock:
            query = query.with_for_update()
        found.products |= {row["product_sku"]: dict(row) for row in session.execute(query).mappings()}
    for part in in_parts(sorted({row.sku for row in told})):
        ids = session.execute(
            select(Variant.id).where(Variant.tenant_id == tenant_id, Variant.variant_sku.in_(part))
        ).scalars()
        known = variants_by_id(session, tenant_id, list(ids), at)
        found.variants |= {one.values["variant_sku"]: one for one in known.values()}
    resting = [row["id"] for row in found.products.values() if row["status"] == "discontinued"]
    resting += [one.values["id"] for one in found.variants.values() if one.values["status"] == "inactive"]
    found.undone = _taken_back(session, tenant_id, resting)
    found.items = trade_items(session, tenant_id, sorted(_codes(told)))
    return found


def _taken_back(session: Session, tenant_id: int, ids: Iterable[str]) -> set[str]:
    """Those of these that are out of use because their last event was an undo that took them there."""
    found = set()
    for part in in_parts(ids):
        last = (
            select(func.max(Event.n))
            .where(Event.tenant_id == tenant_id, Event.subject_id.in_(part))
            .group_by(Event.subject_id)
        )
        for row in session.execute(
            select(Event.subject_id, Event.before, Event.after).where(
                Event.tenant_id == tenant_id, Event.n.in_(last), Event.reverses_n.is_not(None)
            )
        ):
            was, became = row.before or {}, row.after or {}
            if was.get("status") == "active" != became.get("status"):
                found.add(row.subject_id)
    return found


def _codes(rows: Iterable[Row]) -> set[str]:
    """The GTINs that rows name; what is none is left for the judge."""
    codes = set()
    for row in rows:
        packs = row.cells.get("packs", "").splitlines()
        for text in (row.cells.get("gtin", ""), *(pack.strip().rpartition(" ")[0] or pack for pack in packs)):
            try:
                codes.add(judge_gtin(text))
            except ValueError:
                continue
    return codes
