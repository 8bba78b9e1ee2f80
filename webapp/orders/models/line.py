"""The lines of orders."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import MAX_MONEY, MAX_QUANTITY, Flag, TenantRow, Whole, one_of, reference, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

LIST_SOURCES = ("variant", "manual", "unknown")
COST_SOURCES = ("variant", "manual", "list_price", "unknown")
FORGOTTEN = "Anonymised"
"""What stands where words of a person were, or about one."""


class OrderLine(TenantRow, Base):
    """So many of one SKU for so many months: names, prices and costs as they were, in minor units."""

    __tablename__ = "order_line"
    order_id: Mapped[str] = mapped_column(Text, primary_key=True)
    position: Mapped[int] = mapped_column(Whole, primary_key=True)
    variant_id: Mapped[str] = mapped_column(Text)
    product_id: Mapped[str] = mapped_column(Text)
    sku: Mapped[str] = mapped_column(Text)
    product_name: Mapped[str] = mapped_column(Text)
    image_url: Mapped[str | None] = mapped_column(Text)
    quantity: Mapped[int] = mapped_column(Whole)
    contract_length: Mapped[int] = mapped_column(Whole)
    unit_price: Mapped[int] = mapped_column(Whole)
    setup_fee: Mapped[int] = mapped_column(Whole)
    tax_amount: Mapped[int] = mapped_column(Whole)
    list_price: Mapped[int | None] = mapped_column(Whole)
    list_price_source: Mapped[str] = mapped_column(Text)
    list_price_override: Mapped[int | None] = mapped_column(Whole)
    acquisition_cost: Mapped[int | None] = mapped_column(Whole)
    acquisition_cost_source: Mapped[str] = mapped_column(Text)
    acquisition_cost_override: Mapped[int | None] = mapped_column(Whole)
    used_list_price: Mapped[bool] = mapped_column(Flag)
    rented: Mapped[int] = mapped_column(Whole)
    """How many are assigned; kept by the triggers of subscriptions."""
    closed: Mapped[int] = mapped_column(Whole)
    """How many will never come: closed short, or replaced by another line."""
    close_reason: Mapped[str | None] = mapped_column(Text)
    replaces: Mapped[int | None] = mapped_column(Whole)
    """The position of the line that this one stands in for."""
    __table_args__ = (
        reference("order_id", "sales_order", name="fk_order_line_order"),
        ForeignKeyConstraint(
            ["tenant_id", "variant_id", "product_id"],
            ["variant.tenant_id", "variant.id", "variant.product_id"],
            name="fk_order_line_variant",
        ),
        one_of("list_price_source", LIST_SOURCES, name="ck_order_line_list_source"),
        one_of("acquisition_cost_source", COST_SOURCES, name="ck_order_line_cost_source"),
        CheckConstraint(f"quantity BETWEEN 1 AND {MAX_QUANTITY}", name="ck_order_line_quantity"),
        CheckConstraint("contract_length BETWEEN 1 AND 1200", name="ck_order_line_length"),
        CheckConstraint(f"unit_price BETWEEN 0 AND {MAX_MONEY}", name="ck_order_line_price"),
        CheckConstraint("(list_price IS NULL) = (list_price_source = 'unknown')", name="ck_order_line_list"),
        CheckConstraint(
            "(acquisition_cost IS NULL) = (acquisition_cost_source = 'unknown')", name="ck_order_line_cost"
        ),
        CheckConstraint(
            "(used_list_price = 1) = (acquisition_cost_source = 'list_price')", name="ck_order_line_used_list"
        ),
        text_size("sku", 200, name="ck_order_line_sku"),
        CheckConstraint("rented >= 0 AND closed >= 0 AND rented + closed <= quantity", name="ck_order_line_filled"),
        CheckConstraint("(closed > 0) = (close_reason IS NOT NULL)", name="ck_order_line_closed"),
        text_size("close_reason", 1000, name="ck_order_line_reason"),
        Index("ix_order_line_variant", "tenant_id", "variant_id", "order_id"),
        STRICT,
    )
