"""Lists of goods on their way in."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.core.sheets.columns import ColumnMap, map_columns
from webapp.core.sheets.parse import Sheet, parse
from webapp.receiving.errors import SheetNotFound
from webapp.receiving.models import Intake, IntakeSheet
from webapp.receiving.rows.layout import GOODS, LIMITS

_NAMES = (
    "id",
    "intake_id",
    "purpose",
    "name",
    "state",
    "text",
    "columns",
    "refused",
    "taken",
    "batch_id",
    "created_at",
)


def find_sheet(session: Session, tenant_id: int, sheet_id: str, *, lock: bool = False) -> Any:
    """One list with the name and kind of its intake; raises SheetNotFound."""
    query = (
        select(
            *(getattr(IntakeSheet, name) for name in _NAMES),
            Intake.name.label("intake_name"),
            Intake.kind.label("intake_kind"),
            Intake.status.label("intake_status"),
        )
        .join(Intake, (Intake.tenant_id == IntakeSheet.tenant_id) & (Intake.id == IntakeSheet.intake_id))
        .where(IntakeSheet.tenant_id == tenant_id, Intake.tenant_id == tenant_id, IntakeSheet.id == sheet_id)
    )
    found = session.execute(query.with_for_update(of=IntakeSheet) if lock else query).one_or_none()
    if found is None:
        raise SheetNotFound
    return found


def sheets_of(session: Session, tenant_id: int, intake_id: str) -> list[Any]:
    """The lists of an intake, newest first."""
    names = ("id", "purpose", "name", "state", "taken", "created_at")
    wanted = select(*(getattr(IntakeSheet, name) for name in names)).where(
        IntakeSheet.tenant_id == tenant_id, IntakeSheet.intake_id == intake_id
    )
    return list(session.execute(wanted.order_by(IntakeSheet.created_at.desc()).limit(20)))


def read_kept(text: str | None, columns: Mapping[str, str | None] | None) -> tuple[Sheet, ColumnMap]:
    """A kept list, and what its columns mean: as recognised, or as a person chose."""
    sheet = parse(text or "", LIMITS)
    return sheet, map_columns(GOODS, sheet.header, {int(at): key for at, key in (columns or {}).items()})
