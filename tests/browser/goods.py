"""What a tenant holds before somebody looks at it: a little of everything, or more than fits on a screen."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.architecture.furnish import value_of
from tests.house import House
from tests.subscriptions.goods import rented_out
from webapp.accounts.operations.desks import name_desk
from webapp.accounts.operations.keys import create_key
from webapp.accounts.operations.people import invite_person, make_link
from webapp.assets.operations import receive_asset
from webapp.catalog.operations.products import upsert_product
from webapp.core.data import clock
from webapp.core.data.tenancy import tenant_scope
from webapp.customfields.operations import create_custom_field
from webapp.demo.catalogue import MODELS, product_body
from webapp.imports.operations.runs import confirm_import, start_import
from webapp.imports.queries import parked_of
from webapp.inventory.operations import adjust_record, create_record, reserve_stock
from webapp.labels.operations.printers import add_printer
from webapp.labels.operations.printing import print_labels
from webapp.locations.operations import create_bin, create_warehouse
from webapp.lots.operations import adjust_lot, create_lot
from webapp.orders.operations import create_order
from webapp.pricing.changes.operations import create_price_change
from webapp.pricing.presets.operations import create_margin_preset
from webapp.receiving.operations import announce_goods, open_intake, take_scans
from webapp.receiving.operations.sheets import start_sheet, take_sheet
from webapp.savedviews.operations import save_view

LONG_NAME = "Refurbished mobile workstation with docking station, second battery and a rather long name for one line"
LONG_SERIAL = "SN/2024-" + "0123456789ABCDEF" * 15
NOTE = "Box slightly dented. " * 12


@dataclass(frozen=True)
class Things:
    """The ids of one thing of each kind; an empty one is not there."""

    product: str = ""
    unit: str = ""
    warehouse: str = ""
    bin: str = ""
    person: str = ""
    key: str = ""
    desk: str = ""
    intake: str = ""
    lot: str = ""
    order: str = ""
    subscription: str = ""
    shipment: str = ""
    waiting: str = ""
    payment: str = ""
    customer: str = ""
    preset: str = ""
    field: str = ""
    change: str = ""
    variant: str = ""
    view: str = ""
    job: str = ""
    printer: str = ""
    sheet: str = ""
    goods: str = ""
    received: str = ""
    imported: str = ""
    parked: str = ""
    invitation: str = ""
    reset: str = ""
    record: str = ""
    batch: str = ""


def _id(house: House, row: Any) -> str:
    """The id of what was made; its transaction is over, so it is read again."""
    with tenant_scope(house.tenant_id):
        return str(row.id)


def _around(house: House) -> dict[str, str]:
    """A key, a desk, a saved view, somebody invited, somebody with a lost password."""
    invited = house.do(invite_person, email=f"new.{house.slug}@renter.example", name="Ines", role="operator")
    lost = house.do(make_link, userId=house.people["vik"])
    key = house.do(create_key, name="Web shop", scopes=["products:read", "assets:write"], requestsPerMinute=600)
    desk = house.do(name_desk, name="Receiving 1")
    preset = house.do(create_margin_preset, name="Quick return", marginPercent=Decimal("12.5"), rounding="ninety")
    view = house.do(save_view, list="assets.index", query="status=available", name="On the shelf", shared=True)
    return {
        "person": house.people["olga"], "key": _id(house, key.key), "desk": _id(house, desk),
        "preset": _id(house, preset), "invitation": invited.secret, "reset": lost.secret, "view": _id(house, view),
    }  # fmt: skip


def _intake(house: House, serials: int) -> dict[str, str]:
    """A delivery at work: received, asked about, refused and taken back."""
    intake = _id(house, house.do(open_intake, name="20 laptops", supplier="Back Office GmbH", deliveryNote="LS-1187"))
    lines = [{"sku": "MBP-16-M3-A", "serialNumber": f"INTAKE-{number:04}"} for number in range(serials + 2)]
    house.do(announce_goods, intakeId=intake, lines=[*lines, {"sku": "MBP-16-M3-B", "quantity": 3}], mode="all")
    codes = [
        "MBP-16-M3-A",
        "RTM/A-01-01",
        "INTAKE-UNEXPECTED",
        *(f"INTAKE-{number:04}" for number in range(serials)),
        "SD:UNDO",
        "SD:X",
    ]
    for start in range(0, len(codes), 50):
        scans = [{"key": f"{intake}-{start + n}", "code": code} for n, code in enumerate(codes[start : start + 50])]
        house.do(take_scans, "anna", intakeId=intake, scans=scans)
    asks = [{"key": f"{intake}-ask{n}", "code": code} for n, code in enumerate(("96385074", "WAITS-BEHIND"))]
    house.do(take_scans, "anna", intakeId=intake, scans=asks)
    rows = "".join(f"MBP-16-M3-A;LISTED-{number:04};1.500,00\n" for number in range(serials))
    text = f"SKU;Serial number;Cost;Colour\n{rows}NOBODY;LISTED-X;a lot;red\n"
    received, goods = (house.do(start_sheet, intakeId=intake, pasted=text) for _ in range(2))
    house.do(take_sheet, sheetId=received)
    return {"intake": intake, "goods": goods, "received": received}


def _depot(house: House, bins: int) -> dict[str, str]:
    """A warehouse, and the last of its bins."""
    depot = house.do(create_warehouse, name="Rotterdam", code="RTM", address="Maashaven 12", isDefault=True)
    warehouse_id = _id(house, depot)
    bin_id = ""
    for number in range(bins):
        code = f"A-{number // 6 + 1:02d}-{number % 6 + 1:02d}"
        bin_id = _id(house, house.do(create_bin, location_id=warehouse_id, name=code, code=code))
    return {"warehouse": warehouse_id, "bin": bin_id}


def _sale(house: House) -> dict[str, str]:
    """Prices that are lower for a month, and will be dearer after; one of the variants they are about."""
    now = clock.now()
    soon, later = (str((now + dt.timedelta(days=days)).date()) for days in (30, 40))
    sale = house.do(create_price_change, name="Black Friday", q="-", change="percent_down", value=20, validUntil=soon)
    house.do(
        create_price_change, name="New year", q="-", change="percent_up", value=5, rounding="ending_90", validFrom=later
    )
    return {"change": str(sale.row.id), "variant": str(sale.lines[0].variant_id)}


def _orders(house: House, count: int) -> dict[str, str]:
    """Orders of one business and of private people; the last of the business's is looked at."""
    office = {"contactName": "Eva Bakker", "company": "Bakker & Zonen Installatietechniek", "city": "Rotterdam",
              "streetAddress": "Maashaven 12", "postalCode": "3081 AE", "country": "Netherlands"}  # fmt: skip
    last: Any = None
    asked = {"section": "order", "label": "Purchase order number", "required": True}
    field = house.do(create_custom_field, **asked)
    house.do(create_custom_field, section="order", label="Cost centre", kind="select", options=["IT", "Sales"])
    house.do(create_custom_field, section="customer", label="Account manager", kind="email")
    for number in range(count):
        buyer = {"email": "eva@bakker.example", "firstName": "Eva", "lastName": "Bakker", "company": office["company"]}
        if number % 2:
            buyer = {"email": f"p{number}@home.example", "firstName": "Ines", "lastName": f"de Lange-Ververs {number}"}
        lines = [{"sku": f"MBP-16-M3-{grade}", "quantity": number + 1} for grade in "AB"[: number % 3 + 1]]
        made = house.do(create_order, customer=buyer, billingAddress=office, items=lines, notes=NOTE,
                        customFields={"purchaseOrderNumber": f"PO-2025-{number:04}", "floor": 3})  # fmt: skip
        last = last if number % 2 else made
    return {"order": last.id, "customer": last.customer_id, "field": _id(house, field)}


