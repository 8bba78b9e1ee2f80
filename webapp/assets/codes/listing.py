"""The list of codes that units have, and had."""

from typing import Any

from sqlalchemy import Select, select

from webapp.assets.models import FORMER_SERIAL, KINDS, UnitCode
from webapp.core.inputs.text import fold
from webapp.core.listing.listing import Column, Filter, Listing
from webapp.ledger.models import Unit

_STATES = (("current", "In use"), ("former", "Not any more"))


def _rows(tenant_id: int) -> Select[Any]:
    rows: Any = (
        select(*UnitCode.__table__.c, Unit.serial)
        .join(Unit, (Unit.tenant_id == UnitCode.tenant_id) & (Unit.id == UnitCode.unit_id))
        .where(UnitCode.tenant_id == tenant_id)
    )
    return rows  # type: ignore[no-any-return]


IDENTIFIERS = Listing(
    name="identifiers",
    rows=_rows,
    columns=(Column("code", "Code", "code"), Column("kind", "Kind"), Column("serial", "Unit", "code")),
    sorts={"createdAt": UnitCode.created_at},
    tie=UnitCode.id,
    filters=(
        Filter("assetSerialNumber", "Unit", lambda text: Unit.serial_norm == fold(text)),
        Filter("code", "Code", lambda text: UnitCode.code_norm == fold(text)),
        Filter(
            "kind", "Kind", lambda text: UnitCode.kind == text, tuple((one, one) for one in (*KINDS, FORMER_SERIAL))
        ),
        Filter("state", "State", lambda text: UnitCode.current == (text == "current"), _STATES),
    ),
)
