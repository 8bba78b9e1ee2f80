"""The requests of the published "Create an order", word for word, and the catalogue they need."""

from typing import Any

from tests.house import House

CURL: dict[str, Any] = {
    "orderType": "standard",
    "customer": {
        "email": "sarah.johnson@acmecorp.com",
        "firstName": "Sarah",
        "lastName": "Johnson",
        "company": "Acme Corporation",
        "phone": "+1-555-123-4567",
        "customerType": "business",
    },
    "billingAddress": {
        "contactName": "Sarah Johnson",
        "company": "Acme Corporation",
        "streetAddress": "123 Business Park Drive",
        "city": "San Francisco",
        "adminArea": "CA",
        "postalCode": "94105",
        "country": "US",
    },
    "shippingAddress": {
        "contactName": "Sarah Johnson",
        "company": "Acme Corporation",
        "streetAddress": "123 Business Park Drive",
        "city": "San Francisco",
        "adminArea": "CA",
        "postalCode": "94105",
        "country": "US",
    },
    "items": [
        {"sku": "MACBOOK-PRO-16-M3", "quantity": 5, "contractLength": 24},
        {"sku": "DELL-U2722D-MONITOR", "quantity": 5, "contractLength": 24},
    ],
    "notes": "IT department refresh - Q1 2025",
}

MINIMAL: dict[str, Any] = {
    "customer": {"email": "jan@example.com", "firstName": "Jan", "lastName": "de Vries"},
    "billingAddress": {
        "contactName": "Jan de Vries",
        "streetAddress": "Keizersgracht 1",
        "city": "Amsterdam",
        "country": "Netherlands",
    },
    "items": [{"sku": "MACBOOK-PRO-16-M3", "quantity": 1}],
}


def changed(body: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """A body with some of its parts otherwise."""
    return {**body, **parts}


def variant(sku: str, *prices: tuple[int, float], **more: Any) -> dict[str, Any]:
    pricing = [{"contractLength": months, "monthlyPrice": price} for months, price in prices]
    return {"variantSku": sku, "variantName": sku.title(), "grade": "A", "pricing": pricing, **more}


def catalogue(house: House) -> None:
    """Both SKUs of the seed, the first with a cost and a list price, the second with neither."""
    for sku, made in (
        ("MACBOOK-PRO-16", variant("MACBOOK-PRO-16-M3", (12, 159), (24, 129.5), listPrice=2499, acquisitionCost=1800)),
        ("DELL-U2722D", variant("DELL-U2722D-MONITOR", (24, 19), (36, 15))),
    ):
        told = {"specification": "As sold", "category": "IT", "brand": "Any", "variants": [made]}
        answer = house.api().post("/v1/products", {"productSku": sku, "name": sku.title(), **told})
        assert answer.status_code == 201, answer.text


def order(house: House, body: dict[str, Any] | None = None, **parts: Any) -> dict[str, Any]:
    """An order made through the JSON door."""
    answer = house.api().post("/v1/orders", changed(body or MINIMAL, **parts))
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json["order"]
    return made
