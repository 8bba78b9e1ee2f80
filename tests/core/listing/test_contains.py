"""Searching by a part of a text: whatever its case, and no character of it is a wildcard."""

import pytest
from sqlalchemy import select

from tests.house import House
from webapp.core.data.tenancy import tenant_scope
from webapp.core.listing.listing import contains
from webapp.locations.models import Warehouse
from webapp.locations.operations import create_warehouse

NAMES = {"A": "Nord 100%_/x", "B": "Ünter den Linden", "C": "nORD 100 x"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nord", {"A", "C"}),
        ("NORD 100", {"A", "C"}),
        ("0%", {"A"}),
        ("%_", {"A"}),
        ("_/x", {"A"}),
        ("üNTER", {"B"}),
        ("unter", set()),
        ("%", {"A"}),
        ("\\", set()),
    ],
)
def test_a_part_is_found_whatever_its_case(house: House, text: str, found: set[str]) -> None:
    for code, name in NAMES.items():
        house.do(create_warehouse, name=name, code=code)
    with tenant_scope(house.tenant_id):
        codes = house.session.execute(
            select(Warehouse.code).where(
                Warehouse.tenant_id == house.tenant_id, Warehouse.code.in_(NAMES), contains(Warehouse.name, text)
            )
        ).scalars()
        assert set(codes) == found