def _sheets(house: House, rows: int) -> dict[str, str]:
    """A sheet that is looked at, one that was imported, and a row of it that was refused."""
    lines = [
        f"Charger {n};CHARGER-{n};Accessories;Anker;65 W;A;Black;CHARGER-{n}-A;{30 + n},00;{20 + n},50;4,50"
        for n in range(rows)
    ]
    bad = "Charger X;CHARGER-X;Accessories;Anker;65 W;A;Black;CHARGER-X-A;a lot;20,50;4,50"
    header = "Product Name;Product SKU;Category;Brand;Specification;Grade;Color;Variant SKU;List Price"
    text = "\n".join([f"{header};Acquisition Cost;12mo_Price", *lines, bad])
    imported, looked_at = (house.do(start_import, pasted=text) for _ in range(2))
    house.do(confirm_import, runId=imported)
    batch = value_of(house, "batch_id")
    with tenant_scope(house.tenant_id):
        [parked] = parked_of(house.session, house.tenant_id, imported)
    return {"sheet": looked_at, "imported": imported, "parked": parked.id, "batch": batch}


def _labels(house: House, units: list[str]) -> dict[str, str]:
    """A printer, and labels of units that were printed; the first of these units."""
    printer = house.do(add_printer, name="Zebra at the dock", host="192.168.1.40")
    job = house.do(print_labels, what="units", ids=units, symbol="gs1")
    return {"printer": _id(house, printer), "job": _id(house, job), "unit": units[0]}


