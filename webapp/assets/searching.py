"""Units by any part of their serial number, or of their SKU, however many there are."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, union_all
from sqlalchemy.orm import Session

from webapp.catalog.models import Variant
from webapp.core.listing.listing import contains
from webapp.core.search.asking import few_rows, found_ids, index_holds, is_lite, rare_grams, row_holds
from webapp.ledger.models import SERIALS, Unit

MOST_VARIANTS = 100
"""More variants with the text in their SKU are not named one by one."""
_BY_ID = "INDEXED BY sqlite_autoindex_unit_1"
"""SQLite keeps no statistics here and would rather read all units in the order of the list."""


@dataclass(frozen=True)
class UnitsFound:
    """The units with a text in their serial number, and those of these variants, as an index finds them."""

    tenant_id: int
    text: str
    variants: tuple[str, ...]
    grams: tuple[str, ...] | None
    """What SQLite's index is asked for; PostgreSQL works that out itself."""

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """Leave these units alone in a list."""
        return statement.where(self.criterion()).with_hint(Unit, _BY_ID, "sqlite")

    def criterion(self) -> ColumnElement[bool]:
        """What these units have in common."""
        if self.grams is None:
            held = index_holds(SERIALS, self.text)
            return or_(held, Unit.variant_id.in_(self.variants)) if self.variants else held
        found: Any = found_ids(SERIALS, self.tenant_id, self.text, self.grams)
        if self.variants:
            found = union_all(found, _of_variants(self.tenant_id, self.variants))
        return Unit.id.in_(found)


def has_serial_part(text: str) -> ColumnElement[bool]:
    """The units that have a text in their serial number; a text of one or two characters begins it."""
    return row_holds(SERIALS, text)


def find_serial_part(session: Session, tenant_id: int, text: str) -> UnitsFound | None:
    """The way to them by the index, unless they are so many that a list meets them as it reads its own order."""
    if not is_lite(session):
        return UnitsFound(tenant_id, text, (), None)
    grams = rare_grams(session, SERIALS, tenant_id, text)
    return None if grams is None else UnitsFound(tenant_id, text, (), grams)


def has_unit_part(text: str) -> ColumnElement[bool]:
    """The units that have a text in their serial number or in their SKU."""
    return or_(has_serial_part(text), contains(Variant.variant_sku, text))


def find_unit_part(session: Session, tenant_id: int, text: str) -> UnitsFound | None:
    """The way to them by indexes, unless they are too many."""
    named = select(Variant.id).where(Variant.tenant_id == tenant_id, contains(Variant.variant_sku, text))
    variants = tuple(sorted(session.execute(named.limit(MOST_VARIANTS + 1)).scalars()))
    if len(variants) > MOST_VARIANTS:
        return None
    if not is_lite(session):
        return UnitsFound(tenant_id, text, variants, None)
    grams = rare_grams(session, SERIALS, tenant_id, text)
    if grams is None or (variants and not few_rows(session, _of_variants(tenant_id, variants))):
        return None
    return UnitsFound(tenant_id, text, variants, grams)


def _of_variants(tenant_id: int, variants: tuple[str, ...]) -> Select[Any]:
    return select(Unit.id).where(Unit.tenant_id == tenant_id, Unit.variant_id.in_(variants))
