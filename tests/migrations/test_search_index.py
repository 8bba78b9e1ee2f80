"""The search index takes in what stands there when it comes."""

from flask import Flask
from flask_migrate import downgrade, upgrade

from tests.ledger.conftest import new_tenant
from tests.ledger.desk.book import Book
from tests.migrations.test_migrations import empty
from webapp.core.data.database import owner_engine

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
