"""Columns are recognised by name, folded name and other words, and can be chosen by hand."""

import re

from webapp.core.sheets.columns import ColumnFamily, Layout, SheetColumn, map_columns

LAYOUT = Layout(
    (
        SheetColumn("name", "Product Name", True, ("title", "bezeichnung")),
        SheetColumn("sku", "Product SKU", True),
        SheetColumn("color", "Color", False, ("Colour",)),
    ),
    (ColumnFamily("price", "{}mo_Price", re.compile(r"([0-9]{1,4})(?:mo|months?)price"), 120),),
)


def test_exact_folded_and_other_words() -> None:
    found = map_columns(LAYOUT, ["TITLE", "product_sku", "colour", "12mo_Price", "9 months price", "Shelf"])
    assert found.places == {"name": 0, "sku": 1, "color": 2, "price:12": 3, "price:9": 4}
    assert found.ignored == ("Shelf",)
    assert found.complaint is None


def test_a_missing_column_is_named() -> None:
    assert map_columns(LAYOUT, ["Product Name"]).complaint == "The header lacks Product SKU."


def test_a_name_that_stands_twice_is_refused() -> None:
    found = map_columns(LAYOUT, ["Product Name", "Product SKU", "Product SKU"])
    assert found.complaint == "The header names Product SKU twice."


def test_the_published_name_wins_over_one_that_is_only_recognised() -> None:
    found = map_columns(LAYOUT, ["title", "Product Name", "Product SKU"])
    assert found.places["name"] == 1
    assert found.ignored == ("title",)


def test_a_choice_by_hand_wins_over_everything() -> None:
    found = map_columns(
        LAYOUT, ["Product Name", "Product SKU", "Shelf"], {2: "color", 0: None, 9: "name", 1: "nothing"}
    )
    assert found.places == {"sku": 1, "color": 2}
    assert found.missing == ("Product Name",)


def test_a_number_out_of_range_is_no_price_column() -> None:
    assert map_columns(LAYOUT, ["0mo_Price", "121mo_Price", "012mo_Price"]).places == {"price:12": 2}
    assert LAYOUT.knows("price:120")
    assert not LAYOUT.knows("price:121")
    assert not LAYOUT.knows("price:²")
    assert LAYOUT.name_of("price:9") == "9mo_Price"
