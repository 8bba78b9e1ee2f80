"""What the desk's page and the pipe's answers show: read anew after everything that was done."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.core.operation.actor import Actor
from webapp.ledger.models import table_of
from webapp.receiving.desk import Chosen
from webapp.receiving.models import DeskContext, Intake
from webapp.receiving.operations.seat import chosen_of, holder_of
from webapp.receiving.queries.intakes import find_intake, tally_of
from webapp.receiving.queries.rows import ScanRow, parked_of, scans_by_key, totals_of
from webapp.receiving.views.showing import blocked_of, context_of


@dataclass(frozen=True)
class DeskState:
    """One desk in one intake; without an intake nothing was scanned yet."""

    intake: dict[str, Any] | None
    chosen: Chosen
    context: dict[str, Any]
    totals: dict[str, Any]


def state_at(session: Session, actor: Actor, intake_id: str = "") -> DeskState:
    """Where a desk stands: in the intake named, or in the newest open one that it is at."""
    row = session.execute(_newest_context(actor, intake_id)).one_or_none()
    chosen = chosen_of(session, actor.tenant.id, row)
    current = intake_id or (row.intake_id if row is not None else "")
    if not current:
        return DeskState(None, chosen, context_of(chosen, actor), {"received": 0, "attention": 0, "refused": 0})
    intake = find_intake(session, actor.tenant.id, current)
    told = totals_of(session, actor.tenant.id, intake.id, intake.received)
    parked = parked_of(session, actor.tenant.id, intake.id, holder_of(actor))
    context = context_of(chosen, actor)
    context["blocked"] = blocked_of(parked, _blocker(session, actor, chosen), chosen, actor)
    return DeskState(
        intake={
            "id": intake.id,
            "name": intake.name,
            "status": intake.status,
            "url": url_for("intakes.intake", intake_id=intake.id),
        },
        chosen=chosen,
        context=context,
        totals={
            "received": told.received,
            "attention": told.attention - len(parked),
            "refused": told.refused,
            "parked": len(parked),
            "expected": tally_of(intake),
        },
    )


def _blocker(session: Session, actor: Actor, chosen: Chosen) -> ScanRow | None:
    if not chosen.blocked_by:
        return None
    key = next(iter(chosen.blocked_by.values()))
    return scans_by_key(session, actor.tenant.id, [key]).get(key)


def _newest_context(actor: Actor, intake_id: str) -> Select[Any]:
    wanted = (
        select(*table_of(DeskContext).columns)
        .join(Intake, (Intake.tenant_id == DeskContext.tenant_id) & (Intake.id == DeskContext.intake_id))
        .where(
            DeskContext.tenant_id == actor.tenant.id,
            DeskContext.holder == holder_of(actor),
            Intake.tenant_id == actor.tenant.id,
        )
        .order_by(DeskContext.used_at.desc())
        .limit(1)
    )
    return wanted.where(Intake.id == intake_id) if intake_id else wanted.where(Intake.status == "open")