def _record(house: House, sku: str, warehouse: str, times: int) -> dict[str, str]:
    """A stock record at work: in bins and out of them, kept for this and that, and running low."""
    made = house.do(
        create_record, sku=sku, warehouseId=warehouse, initialQty=40 * times, location="A-01-02",
        reorderLevel=60 * times, reorderQty=30, variantAttributes={"Color": "Space grey", "Storage": "512 GB"},
    )  # fmt: skip
    record = str(made.row.id)
    for number in range(times):
        house.do(adjust_record, "mo", recordId=record, action="SOLD", qty=-3, reference=f"ORD-{1000 + number}")
        house.do(reserve_stock, "olga", recordId=record, qty=4, reference=f"ORD-{2000 + number}")
    house.do(adjust_record, recordId=record, action="ADJUSTED", qty=-1, notes=NOTE)
    house.do(reserve_stock, recordId=record, qty=1)
    return {"record": record}


def _lots(house: House, place: dict[str, str], item: str, many: int) -> dict[str, str]:
    """Lots of one item: near their last day, expired, held; the last one with a history."""
    today = clock.today("Europe/Amsterdam")
    where = {"item_id": item, "layout_id": place["bin"]}
    for number in range(many):
        until = (today + dt.timedelta(days=number * 9 - 20)).isoformat()
        status = "quarantined" if number % 5 == 4 else "active"
        house.do(create_lot, **where, number=f"LOT_{number:03d}", expires_at=until, available_qty=7, status=status)
    until = (today + dt.timedelta(days=6)).isoformat()
    lot = house.do(
        create_lot, **where, number="LOT_221X", expires_at=until, available_qty=43, reserved_qty=5, defective_qty=2,
        manifested_qty=10, manufacturer_number="APPL-1213",
    )  # fmt: skip
    house.do(adjust_lot, "olga", lot_id=lot.id, verb="issue", qty=3, reference="ORD-1042", note=NOTE[:80])
    house.do(adjust_lot, "olga", lot_id=lot.id, verb="reserve", qty=4, reference="ORD-1044")
    house.do(adjust_lot, "olga", lot_id=lot.id, verb="damage", qty=1, note="Dropped on the floor")
    return {"lot": lot.id}


def few(house: House) -> Things:
    """One product in three grades, three units, three bins."""
    around = _around(house)
    depot = _depot(house, 3)
    product = house.do(upsert_product, **product_body(MODELS[0])).product_id
    sale = _sale(house) | _orders(house, 2) | rented_out(house, 1)
    units = [
        house.do(
            receive_asset, "olga", serialNumber=f"C02ZX1Y2MD{n}T", sku=f"MBP-16-M3-{grade}", location="RTM/A-01-02"
        )
        for n, grade in ((6, "A"), (7, "B"), (8, "A"))
    ]
    labels = _labels(house, [_id(house, one) for one in units])
    work = _sheets(house, 4) | _intake(house, 3) | labels | _record(house, "MBP-16-M3", depot["warehouse"], 1)
    work |= _lots(house, depot, sale["variant"], 3)
    return Things(product=product, unit=work.pop("unit"), **depot, **around, **sale, **work)


def many(house: House) -> Things:
    """Twelve products, one of them with much of everything, eighty units, and the longest words there may be."""
    around = _around(house)
    depot = _depot(house, 60)
    for name in ("Web shop", "Scanner at the back door", "Accounting, nightly export of what was received"):
        house.do(create_key, name=f"{name} 2", scopes=["*"])
    for number in range(2, 9):
        house.do(name_desk, name=f"Receiving {number}")
        house.do(invite_person, email=f"p{number}.{house.slug}@renter.example", name=f"Person {number}")
    for model in MODELS:
        house.do(upsert_product, **{**product_body(model), "serialRule": None})
    product = house.do(upsert_product, **_large()).product_id
    sale = _sale(house) | _orders(house, 30) | rented_out(house, 3)
    for number in range(80):
        model = MODELS[number % len(MODELS)]
        grade = model.grades[number % len(model.grades)]
        house.do(
            receive_asset, "anna" if number % 3 else "olga", serialNumber=f"{model.prefix}{number:06d}",
            sku=f"{model.sku}-{grade}", location=f"RTM/A-{number % 10 + 1:02d}-0{number % 6 + 1}", condition="like new",
        )  # fmt: skip
    unit = house.do(receive_asset, serialNumber=LONG_SERIAL, sku="X-WORKSTATION-0", notes=NOTE, condition=NOTE[:200])
    labels = _labels(house, [_id(house, unit)])
    work = _sheets(house, 60) | _intake(house, 60) | labels
    work |= _record(house, "X-WORKSTATION", depot["warehouse"], 14)
    work |= _lots(house, depot, sale["variant"], 25)
    return Things(product=product, unit=work.pop("unit"), **depot, **around, **sale, **work)


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
