"""Sitting down at a desk: the intake it is at, and what it has chosen, read and locked."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from webapp.core.data.database import insert_for
from webapp.core.data.ids import new_id
from webapp.core.operation.actor import Actor
from webapp.core.operation.registry import Work
from webapp.ledger.models import table_of
from webapp.locations.places import find_place
from webapp.receiving.desk import Chosen, IntakeFacts
from webapp.receiving.errors import IntakeNotFound
from webapp.receiving.models import DeskContext, Intake
from webapp.receiving.reading.look_up import item_of, where_is
from webapp.receiving.words import said_day

_FACTS = (Intake.id, Intake.name, Intake.kind, Intake.status)


def holder_of(actor: Actor, scanned_by: str | None = None) -> str:
    """Whose context it is: the desk's, or the person's who scanned where the browser has no name."""
    return actor.desk_id or scanned_by or actor.id


def intake_at(work: Work, intake_id: str, holder: str) -> IntakeFacts:
    """The intake that was named, or that the holder is at; a new one if there is none. It does not close meanwhile."""
    wanted = intake_id or _current(work, holder)
    if wanted:
        found = work.session.execute(
            select(*_FACTS).where(Intake.tenant_id == work.tenant_id, Intake.id == wanted).with_for_update(read=True)
        ).one_or_none()
        if found is not None and (intake_id or found.status == "open"):
            return IntakeFacts(*found)
        if intake_id:
            raise IntakeNotFound(at="intakeId")
    return add_intake(work, {})


def _current(work: Work, holder: str) -> str | None:
    return work.session.execute(
        select(DeskContext.intake_id)
        .join(Intake, (Intake.tenant_id == DeskContext.tenant_id) & (Intake.id == DeskContext.intake_id))
        .where(
            DeskContext.tenant_id == work.tenant_id,
            DeskContext.holder == holder,
            Intake.tenant_id == work.tenant_id,
            Intake.status == "open",
        )
        .order_by(DeskContext.used_at.desc())
        .limit(1)
    ).scalar_one_or_none()


def add_intake(work: Work, told: dict[str, Any]) -> IntakeFacts:
    """A new intake; without a name it is called by its day and time."""
    zone = work.actor.tenant.time_zone
    local = work.at.astimezone(ZoneInfo(zone))
    row = {
        "tenant_id": work.tenant_id,
        "id": new_id("int"),
        "name": f"Receiving {said_day(local, zone)}, {local:%H:%M}",
        "supplier": None,
        "delivery_note": None,
        "reference": None,
        "kind": "receipt",
        "status": "open",
        "opened_by": work.actor.id,
        "opened_by_name": work.actor.name,
        "version": 1,
        "created_at": work.at,
        "updated_at": work.at,
        **{name: value for name, value in told.items() if value},
    }
    work.session.execute(insert(table_of(Intake)), row)
    return IntakeFacts(row["id"], row["name"], row["kind"], "open")


def chosen_at(work: Work, intake: IntakeFacts, holder: str) -> Chosen:
    """What the holder has chosen in this intake, locked until the end; at first the default place and nothing else."""
    key = {"tenant_id": work.tenant_id, "intake_id": intake.id, "holder": holder}
    fresh = {**key, "status": "available", "used_at": work.at}
    work.session.execute(insert_for(work.session)(table_of(DeskContext)).values(fresh).on_conflict_do_nothing())
    row = work.session.execute(
        select(*table_of(DeskContext).columns)
        .where(*(getattr(DeskContext, name) == value for name, value in key.items()))
        .with_for_update()
    ).one()
    return chosen_of(work.session, work.tenant_id, row)


def chosen_of(session: Session, tenant_id: int, row: Any) -> Chosen:
    """A context's row with the item and the place that it names; without a row, what stands at the beginning."""
    if row is None:
        default = find_place(session, tenant_id, None)
        return Chosen(where=where_is(session, tenant_id, default.warehouse_id, None))
    if row.warehouse_id is None:
        default = find_place(session, tenant_id, None)
        where = where_is(session, tenant_id, default.warehouse_id, None)
    else:
        where = where_is(session, tenant_id, row.warehouse_id, row.bin_id)
    return Chosen(
        where=where,
        item=item_of(session, tenant_id, row.variant_id) if row.variant_id else None,
        cost=row.cost,
        acquired_on=row.acquired_on,
        condition=row.condition,
        notes=row.notes,
        status=row.status,
        lot_number=row.lot_number,
        lot_expires_on=row.lot_expires_on,
        quantity=row.quantity,
        blocked_by=row.blocked_by or {},
    )


def keep_chosen(work: Work, intake: IntakeFacts, holder: str, chosen: Chosen, moment: dt.datetime) -> None:
    """Keep what is chosen for the next request."""
    work.session.execute(
        update(DeskContext)
        .where(
            DeskContext.tenant_id == work.tenant_id,
            DeskContext.intake_id == intake.id,
            DeskContext.holder == holder,
        )
        .values(
            variant_id=chosen.item.variant_id if chosen.item else None,
            warehouse_id=chosen.where.warehouse_id,
            bin_id=chosen.where.bin_id,
            cost=chosen.cost,
            acquired_on=chosen.acquired_on,
            condition=chosen.condition,
            notes=chosen.notes,
            status=chosen.status,
            lot_number=chosen.lot_number,
            lot_expires_on=chosen.lot_expires_on,
            quantity=chosen.quantity,
            blocked_by=chosen.blocked_by or None,
            used_at=moment,
        )
    )
