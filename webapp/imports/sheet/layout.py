"""The columns of a products' sheet: the published ones, and further ones for what those cannot say."""

import re

from webapp.catalog.inputs.product import MAX_MONTHS
from webapp.core.sheets.columns import ColumnFamily, Layout, SheetColumn
from webapp.core.sheets.parse import Limits

LIMITS = Limits(size=10_000_000, rows=10_000)
"""What the published call takes at once; the page takes the same."""

NONE = "none"
"""What a cell says to empty a value; a blank one leaves it as it is."""


def _months(what: str) -> re.Pattern[str]:
    return re.compile(rf"([0-9]{{1,9}})(?:mo|mos|month|months)?{what}")


PRODUCTS = Layout(
    (
        SheetColumn("name", "Product Name", True, ("Product", "Name", "Title", "Model")),
        SheetColumn("product_sku", "Product SKU", True, ("Product Code", "Parent SKU")),
        SheetColumn("category", "Category", True, ("Product Category", "Product Type")),
        SheetColumn("brand", "Brand", True, ("Manufacturer", "Maker", "Vendor")),
        SheetColumn("specification", "Specification", True, ("Specifications", "Specs", "Spec")),
        SheetColumn("grade", "Grade", False, ("Variant Grade", "Condition Grade")),
        SheetColumn("color", "Color", False, ("Colour", "Color Name", "Colour Name")),
        SheetColumn("variant_sku", "Variant SKU", True, ("SKU", "Variant Code", "Item SKU")),
        SheetColumn("list_price", "List Price", True, ("RRP", "MSRP", "Retail Price")),
        SheetColumn("cost", "Acquisition Cost", True, ("Cost", "Cost Price", "Purchase Price", "Cost to us")),
        SheetColumn("variant_name", "Variant Name", False, ("Variant",)),
        SheetColumn("condition", "Condition"),
        SheetColumn("description", "Description", False, ("Product Description",)),
        SheetColumn("images", "Images", False, ("Product Images", "Pictures")),
        SheetColumn("variant_images", "Variant Images", False, ("Variant Pictures",)),
        SheetColumn("tracking", "Tracking", False, ("Tracked by",)),
        SheetColumn("gtin", "GTIN", False, ("EAN", "UPC", "Barcode")),
        SheetColumn("packs", "Packs", False, ("Pack GTINs",)),
        SheetColumn("product_status", "Product Status"),
        SheetColumn("variant_status", "Variant Status", False, ("Status",)),
    ),
    (
        ColumnFamily("price", "{}mo_Price", _months("(?:monthly)?price"), MAX_MONTHS),
        ColumnFamily("setup", "{}mo_Setup_Fee", _months("set?up(?:fee)?"), MAX_MONTHS),
        ColumnFamily("discount", "{}mo_Discount", _months("discount"), MAX_MONTHS),
        ColumnFamily("note", "{}mo_Discount_Note", _months("discount(?:note|description)"), MAX_MONTHS),
    ),
)

PUBLISHED = (
    "name", "product_sku", "category", "brand", "specification", "grade", "color", "variant_sku", "list_price", "cost",
    "price:6", "price:12", "price:24", "price:36",
)  # fmt: skip
"""The published header, in its order."""

OF_PRODUCT = ("name", "category", "brand", "specification", "description", "images", "product_status")
"""What rows of one product say alike."""

AMOUNTS = ("list_price", "cost")
"""Cells that hold an amount, beside those of the families."""
