"""Goods that are not counted one by one."""

from tests.house import House

GTIN = "09506000134352"


def _product(sku: str, name: str, variant: dict[str, object]) -> dict[str, object]:
    return {
        "productSku": sku,
        "name": name,
        "specification": "as usual",
        "category": "Supplies",
        "brand": "Meadow",
        "variants": [
            {"variantName": name, "grade": "A", "pricing": [{"contractLength": 12, "monthlyPrice": 1}], **variant}
        ],
    }


def stock_lots(house: House) -> None:
    """Milk, which has lots and a bar code; screws, which are counted."""
    for body in (
        _product("MILK", "Milk", {"variantSku": "MILK-1L", "tracking": "lot", "gtin": GTIN}),
        _product("SCREW", "Screw", {"variantSku": "SCREW-M4", "tracking": "count"}),
    ):
        answer = house.api().post("/v1/products", body)
        assert answer.status_code == 201, answer.text
