"""What a tenant holds before somebody looks at it: a little of everything, or more than fits on a screen."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.house import House
from webapp.accounts.operations.desks import name_desk
from webapp.accounts.operations.keys import create_key
from webapp.accounts.operations.people import invite_person, make_link
from webapp.assets.operations import receive_asset
from webapp.catalog.operations import upsert_product
from webapp.core.data.tenancy import tenant_scope
from webapp.demo.catalogue import MODELS, product_body
from webapp.locations.operations import create_bin, create_warehouse

LONG_NAME = "Refurbished mobile workstation with docking station, second battery and a rather long name for one line"
LONG_SERIAL = "SN/2024-" + "0123456789ABCDEF" * 15
NOTE = "Box slightly dented. " * 12


@dataclass(frozen=True)
class Things:
    """The ids of one thing of each kind; an empty one is not there."""

    product: str = ""
    unit: str = ""
    warehouse: str = ""
    person: str = ""
    key: str = ""
    desk: str = ""
    invitation: str = ""
    reset: str = ""


def _id(house: House, row: Any) -> str:
    """The id of what was made; its transaction is over, so it is read again."""
    with tenant_scope(house.tenant_id):
        return str(row.id)


def _around(house: House) -> dict[str, str]:
    """A key, a desk, somebody invited, somebody with a lost password."""
    invited = house.do(invite_person, email=f"new.{house.slug}@renter.example", name="Ines", role="operator")
    lost = house.do(make_link, userId=house.people["vik"])
    key = house.do(create_key, name="Web shop", scopes=["products:read", "assets:write"], requestsPerMinute=600)
    desk = house.do(name_desk, name="Receiving 1")
    return {
        "person": house.people["olga"], "key": _id(house, key.key), "desk": _id(house, desk),
        "invitation": invited.secret, "reset": lost.secret,
    }  # fmt: skip


def _depot(house: House, bins: int) -> str:
    depot = house.do(create_warehouse, name="Rotterdam", code="RTM", address="Maashaven 12", isDefault=True)
    warehouse_id = _id(house, depot)
    for number in range(bins):
        code = f"A-{number // 6 + 1:02d}-{number % 6 + 1:02d}"
        house.do(create_bin, location_id=warehouse_id, name=code, code=code)
    return warehouse_id


def few(house: House) -> Things:
    """One product in three grades, three units, three bins."""
    around = _around(house)
    warehouse = _depot(house, 3)
    product = house.do(upsert_product, **product_body(MODELS[0])).product_id
    units = [
        house.do(
            receive_asset, "olga", serialNumber=f"C02ZX1Y2MD{n}T", sku=f"MBP-16-M3-{grade}", location="RTM/A-01-02"
        )
        for n, grade in ((6, "A"), (7, "B"), (8, "A"))
    ]
    return Things(product=product, unit=_id(house, units[0]), warehouse=warehouse, **around)


def many(house: House) -> Things:
    """Twelve products, one of them with much of everything, eighty units, and the longest words there may be."""
    around = _around(house)
    warehouse = _depot(house, 60)
    for name in ("Web shop", "Scanner at the back door", "Accounting, nightly export of what was received"):
        house.do(create_key, name=f"{name} 2", scopes=["*"])
    for number in range(2, 9):
        house.do(name_desk, name=f"Receiving {number}")
        house.do(invite_person, email=f"p{number}.{house.slug}@renter.example", name=f"Person {number}")
    for model in MODELS:
        house.do(upsert_product, **product_body(model))
    product = house.do(upsert_product, **_large()).product_id
    for number in range(80):
        model = MODELS[number % len(MODELS)]
        grade = model.grades[number % len(model.grades)]
        house.do(
            receive_asset, "anna" if number % 3 else "olga", serialNumber=f"{model.prefix}{number:06d}",
            sku=f"{model.sku}-{grade}", location=f"RTM/A-{number % 10 + 1:02d}-0{number % 6 + 1}", condition="like new",
        )  # fmt: skip
    unit = house.do(receive_asset, serialNumber=LONG_SERIAL, sku="X-WORKSTATION-0", notes=NOTE, condition=NOTE[:200])
    return Things(product=product, unit=_id(house, unit), warehouse=warehouse, **around)


def _large() -> dict[str, Any]:
    lengths = (1, 3, 6, 12, 18, 24, 36, 48)
    return {
        "productSku": "X-WORKSTATION",
        "name": LONG_NAME,
        "specification": NOTE[:200],
        "category": "Workstations and servers",
        "brand": "Hewlett Packard Enterprise",
        "description": NOTE,
        "variants": [
            {
                "variantSku": f"X-WORKSTATION-{number}",
                "variantName": f"{LONG_NAME[:60]}, grade {grade}",
                "grade": grade,
                "colorName": "space grey",
                "listPrice": Decimal("12999.95"),
                "acquisitionCost": Decimal("9450.50"),
                "pricing": [
                    {"contractLength": months, "monthlyPrice": Decimal("999.95"), "setupFee": 49,
                     "discount": {"type": "percentage", "value": Decimal("12.5")}}
                    for months in lengths
                ],
            }
            for number, grade in enumerate("ABCDE")
        ],
    }  # fmt: skip
