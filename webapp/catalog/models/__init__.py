"""The tables of the catalogue."""

from webapp.catalog.models.gtin import MAX_PACK, TradeItem, VariantGtin
from webapp.catalog.models.price_change import PriceChange, PriceChangeLine
from webapp.catalog.models.product import PRODUCT_STATUSES, Product
from webapp.catalog.models.tier import PriceTier
from webapp.catalog.models.variant import TRACKING, VARIANT_STATUSES, Variant

__all__ = [
    "MAX_PACK",
    "PRODUCT_STATUSES",
    "TRACKING",
    "VARIANT_STATUSES",
    "PriceChange",
    "PriceChangeLine",
    "PriceTier",
    "Product",
    "TradeItem",
    "Variant",
    "VariantGtin",
]
