"""What a subscription's unit cost: its own, unless the order says otherwise, and when it last changed."""

from typing import Any

import pytest

from tests.house import House
from tests.orders.seed import catalogue, order
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, ready, rented, stocked


def _unit(house: House, serial: str, sku: str, **more: Any) -> None:
    answer = house.api().post("/v1/assets", {"serialNumber": serial, "sku": sku, **more})
    assert answer.status_code == 201, answer.text


def _cost(rental: dict[str, Any]) -> tuple[Any, str]:
    return rental["acquisitionCost"], rental["acquisitionCostSource"]


def test_a_units_own_cost_is_what_is_recovered(house: House) -> None:
    """Seed 000: a cost that is sent with the unit is the one that profitability is tracked against."""
    catalogue(house)
    _unit(house, "SN-1", MONITOR, acquisitionCost=900)
    made = confirmed(house, (MONITOR, 1))
    rental = rented(house, made["orderId"], "SN-1")
    assert _cost(rental) == (900, "manual")
    assert (rental["currentProfit"], rental["recoveryStatus"]) == (-900, "recovering")
    assert rental["acquisitionCostCapturedAt"] == rental["createdAt"]
    customer = house.api().get(f"/v1/customers/{made['customerId']}").json
    assert (customer["totalAcquisitionCost"], customer["customerMargin"]) == (900, -900)
    assert "900.00" in house.page().get(f"/subscriptions/{rental['rentalId']}").text


@pytest.mark.parametrize(
    ("sku", "unit", "line", "told"),
    [
        (MACBOOK, {}, {}, (1800, "variant")),
        (MACBOOK, {"acquisitionCost": 1800}, {}, (1800, "variant")),
        (MACBOOK, {"acquisitionCost": 0}, {}, (0, "manual")),
        (MACBOOK, {"acquisitionCost": 1650}, {"acquisitionCostOverride": 1700}, (1700, "order_override")),
        (MONITOR, {}, {}, (None, "unknown")),
        (MONITOR, {}, {"listPriceOverride": 300}, (300, "list_price")),
        (MONITOR, {"acquisitionCost": 250}, {"listPriceOverride": 300}, (250, "manual")),
    ],
)
def test_whose_cost_it_is(
    house: House, sku: str, unit: dict[str, Any], line: dict[str, Any], told: tuple[Any, str]
) -> None:
    catalogue(house)
    _unit(house, "SN-1", sku, **unit)
    made = order(house, items=[{"sku": sku, "quantity": 1, **line}])
    assert house.api().post(f"/v1/orders/{made['orderId']}/confirm").status_code == 200
    assert _cost(rented(house, made["orderId"], "SN-1")) == told


def test_a_line_of_units_that_cost_different_sums(house: House) -> None:
    catalogue(house)
    _unit(house, "SN-1", MONITOR, acquisitionCost=200)
    _unit(house, "SN-2", MONITOR, acquisitionCost=300.5)
    stocked(house, "SN-3", sku=MONITOR)
    made = confirmed(house, (MONITOR, 3))
    told = {"serialNumbers": ["SN-1", "SN-2", "SN-3"]}
    assert house.api().post(f"/v1/orders/{made['orderId']}/fulfil", told).json["fulfilled"] == 3
    rentals = house.api().get("/v1/subscriptions").json["rentals"]
    assert {one["serialNumber"]: one["acquisitionCost"] for one in rentals} == {
        "SN-1": 200, "SN-2": 300.5, "SN-3": None,
    }  # fmt: skip


def test_a_unit_changed_when_it_went_out_and_when_it_came_back(house: House) -> None:
    """Who asks for what changed since finds it."""
    made = ready(house, "SN-1", "SN-2")
    before = house.api().get("/v1/assets/SN-1").json["updatedAt"]
    rental = rented(house, made["orderId"], "SN-1")
    out = house.api().get("/v1/assets/SN-1").json
    assert out["updatedAt"] >= rental["createdAt"] > before
    first = house.api().get("/v1/assets?sortBy=updatedAt&sortDir=desc&limit=1").json["assets"]
    assert [one["serialNumber"] for one in first] == ["SN-1"]
    batch = house.api().get("/v1/batches?limit=1").json["batches"][0]["batchId"]
    assert house.api().post(f"/v1/batches/{batch}/undo").status_code == 200
    back = house.api().get("/v1/assets/SN-1").json
    assert (back["status"], back["updatedAt"] > out["updatedAt"]) == ("available", True)
