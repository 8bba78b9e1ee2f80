"""GTINs: the trade items that a scan may name."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import TenantRow, Whole, reference
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

MAX_PACK = 1_000_000

_DIGIT = "CAST(substr(gtin, {place}, 1) AS INTEGER)"
_ODD = " + ".join(_DIGIT.format(place=place) for place in range(1, 15, 2))
_EVEN = " + ".join(_DIGIT.format(place=place) for place in range(2, 15, 2))
_SUM = f"3 * ({_ODD}) + {_EVEN}"


class TradeItem(TenantRow, Base):
    """What a GTIN stands for: one product, in a pack of so many. Its grades may share the code."""

    __tablename__ = "trade_item"
    gtin: Mapped[str] = mapped_column(Text, primary_key=True)
    product_id: Mapped[str] = mapped_column(Text)
    quantity: Mapped[int] = mapped_column(Whole)
    __table_args__ = (
        reference("product_id", "product", name="fk_trade_item_product"),
        CheckConstraint("length(gtin) = 14 AND trim(gtin, '0123456789') = ''", name="ck_trade_item_digits"),
        CheckConstraint(f"({_SUM}) / 10 * 10 = {_SUM}", name="ck_trade_item_check_digit"),
        CheckConstraint(f"quantity BETWEEN 1 AND {MAX_PACK}", name="ck_trade_item_quantity"),
        Index("uq_trade_item_product", "tenant_id", "gtin", "product_id", unique=True),
        STRICT,
    )


class VariantGtin(TenantRow, Base):
    """A variant that carries a GTIN."""

    __tablename__ = "variant_gtin"
    variant_id: Mapped[str] = mapped_column(Text, primary_key=True)
    gtin: Mapped[str] = mapped_column(Text, primary_key=True)
    product_id: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Whole)
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "gtin", "product_id"],
            ["trade_item.tenant_id", "trade_item.gtin", "trade_item.product_id"],
            name="fk_variant_gtin_item",
        ),
        ForeignKeyConstraint(
            ["tenant_id", "variant_id", "product_id"],
            ["variant.tenant_id", "variant.id", "variant.product_id"],
            name="fk_variant_gtin_variant",
        ),
        Index("ix_variant_gtin", "tenant_id", "gtin", "variant_id"),
        STRICT,
    )
