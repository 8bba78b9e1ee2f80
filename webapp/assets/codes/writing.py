"""Codes of units: read, judged and written."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from webapp.assets.models import KINDS, UnitCode
from webapp.core.inputs.text import fold
from webapp.ledger.models import Unit, table_of
from webapp.ledger.posting import Context

CODED = "UNIT_CODED"
"""The action of an event that tells of a code that came or went."""
CORRECTED = "SERIAL_CORRECTED"
"""The action of an event that tells of another serial number."""

KIND_WORDS = dict(zip(KINDS, ("Asset tag", "IMEI", "Other code"), strict=True))

Picture = Mapping[str, Any]
"""A code as an event keeps it: ``id kind code current``."""


def codes_of(session: Session, tenant_id: int, unit_id: str) -> Sequence[Any]:
    """A unit's codes, the current ones first."""
    return session.execute(
        select(UnitCode.id, UnitCode.kind, UnitCode.code, UnitCode.current, UnitCode.created_at)
        .where(UnitCode.tenant_id == tenant_id, UnitCode.unit_id == unit_id)
        .order_by(UnitCode.current.desc(), UnitCode.created_at, UnitCode.id)
    ).all()


def kind_of(kind: str) -> str:
    """A kind within a sentence."""
    return KIND_WORDS[kind] if kind == "imei" else KIND_WORDS[kind].lower()


def picture(row: Any) -> dict[str, Any]:
    """A code as an event keeps it."""
    return {"id": row.id, "kind": row.kind, "code": row.code, "current": bool(row.current)}


def write_code(work: Context, unit_id: str, wanted: Picture) -> None:
    """Insert a code as it is pictured."""
    row = {**wanted, "unit_id": unit_id, "code_norm": fold(wanted["code"]), "tenant_id": work.tenant_id}
    work.session.execute(insert(table_of(UnitCode)), {**row, "created_at": work.at})


def set_current(work: Context, code_id: str, *, current: bool) -> None:
    """Make a code current, or former."""
    work.session.execute(
        update(UnitCode).where(UnitCode.tenant_id == work.tenant_id, UnitCode.id == code_id).values(current=current)
    )


def remove_row(work: Context, code_id: str) -> None:
    """Let a code never have been."""
    work.session.execute(delete(UnitCode).where(UnitCode.tenant_id == work.tenant_id, UnitCode.id == code_id))


def call(work: Context, unit_id: str, serial: str) -> None:
    """Give a unit another serial number; the index and the codes have the last word."""
    work.session.execute(
        update(Unit)
        .where(Unit.tenant_id == work.tenant_id, Unit.id == unit_id)
        .values(serial=serial, serial_norm=fold(serial), updated_at=work.at)
    )


def imei_of(text: str) -> str:
    """Fifteen digits whose last one checks the others; raises ValueError."""
    digits = "".join(one for one in text if one not in " -./")
    if len(digits) != 15 or not digits.isascii() or not digits.isdigit():
        raise ValueError("An IMEI has 15 digits. Look at the number again.")
    doubled = (int(one) * (2 if place % 2 else 1) for place, one in enumerate(digits))
    if sum(one // 10 + one % 10 for one in doubled) % 10:
        raise ValueError("This is no IMEI: its last digit does not check. Look at the number again.")
    return digits
