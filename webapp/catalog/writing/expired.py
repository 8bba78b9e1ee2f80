"""A client reads a product during a sale and writes it back when the sale is over: that must not make the sale last."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from webapp.catalog.inputs.product import VariantInput
from webapp.catalog.models import PriceChange, PriceChangeLine, Variant
from webapp.catalog.queries.variants import PricedVariant
from webapp.core.operation.errors import Detail, StaleEdit
from webapp.core.operation.registry import Work


def refuse_expired_prices(
    work: Work, sent: Sequence[VariantInput], standing: Mapping[str, PricedVariant], places: Mapping[str, str]
) -> None:
    """Raise StaleEdit where a price is sent that was in effect when its variant was last written, and is no longer.

    Only for who names a ``version``, and so says that they write back what they read; ``standing`` and ``places``
    (the path of each in what was sent) are by SKU. A price change that ends by the clock moves no version.
    """
    ids = [standing[one.variant_sku].values["id"] for one in sent if one.variant_sku in standing]
    over = _over(work, ids)
    if not over:
        return
    details = []
    for variant in sent:
        known = standing.get(variant.variant_sku)
        now = {tier["contract_length"]: tier["monthly_price"] for tier in known.tiers} if known else {}
        for i, tier in enumerate(variant.pricing):
            key = (variant.variant_sku, tier.contract_length, tier.monthly_price)
            if key in over and now.get(tier.contract_length) != tier.monthly_price:
                path = f"{places[variant.variant_sku]}pricing.{i}.monthlyPrice"
                details.append(Detail(path, "This price was that of a price change, which is over.", "stale_version"))
    if details:
        first = standing[sent[0].variant_sku].values
        raise StaleEdit(what=first["variant_sku"], version=first["version"], details=details)


def _over(work: Work, variant_ids: Sequence[str]) -> set[tuple[str, int, int]]:
    rows = work.session.execute(
        select(Variant.variant_sku, PriceChangeLine.contract_length, PriceChangeLine.new_price)
        .join(Variant, (Variant.tenant_id == PriceChangeLine.tenant_id) & (Variant.id == PriceChangeLine.variant_id))
        .join(
            PriceChange,
            (PriceChange.tenant_id == PriceChangeLine.tenant_id) & (PriceChange.id == PriceChangeLine.change_id),
        )
        .where(
            PriceChangeLine.tenant_id == work.tenant_id,
            PriceChangeLine.variant_id.in_(variant_ids),
            PriceChange.withdrawn == False,
            PriceChange.valid_until > Variant.updated_at,
            PriceChange.valid_until <= work.at,
        )
    )
    return {(row.variant_sku, row.contract_length, row.new_price) for row in rows}
