"""Warehouses and bins to work with, made through the API."""

from typing import Any

from tests.house import House


def depot(house: House, code: str = "RTM") -> str:
    """A warehouse's id."""
    made: str = house.api().post("/v1/warehouses", {"name": f"Depot {code}", "code": code}).get_json()["data"]["id"]
    return made


def shelf(house: House, warehouse_id: str, code: str = "A-01", parent_id: str | None = None) -> dict[str, Any]:
    """A bin, as the API tells it."""
    sent = {"name": f"Rack {code}", "code": code, "metadata": {"side": "left"}, "parent_id": parent_id}
    made: dict[str, Any] = house.api().post(f"/v1/locations/{warehouse_id}/layouts", sent).get_json()["data"]
    return made


def address(made: dict[str, Any]) -> str:
    """A bin's address in the API."""
    return f"/v1/locations/{made['location_id']}/layouts/{made['id']}"


def page_of(made: dict[str, Any]) -> str:
    """A bin's page."""
    return f"/warehouses/{made['location_id']}/bins/{made['id']}"
