"""The search index takes in what stands there when it comes."""

from typing import Any

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import insert

from tests.ledger.conftest import new_tenant
from tests.ledger.desk.book import Book
from tests.migrations.test_migrations import empty
from webapp.core.data import clock
from webapp.core.data.database import owner_engine
from webapp.core.data.tenancy import across_tenants
from webapp.customers.models import Customer
from webapp.customfields.models import CustomValue
from webapp.orders.models import OrderLine, SalesOrder

__all__ = ["empty"]


def test_what_was_there_before_an_index_is_in_it(empty: Flask) -> None:
    upgrade()
    engine = owner_engine(empty.config["SQLALCHEMY_DATABASE_URI"])
    lite = engine.dialect.name == "sqlite"
    book = Book(engine, new_tenant(engine))
    book.run(
        book.insert("unit", id="unt_1", serial="OLD-1", serial_norm="old-1", product_id="prod_1", variant_id="var_1")
    )
    engine.dispose()
    downgrade(revision="0011_labels")
    upgrade()
    asked = "SELECT id FROM unit_search WHERE unit_search MATCH 'old AND \"ld-\"'"
    grams = "SELECT id FROM unit WHERE unit_search_grams(serial_norm) @> ARRAY['old', 'ld-', 'o', 'ol']"
    with engine.connect() as connection:
        assert connection.exec_driver_sql(asked if lite else grams).scalars().all() == ["unt_1"]
    code = {"id": "idn_1", "unit_id": "unt_1", "kind": "other", "code": "TAG-1", "code_norm": "tag-1", "current": 0}
    book.run(book.insert("unit_code", **code))
    engine.dispose()
    downgrade(revision="0023_customers_orders")
    upgrade()
    asked = "SELECT id FROM unit_code_search WHERE unit_code_search MATCH 'tag AND \"ag-\"'"
    grams = "SELECT id FROM unit_code WHERE unit_code_search_grams(code_norm) @> ARRAY['tag', 'ag-', 't', 'ta']"
    with engine.connect() as connection:
        assert connection.exec_driver_sql(asked if lite else grams).scalars().all() == ["idn_1"]
    engine.dispose()


def test_customers_and_orders_that_were_there_are_found(empty: Flask) -> None:
    upgrade()
    engine = owner_engine(empty.config["SQLALCHEMY_DATABASE_URI"])
    rows = _rows(new_tenant(engine))
    with engine.execution_options(writes=True).begin() as connection, across_tenants("arranging a test"):
        for table, row in rows:
            connection.execute(insert(table).values(row))
    engine.dispose()
    downgrade(revision="0032_forgotten_words")
    upgrade()
    source = ("text", "_search") if engine.dialect.name == "sqlite" else ("search_key", "")
    name, heads = "\n\nzoë strasse\n\nz@x.nl", "\n\nst\n\nx\n\nnl"
    wanted = {"customer": [f"{name}\n\ng@x.nl{heads}"], "sales_order": [f"{name}\n\npo-17{heads}\n\n17"]}
    with engine.connect() as connection:
        for table, found in wanted.items():
            told = connection.exec_driver_sql(f"SELECT {source[0]} FROM {table}{source[1]} WHERE {source[0]} <> ''")
            assert told.scalars().all() == found
    engine.dispose()


def _rows(tenant: int) -> list[tuple[Any, dict[str, Any]]]:
    """A customer with an order of one line and a value, and one who was merged into them."""
    at = clock.now()
    stamp = {"tenant_id": tenant, "created_by": "usr_1", "version": 1, "created_at": at, "updated_at": at}
    person = {"first_name": "Zoë", "last_name": "Straße", "name_key": "", "search_key": "", "custom_fields": {}}
    one = {**stamp, **person, "id": "cust_1", "email": "z@x.nl", "email_key": "z@x.nl", "status": "active",
           "customer_type": "individual"}  # fmt: skip
    gone = {"id": "cust_2", "email": "g@x.nl", "email_key": "g@x.nl", "status": "inactive", "merged_into": "cust_1"}
    taken = {**stamp, "id": "ord_1", "status": "pending", "order_type": "standard", "customer_id": "cust_1",
             "customer": {"firstName": "Zoë", "lastName": "Straße", "email": "z@x.nl"}, "search_key": "",
             "billing_address": {}, "shipping_address": {}, "currency": "EUR", "vat_basis_points": 0,
             "prices_include_vat": False, "subtotal": 0, "tax_amount": 0, "total": 0, "total_devices": 1}  # fmt: skip
    value = {"tenant_id": tenant, "section": "order", "owner_id": "ord_1", "key": "ref", "value_key": "po-17"}
    line = {"tenant_id": tenant, "order_id": "ord_1", "position": 0, "product_id": "prod_1", "variant_id": "var_1",
            "sku": "SKU", "product_name": "Thing", "quantity": 1, "contract_length": 12, "unit_price": 0,
            "setup_fee": 0, "tax_amount": 0, "list_price_source": "unknown", "acquisition_cost_source": "unknown",
            "used_list_price": False, "rented": 0, "closed": 0}  # fmt: skip
    there = [(Customer, one), (Customer, {**one, **gone}), (SalesOrder, taken), (OrderLine, line)]
    return [*there, (CustomValue, value)]
