"""Very many products with their prices and GTINs, put in beside the operations: only reading them is measured."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import insert, text

from bench.stage import Stage
from webapp.catalog.models import PriceTier, Product, TradeItem, Variant, VariantGtin
from webapp.core.data import clock
from webapp.core.data.database import owner_engine
from webapp.core.data.ids import new_id
from webapp.core.data.tenancy import across_tenants
from webapp.core.inputs.gtin import check_digit

GRADES, LENGTHS = "ABCD", (12, 24, 36)
PER_WRITE = 1_000
CATEGORIES = ("Laptops", "Phones", "Tablets", "Monitors", "Consoles")
BRANDS = ("Apple", "Dell", "Lenovo", "Samsung", "Sony", "LG", "HP")
TABLES = (Product, Variant, PriceTier, TradeItem, VariantGtin)


def sku(product: int | str, grade: str) -> str:
    """The SKU of a variant."""
    return f"CAT-{product:09d}-{grade}" if isinstance(product, int) else f"CAT-{product}-{grade}"


def gtin(product: int) -> str:
    """The GTIN that all grades of a product share, in fourteen digits."""
    digits = f"0200{product:09d}"
    return f"{digits}{check_digit(digits)}"


def fill(scene: Stage, first: int, until: int) -> None:
    """Put in products number ``first`` to ``until``, each in four grades at three prices."""
    for start in range(first, until, PER_WRITE):
        _put_in(scene, range(start, min(start + PER_WRITE, until)))
    owner = owner_engine(scene.environment["DATABASE_URL"])
    with owner.connect().execution_options(writes=True) as connection:
        connection.execute(text("ANALYZE"))  # as an installation that has grown would have done on its own
        connection.commit()
    owner.dispose()


def _put_in(scene: Stage, numbers: Iterable[int]) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {table: [] for table in TABLES}
    for table, row in _rows(scene.house.tenant_id, numbers):
        rows[table].append(row)
    session = scene.house.session
    session.rollback()
    session.connection(execution_options={"writes": True})
    with across_tenants("arranging a benchmark"):
        for table, some in rows.items():
            session.execute(insert(table), some)
    session.commit()


def _rows(tenant_id: int, numbers: Iterable[int]) -> Iterator[tuple[Any, dict[str, Any]]]:
    now = clock.now()
    for number in numbers:
        at = now - dt.timedelta(days=400) + dt.timedelta(minutes=number)
        stamp = {"tenant_id": tenant_id, "created_at": at, "updated_at": at, "version": 1, "status": "active"}
        product, code = new_id("prod"), gtin(number)
        yield Product, {**stamp, **_product(number), "id": product}
        yield TradeItem, {"tenant_id": tenant_id, "gtin": code, "product_id": product, "quantity": 1}
        for position, grade in enumerate(GRADES):
            variant = new_id("var")
            own = {"id": variant, "product_id": product, "position": position, "grade": grade}
            yield Variant, {**stamp, **own, **_variant(number, grade)}
            yield VariantGtin, {
                "tenant_id": tenant_id, "variant_id": variant, "gtin": code, "product_id": product, "position": 0,
            }  # fmt: skip
            for place, months in enumerate(LENGTHS):
                price = 15_900 - 1_000 * position - 2_000 * place
                yield PriceTier, {
                    "tenant_id": tenant_id, "variant_id": variant, "contract_length": months, "monthly_price": price,
                }  # fmt: skip


def _product(number: int) -> dict[str, Any]:
    return {
        "product_sku": f"CAT-{number:09d}",
        "name": f"Model {number} {BRANDS[number % len(BRANDS)]}",
        "specification": "14 inch, 16 GB, 512 GB",
        "category": CATEGORIES[number % len(CATEGORIES)],
        "brand": BRANDS[number % len(BRANDS)],
        "images": ["https://img.example/model.jpg"],
    }


def _variant(number: int, grade: str) -> dict[str, Any]:
    return {
        "variant_sku": sku(number, grade),
        "variant_name": f"16 GB, grade {grade}",
        "images": [],
        "list_price": 249_900,
        "acquisition_cost": 180_000,
        "tracking": "serial",
    }
