"""What a sheet says of whether products and variants are in use."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select

from webapp.catalog.hooks import product_retiring, variant_retiring
from webapp.catalog.models import Product, Variant
from webapp.catalog.writing.status import discontinue, reactivate, set_statuses
from webapp.core.data.parts import in_parts
from webapp.core.operation.errors import Problem
from webapp.core.operation.hooks import Hook
from webapp.core.operation.registry import Work
from webapp.imports.sheet.rows import Row as SheetRow
from webapp.imports.sheet.standing import Standing
from webapp.imports.sheet.verdicts import REFUSED, Outcome, Verdict

BySku = Mapping[str, Sequence[Verdict]]
"""The rows that are written, by the SKU of their product."""


def bring_back(rows: Sequence[SheetRow], standing: Standing) -> list[SheetRow]:
    """The rows, saying “active” of what an undo took out of use, where they say nothing else of it.

    Who takes an import back, mends the sheet and imports it again wants its products in use.
    """
    said: dict[str, str] = {}
    for row in rows:
        sku = row.cells.get("product_sku", "")
        said[sku] = said.get(sku) or row.cells.get("product_status", "").lower()
    return [_brought_back(row, said[row.cells.get("product_sku", "")], standing) for row in rows]


def _brought_back(row: SheetRow, said: str, standing: Standing) -> SheetRow:
    cells = dict(row.cells)
    product = standing.products.get(cells.get("product_sku", ""))
    known = standing.variants.get(row.sku)
    if product is None:
        return row
    if not said and product["id"] in standing.undone:
        said = cells["product_status"] = "active"
    in_use = (said or product["status"]) == "active"
    if known is not None and in_use and known.values["id"] in standing.undone:
        cells.setdefault("variant_status", "active")
    return SheetRow(row.number, cells, row.faults)


def product_status(verdicts: Sequence[Verdict]) -> str:
    """What the rows of one product say of its status; they agree, and not all of them need say it."""
    return next((text.lower() for one in verdicts if (text := one.row.cells.get("product_status"))), "")


def ask_before_retiring(work: Work, outcome: Outcome, standing: Standing) -> None:
    """Let higher features refuse that something goes out of use: its rows are refused with their words."""
    refused: dict[str, str | None] = {}
    for one in outcome.verdicts:
        if one.kind == REFUSED:
            continue
        cells = one.row.cells
        product = standing.products.get(cells["product_sku"])
        known = standing.variants.get(one.row.sku)
        if product is not None and product["status"] == "active" and product_status([one]) == "discontinued":
            sku = cells["product_sku"]
            if sku not in refused:
                refused[sku] = _asked(product_retiring, work, product["id"], sku)
            if refused[sku]:
                one.refuse("product_status", str(refused[sku]))
        elif known is not None and known.values["status"] == "active" and _variant_status(one) == "inactive":
            why = _asked(variant_retiring, work, known.values["id"], one.row.sku)
            if why:
                one.refuse("variant_status", why)


def _asked(hook: Hook[[Work, str, str], None], work: Work, subject_id: str, sku: str) -> str | None:
    try:
        hook(work, subject_id, sku)
    except Problem as problem:
        return problem.words
    return None


def _variant_status(verdict: Verdict) -> str:
    return verdict.row.cells.get("variant_status", "").lower()


def variants_touched(work: Work, by_sku: BySku, standing: Standing) -> set[str]:
    """The ids of the standing variants that rows name, and of all those of products that go out of use."""
    named = (one.row.sku for verdicts in by_sku.values() for one in verdicts)
    ids = {standing.variants[sku].values["id"] for sku in named if sku in standing.variants}
    retiring = [
        standing.products[sku]["id"]
        for sku, verdicts in by_sku.items()
        if sku in standing.products and product_status(verdicts) == "discontinued"
    ]
    for part in in_parts(retiring):
        ids |= set(
            work.session.execute(
                select(Variant.id).where(Variant.tenant_id == work.tenant_id, Variant.product_id.in_(part))
            ).scalars()
        )
    return ids


def set_all_statuses(work: Work, by_sku: BySku, standing: Standing) -> None:
    """Take out of use and bring back what the rows say, after everything else of them is written."""
    wanted = {sku: verdicts for sku, verdicts in by_sku.items() if _says_something_new(verdicts, standing)}
    for part in in_parts(sorted(wanted)):
        products = work.session.execute(
            select(*Product.__table__.c)
            .where(Product.tenant_id == work.tenant_id, Product.product_sku.in_(part))
            .order_by(Product.product_sku)
        ).all()
        for product in products:
            _set(work, product, wanted[product.product_sku])


def _says_something_new(verdicts: Sequence[Verdict], standing: Standing) -> bool:
    keys = ("product_status", "variant_status")
    return any(change.key in keys for one in verdicts for change in one.differences) or any(
        one.row.sku not in standing.variants and key in one.row.cells for one in verdicts for key in keys
    )


def _set(work: Work, product: Row[Any], verdicts: Sequence[Verdict]) -> None:
    status = product_status(verdicts) or product.status
    if status == "discontinued":
        discontinue(work, product)
        return
    if product.status != status:
        reactivate(work, product)
        product = work.session.execute(
            select(*Product.__table__.c).where(Product.tenant_id == work.tenant_id, Product.id == product.id)
        ).one()
    skus = {one.row.sku: _variant_status(one) for one in verdicts if _variant_status(one)}
    rows = work.session.execute(
        select(Variant.id, Variant.variant_sku).where(
            Variant.tenant_id == work.tenant_id, Variant.product_id == product.id, Variant.variant_sku.in_(skus)
        )
    )
    set_statuses(work, product, {row.id: skus[row.variant_sku] for row in rows})
