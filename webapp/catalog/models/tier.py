"""Price tiers."""

from typing import Any

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.catalog.models.columns import money_range
from webapp.core.data.columns import Json, TenantRow, Whole, one_of, reference
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT


class PriceTier(TenantRow, Base):
    """What a variant costs a month for one contract length: minor units, percentages in basis points."""

    __tablename__ = "price_tier"
    variant_id: Mapped[str] = mapped_column(Text, primary_key=True)
    contract_length: Mapped[int] = mapped_column(Whole, primary_key=True)
    monthly_price: Mapped[int] = mapped_column(Whole)
    setup_fee: Mapped[int | None] = mapped_column(Whole)
    discount_type: Mapped[str | None] = mapped_column(Text)
    discount_value: Mapped[int | None] = mapped_column(Whole)
    discount_description: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(Text)
    calculated_at: Mapped[Any] = mapped_column(Json, nullable=True)
    preset_used: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        reference("variant_id", "variant", name="fk_price_tier_variant"),
        CheckConstraint("contract_length >= 1", name="ck_price_tier_length"),
        money_range("monthly_price", "ck_price_tier_monthly"),
        money_range("setup_fee", "ck_price_tier_setup"),
        CheckConstraint("(discount_type IS NULL) = (discount_value IS NULL)", name="ck_price_tier_discount"),
        CheckConstraint(
            "discount_type IS NULL OR discount_type = 'fixed' AND discount_value BETWEEN 0 AND 10000000000000"
            " OR discount_type = 'percentage' AND discount_value BETWEEN 0 AND 10000",
            name="ck_price_tier_discount_value",
        ),
        one_of("source", ("suggested", "manual"), name="ck_price_tier_source"),
        STRICT,
    )
