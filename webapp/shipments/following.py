"""What shipments do when a customer is forgotten."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update

from webapp.core.data.parts import in_parts
from webapp.core.operation.registry import Work
from webapp.customers.hooks import customer_forgotten
from webapp.ledger.models import Event
from webapp.orders.models import SalesOrder
from webapp.shipments.models import Shipment


def follow_forgotten() -> None:
    """Have shipments forget whom they went to; called once by ``features.py``."""
    customer_forgotten.subscribe(shipments_forgotten)


def shipments_forgotten(work: Work, customer_ids: Sequence[str], told: Mapping[str, Any]) -> list[str]:
    """Take out what was written freely about their shipments, in the ledger too, and what leads to them."""
    theirs = select(SalesOrder.id).where(
        SalesOrder.tenant_id == work.tenant_id, SalesOrder.customer_id.in_(customer_ids)
    )
    mine = (Shipment.tenant_id == work.tenant_id, Shipment.order_id.in_(theirs))
    ids = list(work.session.execute(select(Shipment.id).where(*mine)).scalars())
    for part in in_parts(ids):
        work.session.execute(
            update(Shipment)
            .where(Shipment.tenant_id == work.tenant_id, Shipment.id.in_(part))
            .values(notes=None, tracking_number=None, carrier=None, updated_at=work.at)
        )
        work.session.execute(
            update(Event)
            .where(Event.tenant_id == work.tenant_id, Event.subject == "shipment", Event.subject_id.in_(part))
            .values(reference=None, note=None, before=None, after=None)
        )
    return ids
