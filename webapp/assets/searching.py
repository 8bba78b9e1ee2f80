"""Units by any part of their serial number, of a code they have, or of their SKU, however many there are."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, union_all
from sqlalchemy.orm import Session

from webapp.assets.models import CODES, UnitCode, is_current
from webapp.catalog.models import Variant
from webapp.core.listing.listing import contains
from webapp.core.search.asking import few_rows, found_ids, index_holds, is_lite, rare_grams, row_holds
from webapp.ledger.models import SERIALS, Unit

MOST_VARIANTS = 100
"""More variants with the text in their SKU are not named one by one."""
MOST_CODED = 1_000
"""Nor are more units with the text in a code."""
_BY_ID = "INDEXED BY sqlite_autoindex_unit_1"
"""SQLite keeps no statistics here and would rather read all units in the order of the list."""

Grams = tuple[str, ...]


@dataclass(frozen=True)
class UnitsFound:
    """The units with a text in their serial number or a code, and those of these variants, as indexes find them."""

    tenant_id: int
    text: str
    variants: tuple[str, ...]
    coded: tuple[str, ...] = ()
    """PostgreSQL is told the units of the codes: with a query among the choices it would ask no index."""
    grams: tuple[Grams, Grams] | None = None
    """What SQLite's indexes of serial numbers and of codes are asked for; PostgreSQL works that out itself."""

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """Leave these units alone in a list."""
        return statement.where(self.criterion()).with_hint(Unit, _BY_ID, "sqlite")

    def criterion(self) -> ColumnElement[bool]:
        """What these units have in common."""
        if self.grams is None:
            named = ((Unit.id, self.coded), (Unit.variant_id, self.variants))
            return or_(index_holds(SERIALS, self.text), *(column.in_(some) for column, some in named if some))
        serials, codes = self.grams
        ways: list[Any] = [found_ids(SERIALS, self.tenant_id, self.text, serials)]
        coded = found_ids(CODES, self.tenant_id, self.text, codes)
        ways.append(_of_codes(self.tenant_id).where(UnitCode.id.in_(coded)))
        if self.variants:
            ways.append(_of_variants(self.tenant_id, self.variants))
        return Unit.id.in_(union_all(*ways))


@dataclass(frozen=True)
class UnitsMet:
    """The same units where they are so many that a list meets them as it reads its own order."""

    tenant_id: int
    text: str
    with_sku: bool

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """Leave these units alone in a list."""
        return statement.where(self.criterion())

    def criterion(self) -> ColumnElement[bool]:
        """What each has by itself, or in its codes."""
        # Counted: if asked whether there is one, PostgreSQL gathers the units of all codes with the text beforehand.
        its = (UnitCode.tenant_id == Unit.tenant_id, UnitCode.unit_id == Unit.id)
        codes = _of_codes(self.tenant_id).where(*its, row_holds(CODES, self.text))
        counted = codes.with_only_columns(func.count()).scalar_subquery()
        return or_((has_unit_part if self.with_sku else has_serial_part)(self.text), counted > 0)


def has_serial_part(text: str) -> ColumnElement[bool]:
    """The units that have a text in their serial number; a text of one or two characters begins it."""
    return row_holds(SERIALS, text)


def find_serial_part(session: Session, tenant_id: int, text: str) -> UnitsFound | UnitsMet:
    """The way to the units with a text in their serial number or in a code they have."""
    return _way(session, tenant_id, text, ()) or UnitsMet(tenant_id, text, with_sku=False)


def has_unit_part(text: str) -> ColumnElement[bool]:
    """The units that have a text in their serial number or in their SKU."""
    return or_(has_serial_part(text), contains(Variant.variant_sku, text))


def find_unit_part(session: Session, tenant_id: int, text: str) -> UnitsFound | UnitsMet:
    """The way to the units with a text in their serial number, in a code they have or in their SKU."""
    met = UnitsMet(tenant_id, text, with_sku=True)
    named = select(Variant.id).where(Variant.tenant_id == tenant_id, contains(Variant.variant_sku, text))
    variants = tuple(sorted(session.execute(named.limit(MOST_VARIANTS + 1)).scalars()))
    if len(variants) > MOST_VARIANTS:
        return met
    way = _way(session, tenant_id, text, variants)
    if way and way.grams and variants and not few_rows(session, _of_variants(tenant_id, variants)):
        return met
    return way or met


def _way(session: Session, tenant_id: int, text: str, variants: tuple[str, ...]) -> UnitsFound | None:
    """The way by the indexes, unless it leads to too many."""
    if not is_lite(session):
        held = _of_codes(tenant_id).where(index_holds(CODES, text)).limit(MOST_CODED + 1)
        coded = tuple(session.execute(held).scalars())
        return None if len(coded) > MOST_CODED else UnitsFound(tenant_id, text, variants, coded=coded)
    serials = rare_grams(session, SERIALS, tenant_id, text)
    codes = None if serials is None else rare_grams(session, CODES, tenant_id, text)
    if serials is None or codes is None:
        return None
    return UnitsFound(tenant_id, text, variants, grams=(serials, codes))


def _of_codes(tenant_id: int) -> Select[Any]:
    return select(UnitCode.unit_id).where(UnitCode.tenant_id == tenant_id, is_current())


def _of_variants(tenant_id: int, variants: tuple[str, ...]) -> Select[Any]:
    return select(Unit.id).where(Unit.tenant_id == tenant_id, Unit.variant_id.in_(variants))
