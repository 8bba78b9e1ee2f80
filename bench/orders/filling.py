"""Very many orders with their customers and fields, put in beside the operations; and some that wait for units."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert, select, text, update

from bench.catalogue.filling import fill as fill_catalogue
from bench.catalogue.filling import sku
from bench.stage import Stage
from webapp.catalog.models import Variant
from webapp.core.data import clock
from webapp.core.data.database import owner_engine
from webapp.core.data.ids import new_id
from webapp.core.data.tenancy import across_tenants
from webapp.core.search.lines import together
from webapp.customers.models import Customer
from webapp.customfields.models import CustomField, CustomValue
from webapp.orders.models import OrderLine, SalesOrder

PRODUCTS, PER_WRITE, PER_CUSTOMER, MOST, PER_UNITS = 20, 1_000, 20, 11, 500
FIELD = "purchaseOrderNumber"
LAST_NAMES = (
    "Jansen",
    "de Vries",
    "van den Berg",
    "Bakker",
    "Visser",
    "Smit",
    "Meijer",
    "de Boer",
    "Mulder",
    "de Groot",
)
PRICE, WAITING_FOR = 15_900, sku(3, "A")


def order_id(number: int | str) -> str:
    """The id of the n-th order; a text is put in as it is."""
    return f"ord_{number:09d}{'0' * 16}" if isinstance(number, int) else f"ord_{number}{'0' * 16}"


def customer_id(number: int) -> str:
    """The id of the n-th customer."""
    return f"cust_{number:09d}{'0' * 16}"


def shelf(scene: Stage) -> None:
    """What is sold, and the field that every order has."""
    fill_catalogue(scene, 0, PRODUCTS)
    told = {"section": "order", "key": FIELD, "label": "Purchase order", "kind": "text", "options": []}
    now = clock.now()
    stamp = {"tenant_id": scene.house.tenant_id, "version": 1, "created_at": now, "updated_at": now}
    _put_in(scene, {CustomField: [{**stamp, **told, "id": new_id("fld"), "required": False, "position": 0}]})


def fill(scene: Stage, first: int, until: int) -> None:
    """Put in orders number ``first`` to ``until`` of two lines each; three in ten confirmed, one cancelled."""
    variants = _variants(scene)
    for start in range(first, until, PER_WRITE):
        rows: dict[Any, list[dict[str, Any]]] = {table: [] for table in (Customer, SalesOrder, OrderLine, CustomValue)}
        for number in range(start, min(start + PER_WRITE, until)):
            for table, row in _rows(scene.house.tenant_id, number, variants):
                rows[table].append(row)
        _put_in(scene, rows)
    _step(scene, first, until)
    _analyse(scene)


def fill_waiting(scene: Stage, first: int, until: int) -> None:
    """Put in confirmed orders of one unit each, and the units: order number n waits for unit OUT-n."""
    sold = next(one for one in _variants(scene) if one.variant_sku == WAITING_FOR)
    for start in range(first, until, PER_UNITS):
        numbers = range(start, min(start + PER_UNITS, until))
        rows: dict[Any, list[dict[str, Any]]] = {SalesOrder: [], OrderLine: []}
        for number in numbers:
            stamp = {"tenant_id": scene.house.tenant_id, "created_by": "bench", "version": 1}
            moment = dict.fromkeys(("created_at", "updated_at"), clock.now())
            made = {**_order(number, 0, LAST_NAMES[0], "buyer.000000000@example.com"), "total_devices": 1}
            rows[SalesOrder].append({**stamp, **moment, **made, "subtotal": PRICE, "total": PRICE})
            rows[OrderLine].append({"tenant_id": scene.house.tenant_id, **_line(number, 0, sold)})
        _put_in(scene, rows)
        told = [{"serialNumber": f"OUT-{number:09d}", "sku": WAITING_FOR} for number in numbers]
        answer = scene.house.api().post("/v1/assets/bulk", {"assets": told, "mode": "all"})
        assert answer.status_code == 200, answer.text
    session, now = scene.house.session, clock.now()
    session.connection(execution_options={"writes": True})
    mine = (SalesOrder.tenant_id == scene.house.tenant_id, SalesOrder.id.between(order_id(first), order_id(until - 1)))
    with across_tenants("arranging a benchmark"):
        session.execute(update(SalesOrder).where(*mine).values(status="confirmed", confirmed_at=now))
    session.commit()


def _variants(scene: Stage) -> list[Any]:
    mine = select(Variant.id, Variant.product_id, Variant.variant_sku).where(
        Variant.tenant_id == scene.house.tenant_id, Variant.variant_sku.startswith("CAT-")
    )
    with across_tenants("arranging a benchmark"):
        found = list(scene.house.session.execute(mine.order_by(Variant.variant_sku)))
    scene.house.session.rollback()
    return found


def _put_in(scene: Stage, rows: dict[Any, list[dict[str, Any]]]) -> None:
    session = scene.house.session
    session.rollback()
    session.connection(execution_options={"writes": True})
    with across_tenants("arranging a benchmark"):
        for table, some in rows.items():
            if some:
                session.execute(insert(table), some)
    session.commit()


def _step(scene: Stage, first: int, until: int) -> None:
    """Orders begin pending, and go on from there."""
    session, now = scene.house.session, clock.now()
    session.connection(execution_options={"writes": True})
    mine = (SalesOrder.tenant_id == scene.house.tenant_id, SalesOrder.id.between(order_id(first), order_id(until - 1)))
    ways = (
        (SalesOrder.total_devices <= 4, {"status": "confirmed", "confirmed_at": now}),
        (SalesOrder.total_devices == MOST, {"status": "cancelled", "cancelled_at": now}),
    )
    with across_tenants("arranging a benchmark"):
        for which, told in ways:
            session.execute(update(SalesOrder).where(*mine, which).values(**told))
    session.commit()


def _analyse(scene: Stage) -> None:
    owner = owner_engine(scene.environment["DATABASE_URL"])
    with owner.connect().execution_options(writes=True) as connection:
        connection.execute(text("ANALYZE"))  # as an installation that has grown would have done on its own
        connection.commit()
    owner.dispose()


def _rows(tenant_id: int, number: int, variants: list[Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    at = clock.now() - dt.timedelta(days=400) + dt.timedelta(minutes=number)
    stamp = {"tenant_id": tenant_id, "created_at": at, "updated_at": at, "version": 1, "created_by": "bench"}
    who = number // PER_CUSTOMER
    name, email = LAST_NAMES[who % len(LAST_NAMES)], f"buyer.{who:09d}@example.com"
    if number % PER_CUSTOMER == 0:
        yield Customer, {**stamp, **_customer(who, name, email)}
    paper = f"PO-{number:09d}"
    yield SalesOrder, {**stamp, **_order(number, who, name, email), "custom_fields": {FIELD: paper}}
    yield CustomValue, {
        "tenant_id": tenant_id, "section": "order", "owner_id": order_id(number), "key": FIELD,
        "value_key": paper.lower(),
    }  # fmt: skip
    for position in range(2):
        sold = variants[(number * 7 + position * 13) % len(variants)]
        yield OrderLine, {"tenant_id": tenant_id, **_line(number, position, sold)}


def _customer(who: int, name: str, email: str) -> dict[str, Any]:
    return {
        "id": customer_id(who), "email": email, "email_key": email, "first_name": "Buyer", "last_name": name,
        "name_key": f"{name.lower()} buyer", "customer_type": "business", "status": "active", "custom_fields": {},
        "search_key": together(f"Buyer {name}", email),
    }  # fmt: skip


def _order(number: int, who: int, name: str, email: str) -> dict[str, Any]:
    devices = 2 + number % (MOST - 1)
    address = {"contactName": f"Buyer {name}", "streetAddress": f"Straat {who}", "city": "Utrecht", "country": "NL"}
    buyer = {"customerId": customer_id(who), "email": email, "firstName": "Buyer", "lastName": name}
    return {
        "id": order_id(number), "status": "pending", "order_type": "standard", "customer_id": customer_id(who),
        "customer": {**buyer, "customerType": "business"},
        "search_key": together(f"Buyer {name}", email, f"PO-{number:09d}"),
        "billing_address": address, "shipping_address": address, "currency": "EUR", "vat_basis_points": 0,
        "prices_include_vat": False, "subtotal": devices * PRICE, "tax_amount": 0, "total": devices * PRICE,
        "total_devices": devices,
    }  # fmt: skip


def _line(number: int, position: int, sold: Any) -> dict[str, Any]:
    return {
        "order_id": order_id(number), "position": position, "variant_id": sold.id, "product_id": sold.product_id,
        "sku": sold.variant_sku, "product_name": "Model", "quantity": 1 + (number % (MOST - 1) if position else 0),
        "contract_length": 12, "unit_price": PRICE, "setup_fee": 0, "tax_amount": 0, "list_price": None,
        "list_price_source": "unknown", "acquisition_cost": None, "acquisition_cost_source": "unknown",
        "used_list_price": False, "rented": 0, "closed": 0,
    }  # fmt: skip
