"""The units whose serial number or code is nearly what somebody typed."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.assets.models import UnitCode
from webapp.core.data.parts import in_parts
from webapp.core.inputs.text import fold
from webapp.core.search.near import MOST_SIGNS, alike, distance, slips
from webapp.ledger.models import SERIALS, Unit, is_live

MOST = 5
SHORTEST = 4
"""Of a shorter text nearly everything is one slip away."""
SLIPS = 2
_ENOUGH = 50
_LOOK_ALIKE = str.maketrans("oilbsz", "011852")
"""Signs that are taken for one another."""


def near_units(session: Session, tenant_id: int, text: str) -> dict[str, str]:
    """Live units by their ids, and the serial numbers they have: one or two slips from a text, the nearest first."""
    asked = fold(text)
    if not SHORTEST <= len(asked) <= 256:
        return {}
    found = _called(session, tenant_id, slips(asked), with_codes=True) if len(asked) <= MOST_SIGNS else []
    if len(found) < MOST:
        texts = (one for one in alike(session, SERIALS, tenant_id, asked) if distance(asked, one) <= SLIPS)
        found += _called(session, tenant_id, {*texts} - {asked}, with_codes=False)
    nearest = sorted(found, key=lambda row: _how_far(asked, row.key))
    return dict(list({row.id: row.serial for row in nearest}.items())[:MOST])


def _how_far(asked: str, key: str) -> tuple[int, bool, str]:
    looks_alike = asked.translate(_LOOK_ALIKE) == key.translate(_LOOK_ALIKE)
    return distance(asked, key), not looks_alike, key


def _called(session: Session, tenant_id: int, keys: Iterable[str], *, with_codes: bool) -> list[Any]:
    """Live units that have one of these as their serial number, or as a code: ``id serial key``."""
    units = select(Unit.id, Unit.serial, Unit.serial_norm.label("key")).where(Unit.tenant_id == tenant_id, is_live())
    codes = (
        select(Unit.id, Unit.serial, UnitCode.code_norm.label("key"))
        .join(UnitCode, (UnitCode.tenant_id == Unit.tenant_id) & (UnitCode.unit_id == Unit.id))
        .where(Unit.tenant_id == tenant_id, UnitCode.tenant_id == tenant_id, is_live(), UnitCode.current == True)
    )
    wanted = [(units, Unit.serial_norm), *([(codes, UnitCode.code_norm)] if with_codes else [])]
    return [
        row
        for part in in_parts(sorted(keys))
        for statement, column in wanted
        for row in session.execute(statement.where(column.in_(part)).limit(_ENOUGH))
    ]
