"""What a GTIN stands for, in whichever of its forms it is typed or scanned."""

from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from webapp.catalog.models import TradeItem, Variant, VariantGtin
from webapp.core.data.tenancy import current_tenant
from webapp.core.inputs.gtin import judge_gtin
from webapp.core.operation.errors import Detail, InputRefused


def gtin_of(text: str) -> str | None:
    """The 14 digits that a text stands for, if it is a GTIN of 8, 12, 13 or 14."""
    try:
        return str(judge_gtin(text))
    except ValueError:
        return None


def carries(gtin: str) -> ColumnElement[bool]:
    """A criterion on Variant: it has this GTIN, for a piece or for a pack."""
    return Variant.id.in_(
        select(VariantGtin.variant_id).where(VariantGtin.tenant_id == current_tenant(), VariantGtin.gtin == gtin)
    )


def carries_text(text: str) -> ColumnElement[bool]:
    """The same for a GTIN as it was typed; raises InputRefused when it is none."""
    try:
        return carries(str(judge_gtin(text)))
    except ValueError as error:
        raise InputRefused([Detail("gtin", str(error), "invalid_string")]) from None


def variants_by_gtin(session: Session, tenant_id: int, text: str) -> list[Row[Any]]:
    """The variants that carry the GTIN in a text (``id product_id variant_sku grade status quantity``), active first.

    None when the text is no GTIN. Grades of one product may share a code; ``quantity`` is the pieces of its pack.
    """
    gtin = gtin_of(text)
    if gtin is None:
        return []
    return list(
        session.execute(
            select(
                Variant.id,
                Variant.product_id,
                Variant.variant_sku,
                Variant.grade,
                Variant.status,
                TradeItem.quantity,
            )
            .join(VariantGtin, (VariantGtin.tenant_id == Variant.tenant_id) & (VariantGtin.variant_id == Variant.id))
            .join(TradeItem, (TradeItem.tenant_id == VariantGtin.tenant_id) & (TradeItem.gtin == VariantGtin.gtin))
            .where(Variant.tenant_id == tenant_id, VariantGtin.gtin == gtin)
            .order_by(Variant.status, Variant.position, Variant.variant_sku)
        )
    )
