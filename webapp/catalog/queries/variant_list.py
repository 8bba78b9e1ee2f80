"""The list of variants with their prices in effect: behind its page and behind GET /v1/products/variants."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import Session

from webapp.catalog.errors import VariantNotFound
from webapp.catalog.inputs.product import known_grade
from webapp.catalog.models import TRACKING, VARIANT_STATUSES, Product, Variant
from webapp.catalog.queries.gtins import carries, carries_text, gtin_of
from webapp.catalog.queries.variants import PricedVariant, priced
from webapp.core.inputs.gtin import gtin_text
from webapp.core.listing.listing import Column, Filter, Listing, contains

STATUS_WORDS = tuple((status, status.capitalize()) for status in VARIANT_STATUSES)
TRACKING_WORDS = dict(zip(TRACKING, ("Serial number", "Lot", "Count"), strict=True))

MOST, USUAL = 5000, 50
PRICE_IN, MOST_MONTHS = "price_in_", 4


class VariantRow(PricedVariant):
    """A variant in the list: ``values`` has its product's columns too, and each is an attribute."""

    def __getattr__(self, name: str) -> Any:
        """A column, or the monthly price in effect for so many months (``with_months``)."""
        if name.startswith(PRICE_IN):
            months = int(name.removeprefix(PRICE_IN))
            return next((one["monthly_price"] for one in self.tiers if one["contract_length"] == months), None)
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def from_price(self) -> int | None:
        """The lowest monthly price in effect."""
        return min((tier["monthly_price"] for tier in self.tiers), default=None)

    @property
    def gtin(self) -> str | None:
        """The GTIN of one piece."""
        return gtin_text(self.gtins[0][0]) if self.gtins and self.gtins[0][1] == 1 else None

    @property
    def tracked_by(self) -> str:
        """What a desk asks for."""
        return TRACKING_WORDS[self.values["tracking"]]


def variant_rows(tenant_id: int) -> Select[Any]:
    """Every variant with what its product says of it."""
    return (
        select(
            *Variant.__table__.c,
            Product.product_sku,
            Product.name.label("product_name"),
            Product.category,
            Product.brand,
            Product.status.label("product_status"),
        )
        .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
        .where(Variant.tenant_id == tenant_id, Product.tenant_id == tenant_id)
    )


def _with_prices(
    session: Session, tenant_id: int, rows: list[Row[Any]], filters: Mapping[str, str] | None = None
) -> list[VariantRow]:
    return priced(session, tenant_id, [row._asdict() for row in rows], VariantRow)


def _search(text: str) -> ColumnElement[bool]:
    gtin = gtin_of(text)
    found = or_(contains(Variant.variant_sku, text), contains(Variant.variant_name, text), contains(Product.name, text))
    return found if gtin is None else or_(found, carries(gtin))


VARIANTS = Listing(
    name="variants",
    rows=variant_rows,
    columns=(
        Column("variant_sku", "SKU", "code", sort="sku", priority=1),
        Column("product_name", "Product", priority=1),
        Column("variant_name", "Variant", page=False),
        Column("grade", "Grade"),
        Column("tracked_by", "Tracked by", page=False),
        Column("status", "Status", "status", priority=1),
        Column("from_price", "From, a month", "money"),
        Column("list_price", "List price", "money", priority=3),
        Column("acquisition_cost", "Cost to us", "money", priority=3),
        Column("gtin", "GTIN", "code", page=False),
        Column("product_sku", "Product SKU", "code", page=False),
        Column("category", "Category", page=False),
        Column("brand", "Brand", page=False),
        Column("created_at", "Since", "time", sort="createdAt", page=False),
    ),
    sorts={"createdAt": Variant.created_at, "updatedAt": Variant.updated_at, "sku": Variant.variant_sku},
    tie=Variant.id,
    filters=(
        Filter("status", "Status", lambda text: Variant.status == text, STATUS_WORDS),
        Filter("grade", "Grade", lambda text: Variant.grade == known_grade(text)),
        Filter("category", "Category", lambda text: Product.category == text),
        Filter("brand", "Brand", lambda text: Product.brand == text),
        Filter("tracking", "Tracked by", lambda text: Variant.tracking == text, tuple(TRACKING_WORDS.items())),
        Filter("productSku", "Product SKU", lambda text: Product.product_sku == text),
        Filter("productId", "Product", lambda text: Variant.product_id == text),
        Filter("sku", "SKU", lambda text: contains(Variant.variant_sku, text)),
        Filter("gtin", "GTIN", carries_text),
    ),
    search=_search,
    search_label="SKU, GTIN or name",
    most=MOST,
    usual=USUAL,
    complete=_with_prices,
)


def with_months(listing: Listing, lengths: Sequence[int]) -> Listing:
    """The list with what these contract lengths cost a month, a column each; of many the first few."""
    months = (Column(f"{PRICE_IN}{one}", f"{one} mo.", "money", priority=3) for one in lengths[:MOST_MONTHS])
    place = 1 + next(n for n, one in enumerate(listing.columns) if one.key == "from_price")
    return replace(listing, columns=(*listing.columns[:place], *months, *listing.columns[place:]))


def find_variant(session: Session, tenant_id: int, variant_id: str) -> VariantRow:
    """One variant, as the list shows it; raises VariantNotFound."""
    row = session.execute(variant_rows(tenant_id).where(Variant.id == variant_id)).one_or_none()
    if row is None:
        raise VariantNotFound
    return _with_prices(session, tenant_id, [row])[0]
