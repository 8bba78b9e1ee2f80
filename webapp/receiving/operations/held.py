"""An intake that is held while something is decided about it as a whole."""

from typing import Any

from sqlalchemy import select, update

from webapp.core.operation.registry import Work
from webapp.receiving.errors import IntakeClosed, IntakeNotFound
from webapp.receiving.models import Intake

ABOUT = ("name", "supplier", "delivery_note", "reference")


def locked_intake(work: Work, intake_id: str) -> Any:
    """An intake that nobody else scans into or decides about meanwhile; raises IntakeNotFound."""
    row = work.session.execute(
        select(Intake.id, Intake.kind, Intake.status, Intake.version, *(getattr(Intake, name) for name in ABOUT))
        .where(Intake.tenant_id == work.tenant_id, Intake.id == intake_id)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise IntakeNotFound
    return row


def open_intake_locked(work: Work, intake_id: str) -> Any:
    """The same, of one that is open; raises IntakeClosed for any other."""
    row = locked_intake(work, intake_id)
    if row.status != "open":
        raise IntakeClosed(name=row.name)
    return row


def change_intake(work: Work, row: Any, **values: Any) -> None:
    """Write new values into an intake that is held."""
    work.session.execute(
        update(Intake)
        .where(Intake.tenant_id == work.tenant_id, Intake.id == row.id)
        .values(version=row.version + 1, updated_at=work.at, **values)
    )
