"""What was done to a thing is more than what names it: what moved with it as reference, or what is kept for it."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select, union_all

from webapp.audit.models import Batch
from webapp.core.data.tenancy import current_tenant
from webapp.ledger.models import Movement, Reservation


def concerns(thing_id: str) -> ColumnElement[bool]:
    """That a batch did something to a thing, such as an order: to itself, to what went out or is kept for it."""
    tenant_id = current_tenant() or 0
    ways = (
        select(Batch.id).where(Batch.tenant_id == tenant_id, Batch.subject_id == thing_id),
        select(Movement.batch_id).where(Movement.tenant_id == tenant_id, Movement.reference == thing_id),
        of_promises(tenant_id, thing_id, Movement.batch_id),
    )
    return Batch.id.in_(union_all(*ways).subquery().select())


def by_id(batches: Select[Any]) -> Select[Any]:
    """Few of all batches, so that each is found by its id: SQLite would rather read all there are in their order."""
    return batches.with_hint(Batch, "INDEXED BY sqlite_autoindex_batch_1", "sqlite")


def of_promises(tenant_id: int, thing_id: str, *columns: Any) -> Select[Any]:
    """These columns of the movements into and out of what is kept for a thing, by whatever way: damage too."""
    kept = select(Reservation.id).where(Reservation.tenant_id == tenant_id, Reservation.reference == thing_id)
    return select(*columns).where(Movement.tenant_id == tenant_id, Movement.reservation_id.in_(kept))
