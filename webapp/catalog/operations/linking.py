"""Making a bar code known: which variant carries it, as one piece or as a pack."""

from typing import Any

from sqlalchemy import func, select

from webapp.accounts.permissions import Permission
from webapp.catalog.errors import DuplicateGtin, ProductDiscontinued
from webapp.catalog.inputs.changes import ChangeVariant, LinkGtin
from webapp.catalog.models import Variant
from webapp.catalog.operations.changes import change_variant
from webapp.catalog.queries.variants import PricedVariant, variants_by_id
from webapp.catalog.writing.claims import hold_of_variants
from webapp.core.inputs.gtin import gtin_text
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work, operation


@operation(
    needs=Permission.EDIT_CATALOGUE,
    raises=(DuplicateGtin, ProductDiscontinued),
    only={"html": "a program that knows the variant sends its gtin or packs with PATCH"},
)
def link_gtin(work: Work, data: LinkGtin) -> PricedVariant:
    """Let a variant carry a bar code from now on; one that it carries already stays."""
    variant_id = _named(work, data.sku)
    hold_of_variants(work, [variant_id])
    standing = variants_by_id(work.session, work.tenant_id, [variant_id])[variant_id]
    own = next((gtin for gtin, pieces in standing.gtins if pieces == 1), None)
    if data.quantity > 1:
        packs = [{"gtin": gtin, "quantity": pieces} for gtin, pieces in standing.gtins if gtin != own]
        sent: dict[str, Any] = {"packs": [*packs, {"gtin": data.gtin, "quantity": data.quantity}]}
    elif own in (None, data.gtin):
        sent = {"gtin": data.gtin}
    else:
        sku = standing.values["variant_sku"]
        words = f"{sku} carries {gtin_text(own or '')} already. Change it on the product's page if it is wrong."
        raise InputRefused([Detail("sku", words)])
    changed = change_variant.body(work, ChangeVariant.from_json({"variantId": variant_id, **sent}, exponent=0))
    work.tell(f"linked the bar code {gtin_text(data.gtin)} to {changed.values['variant_sku']}", variant_id)
    return changed


def _named(work: Work, sku: str) -> str:
    """The id of the variant with this SKU; in whatever case, where only one is meant."""
    rows = work.session.execute(
        select(Variant.id, Variant.variant_sku)
        .where(Variant.tenant_id == work.tenant_id, func.lower(Variant.variant_sku) == func.lower(sku))
        .limit(12)
    ).all()
    found = [row.id for row in rows if row.variant_sku == sku] or [row.id for row in rows]
    if len(found) != 1:
        raise InputRefused([Detail("sku", f"No variant has the SKU {sku}. Pick one from the list.")])
    return str(found[0])
