"""Both engines with a fresh schema once a worker; per test a tenant with places, products, records."""

import itertools
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from tests import postgres
from tests.ledger.desk.book import Book
from webapp.accounts import models as accounts
from webapp.audit import models as audit
from webapp.catalog import models as catalog
from webapp.core.data.database import Base, attach, options_for, owner_engine
from webapp.ledger import models as ledger
from webapp.locations import models as locations

OWNERS_OF_TABLES = (accounts, audit, catalog, locations, ledger)
_numbers = itertools.count(1)


@dataclass
class House:
    """One database: the engine that owns it, and the one the web works with, behind the wall."""

    url: str
    owner: Engine
    web: Engine


def build(url: str) -> House:
    """The whole schema on an empty database."""
    owner = owner_engine(url)
    Base.metadata.create_all(owner)
    web = create_engine(url, **options_for(url))
    attach(web)
    return House(url, owner, web)


@pytest.fixture(scope="session")
def sqlite_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("ledger")
    house = build(f"sqlite:///{folder / 'ledger.db'}")
    yield house
    house.owner.dispose()
    house.web.dispose()


@contextmanager
def empty_postgresql(name: str) -> Iterator[str]:
    """A database of our own on the run's server; without a server a skip, but under CI a failure."""
    if not postgres.is_available():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("PostgreSQL is not available")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    url = postgres.empty_database(f"{name}_{worker}_{next(_numbers)}")
    yield url
    postgres.drop_database(url)


@pytest.fixture(scope="session")
def postgresql_house() -> Iterator[House]:
    with empty_postgresql("ledger") as url:
        house = build(url)
        yield house
        house.owner.dispose()
        house.web.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest) -> House:
    """Each engine in turn."""
    found: House = request.getfixturevalue(f"{request.param}_house")
    return found


@pytest.fixture
def own_house(house: House, tmp_path: Path) -> Iterator[House]:
    """A database that a test may damage, on the same engine as ``house``."""
    with ExitStack() as stack:
        sqlite = house.owner.dialect.name == "sqlite"
        url = f"sqlite:///{tmp_path / 'own.db'}" if sqlite else stack.enter_context(empty_postgresql("damaged"))
        own = build(url)
        yield own
        own.owner.dispose()
        own.web.dispose()


def new_tenant(owner: Engine) -> int:
    """A tenant with two warehouses, two bins, two products, three variants, and empty records and pools."""
    number = next(_numbers)
    book = Book(owner, 0)
    made = book.insert(
        "tenant",
        slug=f"t-{number}",
        currency="EUR",
        default_contract_length=12,
        default_tracking="serial",
        billing_start="immediate",
    )
    made = made.replace('"tenant_id", ', "", 1).replace("VALUES (0, ", "VALUES (", 1) + " RETURNING id"
    with book.connect() as connection:
        tenant = int(connection.exec_driver_sql(made).scalar_one())
        connection.commit()
    book.tenant = tenant
    book.run(*_places(book), *_catalogue(book), *_stock(book))
    return tenant


def _places(book: Book) -> list[str]:
    made = [book.insert("batch", id="bat_1", source="system", desk_id=None, undoes_id=None)]
    for number in (1, 2):
        made.append(
            book.insert(
                "warehouse",
                id=f"wh_{number}",
                code=f"W{number}",
                code_key=f"w{number}",
                type="OWNED",
                is_default=int(number == 1),
            )
        )
        made.append(book.insert("bin", id=f"bin_{number}", warehouse_id=f"wh_{number}", code="A", code_key="a"))
    made.append(book.insert("bin", id="bin_1b", warehouse_id="wh_1", code="B", code_key="b"))
    return made


def _catalogue(book: Book) -> list[str]:
    made = [book.insert("product", id=f"prod_{number}", product_sku=f"P{number}", status="active") for number in (1, 2)]
    for variant, product in (("var_1", "prod_1"), ("var_1b", "prod_1"), ("var_2", "prod_2")):
        made.append(
            book.insert(
                "variant",
                id=variant,
                product_id=product,
                variant_sku=variant,
                status="active",
                tracking="serial",
            )
        )
    return made


def _stock(book: Book) -> list[str]:
    records = (
        ("rec_1", "prod_1", "var_1", "wh_1"),
        ("rec_1b", "prod_1", "var_1b", "wh_1"),
        ("rec_2", "prod_1", "var_1", "wh_2"),
        ("rec_other", "prod_2", "var_2", "wh_1"),
        ("rec_whole", "prod_1", None, "wh_1"),
    )
    made = [
        book.insert("record", id=record, product_id=product, variant_id=variant, warehouse_id=warehouse)
        for record, product, variant, warehouse in records
    ]
    made.append(
        book.insert(
            "lot",
            id="lot_1",
            record_id="rec_1",
            variant_id="var_1",
            warehouse_id="wh_1",
            number="L1",
            status="active",
        )
    )
    pools = (
        ("pool_loose", "rec_1", "loose", None, None),
        ("pool_bin", "rec_1", "loose", None, "bin_1"),
        ("pool_lot", "rec_1", "lot", "lot_1", None),
        ("pool_units", "rec_1", "units", None, None),
        ("pool_units_1b", "rec_1b", "units", None, None),
        ("pool_units_2", "rec_2", "units", None, None),
        ("pool_units_other", "rec_other", "units", None, None),
        ("pool_loose_2", "rec_2", "loose", None, None),
        ("pool_whole", "rec_whole", "loose", None, None),
    )
    for pool, record, kind, lot, bin_id in pools:
        made.append(book.insert("pool", id=pool, record_id=record, kind=kind, lot_id=lot, bin_id=bin_id))
    return made


@pytest.fixture
def tenant(house: House) -> int:
    """A tenant of this test alone."""
    return new_tenant(house.owner)


@pytest.fixture
def book(house: House, tenant: int) -> Book:
    """The tenant's ledger, as the schema's owner."""
    return Book(house.owner, tenant)
