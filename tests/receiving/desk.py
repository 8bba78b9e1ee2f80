"""A desk to scan at: a catalogue with units, counted and lotted goods, and a scanner that speaks JSON."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.assets.shelf import stock_up
from tests.doors import JsonDoor
from tests.house import House

GTIN = "4006381333931"


def variant(sku: str, tracking: str, **more: Any) -> dict[str, Any]:
    """One variant of a product to scan."""
    price = {"pricing": [{"contractLength": 12, "monthlyPrice": 9}]}
    return {"variantSku": sku, "variantName": sku, "grade": "A", "tracking": tracking, **price, **more}


def product(sku: str, *variants: dict[str, Any]) -> dict[str, Any]:
    """One product to scan."""
    about = {"name": sku.title(), "specification": "-", "category": "Goods", "brand": "Brand"}
    return {"productSku": sku, **about, "variants": list(variants)}


@dataclass
class Scanner:
    """Someone at a desk: what they scan goes into one intake."""

    house: House
    door: JsonDoor
    intake: str
    last: dict[str, Any] = field(default_factory=dict)

    def scan(self, *codes: str | dict[str, Any]) -> list[dict[str, Any]]:
        """Scan codes in one request and answer their results."""
        sent = [{"key": str(uuid.uuid4()), **(code if isinstance(code, dict) else {"code": code})} for code in codes]
        answer = self.door.post(f"/v1/intakes/{self.intake}/scans", {"scans": sent})
        assert answer.status_code == 200, answer.text
        self.last = answer.get_json()
        return list(self.last["results"])

    def one(self, code: str | dict[str, Any]) -> dict[str, Any]:
        """Scan one code."""
        return self.scan(code)[0]

    def answer(self, to: dict[str, Any], choice: str) -> dict[str, Any]:
        """Say something to a scan that asks."""
        return self.one({"answer": {"to": to["key"], "choice": choice}})

    def states(self, *codes: str | dict[str, Any]) -> list[str]:
        """What becomes of codes."""
        return [one["state"] for one in self.scan(*codes)]

    def units(self) -> list[str]:
        """The serial numbers that are in stock, oldest first."""
        return [one["serialNumber"] for one in self.door.get("/v1/assets?sortDir=asc&limit=100").get_json()["assets"]]

    def about(self) -> dict[str, Any]:
        """The intake as the API shows it."""
        return dict(self.door.get(f"/v1/intakes/{self.intake}").get_json())


def desk(house: House, **about: Any) -> Scanner:
    """A stocked house, and an intake to scan into."""
    stock_up(house)
    door = house.api()
    for one in (
        product("PAPER", variant("PAPER-A4", "count", gtin=GTIN)),
        product("MILK", variant("MILK-1L", "lot")),
    ):
        assert door.post("/v1/products", one).status_code == 201
    made = door.post("/v1/intakes", {"name": "Monday", **about})
    assert made.status_code == 201, made.text
    return Scanner(house, door, made.get_json()["intake"]["intakeId"])
