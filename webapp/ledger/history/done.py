"""The newest of what was done to a thing, as the rows of the history have it."""

from typing import Any

from sqlalchemy.orm import Session

from webapp.audit.models import Batch
from webapp.ledger.doings import doing_rows
from webapp.ledger.history.concerning import by_id, concerns


def done_about(session: Session, tenant_id: int, thing_id: str, most: int) -> list[Any]:
    """So many rows, the newest first, with whether something of each is left to take back."""
    rows = by_id(doing_rows(tenant_id)).where(concerns(thing_id)).order_by(Batch.at.desc(), Batch.id.desc())
    return list(session.execute(rows.limit(most)))
