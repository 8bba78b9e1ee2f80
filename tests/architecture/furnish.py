"""A tenant with one of everything, and the ids that addresses, queries and bodies have places for."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import Table, select

from tests.house import House
from webapp.core.data.database import Base
from webapp.core.data.tenancy import across_tenants
from webapp.core.operation.registry import operations
from webapp.core.web.html import html_routes
from webapp.locations.models import Warehouse

CANARY = "zq9canary"
PAGES = [route for route in html_routes if route.rule.startswith("/<tenant>/")]
"""The pages of a tenant; what is opened by a one-time link has a secret for a permission."""

SLOTS: dict[str, str] = {
    "location_id": "warehouse.id",
    "layout_id": "bin.id",
    "parent_id": "bin.id",
    "bin_id": "bin.id",
    "product_id": "product.id",
    "variant_id": "variant.id",
    "price_change_id": "price_change.id",
    "unit_id": "unit.id",
    "batch_id": "batch.id",
    "intake_id": "intake.id",
    "manifest_id": "manifest.intake_id",
    "lot_id": "lot.id",
    "into_lot_id": "lot.id",
    "item_id": "variant.id",
    "from_layout_id": "bin.id",
    "to_layout_id": "bin.id",
    "line_id": "expected_line.id",
    "sheet_id": "intake_sheet.id",
    "order_id": "sales_order.id",
    "customer_id": "customer.id",
    "subscription_id": "subscription.id",
    "payment_id": "payment.id",
    "shipment_id": "shipment.id",
    "customer_email": "customer.email",
    "user_id": "membership.user_id",
    "key_id": "api_key.id",
    "run_id": "import_run.id",
    "row_id": "parked_row.id",
    "desk_id": "desk.id",
    "field_id": "custom_field.id",
    "preset_id": "margin_preset.id",
    "view_id": "saved_view.id",
    "job_id": "print_job.id",
    "printer_id": "printer.id",
    "serial_number": "unit.serial",
    "asset_serial_number": "unit.serial",
    "identifier_id": "unit_code.id",
    "record_id": "record.id",
    "sku_id": "variant.id",
    "warehouse_id": "warehouse.id",
    "sku": "variant.variant_sku",
    "received_as": "variant.variant_sku",
    "location": "warehouse.code",
}
"""Where the value of a slot comes from; a slot is a part of an address or a field of an input that names a row."""

NO_ROW: dict[str, str] = {
    "session_id": "a browser of the person who asks; sessions belong to people, not to tenants",
    "external_id": "the client's own word for what it sends",
    "alternate_external_id": "the client's own word for what it sends",
    "product_sku": "names what is made",
    "variant_sku": "names what is made",
    "index": "counts the lines of an order",
    "filename": "a static file",
    "address_id": "an address of the client's own, kept and told back",
    "secret": "a one-time link, opened by nobody who is known yet",
}
"""Slots that name no row of a tenant, each with its reason."""


def slot(name: str) -> str:
    """The slot of an outside name: ``batchId`` and ``batch_id`` are one."""
    return re.sub(r"(?<=[a-z])([A-Z])", r"_\1", name).lower()


def furnish(house: House, number: int = 1, canary: str = CANARY) -> dict[str, str]:
    """Make one of everything, named after the canary and a number; returns the value of every slot."""
    word, sku = f"{canary}-{number}", f"{canary}-{number}-sku-{house.tenant_id}"
    _do(house, "create_warehouse", name=f"{word} hall", code=f"{canary}{number}", address=f"{word} street")
    warehouse = value_of(house, "location_id")
    spare = _spare_item(house, word)
    _do(house, "create_bin", location_id=warehouse, name=f"{word} shelf", code=f"{word}-bin")
    out = _orders(house, word)
    _do(
        house, "upsert_product", productSku=f"{word}-product", name=f"{word} laptop", specification=f"{word} metal",
        category=f"{word} things", brand=f"{word} maker",
        variants=[{
            "variantSku": sku, "variantName": f"{word} grey", "grade": "A",
            "pricing": [{"contractLength": 12, "monthlyPrice": 10}],
        }],
    )  # fmt: skip
    _do(house, "create_margin_preset", name=f"{word} preset", marginPercent=10)
    _do(house, "save_view", list="catalog.index", query=f"q={word}", name=f"{word} view", shared=True)
    _do(house, "create_price_change", name=f"{word} sale", q=sku, change="amount_up", value=1)
    _do(house, "name_desk", name=f"{word} desk")
    _do(house, "set_receipt_labels", deskId=value_of(house, "desk_id"), onReceipt=False)
    _do(house, "create_key", name=f"{word} key", scopes=["*"])
    _do(house, "invite_person", email=f"{word}.{house.slug}@renter.example", role="viewer", name=f"{word} person")
    _import(house, word)
    _do(house, "add_printer", name=f"{word} printer", host="192.168.255.254")
    _do(house, "print_labels", what="bins", codes=[f"{canary}{number}/{word}-bin"])
    _do(house, "verify_stock")
    _do(house, "receive_asset", sku=sku, serialNumber=f"{word}-serial-{house.tenant_id}", notes=f"{word} dented")
    unit = value_of(house, "serial_number")
    _do(house, "add_identifier", assetSerialNumber=unit, kind="asset_tag", code=f"{word}-tag-{house.tenant_id}")
    _do(house, "create_manifest", location_id=value_of(house, "location_id"), external_id=word)
    _do(house, "open_intake", name=f"{word} intake", supplier=f"{word} supplier")
    lots = _open_lots(house, word)
    _do(house, "start_sheet", intakeId=value_of(house, "intake_id"), pasted=f"SKU,Serial\n{sku},{word}-listed\n")
    lines = [{"sku": sku, "serialNumber": f"{word}-announced"}]
    _do(house, "announce_goods", intakeId=value_of(house, "intake_id"), lines=lines, mode="all")
    codes = [{"key": f"{word}-{house.tenant_id}-{n}", "code": code} for n, code in enumerate((sku, f"{word}-x"))]
    _do(house, "take_scans", intakeId=value_of(house, "intake_id"), scans=codes)
    _stock_record(house, word)
    return {name: value_of(house, name) for name in SLOTS} | lots | spare | out


def _spare_item(house: House, word: str) -> dict[str, str]:
    """An item that is nowhere, to be taken out of use."""
    _do(house, "create_item", name=f"{word} spare")
    return {"spare_item_id": value_of(house, "item_id")}


def _import(house: House, word: str) -> None:
    """A sheet with a row that was refused."""
    columns = "Product Name,Product SKU,Category,Brand,Specification,Variant SKU,List Price,Acquisition Cost,12mo_Price"
    _do(house, "start_import", pasted=f"{columns}\n{word},{word},x,x,x,{word},no price,1,1\n")
    _do(house, "confirm_import", runId=value_of(house, "run_id"))


def _open_lots(house: House, word: str) -> dict[str, str]:
    """An empty lot to merge into, and one with stock where the tenant began: the places that get closed stay empty."""
    home = house.api().get("/v1/warehouses").get_json()["data"][0]["id"]
    ours = {name: value_of(house, "layout_id") for name in ("layout_id", "from_layout_id", "parent_id")}
    _do(house, "create_bin", location_id=home, name=f"{word} rack", code=f"{word}-rack")
    there = {"item_id": value_of(house, "item_id"), "location_id": home}
    _do(house, "create_lot", **there, number=f"{word}-empty")
    into = value_of(house, "lot_id")
    _do(house, "create_lot", **there, number=f"{word}-lot", manufacturer_number=f"{word}-maker", available_qty=9)
    return ours | {"into_lot_id": into, "to_layout_id": value_of(house, "layout_id")}


def _stock_record(house: House, word: str) -> None:
    """In the default warehouse: the newest one stays empty, to be closed."""
    with across_tenants("a test looks for the ids it made"):
        first = select(Warehouse.id).where(Warehouse.tenant_id == house.tenant_id, Warehouse.is_default == True)
        main = house.session.execute(first).scalar_one()
    facts = {"location": f"{word} rack", "reorderLevel": 20}
    _do(house, "create_record", sku=f"{word}-product", warehouseId=main, initialQty=9, **facts)
    record = value_of(house, "record_id")
    _do(house, "adjust_record", recordId=record, action="RECEIVED", qty=1, reference=f"{word}-note")
    _do(house, "reserve_stock", recordId=record, qty=3)


def _orders(house: House, word: str) -> dict[str, str]:
    """Of a product of their own; the newest order waits, the newest customer waits for nothing."""
    sku, other = (f"{word}-{what}-{house.tenant_id}" for what in ("ordered", "instead"))
    _do(house, "create_custom_field", section="order", label=f"{word} cost centre", key=f"c{word}")
    pricing = [{"contractLength": 12, "monthlyPrice": 10}]
    _do(
        house, "upsert_product", productSku=f"{word}-ordered", name=f"{word} screen", specification=word,
        category=word, brand=word,
        variants=[{"variantSku": one, "variantName": word, "grade": "A", "pricing": pricing} for one in (sku, other)],
    )  # fmt: skip
    where = {"contactName": f"{word} person", "streetAddress": f"{word} street", "city": word, "country": "NL"}
    lines = [{"sku": one, "quantity": 3, "contractLength": 12} for one in (sku, other)]
    for name in ("waiting", "idle", "waiting"):
        buyer = {"email": f"{name}.{word}@renter.example", "firstName": f"{word} first", "lastName": f"{word} last"}
        _do(house, "create_order", customer=buyer, billingAddress=where, items=lines, notes=f"{word} notes")
        order_id = value_of(house, "order_id")
        if name == "idle":
            _do(house, "cancel_order", orderId=order_id, reason=f"{word} reason")
    _rental(house, word, sku, order_id)
    _do(house, "create_order", customer=buyer, billingAddress=where, items=lines, notes=f"{word} notes")
    return {"confirmed_order_id": order_id, "free_serial": f"{word}-free-{house.tenant_id}", "stand_in_sku": other}


def _rental(house: House, word: str, sku: str, order_id: str) -> None:
    """Units: one left in a shipment, one went out after it, one broke while it was kept, one may follow."""
    names = ("left", "rented", "broken", "free")
    left, rented, broken, free = (f"{word}-{name}-{house.tenant_id}" for name in names)
    for serial in (left, rented):
        _do(house, "receive_asset", sku=sku, serialNumber=serial)
    _do(house, "confirm_order", orderId=order_id)
    _do(house, "create_subscription", orderId=order_id, assetSerialNumber=left)
    _do(house, "ship_order", orderId=order_id, carrier=f"{word} carrier", notes=f"{word} notes")
    _do(house, "create_subscription", orderId=order_id, assetSerialNumber=rented, notes=f"{word} notes")
    _do(house, "receive_asset", sku=sku, serialNumber=broken)
    _do(house, "reserve_order", orderId=order_id)
    _do(house, "change_status", serialNumber=broken, to="damaged", note=f"{word} note")
    _do(house, "receive_asset", sku=sku, serialNumber=free)


def _do(house: House, name: str, /, **values: Any) -> None:
    if name in operations:
        house.do(operations[name], **values)


def value_of(house: House, name: str) -> str:
    """The newest value of a slot in a tenant."""
    table_name, _, column = SLOTS[name].partition(".")
    table: Table = Base.metadata.tables[table_name]
    house.session.rollback()
    with across_tenants("a test looks for the ids it made"):
        found = house.session.execute(
            select(table.c[column]).where(table.c.tenant_id == house.tenant_id).order_by(table.c[_age(table)].desc())
        ).scalars().first()  # fmt: skip
    house.session.rollback()
    return str(found) if found is not None else "none"


def _age(table: Table) -> str:
    return next(name for name in ("id", "created_at", "at") if name in table.c)


def sample(model: Any) -> dict[str, Any]:
    """A body for an input: the first example of each field that is needed, and of each slot."""
    body: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        outside = field.alias or name
        if field.examples and (field.is_required() or slot(outside) in SLOTS):
            body[outside] = field.examples[0]
        elif field.is_required():
            body[outside] = _made_up(model, outside)
    return body


@cache
def _schema(model: Any) -> dict[str, Any]:
    found: dict[str, Any] = model.model_json_schema(by_alias=True)
    return found


def _made_up(model: Any, outside: str) -> Any:
    return _value(_schema(model), _schema(model)["properties"][outside])


def _value(root: dict[str, Any], node: dict[str, Any]) -> Any:
    if "$ref" in node:
        return _value(root, root["$defs"][node["$ref"].rsplit("/", 1)[-1]])
    for one in (*node.get("examples", ()), *node.get("enum", ())):
        return one
    if "anyOf" in node:
        return _value(root, node["anyOf"][0])
    makers: dict[str, Callable[[], Any]] = {
        "object": lambda: {
            name: _value(root, inner)
            for name, inner in node.get("properties", {}).items()
            if name in node.get("required", ())
        },
        "array": lambda: [_value(root, node["items"])],
        "integer": lambda: node.get("minimum", 1),
        "number": lambda: node.get("minimum", 1),
        "boolean": lambda: True,
    }
    return makers.get(str(node.get("type")), lambda: "x")()


FIRST = {"index": "0"}
"""Parts of an address that count something: the first of them."""


def fill(rule: str, values: dict[str, str], house: House) -> str:
    """An address with its parts filled; a part without a value stays a word that names nothing."""
    path = rule.replace("<tenant>", house.slug).replace("<tenant:tenant>", house.slug)
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: values.get(slot(part[1]), FIRST.get(part[1], "nothing")), path)


def parts_of(rule: str) -> list[str]:
    """The slots in an address, the tenant aside."""
    return [slot(name) for name in re.findall(r"<(?:\w+:)?(\w+)>", rule) if name != "tenant"]
