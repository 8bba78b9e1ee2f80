"""Look-ups of what was printed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.accounts.models import Desk
from webapp.audit.models import Batch
from webapp.labels.errors import PrinterNotFound, PrintJobNotFound
from webapp.labels.models import Printer, PrintJob

RECENT = 10


def _jobs(tenant_id: int) -> Select[Any]:
    """Print jobs with who asked for them, and where they were to go."""
    return (
        select(
            *PrintJob.__table__.c,
            Batch.actor_name,
            Batch.actor_id,
            Desk.name.label("desk_name"),
            Printer.name.label("printer_name"),
            Printer.host,
            Printer.port,
            Printer.dpi,
        )
        .join(Batch, (Batch.tenant_id == PrintJob.tenant_id) & (Batch.id == PrintJob.batch_id))
        .outerjoin(Desk, (Desk.tenant_id == Batch.tenant_id) & (Desk.id == Batch.desk_id))
        .outerjoin(Printer, (Printer.tenant_id == PrintJob.tenant_id) & (Printer.id == PrintJob.printer_id))
        .where(PrintJob.tenant_id == tenant_id)
    )


def find_job(session: Session, tenant_id: int, job_id: str) -> Any:
    """One print job; raises PrintJobNotFound."""
    found = session.execute(_jobs(tenant_id).where(PrintJob.id == job_id)).one_or_none()
    if found is None:
        raise PrintJobNotFound
    return found


def recent_jobs(session: Session, tenant_id: int) -> Sequence[Any]:
    """What was printed last, newest first."""
    return session.execute(
        _jobs(tenant_id).order_by(PrintJob.created_at.desc(), PrintJob.id.desc()).limit(RECENT)
    ).all()


def find_printer(session: Session, tenant_id: int, printer_id: str, *, at: str | None = None) -> Any:
    """One printer in use; raises PrinterNotFound, ``at`` the field that named it."""
    found = session.execute(
        select(*Printer.__table__.c).where(
            Printer.tenant_id == tenant_id, Printer.id == printer_id, Printer.active == True
        )
    ).one_or_none()
    if found is None:
        raise PrinterNotFound(at=at)
    return found


def printers_of(session: Session, tenant_id: int) -> Sequence[Any]:
    """The printers in use, by name."""
    return session.execute(
        select(*Printer.__table__.c)
        .where(Printer.tenant_id == tenant_id, Printer.active == True)
        .order_by(Printer.name_key)
    ).all()
