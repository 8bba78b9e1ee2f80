"""Noting what became of a job that was sent to a printer."""

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.core.operation.registry import Work, operation
from webapp.labels.errors import PrintJobNotFound
from webapp.labels.inputs import SettleJob
from webapp.labels.models import Printer, PrintJob

_OWN = "the lane of the printer says this, nobody else can know it"


@operation(needs=Permission.READ_LABELS, raises=(PrintJobNotFound,), only={"html": _OWN, "json": _OWN})
def settle_job(work: Work, data: SettleJob) -> None:
    """Note that a printer took a job, or why not."""
    found = work.session.execute(
        select(PrintJob, Printer.name)
        .join(Printer, (Printer.tenant_id == PrintJob.tenant_id) & (Printer.id == PrintJob.printer_id))
        .where(PrintJob.tenant_id == work.tenant_id, PrintJob.id == data.job_id)
        .with_for_update(of=PrintJob)
    ).one_or_none()
    if found is None:
        raise PrintJobNotFound
    job, name = found
    job.state = "failed" if data.said else "sent"
    job.said, job.settled_at = data.said, work.at
    work.tell(f"could not print on {name}: {data.said}" if data.said else f"sent labels to {name}", job.id)
