"""Look-ups of what was printed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import Desk
from webapp.audit.models import Batch
from webapp.core.data import clock
from webapp.core.operation.actor import Actor
from webapp.labels.errors import PrinterNotFound, PrintJobNotFound
from webapp.labels.models import LabelSetting, Printer, PrintJob
from webapp.ledger.models import Event, Unit
from webapp.ledger.words import LABEL_RIGHT, LABEL_WRONG

RECENT = 10
SILENCE = dt.timedelta(minutes=2)
"""How long a job waits for its printer's answer; then nobody knows, for whoever was sending it may have stopped."""
LOOKED_BACK = dt.timedelta(days=1)
PROOFS = 20
HOUSE = "house"


@dataclass(frozen=True)
class Rule:
    """What is printed when a unit arrives: ``size`` is the printer's own where there is one."""

    desk_id: str | None = None
    desk_name: str | None = None
    on_receipt: bool = False
    printer_id: str | None = None
    printer_name: str | None = None
    size: str = "l7160"
    symbol: str = "code128"
    chosen_size: str = "l7160"


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


def unprinted_jobs(session: Session, tenant_id: int) -> Sequence[Any]:
    """What printers did not take of late, or nobody knows of, unless it was printed again since; newest first."""
    at = clock.now()
    later = aliased(PrintJob)
    again = exists().where(
        later.tenant_id == tenant_id,
        later.tenant_id == PrintJob.tenant_id,
        later.created_at > PrintJob.created_at,
        later.printer_id == PrintJob.printer_id,
        later.things == PrintJob.things,
    )
    silent = (PrintJob.state == "waiting") & (PrintJob.created_at <= at - SILENCE)
    return session.execute(
        _jobs(tenant_id)
        .where(PrintJob.created_at > at - LOOKED_BACK, (PrintJob.state == "failed") | silent, ~again)
        .order_by(PrintJob.created_at.desc(), PrintJob.id.desc())
        .limit(RECENT)
    ).all()


def state_of(job: Any) -> str:
    """What became of a job; ``unknown`` when its printer was to answer long ago and did not."""
    silent = job.state == "waiting" and job.created_at <= clock.now() - SILENCE
    return "unknown" if silent else str(job.state)


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


def _rules(tenant_id: int) -> Any:
    """The rules of the house and its desks; a printer out of use is none."""
    in_use = (
        (Printer.tenant_id == LabelSetting.tenant_id)
        & (Printer.id == LabelSetting.printer_id)
        & (Printer.active == True)
    )
    return (
        select(
            LabelSetting.place,
            LabelSetting.desk_id,
            LabelSetting.on_receipt,
            LabelSetting.size,
            LabelSetting.symbol,
            Desk.name.label("desk_name"),
            Printer.id.label("printer_id"),
            Printer.name.label("printer_name"),
            Printer.width,
            Printer.height,
        )
        .outerjoin(Printer, in_use)
        .outerjoin(Desk, (Desk.tenant_id == LabelSetting.tenant_id) & (Desk.id == LabelSetting.desk_id))
        .where(LabelSetting.tenant_id == tenant_id)
    )


def _rule(row: Any) -> Rule:
    return Rule(
        desk_id=row.desk_id,
        desk_name=row.desk_name,
        on_receipt=row.on_receipt,
        printer_id=row.printer_id,
        printer_name=row.printer_name,
        size=f"{row.width}x{row.height}" if row.printer_id else row.size,
        symbol=row.symbol,
        chosen_size=row.size,
    )


def rule_at(session: Session, tenant_id: int, desk_id: str | None) -> Rule:
    """The rule of a desk, or else of the house, or else that nothing is printed."""
    rows = session.execute(_rules(tenant_id).where(LabelSetting.place.in_([HOUSE, desk_id or HOUSE]))).all()
    found = sorted(rows, key=lambda row: row.place == HOUSE)
    return _rule(found[0]) if found else Rule()


def rules_of(session: Session, tenant_id: int) -> list[Rule]:
    """Every rule that was set, the one of the house first."""
    rows = session.execute(_rules(tenant_id)).all()
    return [_rule(row) for row in sorted(rows, key=lambda row: (row.place != HOUSE, row.desk_name or ""))]


def recent_proofs(session: Session, actor: Actor) -> Sequence[Any]:
    """What this person proved since midnight in the tenant's zone, newest first."""
    midnight = dt.datetime.combine(
        clock.today(actor.tenant.time_zone), dt.time(), ZoneInfo(actor.tenant.time_zone)
    ).astimezone(dt.UTC)
    return session.execute(
        select(Batch.id, Batch.at, Batch.summary, Unit.id.label("unit_id"), Unit.serial, Event.action)
        .join(Unit, (Unit.tenant_id == Batch.tenant_id) & (Unit.id == Batch.subject_id))
        .join(
            Event,
            (Event.tenant_id == Batch.tenant_id)
            & (Event.batch_id == Batch.id)
            & (Event.subject_id == Batch.subject_id),
        )
        .where(
            Batch.tenant_id == actor.tenant.id,
            Batch.actor_id == actor.id,
            Batch.operation == "prove_label",
            Batch.at >= midnight,
            Event.action.in_([LABEL_RIGHT, LABEL_WRONG]),
        )
        .order_by(Batch.at.desc(), Batch.id.desc())
        .limit(PROOFS)
    ).all()
