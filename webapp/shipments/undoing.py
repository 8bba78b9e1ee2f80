"""A shipment is taken back with all that was changed of it; a change alone, while it is as that left it.

What left in one stays out.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.core.operation.registry import Work
from webapp.ledger.errors import ChangedMeanwhile
from webapp.ledger.posting import Context
from webapp.ledger.undoing import Line, add_guard, on_undo
from webapp.orders.operations.locking import locked_order
from webapp.orders.selling.undoing import with_promises
from webapp.shipments.models import SENT, SHIPPED, Shipment, ShipmentUnit
from webapp.shipments.operations import facts_of, held_shipment, write_facts
from webapp.shipments.queries import shipped_rentals
from webapp.subscriptions.models import VOIDED, Subscription
from webapp.subscriptions.starting import RENTED

FORGOTTEN = "its customer was anonymised since"
CHANGED = "the shipment was changed again since"
TAKEN = "the shipment was taken back since"
LEFT = "it left in a shipment: take that back first"
ELSEWHERE = "a unit of it left in another shipment since"
BACK = "a unit of it came back since"


def made_undoable() -> None:
    """Teach the ledger how a shipment is taken back; called once by ``features.py``."""
    add_guard(what_stays)
    on_undo(SHIPPED, _put_back)


def what_stays(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """The lines that cannot be put back, with the reason."""
    told = {line.n: (line.after or {}).get("rental") for line in lines if line.action == RENTED}
    rented = {n: str(rental) for n, rental in told.items() if rental}
    left = shipped_rentals(session, tenant_id, list(rented.values()))
    stays = {n: LEFT for n, rental in rented.items() if rental in left}
    stays |= with_promises(lines, {line.reference or "": LEFT for line in lines if line.n in stays})
    for line in lines:
        if line.action == SHIPPED and (why := _why(session, tenant_id, line)):
            stays[line.n] = why
    return stays


def _why(session: Session, tenant_id: int, line: Line) -> str | None:
    if line.after is None:
        return FORGOTTEN
    shown = [Shipment.status, Shipment.tracking_number, Shipment.carrier, Shipment.shipped_on, Shipment.notes]
    mine = (Shipment.tenant_id == tenant_id, Shipment.id == line.subject_id)
    row = session.execute(select(*shown).where(*mine)).one()
    if not _stands(row, line):
        return TAKEN if row.status != SENT and not _is_step(line) else CHANGED
    if line.before["status"] != SENT or line.after["status"] == SENT:
        return None
    units = session.execute(
        select(ShipmentUnit.subscription_id, Subscription.status)
        .join(
            Subscription,
            (Subscription.tenant_id == ShipmentUnit.tenant_id) & (Subscription.id == ShipmentUnit.subscription_id),
        )
        .where(ShipmentUnit.tenant_id == tenant_id, ShipmentUnit.shipment_id == line.subject_id)
    ).all()
    if any(unit.status == VOIDED for unit in units):
        return BACK
    return ELSEWHERE if shipped_rentals(session, tenant_id, [unit.subscription_id for unit in units]) else None


def _is_step(line: Line) -> bool:
    """Whether it left or was taken back; else what is known of it was changed."""
    return bool(line.before["status"] != line.after["status"])


def _stands(row: Any, line: Line) -> bool:
    """Whether nothing is in the way; what was changed since goes with the shipment, and comes back with it."""
    if _is_step(line):
        return bool(row.status == line.after["status"])
    return facts_of(row) == _facts(line.after)


def _facts(told: Mapping[str, Any]) -> dict[str, Any]:
    return {**told, "shipped_on": dt.date.fromisoformat(told["shipped_on"])}


def _put_back(context: Context, line: Line) -> str | None:
    """Let it be as it was before; of one that left or came back the units are free for another, or in it again."""
    work = cast("Work", context)
    order = locked_order(work, line.reference or "")
    row = held_shipment(work, line.subject_id)
    if not _stands(row, line):
        raise ChangedMeanwhile
    status = line.before["status"]
    write_facts(work, row, {"status": status} if _is_step(line) else _facts(line.before))
    if _is_step(line):
        mine = (ShipmentUnit.tenant_id == work.tenant_id, ShipmentUnit.shipment_id == row.id)
        work.session.execute(update(ShipmentUnit).where(*mine).values(live=status == SENT))
    order.version, order.updated_at = order.version + 1, work.at
    work.session.flush()
    return None
