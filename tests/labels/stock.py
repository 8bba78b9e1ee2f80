"""Things to print labels of: units of a variant with a GTIN and of one without, and bins."""

from tests.assets.shelf import PRODUCT
from tests.house import House

GTIN = "09506000134352"


def furnish(house: House) -> None:
    """A product with two variants, the first with a GTIN, a unit of each, and a warehouse with bins."""
    door = house.api()
    first, second = PRODUCT["variants"]  # type: ignore[misc]
    product = {**PRODUCT, "variants": [{**first, "gtin": GTIN}, second]}  # type: ignore[dict-item]
    assert door.post("/v1/products", product).status_code == 201
    for serial, sku in (("C02ZX1Y2MD6T", "MBP-16-A"), ("SN-2", "MBP-16-B")):
        assert door.post("/v1/assets", {"sku": sku, "serialNumber": serial}).status_code == 201
    wh = door.post("/v1/warehouses", {"name": "Rotterdam", "code": "RTM"}).get_json()["data"]["id"]
    made = door.post(f"/v1/locations/{wh}/layouts", {"pattern": "A-01…A-03"})
    assert made.status_code == 201, made.text
