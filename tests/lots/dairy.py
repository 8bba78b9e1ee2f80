"""Perishable goods to work with: an item that is kept in lots, and a warehouse with bins."""

from dataclasses import dataclass
from typing import Any

from tests.house import House
from tests.locations.sites import depot, shelf

MILK = {
    "productSku": "MILK",
    "name": "Milk 1 l",
    "specification": "Whole milk",
    "category": "Dairy",
    "brand": "Meadow",
    "variants": [
        {"variantSku": "MILK-1L", "variantName": "One litre", "grade": "A", "tracking": "lot", "pricing": [
            {"contractLength": 12, "monthlyPrice": 1}]},
        {"variantSku": "MILK-OLD", "variantName": "Old carton", "grade": "A", "pricing": [
            {"contractLength": 12, "monthlyPrice": 1}]},
    ],
}  # fmt: skip


@dataclass
class Dairy:
    """The item, where it is kept, and ways to say things about its lots."""

    house: House
    item: str
    old: str
    warehouse: str
    bin: dict[str, Any]

    def create(self, **body: Any) -> dict[str, Any]:
        """A lot in the bin, as the API tells it."""
        answer = self.house.api().post("/v1/lots", {"item_id": self.item, "layout_id": self.bin["id"], **body})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.get_json()["data"]
        return made

    def update(self, lot: dict[str, Any], **body: Any) -> Any:
        """The answer to an update."""
        return self.house.api().post(f"/v1/lots/{lot['id']}", body)

    def show(self, lot: dict[str, Any]) -> dict[str, Any]:
        """The lot as it is now."""
        told: dict[str, Any] = self.house.api().get(f"/v1/lots/{lot['id']}").get_json()["data"]
        return told

    def quantities(self, lot: dict[str, Any]) -> tuple[int, int, int, int, int]:
        """Total, available, reserved, held, expected."""
        now = self.show(lot)
        names = ("total_qty", "available_qty", "reserved_qty", "defective_qty", "manifested_qty")
        return tuple(now[name] for name in names)


def dairy(house: House) -> Dairy:
    """Milk in the catalogue, and a warehouse with a bin."""
    answer = house.api().post("/v1/products", MILK)
    assert answer.status_code == 201, answer.text
    ids = {one["sku"]: one["variantId"] for one in house.api().get("/v1/products/variants").get_json()["variants"]}
    warehouse = depot(house)
    return Dairy(house, ids["MILK-1L"], ids["MILK-OLD"], warehouse, shelf(house, warehouse))
