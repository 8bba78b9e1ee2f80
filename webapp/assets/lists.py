"""The page of units: the list with the warehouses, products and grades there are to choose from."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, literal, select, union_all
from sqlalchemy.orm import Session

from webapp.assets.queries import STATUS_WORDS, UNITS, taken_back_rows
from webapp.assets.searching import find_unit_part, has_unit_part
from webapp.catalog.models import Product, Variant
from webapp.core.inputs.text import fold
from webapp.core.listing.filters import from_amount, from_day, older_than, to_amount, to_day
from webapp.core.listing.listing import Filter, Listing
from webapp.core.operation.actor import TenantFacts as Tenant
from webapp.ledger.models import Unit
from webapp.locations.models import Bin, Warehouse

TAKEN_BACK = "taken_back"
NO_BIN = "none"
MOST_CHOICES = 300
"""So many products can be chosen from; of more, the product's own page leads here."""

Choices = tuple[tuple[str, str], ...]


@lru_cache(maxsize=500)
def units_of(zone: str, exponent: int) -> Listing:
    """The units as programs list them; days are the tenant's, amounts in its currency. Made once, as statements are."""
    more = (
        Filter("grade", "Grade", lambda text: Variant.grade == text),
        Filter("bin", "Bin", _in_bin, kind="text", folded=True),
        from_day("receivedFrom", "Received from", Unit.created_at, zone),
        to_day("receivedTo", "Received to", Unit.created_at, zone),
        older_than("olderThan", "Older than days", Unit.created_at),
        from_amount("costFrom", "Cost from", Unit.acquisition_cost, exponent),
        to_amount("costTo", "Cost to", Unit.acquisition_cost, exponent),
    )
    return replace(UNITS, filters=(*UNITS.filters, *more))


def units_page(session: Session, tenant: Tenant, status: str) -> Listing:
    """The units of a tenant; those whose receipt was taken back stand apart."""
    every = units_of(tenant.time_zone, tenant.exponent)
    return _listing(every, status == TAKEN_BACK, *_choices(session, tenant.id))


@lru_cache(maxsize=500)
def _listing(every: Listing, taken_back: bool, warehouses: Choices, products: Choices, grades: Choices) -> Listing:
    """Made once for the same choices, so that the list keeps its statements."""
    choices = {"warehouseId": warehouses, "productId": products, "grade": grades}
    others = [one for one in every.filters if one.name != "status"]
    kept = [replace(one, choices=choices.get(one.name, one.choices)) for one in others]
    words = (*STATUS_WORDS.items(), (TAKEN_BACK, "Taken back"))
    filters = (
        Filter("status", "Status", _everything if taken_back else lambda text: Unit.status == text, words),
        *sorted(kept, key=lambda one: one.name != "warehouseId"),
    )
    sorts = {name: key for name, key in UNITS.sorts.items() if name != "status"} if taken_back else UNITS.sorts
    columns = tuple(replace(one, sort=one.sort if one.sort in sorts else None) for one in UNITS.columns)
    return replace(
        every,
        rows=taken_back_rows if taken_back else UNITS.rows,
        columns=columns,
        sorts=sorts,
        filters=filters,
        search=has_unit_part,
        seek=find_unit_part,
        search_label="Part of a serial number, code or SKU",
    )


def _everything(text: str) -> ColumnElement[bool]:
    """These rows are chosen already."""
    return Unit.status.is_(None)


def _in_bin(text: str) -> ColumnElement[bool]:
    """A bin's code in any warehouse, or ``none``: in stock, and in no bin."""
    if text == NO_BIN:
        return Unit.bin_id.is_(None) & Unit.record_id.is_not(None)
    return Bin.code_key == fold(text)


def _choices(session: Session, tenant_id: int) -> tuple[Choices, Choices, Choices]:
    """Warehouses, products and grades, in one query; no products when there are too many to choose from."""
    found: dict[str, list[tuple[str, str]]] = {"warehouse": [], "product": [], "grade": []}
    for kind, value, words in session.execute(_every_choice(tenant_id)):
        found[kind].append((value, words))
    products = found["product"] if len(found["product"]) <= MOST_CHOICES else []
    named = (found["warehouse"], products, found["grade"])
    warehouses, goods, grades = (tuple(sorted(one, key=lambda pair: pair[1].casefold())) for one in named)
    return warehouses, goods, grades


@lru_cache(maxsize=500)
def _every_choice(tenant_id: int) -> Any:
    warehouses = select(literal("warehouse"), Warehouse.id, Warehouse.name).where(Warehouse.tenant_id == tenant_id)
    products = select(literal("product"), Product.id, Product.name).where(Product.tenant_id == tenant_id)
    grades = select(literal("grade"), Variant.grade, Variant.grade).where(Variant.tenant_id == tenant_id)
    return union_all(
        warehouses.limit(MOST_CHOICES).subquery().select(),
        products.limit(MOST_CHOICES + 1).subquery().select(),
        grades.distinct().limit(MOST_CHOICES).subquery().select(),
    )
